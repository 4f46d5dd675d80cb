import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../src/clock.js';
import { progressOf } from '../../src/deployments/progress.js';
import { Prisma } from '../../src/generated/prisma/client.js';
import type { Deployment, DeploymentState, Unit } from '../../src/generated/prisma/client.js';
import { schema } from '../../src/graph/schema.js';
import { groupBy } from '../../src/group-by.js';
import { recordsAsOf } from '../../src/reports/operations/as-of.js';
import type { Moment } from '../../src/reports/operations/as-of.js';
import { burnUp } from '../../src/reports/operations/burn-up.js';
import { cellGroupsAsOf } from '../../src/reports/operations/cell-groups.js';
import { cellsAsOf } from '../../src/reports/operations/cells.js';
import type { Cell } from '../../src/reports/operations/cells.js';
import { countConcerns, groupByState } from '../../src/reports/operations/load.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { utc } from '../support/utc.js';
import { unguarded } from '../support/unguarded.js';
import { allCommands } from './all-commands.js';
import { freshSignInMutations } from '../organization/fresh-sign-in-rows.js';
import { issuerMutations } from '../organization/issuer-rows.js';
import { tried } from './attempts.js';
import { plain, Replay, snapshotOf, sorted } from './replay.js';
import type { Row } from './replay.js';
import { World } from './world.js';
import { webhookMutations } from '../webhooks/managing.js';

const attempt = fc.record({
  seed: fc.noBias(fc.nat()),
  sensible: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  stale: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -2, max: 1 }) }),
  twice: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  hours: fc.integer({ min: -20, max: 60 }),
  words: fc.oneof(
    { weight: 12, arbitrary: fc.lorem({ maxCount: 3 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: 9, unit: 'binary' }) },
  ),
});

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

it('every command is among those that are tried', () => {
  // What is imported goes through the forms and rules of these one by one, and has tests of its own, as credentials and webhooks have.
  const credentials = ['revokeSession', 'createToken', 'rotateToken', 'revokeToken'];
  // Many deployments are rescheduled as each would be: test/deployments/rescheduling.test.ts has it.
  const others = [
    'importCatalog',
    'importRecords',
    'batch',
    'rescheduleDeployments',
    // Days are those of UTC here: test/time has other ones.
    'reviseOrganization',
    ...credentials,
    ...webhookMutations,
    // Issuers are asked outside: test/organization/issuers.test.ts has them.
    ...issuerMutations,
    // There is one organization: test/organization/fresh-sign-in.test.ts has it.
    ...freshSignInMutations,
  ];
  const ofRecords = Object.keys(schema.getMutationType()!.getFields()).filter((name) => !others.includes(name));
  const commands = [...allCommands.keys()].filter((name) => !others.includes(name));
  expect(commands.sort()).toEqual(ofRecords.sort());
  expect([...tried].sort()).toEqual(ofRecords.sort());
});

/** What was true at some positions of the log, by what it told until then. */
function pastsOf({ events }: World, positions: readonly number[]): Map<number, Replay> {
  const pasts = new Map<number, Replay>();
  for (const position of positions) {
    const told = new Replay();
    for (const event of events) if (event.position <= position) told.apply(event);
    pasts.set(position, told);
  }
  return pasts;
}

/** The records and the matrix as of any position are what a replay up to it gives. */
async function expectPastIsKept({ organizationId }: World, position: number, told: Replay): Promise<void> {
  const { prisma } = app.services.database;
  const moment = { organizationId, position, at: new Date(), archivedThrough: 0 };
  for (const kind of ['Deployment', 'Improvement', 'Unit'] as const) {
    const rows = await recordsAsOf(prisma, kind, moment, { where: Prisma.sql`TRUE` });
    expect(sorted(plain(rows)), `${kind} as of ${position}`).toEqual(sorted(told.list(kind) as Row[]));
  }
  const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
  const [improvementIds, unitIds] = [ids(told.list('Improvement')), ids(told.list('Unit')).slice(1)];
  const matrix = await cellsAsOf(prisma, moment, utc.at(moment.at), improvementIds, unitIds);
  for (const improvementId of improvementIds) {
    const cells = (matrix.get(improvementId) ?? []).map(
      ({ deploymentId: id, column, mayBegin: _mayBegin, ...cell }) => ({ id, unitId: unitIds[column], ...cell }),
    );
    const row = told.list('Deployment').filter((each) => each.improvementId === improvementId);
    const fields = ['id', 'unitId', 'state', 'percent', 'plannedStart', 'plannedEnd', 'actualStart', 'actualEnd'];
    const expected = row
      .filter(({ unitId }) => unitIds.includes(unitId as string))
      .map((each) => Object.fromEntries(fields.map((field) => [field, each[field]])));
    expect(sorted(plain(cells)), `matrix as of ${position}`).toEqual(sorted(expected));
  }
  await expectSumsAreOfCells(moment, matrix, told.list('Unit').slice(1) as unknown as Unit[]);
}

/** What the database adds up is what the rules say of the cells, one by one. */
async function expectSumsAreOfCells(moment: Moment, cells: Awaited<ReturnType<typeof cellsAsOf>>, units: Unit[]) {
  for (const attribute of [null, 'phase']) {
    const groups = await cellGroupsAsOf(
      app.services.database.prisma,
      moment,
      utc.at(moment.at),
      [...cells.keys()],
      units,
      attribute,
    );
    const valueOf = ({ column }: Cell): unknown =>
      attribute === null ? null : ((units[column]?.attributes as Record<string, unknown>)[attribute] ?? null);
    const expected = [...cells].flatMap(([improvementId, row]) =>
      [...groupBy(row, (cell) => JSON.stringify([valueOf(cell), cell.state]))].map(([key, group]) => {
        const [value, state] = JSON.parse(key) as [string | null, DeploymentState];
        const percentSum = group.reduce((sum, { percent }) => sum + percent, 0);
        return {
          improvementId,
          value,
          state,
          count: group.length,
          percentSum,
          ...countConcerns(group, dayOf(moment.at)),
        };
      }),
    );
    const byKey = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(byKey(groups)).toEqual(byKey(expected));
  }
}

/** The burn-up as of any position tells the state of each deployment at the end of each day, as its events left it. */
async function expectBurnUpIsTrue(world: World, position: number, told: Replay): Promise<void> {
  const { organizationId, events } = world;
  const moved = events.filter((event) => event.recordType === 'Deployment' && event.position <= position);
  const [first, last] = [moved[0], events[position - 1]];
  if (!first || !last) return;
  const days: Date[] = [];
  for (let day = dayOf(first.occurredAt); day <= last.occurredAt; day = new Date(day.getTime() + 2 * 86_400_000))
    days.push(day);
  const moment = { organizationId, position, at: last.occurredAt, archivedThrough: 0 };
  const { points } = await burnUp(app.services.database.prisma, moment, utc.at(moment.at), {}, days);
  for (const point of points) {
    const rows = new Map<string, Pick<Deployment, 'state' | 'percent'>>();
    for (const { occurredAt, recordId, after } of moved)
      if (dayOf(occurredAt) <= point.day)
        rows.set(recordId, { ...rows.get(recordId), ...(after as unknown as Deployment) });
    const count = (...states: string[]) => [...rows.values()].filter(({ state }) => states.includes(state)).length;
    const ends = told.list('Deployment').filter(({ state }) => state !== 'WAIVED' && state !== 'ROLLED_BACK');
    expect(point, `burn-up as of ${position}`).toEqual({
      day: point.day,
      planned: ends.filter(({ plannedEnd }) => new Date(plannedEnd as string) <= point.day).length,
      total: rows.size,
      adopted: count('ADOPTED', 'CONFIRMED'),
      confirmed: count('CONFIRMED'),
      blocked: count('BLOCKED'),
      leftOut: count('WAIVED', 'ROLLED_BACK'),
      percent: progressOf(groupByState([...rows.values()])),
    });
  }
}

it('whatever people try, what is promised of the records and their log holds', async () => {
  const { prisma } = app.services.database;
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(attempt, { minLength: 60, maxLength: 120 }),
      fc.array(fc.noBias(fc.nat()), { minLength: 4, maxLength: 4 }),
      async (attempts, places) => {
        const world = await World.create(app, `world-${(runs += 1)}`);
        try {
          for (const each of attempts) await world.try(each);
          const times = world.events.map(({ occurredAt }) => occurredAt.getTime());
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          expect(await snapshotOf(prisma)).toEqual(world.told.snapshot());
          const positions = places.map((place) => place % (world.told.position + 1));
          for (const [position, told] of pastsOf(world, positions)) {
            await expectPastIsKept(world, position, told);
            await expectBurnUpIsTrue(world, position, told);
          }
        } finally {
          await unguarded(app.services.database, (db) => db.$executeRaw`TRUNCATE "Organization" CASCADE`);
        }
      },
    ),
    { numRuns: 12, interruptAfterTimeLimit: 15_000 },
  );
}, 60_000);
