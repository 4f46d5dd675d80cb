import type { App } from '../../src/server/app.js';
import { putImprovement, putUnit } from '../commands/fixtures.js';
import type { RecordRow, RecordTakes } from '../records/suite.js';
import { putProcessVersion, putTailoring } from './fixtures.js';

/** The mutations of defined processes, with who may do them. The app is asked for when they are run. */
export function processRows(app: () => App) {
  const onTailoring = (takes: RecordTakes, event: string, more: object = {}): RecordRow => ({
    takes,
    event,
    input: async (organization) => ({
      tailoringId: (await putTailoring(app(), organization)).globalId,
      version: 1,
      ...more,
    }),
  });
  return {
    establishDefinedProcess: {
      takes: 'unitLead',
      event: 'DefinedProcessEstablished',
      input: async ({ id, people }) => ({
        unitId: (await putUnit(app(), id, [people.PROJECT_LEAD.id])).globalId,
        title: 'Our way',
        label: '1.0',
        issuedOn: '2026-01-10',
        link: 'https://example.org/process',
      }),
    },
    issueProcessVersion: {
      takes: 'unitLead',
      event: 'ProcessVersionIssued',
      async input(organization) {
        const { id, people } = organization;
        const unit = await putUnit(app(), id, [people.PROJECT_LEAD.id]);
        const { process } = await putProcessVersion(app(), organization, unit.id, '1.0');
        return { definedProcessId: process.globalId, version: 1, label: '2.0', issuedOn: '2026-01-20' };
      },
    },
    recordTailoring: {
      takes: 'unitLead',
      event: 'TailoringRecorded',
      async input(organization) {
        const { id, ledUnit } = organization;
        const from = await putProcessVersion(app(), organization, ledUnit.id);
        const to = await putProcessVersion(app(), organization, ledUnit.id);
        return {
          improvementId: (await putImprovement(app(), id)).globalId,
          unitId: ledUnit.globalId,
          fromVersionId: from.globalId,
          toVersionId: to.globalId,
          change: 'Two reviewers.',
        };
      },
    },
    requestProcessWaiver: {
      takes: 'unitLead',
      event: 'ProcessWaiverRequested',
      input: async ({ id, ledUnit }) => ({
        improvementId: (await putImprovement(app(), id)).globalId,
        unitId: ledUnit.globalId,
        reason: 'The contract forbids it.',
      }),
    },
    acceptProcessWaiver: onTailoring('sponsor', 'ProcessWaiverAccepted'),
    declineProcessWaiver: onTailoring('sponsor', 'ProcessWaiverDeclined', { reason: 'It can be changed.' }),
    withdrawTailoring: onTailoring('unitLead', 'TailoringWithdrawn', { reason: 'The contract changed.' }),
  } satisfies Record<string, RecordRow>;
}
