import { step } from '../step.js';
import type { Chapter, Step, Who } from '../step.js';

const idea = { kind: 'PROCESS', scale: 'INCREMENTAL', practices: ['OPM SP 3.2'] };
const reviews = { improvementId: '@reviews' };
const inBridge = { measureId: '@hours', unitId: '@Bridge', periodStart: '2026-01-01', periodEnd: '2026-01-21' };

const reading = (who: Who, other: Who, unit: string, day: string, value: number): Step =>
  step(
    '01-21',
    [[other, 'ForbiddenError']],
    [who, 'recordReading', { measureId: '@hours', unitId: `@${unit}`, day: `2026-${day}`, value }],
    `told: ReadingRecorded in ${unit}`,
  );

/** From a suggestion to the decision to deploy it, and how its value will be known. */
export const decision: Chapter = {
  title: 'a suggestion is analyzed and selected, and it is said how its value will be known',
  steps: [
    step(
      '01-12',
      [
        ['Vera', 'ForbiddenError'],
        ['Petra', 'ForbiddenError'],
      ],
      [
        'Dora',
        'suggestImprovement',
        { ...idea, title: 'Peer reviews', description: 'Fewer defects reach us.', origin: 'CAR_ACTION_PROPOSAL' },
        'reviews',
      ],
      `
        told: ImprovementSuggested
        burn-up: 0 planned 0 adopted 0 confirmed 0 blocked 0 left out 0, progress null
        matrix Peer reviews: SUGGESTED, progress null, 0 late, 0 at risk
        waiting SUGGESTION_TO_ANALYZE Peer reviews: waits
      `,
    ),
    step(
      '01-12',
      [
        [
          'Dora',
          'AlreadyExistsError',
          'suggestImprovement',
          { ...idea, title: 'Peer reviews', description: 'Again.', origin: 'PILOT' },
        ],
      ],
      [
        'Dora',
        'suggestImprovement',
        { ...idea, title: 'Checklists', description: 'What a review looks at.', origin: 'SUGGESTION' },
        'checklists',
      ],
      `
        told: ImprovementSuggested
        matrix Checklists: SUGGESTED, progress null, 0 late, 0 at risk
        waiting SUGGESTION_TO_ANALYZE Checklists: waits
      `,
    ),
    step(
      '01-13',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'improvement-life', 'selectImprovement', reviews],
        [
          'Dora',
          'improvement-is-being-deployed',
          'requestConsulting',
          { ...reviews, unitId: '@Bridge', topics: 'Now?' },
        ],
      ],
      ['Dora', 'analyzeImprovement', reviews],
      `
        told: ImprovementAnalyzed
        matrix Peer reviews: ANALYZED, progress null, 0 late, 0 at risk
        waiting ANALYSIS_TO_SELECT Peer reviews: waits
        waiting SUGGESTION_TO_ANALYZE Peer reviews: gone
      `,
    ),
    step(
      '01-14',
      [
        [
          'Dora',
          'no-relation-with-itself',
          'relateImprovement',
          { ...reviews, kind: 'REQUIRES', relatedId: '@reviews' },
        ],
      ],
      ['Dora', 'relateImprovement', { ...reviews, kind: 'REQUIRES', relatedId: '@checklists' }],
      `
        told: ImprovementRelated
        evidence: RELATION 2
      `,
    ),
    step(
      '01-19',
      [
        ['Petra', 'ForbiddenError'],
        ['Dora', 'improvement-life', 'startImprovementDeployment', reviews],
      ],
      ['Dora', 'selectImprovement', { ...reviews, note: 'Defects cost the most.' }],
      `
        told: ImprovementSelected
        matrix Peer reviews: SELECTED, progress null, 0 late, 0 at risk
        waiting ANALYSIS_TO_SELECT Peer reviews: gone
        waiting SELECTION_WITHOUT_PLAN Peer reviews: waits
      `,
    ),
    step(
      '01-19',
      [['Dora', 'ForbiddenError']],
      ['Sam', 'prioritizeImprovement', { ...reviews, priority: 2, reason: 'Two projects have asked for it.' }],
      `
        told: ImprovementPrioritized
      `,
    ),
    step(
      '01-20',
      [['Paul', 'ForbiddenError']],
      [
        'Dora',
        'defineMeasure',
        {
          ...reviews,
          name: 'Hours of rework',
          unitOfMeasurement: 'hours',
          direction: 'LOWER_IS_BETTER',
          objective: 20,
          why: 'It is what projects complain of.',
        },
        'hours',
      ],
      'told: MeasureDefined',
    ),
    reading('Paul', 'Petra', 'Bridge', '01-06', 40),
    reading('Paul', 'Vera', 'Bridge', '01-13', 44),
    reading('Paul', 'Petra', 'Bridge', '01-20', 42),
    step(
      '01-21',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'baseline-has-readings', 'fixBaseline', { ...inBridge, unitId: '@Clinic' }],
      ],
      ['Dora', 'fixBaseline', inBridge],
      'told: BaselineFixed in Bridge',
    ),
    step(
      '01-22',
      [
        ['Paul', 'ForbiddenError'],
        [
          'Paul',
          'baseline-stands',
          'recordReading',
          { measureId: '@hours', unitId: '@Bridge', day: '2026-01-21', value: 1 },
        ],
      ],
      [
        'Dora',
        'identifyTraining',
        {
          ...reviews,
          kind: 'TRAINING',
          title: 'Reviewing',
          audience: 'Engineers',
          assetChange: 'Procedure for reviews',
        },
        'course',
      ],
      `
        told: TrainingIdentified
        evidence: TRAINING 6
      `,
    ),
  ],
};
