import { step } from '../step.js';
import type { Attempt, Chapter, Step, Who } from '../step.js';

const first = { incrementId: '@first' };
const bridge = { deploymentId: '@in Bridge' };
const clinic = { deploymentId: '@in Clinic' };
const start: Attempt = ['Dora', 'increment-life', 'startIncrement', first];
const pass = { ...first, decision: 'PASS', reason: 'Both projects review.' };
const tailoring = { improvementId: '@reviews', unitId: '@Bridge', change: 'Every design is reviewed.' };

/** A project asks for help and gets it while there is no course. */
const helped = (unit: string, who: Who, other: Who, hours: number): Step[] => {
  const session = { consultingSessionId: `@help in ${unit}` };
  const given = {
    ...session,
    deliveredOn: '2026-02-12',
    hours,
    outcome: 'They held a review.',
    followUp: 'Look again.',
  };
  return [
    step(
      '02-09',
      [[other, 'ForbiddenError']],
      [
        who,
        'requestConsulting',
        { improvementId: '@reviews', unitId: `@${unit}`, topics: 'How to begin.' },
        `help in ${unit}`,
      ],
      `evidence: CONSULTING 5\ntold: ConsultingRequested in ${unit}\nwaiting CONSULTING_TO_SCHEDULE ${unit}: waits`,
    ),
    step(
      '02-09',
      [
        [who, 'ForbiddenError'],
        ['Dora', 'consulting-life', 'deliverConsulting', { ...given, deliveredOn: '2026-02-08' }],
      ],
      ['Dora', 'scheduleConsulting', { ...session, consultantId: '@Dora', scheduledOn: '2026-02-12' }],
      `evidence: CONSULTING 5
       told: ConsultingScheduled in ${unit}
       waiting CONSULTING_TO_SCHEDULE ${unit}: gone
       waiting CONSULTING_TO_DELIVER ${unit}: waits`,
    ),
    step(
      '02-12',
      [[who, 'consulting-life', 'closeConsulting', { ...session, followUpDone: 'Done.' }]],
      ['Dora', 'deliverConsulting', given],
      `evidence: CONSULTING 3 5
       told: ConsultingDelivered in ${unit}
       readiness ${unit}: HELPED, early adopter, ${hours} hours of help, without Reviewing
       waiting CONSULTING_TO_DELIVER ${unit}: gone`,
    ),
    step(
      '02-13',
      [
        [who, 'consulting-followed-up', 'closeConsulting', session],
        [other, 'ForbiddenError'],
      ],
      [who, 'closeConsulting', { ...session, followUpDone: 'A second review went well.' }],
      `evidence: CONSULTING 5\ntold: ConsultingClosed in ${unit}`,
    ),
  ];
};

/** Increment 1: two projects begin, with help in place of the course. */
export const earlyAdopters: Chapter = {
  title: 'increment 1: two early adopters, with consulting in place of training; its gate is held once, then passed',
  steps: [
    step(
      '02-02',
      [
        ['Paul', 'ForbiddenError'],
        ['Dora', 'increment-has-deployments', 'readyIncrement', first],
      ],
      ['Dora', 'assignDeploymentsToIncrement', { ...first, deploymentIds: ['@in Bridge', '@in Clinic'] }],
      `
        readiness Bridge: NOT_READY, early adopter, without Reviewing
        readiness Clinic: NOT_READY, early adopter, without Reviewing
        evidence: DEPLOYMENT 1, DEPLOYMENT 1, INCREMENT 3
        told: DeploymentRescheduled in Bridge, DeploymentRescheduled in Clinic, IncrementDeploymentsAssigned
      `,
    ),
    step(
      '02-02',
      [
        [
          'Dora',
          'deployment-in-one-increment',
          'assignDeploymentsToIncrement',
          { incrementId: '@second', deploymentIds: ['@in Bridge'] },
        ] as unknown as Attempt,
      ],
      ['Dora', 'assignDeploymentsToIncrement', { incrementId: '@second', deploymentIds: ['@in Depot', '@in Ferry'] }],
      `
        evidence: DEPLOYMENT 1, DEPLOYMENT 1, INCREMENT 3
        told: DeploymentRescheduled in Depot, DeploymentRescheduled in Ferry, IncrementDeploymentsAssigned
      `,
    ),
    step(
      '02-03',
      [start, ['Paul', 'ForbiddenError']],
      ['Dora', 'readyIncrement', first],
      `
        told: IncrementReadied
        evidence: INCREMENT 3
      `,
    ),
    step(
      '02-04',
      [['Dora', 'entry-conditions-met', 'startIncrement', first]],
      ['Dora', 'meetCondition', { ...first, conditionId: '@Somebody helps', evidence: 'Dora does.' }],
      `
        told: IncrementConditionMet
        evidence: INCREMENT 3
      `,
    ),
    step(
      '02-09',
      [
        ['Petra', 'ForbiddenError'],
        ['Dora', 'condition-met-once', 'meetCondition', { ...first, conditionId: '@Somebody helps' }],
      ],
      ['Dora', 'startIncrement', first],
      `
        told: IncrementStarted
        evidence: INCREMENT 3
        attention Bridge: NOT_STARTED (Paul)
        attention Clinic: NOT_STARTED (Petra)
        load Bridge: 1 open, at most 1 at once, 0 late, 1 at risk
        load Clinic: 1 open, at most 1 at once, 0 late, 1 at risk
        matrix Peer reviews in Bridge: PLANNED 0% NOT_STARTED
        matrix Peer reviews in Clinic: PLANNED 0% NOT_STARTED
        matrix Peer reviews: DEPLOYING, progress 0, 0 late, 2 at risk
        waiting DEPLOYMENT_TO_BEGIN Bridge: waits
        waiting DEPLOYMENT_TO_BEGIN Clinic: waits
        waiting INCREMENT_TO_START Early adopters: gone
      `,
    ),
    ...helped('Bridge', 'Paul', 'Petra', 4),
    ...helped('Clinic', 'Petra', 'Paul', 2.5),
    step(
      '02-13',
      [
        ['Petra', 'ForbiddenError'],
        ['Vera', 'ForbiddenError'],
      ],
      ['Paul', 'prepareDeployment', bridge],
      `
        told: DeploymentPrepared in Bridge
        evidence: DEPLOYMENT 1
        attention Bridge: BEHIND (Paul)
        matrix Peer reviews in Bridge: PREPARING 0% BEHIND
        waiting DEPLOYMENT_TO_BEGIN Bridge: gone
      `,
    ),
    step(
      '02-16',
      [['Paul', 'deployment-life', 'adoptDeployment', { ...bridge, waiver: 'Small.' }]],
      ['Paul', 'recordProgress', { ...bridge, percent: 50 }],
      `
        told: ProgressRecorded in Bridge
        evidence: DEPLOYMENT 1
        burn-up: 4 planned 0 adopted 0 confirmed 0 blocked 0 left out 0, progress 12
        matrix Peer reviews in Bridge: IN_PROGRESS 50%
        attention Bridge: gone
        load Bridge: 1 open, at most 1 at once, 0 late, 0 at risk
        matrix Peer reviews: DEPLOYING, progress 12, 0 late, 1 at risk
        waiting PROCESS_CHANGE_TO_RECORD Bridge: waits
      `,
    ),
    step(
      '02-17',
      [
        ['Paul', 'ForbiddenError'],
        ['Petra', 'InvalidInputError', 'recordProgress', { ...clinic, percent: 101 }],
      ],
      ['Petra', 'recordProgress', { ...clinic, percent: 30 }],
      `
        told: ProgressRecorded in Clinic
        evidence: DEPLOYMENT 1
        burn-up: 4 planned 0 adopted 0 confirmed 0 blocked 0 left out 0, progress 20
        attention Clinic: BEHIND (Petra)
        matrix Peer reviews in Clinic: IN_PROGRESS 30% BEHIND
        matrix Peer reviews: DEPLOYING, progress 20, 0 late, 1 at risk
        waiting DEPLOYMENT_TO_BEGIN Clinic: gone
        waiting PROCESS_CHANGE_TO_RECORD Clinic: waits
      `,
    ),
    step(
      '02-18',
      [
        ['Paul', 'ForbiddenError'],
        [
          'Paul',
          'InvalidInputError',
          'openIssue',
          { improvementId: '@reviews', unitId: '@Bridge', ...clinic, title: 'x', description: 'x' },
        ],
      ],
      [
        'Petra',
        'openIssue',
        { improvementId: '@reviews', ...clinic, title: 'No room', description: 'Reviews need a room.' },
        'room',
      ],
      `
        told: IssueOpened in Clinic
        evidence: ISSUE 1
        waiting ISSUE_WITHOUT_OWNER Clinic: waits
        attention Clinic: BEHIND HAS_ISSUE No room (Petra)
      `,
    ),
    step(
      '02-18',
      [
        ['Petra', 'ForbiddenError'],
        ['Paul', 'adopted-with-process-version-or-waiver', 'adoptDeployment', bridge],
      ],
      ['Paul', 'issueProcessVersion', { definedProcessId: '@process of Bridge', label: '1.1', issuedOn: '2026-02-18' }],
      `
        told: ProcessVersionIssued in Bridge
      `,
    ),
    step(
      '02-18',
      [
        ['Petra', 'ForbiddenError', 'recordTailoring', { ...tailoring, toVersionId: '@Bridge 1.1' }],
        [
          'Paul',
          'tailored-to-a-later-version',
          'recordTailoring',
          { ...tailoring, fromVersionId: '@Bridge 1.1', toVersionId: '@Bridge 1.0' },
        ],
      ],
      ['Paul', 'recordTailoring', { ...tailoring, fromVersionId: '@Bridge 1.0', toVersionId: '@Bridge 1.1' }],
      `
        told: TailoringRecorded in Bridge
        evidence: PROCESS 4
        waiting PROCESS_CHANGE_TO_RECORD Bridge: gone
      `,
    ),
    step(
      '02-19',
      [
        ['Petra', 'ForbiddenError'],
        ['Dora', 'deployment-life', 'confirmDeployment', bridge],
      ],
      ['Paul', 'adoptDeployment', bridge],
      `
        told: DeploymentAdopted in Bridge
        evidence: DEPLOYMENT 1 4
        burn-up: 4 planned 0 adopted 1 confirmed 0 blocked 0 left out 0, progress 32
        load Bridge: 0 open, at most 0 at once, 0 late, 0 at risk
        matrix Peer reviews in Bridge: ADOPTED 100%
        readiness Bridge: gone
        waiting ADOPTION_TO_CONFIRM Bridge: waits
        matrix Peer reviews: DEPLOYING, progress 32, 0 late, 1 at risk
      `,
    ),
    step(
      '02-20',
      [
        ['Paul', 'confirmed-by-a-second-person'],
        ['Petra', 'ForbiddenError'],
      ],
      ['Dora', 'confirmDeployment', bridge],
      `
        told: DeploymentConfirmed in Bridge
        evidence: CONFIRMATION 7
        burn-up: 4 planned 0 adopted 1 confirmed 1 blocked 0 left out 0, progress 32
        matrix Peer reviews in Bridge: CONFIRMED 100%
        waiting ADOPTION_TO_CONFIRM Bridge: gone
      `,
    ),
    step(
      '02-20',
      [
        ['Sam', 'increment-life', 'decideGate', pass],
        ['Paul', 'ForbiddenError'],
      ],
      ['Dora', 'bringIncrementToGate', first],
      `
        told: IncrementBroughtToGate
        evidence: GATE 3
        waiting GATE_TO_DECIDE Early adopters: waits
      `,
    ),
    step(
      '02-20',
      [
        ['Dora', 'ForbiddenError'],
        ['Sam', 'increment-deployments-adopted', 'decideGate', pass],
      ],
      ['Sam', 'decideGate', { ...first, decision: 'HOLD', reason: 'Clinic is not there yet.' }],
      `
        told: GateDecided
        evidence: GATE 3
        waiting GATE_TO_DECIDE Early adopters: gone
        waiting INCREMENT_HELD Early adopters: waits
      `,
    ),
    step(
      '02-23',
      [
        ['Paul', 'ForbiddenError'],
        ['Petra', 'issue-life', 'reopenIssue', { issueId: '@room', reason: 'Again.' }],
      ],
      ['Petra', 'startIssueAction', { issueId: '@room' }],
      `
        told: IssueActionStarted in Clinic
        evidence: ISSUE 1
        waiting ISSUE_WITHOUT_OWNER Clinic: gone
      `,
    ),
    step(
      '02-23',
      [
        ['Vera', 'ForbiddenError'],
        ['Petra', 'issue-life', 'startIssueAction', { issueId: '@room' }],
      ],
      ['Petra', 'closeIssue', { issueId: '@room', resolution: 'The library has one.' }],
      `
        told: IssueClosed in Clinic
        evidence: ISSUE 1
        attention Clinic: BEHIND (Petra)
      `,
    ),
    step(
      '02-23',
      [
        ['Paul', 'ForbiddenError'],
        ['Petra', 'adopted-with-process-version-or-waiver', 'adoptDeployment', clinic],
      ],
      [
        'Petra',
        'requestProcessWaiver',
        { improvementId: '@reviews', unitId: '@Clinic', reason: 'Its process ends with the year.' },
        'waiver',
      ],
      `
        told: ProcessWaiverRequested in Clinic
        evidence: PROCESS 4
        waiting WAIVER_TO_DECIDE Clinic: waits
        waiting PROCESS_CHANGE_TO_RECORD Clinic: gone
      `,
    ),
    step(
      '02-24',
      [
        ['Dora', 'ForbiddenError'],
        ['Petra', 'adopted-with-process-version-or-waiver', 'adoptDeployment', clinic],
      ],
      ['Sam', 'acceptProcessWaiver', { tailoringId: '@waiver' }],
      `
        told: ProcessWaiverAccepted in Clinic
        evidence: PROCESS 4
        waiting WAIVER_TO_DECIDE Clinic: gone
      `,
    ),
    step(
      '02-24',
      [
        ['Paul', 'ForbiddenError'],
        ['Sam', 'tailoring-life', 'declineProcessWaiver', { tailoringId: '@waiver', reason: 'No.' }],
      ],
      ['Petra', 'adoptDeployment', clinic],
      `
        told: DeploymentAdopted in Clinic
        evidence: DEPLOYMENT 1 4
        burn-up: 4 planned 0 adopted 2 confirmed 1 blocked 0 left out 0, progress 50
        load Clinic: 0 open, at most 0 at once, 0 late, 0 at risk
        matrix Peer reviews in Clinic: ADOPTED 100%
        readiness Clinic: gone
        waiting ADOPTION_TO_CONFIRM Clinic: waits
        weak ADOPTED_WITHOUT_PROCESS_VERSION in Clinic: weak
        attention Clinic: gone
        matrix Peer reviews: DEPLOYING, progress 50, 0 late, 0 at risk
      `,
    ),
    step(
      '02-25',
      [['Sam', 'increment-life', 'decideGate', pass]],
      ['Dora', 'resumeIncrement', first],
      `
        told: IncrementResumed
        evidence: INCREMENT 3
        waiting INCREMENT_HELD Early adopters: gone
      `,
    ),
    step(
      '02-25',
      [
        ['Petra', 'ForbiddenError'],
        ['Dora', 'increment-life', 'resumeIncrement', first],
      ],
      ['Dora', 'bringIncrementToGate', first],
      `
        told: IncrementBroughtToGate
        evidence: GATE 3
        waiting GATE_TO_DECIDE Early adopters: waits
      `,
    ),
    step(
      '02-25',
      [['Sam', 'exit-conditions-met', 'decideGate', pass]],
      ['Dora', 'meetCondition', { ...first, conditionId: '@Two reviews were held', evidence: 'Minutes of both.' }],
      `
        told: IncrementConditionMet
        evidence: INCREMENT 3
      `,
    ),
    step(
      '02-26',
      [['Dora', 'ForbiddenError']],
      ['Sam', 'decideGate', pass],
      `
        told: GateDecided
        evidence: GATE 3
        waiting GATE_TO_DECIDE Early adopters: gone
      `,
    ),
    step(
      '02-27',
      [
        ['Petra', 'confirmed-by-a-second-person'],
        ['Vera', 'ForbiddenError'],
      ],
      ['Dora', 'confirmDeployment', clinic],
      `
        told: DeploymentConfirmed in Clinic
        evidence: CONFIRMATION 7
        matrix Peer reviews in Clinic: CONFIRMED 100%
        waiting ADOPTION_TO_CONFIRM Clinic: gone
        burn-up: 4 planned 2 adopted 2 confirmed 2 blocked 0 left out 0, progress 50
      `,
    ),
  ],
};
