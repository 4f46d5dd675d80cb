import { step } from '../step.js';
import type { Chapter } from '../step.js';

const plan = { planId: '@plan' };
const second = { incrementId: '@second' };
const course = { trainingItemId: '@course' };
const depot = { deploymentId: '@in Depot' };
const ferry = { deploymentId: '@in Ferry' };
const grid = { deploymentId: '@in Grid' };
const pass = { ...second, decision: 'PASS', reason: 'Who could, does.' };
const held = { ...course, unitId: '@Depot', deliveredOn: '2026-03-19', trainer: 'Tina', headCount: 12 };
const waive = { ...ferry, reason: 'The release takes everybody.' };

/** Increment 2: the others, of which one is blocked, one waived and one rolled back. */
export const secondIncrement: Chapter = {
  title:
    'increment 2: one deployment is blocked, one waived, one rolled back; training is published; the plan is confirmed',
  steps: [
    step(
      '03-11',
      [
        ['Petra', 'ForbiddenError'],
        ['Dora', 'increment-life', 'assignDeploymentsToIncrement', { incrementId: '@first', deploymentIds: [] }],
      ],
      ['Dora', 'assignDeploymentsToIncrement', { ...second, deploymentIds: ['@in Depot', '@in Ferry', '@in Grid'] }],
      `
        evidence: DEPLOYMENT 1, INCREMENT 3
        told: DeploymentRescheduled in Grid, IncrementDeploymentsAssigned
      `,
    ),
    step(
      '03-11',
      [['Dora', 'increment-life', 'startIncrement', second]],
      ['Dora', 'readyIncrement', second],
      `
        told: IncrementReadied
        evidence: INCREMENT 3
      `,
    ),
    step(
      '03-11',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'ForbiddenError', 'startIncrement', { ...second, overrideReason: 'Now.' }],
        ['Paul', 'deployment-begins-by-its-plan', 'prepareDeployment', depot],
      ],
      ['Dora', 'startIncrement', second],
      `
        told: IncrementStarted
        attention Depot: NOT_STARTED (Paul)
        attention Ferry: NOT_STARTED (Petra)
        attention Grid: NOT_STARTED (Paul)
        load Depot: 1 open, at most 1 at once, 0 late, 1 at risk
        load Ferry: 1 open, at most 1 at once, 0 late, 1 at risk
        load Grid: 1 open, at most 1 at once, 0 late, 1 at risk
        matrix Peer reviews in Depot: PLANNED 0% NOT_STARTED
        matrix Peer reviews in Ferry: PLANNED 0% NOT_STARTED
        matrix Peer reviews in Grid: PLANNED 0% NOT_STARTED
        matrix Peer reviews: DEPLOYING, progress 40, 0 late, 3 at risk
        waiting INCREMENT_TO_START Everybody: gone
        evidence: INCREMENT 3
        waiting DEPLOYMENT_TO_BEGIN Depot: waits
        waiting DEPLOYMENT_TO_BEGIN Ferry: waits
        waiting DEPLOYMENT_TO_BEGIN Grid: waits
      `,
    ),
    step(
      '03-11',
      [['Petra', 'ForbiddenError']],
      ['Paul', 'recordProgress', { ...depot, percent: 10, note: 'The first team began.' }],
      `
        told: ProgressRecorded in Depot
        evidence: DEPLOYMENT 1
        attention Depot: gone
        burn-up: 5 planned 2 adopted 2 confirmed 2 blocked 0 left out 0, progress 42
        load Depot: 1 open, at most 1 at once, 0 late, 0 at risk
        matrix Peer reviews in Depot: IN_PROGRESS 10%
        matrix Peer reviews: DEPLOYING, progress 42, 0 late, 2 at risk
        waiting DEPLOYMENT_TO_BEGIN Depot: gone
        waiting PROCESS_CHANGE_TO_RECORD Depot: waits
      `,
    ),
    step(
      '03-12',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'training-life', 'publishTraining', course],
      ],
      ['Dora', 'draftTraining', { ...course, text: 'How to review.' }],
      `
        told: TrainingDrafted
        evidence: TRAINING 6
      `,
    ),
    step(
      '03-16',
      [['Paul', 'training-life', 'deliverTraining', { ...held, deliveredOn: '2026-03-16' }]],
      ['Dora', 'publishTraining', course],
      `
        told: TrainingPublished
        evidence: TRAINING 6
      `,
    ),
    step(
      '03-17',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'published-from-a-draft', 'publishTraining', course],
      ],
      ['Dora', 'reviseTraining', { ...course, assetChangedOn: '2026-03-17', note: 'The procedure was changed.' }],
      `
        told: TrainingRevised
        evidence: TRAINING 6
        weak MATERIAL_OLDER_THAN_CHANGE: weak
      `,
    ),
    step(
      '03-18',
      [['Petra', 'ForbiddenError']],
      ['Dora', 'draftTraining', { ...course, text: 'How to review, by the new procedure.' }],
      `
        told: TrainingDrafted
        evidence: TRAINING 6
      `,
    ),
    step(
      '03-18',
      [['Petra', 'ForbiddenError']],
      ['Dora', 'publishTraining', course],
      `
        told: TrainingPublished
        evidence: TRAINING 6
        weak MATERIAL_OLDER_THAN_CHANGE: gone
      `,
    ),
    step(
      '03-19',
      [
        ['Petra', 'ForbiddenError'],
        ['Paul', 'InvalidInputError', 'deliverTraining', { ...held, deliveredOn: '2026-03-20' }],
      ],
      ['Paul', 'deliverTraining', held, 'delivery'],
      `
        told: TrainingDelivered in Depot
        evidence: TRAINING 6
        readiness Depot: READY
      `,
    ),
    step(
      '03-19',
      [['Dora', 'ForbiddenError']],
      ['Sam', 'waiveTraining', { ...course, unitId: '@Grid', reason: 'They taught it before.' }],
      `
        told: TrainingWaived in Grid
        evidence: TRAINING 6
        readiness Grid: READY
      `,
    ),
    step(
      '03-20',
      [['Petra', 'ForbiddenError']],
      ['Paul', 'blockDeployment', { ...depot, reason: 'The server is down' }],
      `
        told: DeploymentBlocked in Depot
        evidence: DEPLOYMENT 1
        waiting BLOCKER_WITHOUT_OWNER Depot: waits
        attention Depot: BLOCKED The server is down (Paul)
        burn-up: 5 planned 2 adopted 2 confirmed 2 blocked 1 left out 0, progress 42
        load Depot: 1 open, at most 1 at once, 0 late, 1 at risk
        matrix Peer reviews in Depot: BLOCKED 10% BLOCKED
        matrix Peer reviews: DEPLOYING, progress 42, 0 late, 3 at risk
        waiting PROCESS_CHANGE_TO_RECORD Depot: gone
      `,
    ),
    step(
      '03-23',
      [
        ['Paul', 'deployment-life', 'adoptDeployment', { ...depot, waiver: 'No process.' }],
        [
          'Petra',
          'ForbiddenError',
          'unblockDeployment',
          { ...depot, blockerId: '@The server is down', resolution: 'Up.' },
        ],
      ],
      ['Paul', 'unblockDeployment', { ...depot, blockerId: '@The server is down', resolution: 'It is up again.' }],
      `
        told: DeploymentUnblocked in Depot
        evidence: DEPLOYMENT 1
        attention Depot: BEHIND (Paul)
        matrix Peer reviews in Depot: IN_PROGRESS 10% BEHIND
        waiting BLOCKER_WITHOUT_OWNER Depot: gone
        burn-up: 5 planned 2 adopted 2 confirmed 2 blocked 0 left out 0, progress 42
        waiting PROCESS_CHANGE_TO_RECORD Depot: waits
      `,
    ),
    step(
      '03-24',
      [
        ['Dora', 'ForbiddenError'],
        ['Petra', 'ForbiddenError'],
      ],
      ['Sam', 'waiveDeployment', waive],
      `
        told: DeploymentWaived in Ferry
        evidence: DEPLOYMENT 1
        attention Ferry: gone
        load Ferry: 0 open, at most 0 at once, 0 late, 0 at risk
        matrix Peer reviews in Ferry: WAIVED 0%
        matrix Peer reviews: DEPLOYING, progress 52, 0 late, 2 at risk
        readiness Ferry: gone
        burn-up: 5 planned 2 adopted 2 confirmed 2 blocked 0 left out 1, progress 52
        waiting DEPLOYMENT_TO_BEGIN Ferry: gone
      `,
    ),
    step(
      '03-25',
      [
        ['Petra', 'ForbiddenError'],
        ['Petra', 'deployment-life', 'recordProgress', { ...ferry, percent: 1 }],
      ],
      ['Paul', 'recordProgress', { ...grid, percent: 35 }],
      `
        told: ProgressRecorded in Grid
        evidence: DEPLOYMENT 1
        attention Grid: gone
        load Grid: 1 open, at most 1 at once, 0 late, 0 at risk
        matrix Peer reviews in Grid: IN_PROGRESS 35%
        matrix Peer reviews: DEPLOYING, progress 61, 0 late, 1 at risk
        burn-up: 5 planned 2 adopted 2 confirmed 2 blocked 0 left out 1, progress 61
        waiting DEPLOYMENT_TO_BEGIN Grid: gone
        waiting PROCESS_CHANGE_TO_RECORD Grid: waits
      `,
    ),
    step(
      '03-30',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'deployment-life', 'rollBackDeployment', { ...ferry, reason: 'It is waived.' }],
      ],
      ['Dora', 'rollBackDeployment', { ...grid, reason: 'Their supplier refused.' }],
      `
        told: DeploymentRolledBack in Grid
        evidence: DEPLOYMENT 1 3
        load Grid: 0 open, at most 0 at once, 0 late, 0 at risk
        matrix Peer reviews in Grid: ROLLED_BACK 35%
        matrix Peer reviews: DEPLOYING, progress 70, 0 late, 1 at risk
        readiness Grid: gone
        burn-up: 5 planned 2 adopted 2 confirmed 2 blocked 0 left out 2, progress 70
        waiting PROCESS_CHANGE_TO_RECORD Grid: gone
      `,
    ),
    step(
      '03-31',
      [
        [
          'Paul',
          'AlreadyExistsError',
          'issueProcessVersion',
          { definedProcessId: '@process of Depot', label: '1.0', issuedOn: '2026-03-31' },
        ],
      ],
      ['Paul', 'issueProcessVersion', { definedProcessId: '@process of Depot', label: '2.0', issuedOn: '2026-03-31' }],
      `
        told: ProcessVersionIssued in Depot
      `,
    ),
    step(
      '04-01',
      [
        ['Petra', 'ForbiddenError'],
        ['Paul', 'deployment-life', 'confirmDeployment', depot],
      ],
      ['Paul', 'adoptDeployment', { ...depot, processVersionLabel: '2.0' }],
      `
        told: DeploymentAdopted in Depot
        evidence: DEPLOYMENT 1 4
        attention Depot: gone
        load Depot: 0 open, at most 0 at once, 0 late, 0 at risk
        matrix Peer reviews in Depot: ADOPTED 100%
        matrix Peer reviews: DEPLOYING, progress 100, 0 late, 0 at risk
        readiness Depot: gone
        waiting ADOPTION_TO_CONFIRM Depot: waits
        weak PROCESS_VERSION_WITHOUT_TAILORING in Depot: weak
        burn-up: 5 planned 2 adopted 3 confirmed 2 blocked 0 left out 2, progress 100
        waiting PROCESS_CHANGE_TO_RECORD Depot: gone
      `,
    ),
    step(
      '04-02',
      [['Paul', 'confirmed-by-a-second-person']],
      ['Dora', 'confirmDeployment', depot],
      `
        told: DeploymentConfirmed in Depot
        evidence: CONFIRMATION 7
        matrix Peer reviews in Depot: CONFIRMED 100%
        waiting ADOPTION_TO_CONFIRM Depot: gone
        waiting PLAN_TO_CONFIRM plan 2: waits
        burn-up: 5 planned 2 adopted 3 confirmed 3 blocked 0 left out 2, progress 100
      `,
    ),
    step(
      '04-02',
      [['Sam', 'increment-life', 'decideGate', pass]],
      ['Dora', 'bringIncrementToGate', second],
      `
        told: IncrementBroughtToGate
        evidence: GATE 3
        waiting GATE_TO_DECIDE Everybody: waits
      `,
    ),
    step(
      '04-02',
      [['Sam', 'exit-conditions-met', 'decideGate', pass]],
      ['Dora', 'meetCondition', { ...second, conditionId: '@The course is in use', evidence: 'Depot had it.' }],
      `
        told: IncrementConditionMet
        evidence: INCREMENT 3
      `,
    ),
    step(
      '04-03',
      [
        ['Dora', 'ForbiddenError'],
        ['Vera', 'ForbiddenError'],
      ],
      ['Sam', 'decideGate', pass],
      `
        told: GateDecided
        evidence: GATE 3
        waiting GATE_TO_DECIDE Everybody: gone
      `,
    ),
    step(
      '04-03',
      [['Vera', 'ForbiddenError']],
      [
        'Dora',
        'openIssue',
        { improvementId: '@reviews', title: 'Suppliers refuse', description: 'One did.', ownerId: '@Dora' },
        'suppliers',
      ],
      `
        told: IssueOpened
        evidence: ISSUE 1
        waiting ISSUE_TO_CLOSE Peer reviews: waits
      `,
    ),
    step(
      '04-06',
      [
        ['Dora', 'ForbiddenError'],
        ['Sam', 'plan-issues-closed-or-accepted', 'confirmPlan', plan],
      ],
      [
        'Sam',
        'acceptDeviation',
        {
          ...plan,
          issueId: '@suppliers',
          deviation: 'One supplier does not review.',
          reason: 'The next contract says so.',
        },
      ],
      `
        told: PlanDeviationAccepted
        evidence: CONFIRMATION 7
      `,
    ),
    step(
      '04-07',
      [
        ['Dora', 'plan-confirmed-by-a-second-person'],
        ['Paul', 'ForbiddenError'],
      ],
      ['Sam', 'confirmPlan', plan],
      `
        told: PlanConfirmed
        evidence: CONFIRMATION 7
        waiting IMPROVEMENT_TO_COMPLETE Peer reviews: waits
        waiting PLAN_TO_CONFIRM plan 2: gone
        waiting PLAN_TO_REVIEW plan 2: waits
      `,
    ),
  ],
};
