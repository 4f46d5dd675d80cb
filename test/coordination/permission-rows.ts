import type { App } from '../../src/server/app.js';
import type { RecordRow } from '../records/suite.js';
import { putActivity, putBundle } from './fixtures.js';

/** The mutations of coordination, with who may do them. The app is asked for when they are run. */
export function coordinationRows(app: () => App) {
  return {
    openCoordination: {
      takes: 'deploymentLead',
      event: 'CoordinationOpened',
      async input({ id, ledUnit, otherUnit, people }) {
        const [one, two] = await putBundle(app(), id);
        return {
          improvementId: one.globalId,
          relatedImprovementIds: [two.globalId],
          unitIds: [ledUnit.globalId, otherUnit.globalId],
          ownerId: people.SPONSOR.globalId,
          title: 'One template',
          description: 'Agree on it.',
          dueOn: '2026-03-01',
        };
      },
    },
    reviseCoordination: {
      takes: 'owner',
      event: 'CoordinationRevised',
      async input(organization) {
        const [one, two] = await putBundle(app(), organization.id);
        const { globalId } = await putActivity(app(), organization, [], { improvementId: one.id });
        return {
          coordinationActivityId: globalId,
          version: 1,
          relatedImprovementIds: [two.globalId],
          unitIds: [organization.ledUnit.globalId, organization.otherUnit.globalId],
          ownerId: organization.people.SPONSOR.globalId,
        };
      },
    },
    completeCoordinationShare: {
      takes: 'unitLead',
      event: 'CoordinationShareDone',
      input: async (organization) => ({
        coordinationActivityId: (await putActivity(app(), organization)).globalId,
        version: 1,
        unitId: organization.ledUnit.globalId,
      }),
    },
    completeCoordination: {
      takes: 'owner',
      event: 'CoordinationCompleted',
      async input(organization) {
        const units = [organization.ledUnit.id, organization.otherUnit.id];
        const { globalId } = await putActivity(app(), organization, units);
        return { coordinationActivityId: globalId, version: 1, outcome: 'There is one template.' };
      },
    },
    dropCoordination: {
      takes: 'owner',
      event: 'CoordinationDropped',
      input: async (organization) => ({
        coordinationActivityId: (await putActivity(app(), organization)).globalId,
        version: 1,
        reason: 'Each has its own.',
      }),
    },
  } satisfies Record<string, RecordRow>;
}
