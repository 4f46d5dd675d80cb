import type { App } from '../../src/server/app.js';
import type { RecordRow, RecordTakes } from '../records/suite.js';
import { putIncrement } from '../plans/fixtures.js';
import type { TestOrganization } from '../support/app.js';
import { putIssue } from './fixtures.js';

/** The mutations of issues, with who may do them. The app is asked for when they are run. */
export function issueRows(app: () => App): Readonly<Record<string, RecordRow>> {
  const onIssue = (
    event: string,
    state: 'OPEN' | 'CLOSED',
    more: object = {},
    takes: RecordTakes = 'unitOwner',
  ): RecordRow => ({
    takes,
    event,
    input: async (organization) => ({
      issueId: (await putIssue(app(), organization, { state })).globalId,
      version: 1,
      ...more,
    }),
  });
  return {
    openIssue: {
      takes: 'unitLead',
      event: 'IssueOpened',
      async input(organization: TestOrganization) {
        const { globalId, plan } = await putIncrement(app(), organization);
        return {
          improvementId: plan.improvement.globalId,
          deploymentId: plan.deployment.globalId,
          unitId: organization.ledUnit.globalId,
          incrementId: globalId,
          ownerId: organization.people.VIEWER.globalId,
          title: 'No licenses',
          description: 'Too few of them.',
        };
      },
    },
    reviseIssue: onIssue('IssueRevised', 'OPEN', { title: 'Too few licenses' }),
    assignIssue: {
      takes: 'unitLead',
      event: 'IssueAssigned',
      input: async (organization) => ({
        issueId: (await putIssue(app(), organization)).globalId,
        version: 1,
        ownerId: organization.people.VIEWER.globalId,
      }),
    },
    startIssueAction: onIssue('IssueActionStarted', 'OPEN'),
    closeIssue: onIssue('IssueClosed', 'OPEN', { resolution: 'More were bought.' }),
    reopenIssue: onIssue('IssueReopened', 'CLOSED', { reason: 'They have run out.' }, 'unitLead'),
  };
}
