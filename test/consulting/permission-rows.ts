import type { ConsultingState } from '../../src/generated/prisma/enums.js';
import type { App } from '../../src/server/app.js';
import { putImprovement } from '../commands/fixtures.js';
import type { RecordRow, RecordTakes } from '../records/suite.js';
import { putSession } from './fixtures.js';

/** The mutations of consulting, with who may do them. The app is asked for when they are run. */
export function consultingRows(app: () => App) {
  const onSession = (takes: RecordTakes, event: string, state: ConsultingState, more: object = {}): RecordRow => ({
    takes,
    event,
    input: async (organization) => ({
      consultingSessionId: (await putSession(app(), organization, { state })).globalId,
      version: 1,
      ...more,
    }),
  });
  return {
    requestConsulting: {
      takes: 'unitLead',
      event: 'ConsultingRequested',
      input: async ({ id, ledUnit }) => ({
        improvementId: (await putImprovement(app(), id)).globalId,
        unitId: ledUnit.globalId,
        topics: 'How to begin.',
      }),
    },
    reviseConsulting: onSession('unitLead', 'ConsultingRevised', 'REQUESTED', { topics: 'How to go on.' }),
    scheduleConsulting: {
      takes: 'deploymentLead',
      event: 'ConsultingScheduled',
      input: async (organization) => ({
        consultingSessionId: (await putSession(app(), organization)).globalId,
        consultantId: organization.people.DEPLOYMENT_LEAD.globalId,
        version: 1,
        scheduledOn: '2026-02-01',
      }),
    },
    declineConsulting: onSession('deploymentLead', 'ConsultingDeclined', 'REQUESTED', { reason: 'No one is free.' }),
    deliverConsulting: onSession('consultant', 'ConsultingDelivered', 'SCHEDULED', {
      deliveredOn: '2026-01-20',
      hours: 1.5,
      outcome: 'They began.',
    }),
    closeConsulting: onSession('unitLead', 'ConsultingClosed', 'DELIVERED'),
  } satisfies Record<string, RecordRow>;
}
