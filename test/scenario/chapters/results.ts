import { step } from '../step.js';
import type { Attempt, Chapter, Step } from '../step.js';

const plan = { planId: '@plan' };
const review = { reviewId: '@review' };
const reviews = { improvementId: '@reviews' };
const hours = { measureId: '@hours', ...review, reason: 'The review says so.' };

const decides = (on: string, topic: string, outcome: string, refused: readonly Attempt[], more = ''): Step =>
  step(
    on,
    refused,
    ['Dora', 'decideInReview', { ...review, topic, outcome, reason: 'As discussed.' }],
    `evidence: REVIEW 8\ntold: ReviewDecided${more}`,
  );

const reading = (day: string, value: number): Step =>
  step(
    day,
    [['Petra', 'ForbiddenError']],
    ['Paul', 'recordReading', { measureId: '@hours', unitId: '@Bridge', day: `2026-${day}`, value }],
    'told: ReadingRecorded in Bridge',
  );

/** What came of it, and what follows. */
export const results: Chapter = {
  title: 'the results are reviewed and decided on, a measure is revised, and all is closed',
  steps: [
    reading('04-08', 22),
    reading('04-09', 18),
    reading('04-10', 20),
    step(
      '04-13',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'plan-life', 'closePlan', plan],
      ],
      ['Dora', 'draftReview', { ...plan, summary: 'Three of five projects review.' }, 'review'],
      `
        told: ReviewDrafted
        evidence: REVIEW 8
      `,
    ),
    step(
      '04-13',
      [
        ['Petra', 'ForbiddenError'],
        ['Dora', 'AlreadyExistsError', 'draftReview', { ...plan, summary: 'Again.' }],
      ],
      ['Paul', 'recordLesson', { ...review, unitId: '@Bridge', text: 'Begin with two.' }, 'lesson'],
      `
        told: LessonRecorded in Bridge
        evidence: REVIEW 8
        weak LESSONS_WITHOUT_DECISION: weak
      `,
    ),
    decides('04-14', 'LESSONS', 'CHANGE', [['Paul', 'ForbiddenError']], '\nweak LESSONS_WITHOUT_DECISION: gone'),
    decides('04-14', 'MEASURES', 'CHANGE', [['Vera', 'ForbiddenError']]),
    decides('04-14', 'OBJECTIVES', 'CHANGE', [['Petra', 'ForbiddenError']]),
    step(
      '04-14',
      [
        ['Dora', 'review-life', 'shareReview', review],
        ['Paul', 'ForbiddenError'],
      ],
      ['Dora', 'concludeReview', review],
      `
        told: PlanReviewed, ResultReviewed
        evidence: REVIEW 8, REVIEW 8
        waiting PLAN_TO_CLOSE plan 2: waits
        waiting PLAN_TO_REVIEW plan 2: gone
        waiting REVIEW_TO_SHARE Peer reviews: waits
      `,
    ),
    decides('04-15', 'PRIORITIES', 'NO_CHANGE', [['Dora', 'review-decided-on-every-topic', 'closePlan', plan]]),
    decides('04-15', 'PLAN', 'NO_CHANGE', [['Dora', 'review-decided-on-every-topic', 'closePlan', plan]]),
    step(
      '04-15',
      [['Vera', 'ForbiddenError']],
      ['Dora', 'shareReview', review],
      `
        told: ReviewShared
        evidence: REVIEW 8
        waiting REVIEW_TO_SHARE Peer reviews: gone
      `,
    ),
    step(
      '04-16',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'unit-of-measurement-stands', 'reviseMeasure', { ...hours, unitOfMeasurement: 'days' }],
      ],
      ['Dora', 'reviseMeasure', { ...hours, why: 'It shows what reviews save.' }],
      `
        told: RevisionRecorded, MeasureRevised
        evidence: REVISION 8
      `,
    ),
    step(
      '04-16',
      [
        ['Paul', 'ForbiddenError'],
        ['Paul', 'review-life', 'recordLesson', { ...review, unitId: '@Bridge', text: 'Late.' }],
      ],
      ['Dora', 'reviseObjective', { ...hours, objective: 15 }],
      `
        told: RevisionRecorded, ObjectiveRevised
        evidence: REVISION 8
      `,
    ),
    step(
      '04-17',
      [
        [
          'Petra',
          'ForbiddenError',
          'affirmPractice',
          { practice: 'OPM SP 3.2', subpractice: 7, unitId: '@Bridge', ...reviews, text: 'It is so.' },
        ],
      ],
      [
        'Paul',
        'affirmPractice',
        { practice: 'OPM SP 3.2', subpractice: 7, unitId: '@Bridge', ...reviews, text: 'Bridge reviews.' },
      ],
      'told: PracticeAffirmed in Bridge',
    ),
    step(
      '04-17',
      [
        ['Petra', 'ForbiddenError'],
        ['Dora', 'improvement-life', 'closeImprovement', reviews],
      ],
      ['Dora', 'completeImprovementDeployment', reviews],
      `
        told: ImprovementDeployed
        evidence: CONFIRMATION 7
        matrix Peer reviews: DEPLOYED, progress 100, 0 late, 0 at risk
        waiting IMPROVEMENT_TO_COMPLETE Peer reviews: gone
      `,
    ),
    step(
      '04-20',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'improvement-plans-over', 'closeImprovement', reviews],
      ],
      ['Dora', 'closePlan', plan],
      `
        told: PlanClosed
        evidence: PLAN 8
        waiting IMPROVEMENT_TO_CLOSE Peer reviews: waits
        waiting PLAN_TO_CLOSE plan 2: gone
      `,
    ),
    step(
      '04-20',
      [
        ['Sam', 'plan-life', 'closePlan', plan],
        ['Petra', 'ForbiddenError'],
      ],
      ['Dora', 'closeImprovement', reviews],
      `
        told: ImprovementClosed
        evidence: IMPROVEMENT 8
        matrix Peer reviews: CLOSED, progress 100, 0 late, 0 at risk
        waiting IMPROVEMENT_TO_CLOSE Peer reviews: gone
      `,
    ),
  ],
};
