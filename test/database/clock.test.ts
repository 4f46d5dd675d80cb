import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import pg from 'pg';
import { openCatalogStore } from '../../src/process-model/store.js';
import { systemClock } from '../../src/clock.js';
import type { Database } from '../../src/database/database.js';
import { describeDuration, FollowedClock } from '../../src/database/database-clock.js';
import { openServerDatabase } from '../../src/database/server.js';
import { createLogger } from '../../src/logger.js';
import { createOrganization } from '../../src/organization/operations/organization.js';
import { run } from '../cli/run.js';
import { createStage } from '../live/stage.js';
import { blocksOf } from '../process/release.js';
import { SECRET, startApp } from '../support/app.js';
import { readFigures } from '../support/figures.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

const DAY = 86_400_000;
// Hazard: a timer that Postgres sets meanwhile in this process, as an embedded database, must not be further away than Node knows.
const AHEAD = 20 * DAY;

/** Sets the clock of this machine, but not that of the database. */
const setAhead = (by: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + by });
afterEach(() => void vi.useRealTimers());

describeWithServices('a machine whose clock is 20 days ahead', ({ postgresUrl }) => {
  let databaseUrl: string;
  let database: Database;
  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    database = await openServerDatabase(databaseUrl, 2, createLogger('silent'));
    await openCatalogStore(database);
  });
  afterAll(async () => {
    await database.close();
    await dropDatabase(databaseUrl);
  });

  const sql = async (statement: string) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  const check = async () => {
    const { stdout } = await run(['check'], { DATABASE_URL: databaseUrl, AUTH_SECRET: SECRET });
    return stdout.split('\n').flatMap((line) => (line.startsWith('WRONG  ') ? [line.slice(7)] : []));
  };
  /** By how much the newest instant that is stored is ahead of the database, in milliseconds. */
  const newest = async (): Promise<number> => {
    const [row] = await database.prisma.$queryRaw<{ ahead: number }[]>`
      SELECT (extract(epoch FROM max("at") - clock_timestamp()) * 1000)::float8 AS ahead
        FROM (SELECT max("occurredAt") AS "at" FROM "Event" UNION SELECT max("occurredAt") FROM "EventLog"
               UNION SELECT max("createdAt") FROM "Organization" UNION SELECT max("updatedAt") FROM "Improvement") t`;
    return row?.ahead ?? Number.NaN;
  };

  it("dates what an operator does by the database's clock", async () => {
    setAhead(AHEAD);
    const args = ['--slug', 'acme', '--name', 'Acme', '--administrator', 'Ada', '--subject', 'ada'];
    expect(await run(['organization', 'create', ...args], { DATABASE_URL: databaseUrl })).toMatchObject({ code: 0 });
    expect(Math.abs(await newest())).toBeLessThan(60_000);
  });

  it("dates the commands of a server by the database's clock, and says that its own is off", async () => {
    setAhead(AHEAD);
    const lines: string[] = [];
    const logger = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
    const own = await openServerDatabase(databaseUrl, 3, logger);
    const app = await startApp({ parts: { database: own, metrics: { host: '127.0.0.1', port: 0 } } });
    await createStage(app);
    const figures = await readFigures(app.metricsUrl ?? '');
    await app.stop();
    await own.close();
    expect(Math.abs(await newest())).toBeLessThan(60_000);
    expect(lines.filter((line) => line.includes("20 days ahead of the database's"))).toHaveLength(1);
    expect(Math.round((figures.get('uplift_clock_skew_seconds') ?? 0) / 86_400)).toBe(20);
  });

  it('is named by the check', async () => {
    expect(await check()).toEqual([]);
    setAhead(AHEAD);
    expect(await check()).toEqual([expect.stringMatching(/^clock: .* is 20 days ahead of the database's: .*"Clocks"/)]);
    vi.useRealTimers();
    setAhead(-60_000 * 10);
    expect(await check()).toEqual([expect.stringMatching(/^clock: .* is 10 minutes behind the database's: /)]);
  });

  it('has left a log in the future, which the check names and the guide corrects', async () => {
    const late = () => new Date(systemClock().getTime() + AHEAD);
    const administrator = { name: 'Bo', subject: 'bo' };
    await createOrganization(database, late, { slug: 'late', name: 'Late', administrator });
    expect(await check()).toEqual([
      expect.stringMatching(/^times of late: 1 events are dated up to \S+Z, 20 days ahead of .*"Clocks"/),
    ]);
    const [correction = ''] = await blocksOf('docs/operating.md', 'Clocks', 'sql');
    await sql(correction);
    expect(await check()).toEqual([]);
    expect(await newest()).toBeLessThanOrEqual(0);
  });
});

it('follows the clock of the database, whatever becomes of that of the machine', async () => {
  const logger = createLogger('silent');
  const reading = (ahead: number) => ({ time: Date.now() + ahead, at: performance.now(), roundTrip: 1 });
  const clock = new FollowedClock(reading(0), async () => reading(0), logger);
  expect(clock.now().getTime()).toBeCloseTo(Date.now(), -2);
  const before = Date.now();
  setAhead(AHEAD);
  expect(clock.now().getTime() - before).toBeLessThan(30_000);
  expect(clock.skew).toBeGreaterThan(AHEAD - 30_000);
  clock.stop();
});

it.each([
  [1_400, '1 seconds'],
  [7_000, '7 seconds'],
  [600_000, '10 minutes'],
  [AHEAD, '20 days'],
])('puts %i milliseconds into words', (milliseconds, words) => {
  expect(describeDuration(milliseconds)).toBe(words);
});
