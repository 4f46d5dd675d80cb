import type { RecordRow } from '../records/suite.js';

/** The mutation of status updates, with who may do it. */
export function statusRows(): Readonly<Record<string, RecordRow>> {
  return {
    postStatusUpdate: {
      takes: 'unitLead',
      event: 'StatusUpdatePosted',
      input: async (organization, { globalId: unitId } = organization.ledUnit) => ({
        unitId,
        health: 'AT_RISK',
        text: 'The supplier is late.',
        cadenceDays: 14,
      }),
    },
  };
}
