import { expect, it } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import { putDeployment, putImprovement } from '../commands/fixtures.js';
import { fold, json } from '../commands/fold.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp();
const organization = useOrganization(app);

const READ = 'id version state resolution closedAt owner { id } unit { id } deployment { id }';

it('an issue is opened for a deployment, taken up, closed and opened again; each step has its event', async () => {
  const { people, ledUnit } = organization;
  const improvement = await putImprovement(app, organization.id);
  const deployment = await putDeployment(app, organization.id, ledUnit.id, { improvementId: improvement.id });
  const lead = people.PROJECT_LEAD.bearer;
  const words = { title: 'No licenses', description: 'Too few of them.' };

  const elsewhere = { improvementId: improvement.globalId, unitId: organization.otherUnit.globalId, ...words };
  expect(await act(app.url, 'openIssue', elsewhere, lead)).toMatchObject({ __typename: 'ForbiddenError' });
  const nowhere = { improvementId: improvement.globalId, ...words };
  expect(await act(app.url, 'openIssue', nowhere, lead)).toMatchObject({ __typename: 'ForbiddenError' });
  const contradicting = { ...elsewhere, deploymentId: deployment.globalId };
  expect(await act(app.url, 'openIssue', contradicting, people.DEPLOYMENT_LEAD.bearer)).toMatchObject({
    __typename: 'InvalidInputError',
    issues: [{ path: 'unitId' }],
  });
  const closed = await putImprovement(app, organization.id, { state: 'CLOSED' });
  expect(
    await act(app.url, 'openIssue', { ...nowhere, improvementId: closed.globalId }, people.DEPLOYMENT_LEAD.bearer),
  ).toMatchObject({ rule: 'improvement-is-being-deployed' });

  const given = { ...nowhere, deploymentId: deployment.globalId };
  const opened = (await act(app.url, 'openIssue', given, lead, READ))['record'];
  expect(opened).toMatchObject({
    state: 'OPEN',
    unit: { id: ledUnit.globalId },
    deployment: { id: deployment.globalId },
  });

  const step = async (mutation: string, version: number, more: object = {}) =>
    act(app.url, mutation, { issueId: opened.id, version, ...more }, lead, READ);
  expect(await step('reopenIssue', 1, { reason: 'Why not.' })).toMatchObject({ rule: 'issue-life' });
  expect(await step('assignIssue', 1, { ownerId: people.SPONSOR.globalId })).toMatchObject({
    record: { owner: { id: people.SPONSOR.globalId }, state: 'OPEN' },
  });
  expect(await step('startIssueAction', 1)).toMatchObject({ __typename: 'StaleVersionError', currentVersion: 2 });
  await step('startIssueAction', 2);
  expect(await step('closeIssue', 3, { resolution: 'More were bought.' })).toMatchObject({
    record: { state: 'CLOSED', resolution: 'More were bought.', closedAt: expect.any(String) },
  });
  expect(await step('reopenIssue', 4, { reason: 'They have run out.' })).toMatchObject({
    record: { state: 'OPEN', resolution: null, closedAt: null, version: 5 },
  });

  const events = await app.services.database.prisma.event.findMany({
    where: { recordId: decodeGlobalId(opened.id)?.id ?? '' },
    orderBy: { position: 'asc' },
  });
  expect(events.map(({ type, note }) => `${type}: ${note}`)).toEqual([
    'IssueOpened: null',
    'IssueAssigned: null',
    'IssueActionStarted: null',
    'IssueClosed: More were bought.',
    'IssueReopened: They have run out.',
  ]);
  expect(events.at(-1)).toMatchObject({
    improvementId: improvement.id,
    deploymentId: deployment.id,
    unitId: ledUnit.id,
    before: { state: 'CLOSED', resolution: 'More were bought.' },
    after: { state: 'OPEN', resolution: null },
  });

  const row = await app.services.database.prisma.issue.findUniqueOrThrow({ where: { id: events[0]?.recordId ?? '' } });
  expect(fold(events)).toEqual(json(row));

  const answer = await ask(
    app.url,
    `query ($improvement: ID!, $deployment: ID!, $unit: ID!, $filter: IssueFilter) {
      issues(filter: $filter) { totalCount nodes { id } }
      improvement: node(id: $improvement) { ... on Improvement { issues(filter: { states: [OPEN] }) { totalCount nodes { id openedBy { id } } } } }
      deployment: node(id: $deployment) { ... on Deployment { issues { nodes { id } } } }
      unit: node(id: $unit) { ... on Unit { issues(filter: { states: [CLOSED] }) { totalCount } } } }`,
    {
      improvement: improvement.globalId,
      deployment: deployment.globalId,
      unit: ledUnit.globalId,
      filter: { ownerIds: [people.SPONSOR.globalId], states: ['OPEN'], unitIds: [ledUnit.globalId] },
    },
    people.VIEWER.bearer,
  );
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({
    issues: { totalCount: 1, nodes: [{ id: opened.id }] },
    improvement: {
      issues: { totalCount: 1, nodes: [{ id: opened.id, openedBy: { id: people.PROJECT_LEAD.globalId } }] },
    },
    deployment: { issues: { nodes: [{ id: opened.id }] } },
    unit: { issues: { totalCount: 0 } },
  });
});
