import { beforeEach, describe, expect, it } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { day, putBlocker, putDeployment, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { putIssue } from '../issues/fixtures.js';
import { putIncrement } from '../plans/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const now = new Date('2026-01-20T09:00:00.000Z');
let own: TestOrganization;

const app = useApp({ clock: () => now });
const foreign = useOrganization(app);
beforeEach(async () => {
  own = await createTestOrganization(app);
});

const prisma = () => app.services.database.prisma;

const ATTENTION = `query ($concerns: [DeploymentConcern!]) { deploymentAttention(filter: { concerns: $concerns }) {
  nodes { concerns since reasons owners { id } deployment { id concerns } } } }`;

async function attention(concerns?: readonly string[], { people } = own): Promise<Result[]> {
  const { data, errors } = await ask(app.url, ATTENTION, { concerns }, people.VIEWER.bearer);
  expect(errors).toBeUndefined();
  return data?.['deploymentAttention'].nodes as Result[];
}

/** A deployment of which all is well: it began today. */
const putWell = (values = {}): Promise<Put> =>
  putDeployment(app, own.id, own.ledUnit.id, {
    state: 'IN_PROGRESS',
    plannedStart: day('2026-01-20'),
    actualStart: day('2026-01-20'),
    ...values,
  });

describe('a deployment with an open issue', () => {
  it('asks for attention since it was opened, and no more once it is closed', async () => {
    const { id: deploymentId, globalId } = await putWell();
    expect(await attention()).toEqual([]);
    const ownerId = own.people.SPONSOR.id;
    const issue = await putIssue(app, own, { deploymentId, ownerId, title: 'No room', openedAt: day('2026-01-18') });
    const expected = {
      concerns: ['HAS_ISSUE'],
      since: '2026-01-18T00:00:00.000Z',
      reasons: ['No room'],
      owners: [{ id: own.people.SPONSOR.globalId }],
      deployment: { id: globalId, concerns: [] },
    };
    expect(await attention()).toEqual([expected]);
    expect(await attention(['HAS_ISSUE'])).toEqual([expected]);
    expect(await attention(['LATE', 'BEHIND'])).toEqual([]);
    expect(await attention(undefined, foreign)).toEqual([]);
    const done = async (mutation: string, input: object): Promise<void> => {
      const { bearer } = own.people.PROJECT_LEAD;
      expect(await act(app.url, mutation, { issueId: issue.globalId, ...input }, bearer)).toHaveProperty('record');
    };
    await done('startIssueAction', { version: 1 });
    expect(await attention()).toEqual([expected]);
    await done('closeIssue', { version: 2, resolution: 'There is one.' });
    expect(await attention()).toEqual([]);
  });

  it('asks for it with what presses more first, and with all reasons and owners', async () => {
    const late = { state: 'BLOCKED', resumeState: 'IN_PROGRESS', plannedEnd: day('2026-01-19') } as const;
    const { id: deploymentId } = await putWell({ ...late, plannedStart: day('2026-01-10') });
    await putBlocker(app, deploymentId);
    for (const [title, openedAt] of [
      ['Second', '2026-01-17'],
      ['First', '2026-01-16'],
    ] as const)
      await putIssue(app, own, { deploymentId, title, openedAt: day(openedAt), ownerId: own.people.SPONSOR.id });
    expect(await attention()).toMatchObject([
      {
        concerns: ['LATE', 'BLOCKED', 'HAS_ISSUE'],
        since: '2026-01-20T00:00:00.000Z',
        reasons: ['The supplier has not agreed.', 'First', 'Second'],
        owners: [{ id: own.people.SPONSOR.globalId }],
      },
    ]);
  });

  it('is for the leads of the unit to see to where the issue has no owner', async () => {
    const { id: deploymentId } = await putWell();
    await putIssue(app, own, { deploymentId });
    expect(await attention()).toMatchObject([{ owners: [{ id: own.people.PROJECT_LEAD.globalId }] }]);
  });

  it('comes after the others', async () => {
    const { id: deploymentId } = await putWell();
    await putIssue(app, own, { deploymentId, openedAt: day('2026-01-01') });
    await putWell({ plannedEnd: day('2026-01-19'), plannedStart: day('2026-01-10') });
    expect((await attention()).map(({ concerns }) => concerns)).toEqual([['LATE'], ['HAS_ISSUE']]);
  });
});

it('an issue of an improvement in a unit is in the way of its deployment there, unless it names something else', async () => {
  const { id: improvementId } = await putImprovement(app, own.id);
  const { globalId } = await putWell({ improvementId });
  await putDeployment(app, own.id, own.otherUnit.id, { improvementId, plannedStart: day('2026-01-20') });
  await putWell();
  const issue = await putIssue(app, own, { improvementId, title: 'No room' });
  expect(await attention(['HAS_ISSUE'])).toMatchObject([{ reasons: ['No room'], deployment: { id: globalId } }]);
  const { id: incrementId } = await putIncrement(app, own);
  await prisma().issue.update({ where: { id: issue.id }, data: { incrementId } });
  expect(await attention(['HAS_ISSUE'])).toEqual([]);
});

it('an issue of an increment is in the way of its deployments that are not adopted, once', async () => {
  const { id: incrementId, plan } = await putIncrement(app, own);
  const { id: deploymentId, globalId } = plan.deployment;
  const issue = { incrementId, deploymentId, improvementId: plan.improvement.id, unitId: null };
  await putIssue(app, own, issue);
  await putIssue(app, own, { ...issue, deploymentId: null, title: 'No room' });
  expect(await attention()).toEqual([]);
  const well = { state: 'PREPARING', plannedStart: day('2026-01-20') } as const;
  await prisma().deployment.update({ where: { id: deploymentId }, data: well });
  expect(await attention()).toMatchObject([
    { concerns: ['HAS_ISSUE'], reasons: ['No licenses', 'No room'], deployment: { id: globalId } },
  ]);
});

it('an issue of an improvement as a whole is in the way of no deployment in particular', async () => {
  const { id } = await putWell();
  const { improvementId } = await prisma().deployment.findUniqueOrThrow({ where: { id } });
  await putIssue(app, own, { improvementId, unitId: null });
  expect(await attention()).toEqual([]);
});
