import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { inTransaction } from '../../src/database/transaction.js';
import type { Context } from '../../src/schema/context.js';
import { hookField } from '../live/hook-field.js';
import { createStage, revise } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ask } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { openReady, subscribe } from './raw-socket.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

/** In milliseconds: long enough for the rest of a test to happen meanwhile. */
const LOCK_TIMEOUT = 8_000;

const REVISE = `mutation ($input: ReviseImprovementInput!) {
  reviseImprovement(input: $input) { ... on ReviseImprovementPayload { position } }
}`;
const VIEWER = '{ viewer { role } }';

describeWithServices('a Postgres in which something is held', ({ postgresUrl }) => {
  let databaseUrl: string;
  let app: TestApp;
  let held: Stage;
  let other: Stage;
  let outsider: pg.Client;
  const viewer = hookField('Query', 'viewer');

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    const timeouts = { lock: LOCK_TIMEOUT, statement: 15_000, idleInTransaction: 10_000 };
    app = await startApp({ databaseUrl, timeouts });
    [held, other] = [await createStage(app), await createStage(app)];
    outsider = new pg.Client({ connectionString: databaseUrl });
    await outsider.connect();
  });
  afterAll(async () => {
    await outsider.end();
    await app.stop();
    await dropDatabase(databaseUrl);
  });

  const reader = () => held.organization.people.VIEWER.bearer;
  /** Locks the head of a log until the end of the test at the latest. */
  const lockHead = async (): Promise<void> => {
    onTestFinished(async () => void (await outsider.query('ROLLBACK')));
    await outsider.query('BEGIN');
    await outsider.query('SELECT 1 FROM "EventLog" WHERE "organizationId" = $1 FOR UPDATE', [held.organization.id]);
  };
  const reviseHeld = async (note: string): Promise<Response> => {
    const { globalId, version } = held.lanes[0]!.improvement;
    const input = { improvementId: globalId, version, title: note, idempotencyKey: note };
    return fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: held.bearer },
      body: JSON.stringify({ query: REVISE, variables: { input } }),
    });
  };
  /** How many statements are under way that sleep. */
  const sleeping = async (): Promise<number> => {
    const { rowCount } = await outsider.query(
      `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND state = 'active' AND pid <> pg_backend_pid()`,
    );
    return rowCount ?? 0;
  };

  test('the head of one log: its readers, the other organizations and health go on; writers get retryAfter', async () => {
    await lockHead();
    const writers = Array.from({ length: 40 }, (_, index) => reviseHeld(`held ${index}`));
    let answered = false;
    for (const writer of writers) void writer.then(() => (answered = true));
    await sleep(200);
    const reading = await ask(app.url, '{ improvements { nodes { title } } }', {}, reader());
    expect(reading.errors).toBeUndefined();
    await revise(app.url, other.bearer, other.lanes[0]!.improvement, 'others go on', 'others go on');
    const health = await fetch(new URL('/health/ready', app.url));
    expect(health.status).toBe(200);
    expect(answered, 'before the lock was given up').toBe(false);

    // Others have waited for too long for the writers before them.
    const refused = await Promise.any(
      writers.map(async (writer) => {
        const response = await writer;
        if (response.status === 503) return response;
        throw new Error(`It was ${response.status}.`);
      }),
    );
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', retryAfter: 1 } }],
    });
    await outsider.query('ROLLBACK');
    await Promise.all(writers);
    const again = (await (await reviseHeld('held 0')).json()) as object;
    expect(again).toMatchObject({ data: { reviseImprovement: expect.anything() as object } });
  });

  test.each([
    ['HTTP', 'is aborted'],
    ['WebSocket', 'is completed'],
    ['WebSocket', 'is closed'],
  ])('statements of a query are canceled where its caller leaves: over %s, which %s', async (transport, how) => {
    viewer.resolve = (_root, _args, { services }: Context) =>
      services.database.prisma.$queryRaw`SELECT pg_sleep(30)::text`;
    const leaving = new AbortController();
    if (transport === 'HTTP') {
      const asked = fetch(app.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: reader() },
        body: JSON.stringify({ query: VIEWER }),
        signal: leaving.signal,
      });
      asked.catch(() => undefined);
      leaving.signal.addEventListener('abort', () => undefined);
    }
    const raw = transport === 'HTTP' ? undefined : await openReady(app.url, reader());
    raw?.send(subscribe('1', VIEWER));
    await expect.poll(sleeping, { timeout: 10_000 }).toBe(1);
    const begun = performance.now();
    leaving.abort();
    if (how === 'is completed') raw?.send({ id: '1', type: 'complete' });
    if (how === 'is closed') raw?.socket.close();
    await expect.poll(sleeping, { timeout: 10_000 }).toBe(0);
    expect(performance.now() - begun, 'long before it ends by itself').toBeLessThan(10_000);
    raw?.socket.terminate();
    viewer.resolve = undefined;
  });

  test('a query is canceled when it takes too long, and a mutation is not', async () => {
    const { database } = app.services;
    const hasty = await startApp({ parts: { database, limits: { maxQueryTime: 500 } } });
    viewer.resolve = (_root, _args, { services }: Context) =>
      services.database.prisma.$queryRaw`SELECT pg_sleep(12)::text`;
    const begun = performance.now();
    const { status, errors } = await ask(hasty.url, VIEWER, {}, reader());
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect([status, errors]).toEqual([
      503,
      [
        {
          message: 'The query took longer than 0.5 seconds. Ask for less at once, or retry later.',
          extensions: { code: 'SERVICE_UNAVAILABLE', bound: 'maxQueryTime', retryAfter: 1 },
        },
      ],
    ]);
    await expect.poll(sleeping, { timeout: 10_000 }).toBe(0);
    viewer.resolve = undefined;
    expect((await ask(hasty.url, VIEWER, {}, reader())).errors).toBeUndefined();

    await lockHead();
    const { globalId } = held.lanes[0]!.improvement;
    const where = { id: decodeGlobalId(globalId)!.id };
    const { version } = await database.prisma.improvement.findUniqueOrThrow({ where });
    const input = { improvementId: globalId, version, title: 'Slow' };
    const revised = ask(hasty.url, REVISE, { input }, held.bearer);
    await sleep(1_500);
    await outsider.query('ROLLBACK');
    expect((await revised).data?.['reviseImprovement']).toHaveProperty('position');
    await hasty.stop();
  });

  test('a person has a bounded number of operations under way; others go on, and those that wait too long get retryAfter', async () => {
    const small = await startApp({
      parts: {
        database: app.services.database,
        limits: { maxConcurrentPerPerson: 2, maxWaitingPerPerson: 2, maxWait: 1_000 },
      },
    });
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    viewer.resolve = async (_root, _args, { actor }: Context, _info, usual) => {
      if ((await actor()).organizationId === held.organization.id) await released;
      return usual();
    };
    const statuses: number[] = [];
    const asked = Array.from({ length: 6 }, async () => {
      const answer = await ask(small.url, VIEWER, {}, held.bearer);
      statuses.push(answer.status);
      return answer;
    });
    expect((await ask(small.url, VIEWER, {}, other.bearer)).errors).toBeUndefined();
    await expect.poll(() => statuses, { timeout: 20_000 }).toEqual([429, 429, 429, 429]);
    release();
    const answers = await Promise.all(asked);
    expect(statuses.slice(4)).toEqual([200, 200]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.errors?.[0]?.extensions).toEqual({
      code: 'RATE_LIMITED',
      bound: 'maxConcurrentPerPerson',
      retryAfter: 1,
    });
    viewer.resolve = undefined;
    expect((await ask(small.url, VIEWER, {}, held.bearer)).status).toBe(200);
    await small.stop();
  });

  test('a transaction ends in its time, whatever its statement waits for', async () => {
    await lockHead();
    const { database } = app.services;
    const { id } = held.organization;
    const begun = performance.now();
    const waiting = inTransaction(
      database,
      id,
      (db) => db.$queryRaw`UPDATE "EventLog" SET "position" = "position" WHERE "organizationId" = ${id}::uuid`,
      500,
    );
    await expect(waiting).rejects.toThrow();
    const took = performance.now() - begun;
    await outsider.query('ROLLBACK');
    expect(took).toBeLessThan(LOCK_TIMEOUT - 1_000);
    const count = await inTransaction(database, id, (db) => db.organization.count());
    expect(count).toBeGreaterThan(0);
  });
});
