import { describe, expect, inject, it } from 'vitest';
import type { App } from '../../src/server/app.js';
import { day, putDeployment, putImprovement } from '../commands/fixtures.js';
import { act } from '../commands/act.js';
import { putIncrement } from '../plans/fixtures.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';
import { createDatabase } from '../support/services.js';
import '../support/services/provided.js';
import { useApp } from '../support/use-app.js';

let now = new Date('2026-11-30T12:00:00.000Z');
const app = useApp({ clock: () => now });

/** An organization with a deployment until a day in each of its two units, of which the first goes by a time zone. */
async function planned(on: App, timeZone: string, plannedEnd = '2026-11-30') {
  const organization = await createTestOrganization(on);
  const { prisma } = on.services.database;
  await prisma.unit.update({ where: { id: organization.ledUnit.id }, data: { timeZone } });
  const { id: improvementId, globalId } = await putImprovement(on, organization.id);
  const values = { improvementId, plannedEnd: day(plannedEnd) };
  const [led, other] = [
    await putDeployment(on, organization.id, organization.ledUnit.id, values),
    await putDeployment(on, organization.id, organization.otherUnit.id, values),
  ];
  return { organization, improvementId: globalId, led, other };
}

/** What the log tells of days, oldest first. */
async function told({ people }: TestOrganization, on: App & { readonly url: string } = app) {
  const answer = await ask(
    on.url,
    `{ viewer { organization { events(first: 100, filter: { types: [DAY_BEGAN, DEPLOYMENT_BECAME_LATE, INCREMENT_BECAME_LATE] }) { nodes {
      __typename actor { id } via { service } occurredAt
      ... on DayBegan { day timeZone } ... on DeploymentBecameLate { plannedEnd deployment { id } unit { id } improvement { id } }
      ... on IncrementBecameLate { plannedEnd increment { id } plan { id } } } } } } }`,
    {},
    people.VIEWER.bearer,
  );
  expect(answer.errors).toBeUndefined();
  return answer.data?.['viewer'].organization.events.nodes as Record<string, unknown>[];
}

const BY_CALENDAR = { actor: null, via: { service: 'CALENDAR' } };

it('midnight tells once which day began, and what became late by it', async () => {
  now = new Date('2026-11-30T12:00:00Z');
  const { organization, improvementId, led, other } = await planned(app, 'Pacific/Auckland', '2026-12-01');
  await app.days.tell();
  expect(await told(organization)).toEqual([]);

  now = new Date('2026-12-01T11:00:00Z'); // Midnight in Auckland.
  await Promise.all([app.days.tell(), app.days.tell()]);
  await app.days.tell();
  const occurredAt = now.toISOString();
  const inAuckland = [
    { __typename: 'DayBegan', ...BY_CALENDAR, occurredAt, day: '2026-12-02', timeZone: 'Pacific/Auckland' },
    {
      __typename: 'DeploymentBecameLate',
      ...BY_CALENDAR,
      occurredAt,
      plannedEnd: '2026-12-01',
      deployment: { id: led.globalId },
      unit: { id: organization.ledUnit.globalId },
      improvement: { id: improvementId },
    },
  ];
  expect((await told(organization)).filter(({ timeZone }) => timeZone !== 'UTC')).toEqual(inAuckland);

  now = new Date('2026-12-02T00:00:00Z');
  await app.days.tell();
  const all = await told(organization);
  expect(
    all.filter(({ __typename }) => __typename === 'DeploymentBecameLate').map((each) => each['deployment']),
  ).toEqual([{ id: led.globalId }, { id: other.globalId }]);
});

it('after an outage over several midnights, each is told once, and what was replanned is told again', async () => {
  now = new Date('2026-11-30T12:00:00Z');
  const { organization, led } = await planned(app, 'America/Denver');
  await app.days.tell();
  now = new Date('2026-12-05T12:00:00Z');
  await app.days.tell();
  await app.days.tell();
  const late = async () =>
    (await told(organization)).filter(({ __typename }) => __typename === 'DeploymentBecameLate').length;
  expect(await late()).toBe(2);
  expect((await told(organization)).filter(({ __typename }) => __typename === 'DayBegan')).toMatchObject([
    { day: '2026-12-05' },
    { day: '2026-12-05' },
  ]);

  const dates = { plannedStart: '2026-12-01', plannedEnd: '2026-12-06' };
  const { bearer } = organization.people.DEPLOYMENT_LEAD;
  const moved = await act(
    app.url,
    'rescheduleDeployment',
    { deploymentId: led.globalId, version: 1, ...dates },
    bearer,
  );
  expect(moved).toHaveProperty('record');
  now = new Date('2026-12-07T12:00:00Z');
  await app.days.tell();
  expect(await late()).toBe(3);
});

it('an increment becomes late by the day of the organization, and only in a plan that goes on', async () => {
  now = new Date('2026-11-30T12:00:00Z');
  const organization = await createTestOrganization(app);
  const increments = [
    await putIncrement(app, organization, { state: 'PLANNED', plannedEnd: day('2026-11-30') }),
    await putIncrement(app, organization, { state: 'PASSED', plannedEnd: day('2026-11-30') }),
  ];
  await app.days.tell();
  now = new Date('2026-12-01T00:00:00Z');
  await app.days.tell();
  expect((await told(organization)).slice(1)).toEqual([
    {
      __typename: 'IncrementBecameLate',
      ...BY_CALENDAR,
      occurredAt: now.toISOString(),
      plannedEnd: '2026-11-30',
      increment: { id: increments[0]?.globalId },
      plan: { id: increments[0]?.plan.globalId },
    },
  ]);
});

it('is silent where nothing is under way, and about what was late before', async () => {
  now = new Date('2026-11-30T12:00:00Z');
  const idle = await createTestOrganization(app);
  const late = await planned(app, 'UTC', '2026-11-01');
  await app.days.tell();
  now = new Date('2026-12-01T12:00:00Z');
  await app.days.tell();
  expect(await told(idle)).toEqual([]);
  expect(await told(late.organization)).toMatchObject([{ __typename: 'DayBegan' }]);
});

describe('streams of states', () => {
  it('wake at midnight, and say what a query says', async () => {
    now = new Date('2026-12-01T06:59:00Z');
    const { organization, improvementId } = await planned(app, 'America/Denver');
    await app.days.tell();
    const { bearer } = organization.people.VIEWER;
    const fields = 'deploymentProgress(improvementId: $id) { late }';
    const progress = subscribeWs(app.url, `subscription ($id: ID!) { ${fields} }`, { id: improvementId }, bearer);
    const work = subscribeWs(
      app.url,
      'subscription { waitingWork { work(filter: { kinds: [COORDINATION_OVERDUE] }) { totalCount } } }',
      {},
      bearer,
    );
    expect((await progress.next()).data).toEqual({ deploymentProgress: { late: 1 } });
    expect((await work.next()).data).toEqual({ waitingWork: { work: { totalCount: 0 } } });
    await app.services.database.prisma.coordinationActivity.create({
      data: {
        organizationId: organization.id,
        improvementId: (
          await app.services.database.prisma.improvement.findFirstOrThrow({
            where: { organizationId: organization.id },
          })
        ).id,
        title: 'Together',
        description: 'At once.',
        ownerId: organization.people.PROJECT_LEAD.id,
        dueOn: day('2026-11-30'),
        createdAt: now,
        updatedAt: now,
      },
    });
    now = new Date('2026-12-01T07:00:00Z');
    await app.days.tell();
    expect((await progress.next()).data).toEqual({ deploymentProgress: { late: 2 } });
    expect((await work.next()).data).toEqual({ waitingWork: { work: { totalCount: 1 } } });
    const { data } = await ask(app.url, '{ deployments(filter: { late: true }) { totalCount } }', {}, bearer);
    expect(data).toEqual({ deployments: { totalCount: 2 } });
    await progress.stop();
    await work.stop();
  });
});

it.skipIf(inject('postgresUrl') === null)('of two servers on one Postgres, one tells, by itself', async () => {
  let at = new Date('2026-11-30T23:59:00Z');
  const databaseUrl = await createDatabase(inject('postgresUrl') ?? '');
  const start = () => startApp({ databaseUrl, clock: () => at, parts: { tellsDays: true } });
  const servers = [await start(), await start()] as const;
  try {
    const { organization } = await planned(servers[0], 'UTC');
    await Promise.all(servers.map(({ days }) => days.tell()));
    const stream = subscribeWs(
      servers[1].url,
      'subscription { events(filter: { types: [DEPLOYMENT_BECAME_LATE] }) { __typename } }',
      {},
      organization.people.VIEWER.bearer,
    );
    at = new Date('2026-12-01T00:00:00Z');
    for (let count = 0; count < 2; count += 1)
      expect(JSON.stringify((await stream.next(10_000)).data)).toContain('DeploymentBecameLate');
    await Promise.all(servers.flatMap(({ days }) => [days.tell(), days.tell()]));
    expect((await told(organization, servers[0])).map(({ __typename }) => __typename)).toEqual([
      'DayBegan',
      'DeploymentBecameLate',
      'DeploymentBecameLate',
    ]);
    await stream.stop();
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
});
