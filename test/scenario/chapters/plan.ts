import { step } from '../step.js';
import type { Attempt, Chapter, Step, Who } from '../step.js';

const plan = { planId: '@plan' };
const activate: Attempt = ['Dora', 'plan-agreed-by-sponsor-and-leads', 'activatePlan', plan];
const days = { plannedStart: '2026-02-02', plannedEnd: '2026-04-30' };
const targets = ['@Bridge', '@Clinic', '@Depot', '@Ferry'];
const content = {
  ...days,
  targetUnitIds: targets,
  exclusions: [{ unitId: '@Harbor', reason: 'Its contract ends in March.' }],
  barriers: [{ barrier: 'Reviews take time', counterStrategy: 'Two hours a week are planned.' }],
  risks: [{ risk: 'Suppliers refuse', mitigation: 'It is in the next contract.' }],
  trainingNotes: 'One course of a day.',
  consultingNotes: 'Early adopters are helped until there is a course.',
};

/** A stakeholder agrees, for a unit or as the sponsor. */
export const agrees = (
  on: string,
  planVersion: number,
  who: Who,
  unit: string | null,
  refused: readonly Attempt[],
  more = '',
): Step =>
  step(
    on,
    refused,
    [who, 'agreeToPlan', { ...plan, planVersion, ...(unit ? { unitIds: [`@${unit}`] } : {}) }],
    `evidence: AGREEMENT 1 2
     told: PlanAgreed${unit ? ` in ${unit}` : ''}
     waiting ${unit ? `PLAN_TO_AGREE_FOR_UNIT ${unit}` : `PLAN_TO_AGREE plan ${planVersion}`}: gone
     ${more}`,
  );

/** The plan is written and agreed to by everybody whom it concerns. */
export const planning: Chapter = {
  title: 'the plan is written, agreed to and in force',
  steps: [
    step(
      '01-26',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'improvement-is-being-deployed', 'draftPlan', { ...content, improvementId: '@checklists' }],
      ],
      ['Dora', 'draftPlan', { ...content, improvementId: '@reviews' }, 'plan'],
      `
        told: PlanDrafted
        evidence: PLAN 1
        waiting PLAN_TO_SUBMIT plan 1: waits
        waiting SELECTION_WITHOUT_PLAN Peer reviews: gone
      `,
    ),
    step(
      '01-27',
      [
        [
          'Sam',
          'InvalidInputError',
          'addIncrement',
          { ...plan, title: 'Wave', fallBack: 'None.', plannedStart: '2026-03-02', plannedEnd: '2026-03-01' },
        ],
      ],
      [
        'Dora',
        'addIncrement',
        {
          ...plan,
          title: 'Early adopters',
          plannedStart: '2026-02-02',
          plannedEnd: '2026-02-27',
          entryConditions: ['Somebody helps'],
          exitConditions: ['Two reviews were held'],
          fallBack: 'The project goes on without reviews.',
        },
        'first',
      ],
      `
        told: IncrementAdded
        evidence: INCREMENT 3
      `,
    ),
    step(
      '01-27',
      [['Petra', 'ForbiddenError']],
      [
        'Dora',
        'addIncrement',
        {
          ...plan,
          title: 'Everybody',
          plannedStart: '2026-03-02',
          plannedEnd: '2026-04-30',
          exitConditions: ['The course is in use'],
          fallBack: 'The early adopters go on alone.',
        },
        'second',
      ],
      `
        told: IncrementAdded
        evidence: INCREMENT 3
      `,
    ),
    step(
      '01-28',
      [
        ['Petra', 'ForbiddenError'],
        ['Sam', 'plan-life', 'agreeToPlan', { ...plan, planVersion: 1 }],
        ['Dora', 'plan-life', 'activatePlan', plan],
      ],
      ['Dora', 'submitPlan', plan],
      `
        told: PlanSubmitted
        evidence: PLAN 1
        waiting PLAN_TO_AGREE plan 1: waits
        waiting PLAN_TO_SUBMIT plan 1: gone
        waiting PLAN_TO_AGREE_FOR_UNIT Bridge: waits
        waiting PLAN_TO_AGREE_FOR_UNIT Clinic: waits
        waiting PLAN_TO_AGREE_FOR_UNIT Depot: waits
        waiting PLAN_TO_AGREE_FOR_UNIT Ferry: waits
      `,
    ),
    agrees('01-28', 1, 'Sam', null, [['Dora', 'ForbiddenError']]),
    agrees('01-29', 1, 'Paul', 'Bridge', [
      ['Petra', 'ForbiddenError'],
      ['Sam', 'ForbiddenError'],
    ]),
    agrees('01-29', 1, 'Paul', 'Depot', [activate]),
    agrees('01-29', 1, 'Petra', 'Clinic', [['Paul', 'ForbiddenError'], activate]),
    step(
      '01-29',
      [['Paul', 'agreement-for-a-target', 'agreeToPlan', { ...plan, planVersion: 1, unitIds: ['@Grid'] }]],
      ['Petra', 'declinePlan', { ...plan, planVersion: 1, unitIds: ['@Ferry'], reason: 'Not before the release.' }],
      `
        told: PlanDeclined in Ferry
        evidence: AGREEMENT 1 2
      `,
    ),
    agrees('01-30', 1, 'Petra', 'Ferry', [activate], 'waiting PLAN_TO_ACTIVATE plan 1: waits'),
    step(
      '01-30',
      [
        ['Dora', 'required-improvements-deployed', 'activatePlan', plan],
        ['Petra', 'ForbiddenError'],
      ],
      [
        'Dora',
        'unrelateImprovement',
        { improvementId: '@reviews', kind: 'REQUIRES', relatedId: '@checklists', note: 'Reviews work without.' },
      ],
      `
        told: ImprovementUnrelated
        evidence: RELATION 2
      `,
    ),
    step(
      '02-02',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'plan-life', 'confirmPlan', plan],
        ['Dora', 'increment-life', 'startIncrement', { incrementId: '@first' }],
      ],
      ['Dora', 'activatePlan', plan],
      `
        told: ImprovementDeploymentStarted, DeploymentPlanned in Bridge, DeploymentPlanned in Clinic, DeploymentPlanned in Depot, DeploymentPlanned in Ferry, PlanActivated
        evidence: IMPROVEMENT 1, DEPLOYMENT 1, DEPLOYMENT 1, DEPLOYMENT 1, DEPLOYMENT 1, PLAN 1
        burn-up: 4 planned 0 adopted 0 confirmed 0 blocked 0 left out 0, progress 0
        load Bridge: 1 open, at most 1 at once, 0 late, 0 at risk
        load Clinic: 1 open, at most 1 at once, 0 late, 0 at risk
        load Depot: 1 open, at most 1 at once, 0 late, 0 at risk
        load Ferry: 1 open, at most 1 at once, 0 late, 0 at risk
        matrix Peer reviews in Bridge: PLANNED 0%
        matrix Peer reviews in Clinic: PLANNED 0%
        matrix Peer reviews in Depot: PLANNED 0%
        matrix Peer reviews in Ferry: PLANNED 0%
        waiting INCREMENT_TO_START Early adopters: waits
        matrix Peer reviews: DEPLOYING, progress 0, 0 late, 0 at risk
        readiness Bridge: NOT_READY, without Reviewing
        readiness Clinic: NOT_READY, without Reviewing
        readiness Depot: NOT_READY, without Reviewing
        readiness Ferry: NOT_READY, without Reviewing
        waiting PLAN_TO_ACTIVATE plan 1: gone
      `,
    ),
  ],
};
