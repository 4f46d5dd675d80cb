import { beforeAll, expect, it } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { putImprovement, putUnit } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { putProcessVersion } from '../processes/fixtures.js';
import { ask } from '../support/clients.js';
import { unguarded } from '../support/unguarded.js';
import { useApp, useOrganization } from '../support/use-app.js';

let now = new Date('2026-01-05T09:00:00.000Z');
const app = useApp({ clock: () => now });
const own = useOrganization(app);
const foreign = useOrganization(app);

let [reviews, audits]: Put[] = [];

/** Tells a story of two deployments by commands at their times, and gives the second its end. */
beforeAll(async () => {
  reviews = await putImprovement(app, own.id);
  audits = await putImprovement(app, own.id);
  const { DEPLOYMENT_LEAD, SPONSOR, ADMINISTRATOR } = own.people;
  const story = async (improvement: Put, unit: Put, steps: readonly [string, string, object?, string?][]) => {
    let deploymentId = '';
    let version = 1;
    for (const [date, command, input, bearer = DEPLOYMENT_LEAD.bearer] of steps) {
      now = new Date(`${date}T09:00:00.000Z`);
      const target =
        command === 'planDeployment'
          ? { improvementId: improvement.globalId, unitId: unit.globalId }
          : { deploymentId, version };
      const result = await act(app.url, command, { ...target, ...input }, bearer);
      expect(result, `${command} ${JSON.stringify(result)}`).toHaveProperty('record');
      ({ id: deploymentId, version } = result['record'] as Result as { id: string; version: number });
    }
  };
  const dates = { plannedStart: '2026-01-05', plannedEnd: '2026-02-05' };
  const unit = await putUnit(app, own.id);
  await putProcessVersion(app, own, unit.id, 'Process 2');
  await story(reviews, unit, [
    ['2026-01-05', 'planDeployment', dates],
    ['2026-01-05', 'recordProgress', { percent: 10 }],
    ['2026-01-06', 'recordProgress', { percent: 20 }],
    ['2026-01-11', 'rescheduleDeployment', { ...dates, plannedEnd: '2026-02-20', note: 'Later.' }],
    ['2026-01-12', 'rescheduleDeployment', { ...dates, plannedEnd: '2026-02-10', note: 'Sooner.' }],
    ['2026-02-02', 'adoptDeployment', { processVersionLabel: 'Process 2' }],
    ['2026-02-03', 'declineAdoption', { reason: 'Not yet.' }, ADMINISTRATOR.bearer],
    ['2026-02-04', 'adoptDeployment', { processVersionLabel: 'Process 2' }],
    ['2026-03-01', 'confirmDeployment', {}, ADMINISTRATOR.bearer],
    ['2026-03-09', 'rollBackDeployment', { reason: 'It broke.' }],
  ]);
  await story(audits, await putUnit(app, own.id), [
    ['2026-03-10', 'planDeployment', dates],
    ['2026-03-11', 'blockDeployment', { reason: 'No tool.' }],
    ['2026-03-12', 'blockDeployment', { reason: 'No time.' }],
    ['2026-03-13', 'deferDeployment', { reason: 'Later.' }],
    ['2026-03-14', 'waiveDeployment', { reason: 'Not at all.' }, SPONSOR.bearer],
    ['2026-03-15', 'replanDeployment', dates],
  ]);
  now = new Date('2026-03-20T09:00:00.000Z');
});

const COUNTS = 'planned began adopted declined confirmed slipped blocked deferred waived rolledBack';
const NONE = Object.fromEntries(COUNTS.split(' ').map((name) => [name, 0]));
const ACTIVITY = `query ($from: Date!, $to: Date!, $every: ActivityInterval, $filter: DeploymentFilter) {
  deploymentActivity(from: $from, to: $to, every: $every, filter: $filter) { total { ${COUNTS} } parts { from to ${COUNTS} } } }`;

async function read(variables: object, { people } = own): Promise<Result> {
  const { data, errors } = await ask(app.url, ACTIVITY, { ...variables }, people.VIEWER.bearer);
  expect(errors).toBeUndefined();
  return data?.['deploymentActivity'] as Result;
}

it('counts what happened in each month, and in all', async () => {
  const { parts, total } = await read({ from: '2026-01-01', to: '2026-03-31' });
  expect(parts).toEqual([
    { from: '2026-01-01', to: '2026-01-31', ...NONE, planned: 1, began: 1, slipped: 1 },
    { from: '2026-02-01', to: '2026-02-28', ...NONE, adopted: 2, declined: 1 },
    {
      from: '2026-03-01',
      to: '2026-03-20',
      ...NONE,
      confirmed: 1,
      rolledBack: 1,
      planned: 2,
      blocked: 1,
      deferred: 1,
      waived: 1,
    },
  ]);
  expect(total).toEqual({
    ...NONE,
    planned: 3,
    began: 1,
    slipped: 1,
    adopted: 2,
    declined: 1,
    confirmed: 1,
    rolledBack: 1,
    blocked: 1,
    deferred: 1,
    waived: 1,
  });
});

it('counts by week, from Monday, and by day; a part is cut where the period ends', async () => {
  const weeks = (await read({ from: '2026-01-06', to: '2026-01-13', every: 'WEEK' }))['parts'];
  expect(weeks).toEqual([
    { from: '2026-01-06', to: '2026-01-11', ...NONE, slipped: 1 },
    { from: '2026-01-12', to: '2026-01-13', ...NONE },
  ]);
  const days = (await read({ from: '2026-02-02', to: '2026-02-04', every: 'DAY' }))['parts'];
  expect(days).toEqual([
    { from: '2026-02-02', to: '2026-02-02', ...NONE, adopted: 1 },
    { from: '2026-02-03', to: '2026-02-03', ...NONE, declined: 1 },
    { from: '2026-02-04', to: '2026-02-04', ...NONE, adopted: 1 },
  ]);
});

it('counts the deployments of a filter only, and none of another organization', async () => {
  const period = { from: '2026-01-01', to: '2026-03-31' };
  const filter = { improvementIds: [audits?.globalId] };
  expect((await read({ ...period, filter }))['total']).toEqual({
    ...NONE,
    planned: 2,
    blocked: 1,
    deferred: 1,
    waived: 1,
  });
  expect((await read(period, foreign))['total']).toEqual(NONE);
  expect((await read({ ...period, filter }, foreign))['total']).toEqual(NONE);
});

it.each([
  [{ from: '2026-02-02', to: '2026-02-01' }, 'to must not be before from.'],
  [{ from: '2026-03-21', to: '2026-04-01' }, 'from must not be in the future.'],
  [
    { from: '2020-01-01', to: '2026-03-01', every: 'DAY' },
    'The period would have more than 1000 parts: ask for longer ones.',
  ],
])('refuses %o', async (variables, message) => {
  const { errors } = await ask(app.url, ACTIVITY, { ...variables }, own.people.VIEWER.bearer);
  expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
});

it('takes one statement for the answer besides the calendar, and refuses a time that was archived', async () => {
  app.forgetStatements();
  await read({ from: '2026-01-01', to: '2026-03-31', every: 'DAY' });
  expect(app.statements.filter((sql) => sql.includes('date_trunc'))).toHaveLength(1);
  expect(app.statements.length).toBeLessThanOrEqual(5);
  const { database } = app.services;
  await unguarded(database, async (db) => {
    await db.$executeRaw`DELETE FROM "Event" WHERE "organizationId" = ${foreign.id}::uuid`;
    await db.$executeRaw`UPDATE "EventLog" SET "archivedThrough" = "position" WHERE "organizationId" = ${foreign.id}::uuid`;
  });
  const { errors } = await ask(
    app.url,
    ACTIVITY,
    { from: '2026-01-01', to: '2026-03-31' },
    foreign.people.VIEWER.bearer,
  );
  expect(errors).toMatchObject([{ message: 'The log of that time has been archived: ask for a later time.' }]);
});
