import { step } from '../step.js';
import type { Attempt, Chapter } from '../step.js';
import { agrees } from './plan.js';

const plan = { planId: '@plan' };
const activate: Attempt = ['Dora', 'plan-agreed-by-sponsor-and-leads', 'activatePlan', plan];
const revised = {
  ...plan,
  targetUnitIds: ['@Bridge', '@Clinic', '@Depot', '@Ferry', '@Grid'],
  plannedEnd: '2026-05-29',
  note: 'Grid wants to take part.',
};
const licenses = { coordinationActivityId: '@licenses' };
const activity = {
  improvementId: '@reviews',
  title: 'Licenses',
  description: 'One tool for all.',
  ownerId: '@Dora',
  dueOn: '2026-03-13',
};

/** Another project joins: everybody is asked again, and nobody's progress is lost. */
export const changeOfPlan: Chapter = {
  title: 'the plan changes in the middle and is agreed to again, as another version; progress stays',
  steps: [
    step(
      '03-02',
      [
        ['Paul', 'ForbiddenError'],
        ['Vera', 'ForbiddenError'],
      ],
      ['Dora', 'revisePlan', revised],
      `
        told: RevisionRecorded, PlanRevised
        evidence: REVISION 8, PLAN 1
        waiting PLAN_TO_AGREE plan 2: waits
        waiting PLAN_TO_AGREE_FOR_UNIT Bridge: waits
        waiting PLAN_TO_AGREE_FOR_UNIT Clinic: waits
        waiting PLAN_TO_AGREE_FOR_UNIT Depot: waits
        waiting PLAN_TO_AGREE_FOR_UNIT Ferry: waits
        waiting PLAN_TO_AGREE_FOR_UNIT Grid: waits
      `,
    ),
    agrees('03-03', 2, 'Sam', null, [
      activate,
      ['Dora', 'increment-life', 'startIncrement', { incrementId: '@second' }],
      ['Paul', 'deployment-begins-by-its-plan', 'recordProgress', { deploymentId: '@in Depot', percent: 10 }],
    ]),
    agrees('03-03', 2, 'Paul', 'Bridge', [['Petra', 'ForbiddenError'], activate]),
    agrees('03-03', 2, 'Paul', 'Depot', [activate]),
    agrees('03-04', 2, 'Petra', 'Clinic', [activate]),
    agrees('03-04', 2, 'Petra', 'Ferry', [['Dora', 'ForbiddenError'], activate]),
    agrees('03-04', 2, 'Paul', 'Grid', [activate], 'waiting PLAN_TO_ACTIVATE plan 2: waits'),
    step(
      '03-05',
      [
        ['Petra', 'ForbiddenError'],
        ['Dora', 'plan-life', 'submitPlan', plan],
      ],
      ['Dora', 'activatePlan', plan],
      `
        told: DeploymentPlanned in Grid, PlanActivated
        evidence: DEPLOYMENT 1, PLAN 1
        load Grid: 1 open, at most 1 at once, 0 late, 0 at risk
        matrix Peer reviews in Grid: PLANNED 0%
        matrix Peer reviews: DEPLOYING, progress 40, 0 late, 0 at risk
        waiting INCREMENT_TO_START Everybody: waits
        readiness Grid: NOT_READY, without Reviewing
        waiting PLAN_TO_ACTIVATE plan 2: gone
        burn-up: 5 planned 2 adopted 2 confirmed 2 blocked 0 left out 0, progress 40
      `,
    ),
    step(
      '03-05',
      [
        ['Paul', 'ForbiddenError', 'openCoordination', { ...activity, unitIds: ['@Depot', '@Tools'] }],
        ['Dora', 'coordinated-by-several-units', 'openCoordination', { ...activity, unitIds: ['@Depot'] }],
        [
          'Dora',
          'improvement-is-being-deployed',
          'openCoordination',
          { ...activity, unitIds: ['@Depot', '@Tools'], relatedImprovementIds: ['@checklists'] },
        ],
      ],
      ['Dora', 'openCoordination', { ...activity, unitIds: ['@Depot', '@Tools'] }, 'licenses'],
      `
        told: CoordinationOpened
        evidence: COORDINATION 2
        waiting COORDINATION_SHARE_TO_DO Depot: waits
        waiting COORDINATION_SHARE_TO_DO Tools: waits
      `,
    ),
    step(
      '03-09',
      [
        ['Petra', 'ForbiddenError'],
        ['Dora', 'every-unit-did-its-share', 'completeCoordination', { ...licenses, outcome: 'Bought.' }],
      ],
      ['Paul', 'completeCoordinationShare', { ...licenses, unitId: '@Depot', note: 'Depot needs ten.' }],
      `
        told: CoordinationShareDone in Depot
        evidence: COORDINATION 2
        waiting COORDINATION_SHARE_TO_DO Depot: gone
      `,
    ),
    step(
      '03-10',
      [
        ['Paul', 'ForbiddenError'],
        ['Paul', 'share-of-a-unit-that-takes-part', 'completeCoordinationShare', { ...licenses, unitId: '@Depot' }],
      ],
      ['Dora', 'completeCoordinationShare', { ...licenses, unitId: '@Tools' }],
      `
        told: CoordinationShareDone in Tools
        evidence: COORDINATION 2
        waiting COORDINATION_SHARE_TO_DO Tools: gone
      `,
    ),
    step(
      '03-10',
      [['Paul', 'ForbiddenError']],
      ['Dora', 'completeCoordination', { ...licenses, outcome: 'Forty were bought.' }],
      `
        told: CoordinationCompleted
        evidence: COORDINATION 2
      `,
    ),
  ],
};
