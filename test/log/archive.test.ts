import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openEmbeddedDatabase } from '../../src/database/embedded.js';
import { encodeCursor } from '../../src/log/cursor.js';
import { deleteRange, findArchiveRange, readRange } from '../../src/log/archive.js';
import { verifyArchive, writeArchive } from '../../src/log/archive-file.js';
import { appendEvents } from '../../src/log/append.js';
import { createOrganization } from '../../src/organization/operations/organization.js';
import { ensureBuilt } from '../process/server-process.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ask } from '../support/clients.js';
import { unguarded } from '../support/unguarded.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { expectedOf, flawsOf, readWholeLog } from '../live/history.js';
import type { Log } from '../live/history.js';
import { verifyChain } from '../../src/log/verification.js';
import { createStage, revise } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { until, watch } from '../live/subscribers.js';

vi.setConfig({ testTimeout: 120_000 }); // On a busy machine.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DAY = 86_400_000;
const SECRET = 'a secret of 32 characters or more, for tests';

let folder: string;
let file: string;
beforeAll(async () => {
  ensureBuilt();
  folder = await mkdtemp(join(tmpdir(), 'uplift-archive-'));
  file = join(folder, 'events.jsonl');
});
afterEach(() => Promise.all([file, `${file}.part`].map((path) => rm(path, { force: true }))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A day as the command takes it. */
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Runs the command as an operator does. `kill` ends it hard as soon as it is so. */
async function archive(environment: Record<string, string>, args: readonly string[], kill?: () => Promise<boolean>) {
  const child = spawn(process.execPath, ['dist/cli/uplift.js', 'archive', ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  let over = false;
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve)).finally(() => (over = true));
  if (kill) {
    await until(async () => over || (await kill()), 'it is time to kill it', 60_000);
    child.kill('SIGKILL');
  }
  return { code: await ended, output };
}

/** Appends many events at once, with all that JSON can say. */
async function appendMany(app: Pick<TestApp, 'services'>, organizationId: string, count: number, at: Date) {
  const { prisma } = app.services.database;
  for (let done = 0; done < count; done += 5_000) {
    const events = Array.from({ length: Math.min(5_000, count - done) }, (_, index) => ({
      type: 'ImprovementRevised',
      recordType: 'Improvement',
      recordId: organizationId,
      recordVersion: done + index + 1,
      note: `note ${done + index} "\\ \u2028\u2029\u0085 𝄞 \r\n`,
      before: { title: null, percent: 1.5 },
      after: { title: 'é', deep: [{ a: 1 }, []] },
    }));
    await prisma.$transaction((db) => appendEvents(db, { organizationId, actorId: null, at }, events), {
      timeout: 60_000,
    });
  }
}

/** The events of an archive, with dates as they are in the log. */
async function readArchive(): Promise<{ header: Record<string, unknown>; events: unknown[] }> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const [header, ...events] = lines.slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    header: header!,
    events: events.map(({ salt, proof, ...event }) => {
      expect([salt, proof], 'what its hash is verified by').toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), null]);
      return { ...event, occurredAt: new Date(event['occurredAt'] as string) };
    }),
  };
}

describeWithServices('old events of a Postgres that servers use', ({ postgresUrl }) => {
  let databaseUrl: string;
  let now = Date.now() - 40 * DAY;
  let app: TestApp;
  let stage: Stage;
  let neighbor: Stage;
  let before: Log;
  let neighborBefore: Log;
  const MANY = 12_000;
  /** The last old event, and the first new one behind it. */
  let old: number;

  const environment = () => ({ DATABASE_URL: databaseUrl, AUTH_SECRET: SECRET });
  const args = (...more: string[]) => [
    '--organization',
    stage.organization.slug,
    '--before',
    dayOf(Date.now() - 20 * DAY),
    '--to',
    file,
    ...more,
  ];
  const readLogs = async () => {
    const { database } = app.services;
    return [
      await readWholeLog(database, stage.organization.id),
      await readWholeLog(database, neighbor.organization.id),
    ] as const;
  };

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    app = await startApp({
      databaseUrl,
      clock: () => new Date(now),
      parts: { replay: { maxEvents: 1_000_000, maxAge: 1_000 * DAY } },
    });
    stage = await createStage(app);
    neighbor = await createStage(app);
    await appendMany(app, stage.organization.id, MANY, new Date(now));
    old = (await readLogs())[0].events.length;
    now = Date.now();
    for (let count = 0; count < 3; count += 1) {
      await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, `new ${count}`);
    }
    [before, neighborBefore] = await readLogs();
  });
  afterAll(async () => {
    await app.stop();
    await dropDatabase(databaseUrl);
  });
  const expectUntouched = async () => expect(await readLogs()).toEqual([before, neighborBefore]);

  test.each([
    ['nothing', () => []],
    ['a day that is none', () => ['--organization', 'x', '--before', '2026-02-30', '--to', file]],
    ['an unknown option', () => args('--force')],
    ['a day that clients still come back for', () => [...args(), '--before', dayOf(Date.now())]],
  ])('is refused with %s', async (_name, given) => {
    expect(await archive(environment(), given())).toMatchObject({ code: 2 });
    expect(existsSync(file)).toBe(false);
    await expectUntouched();
  });

  test('is refused where the file is there, where the organization is not, and says what it would do', async () => {
    await writeFile(file, 'precious');
    expect(await archive(environment(), args())).toMatchObject({ code: 1, output: expect.stringContaining('already') });
    expect(await readFile(file, 'utf8')).toBe('precious');
    await rm(file);
    await writeFile(`${file}.part`, '');
    expect((await archive(environment(), args())).output).toContain('.part is there');
    await rm(`${file}.part`);
    const nowhere = ['--organization', 'nowhere', '--before', '2020-01-01', '--to', file];
    expect((await archive(environment(), nowhere)).output).toContain('There is no organization nowhere.');
    const long = ['--organization', stage.organization.slug, '--before', '2000-01-01', '--to', file];
    expect(await archive(environment(), long)).toMatchObject({ code: 0, output: expect.stringContaining('no events') });
    expect(await archive(environment(), args('--dry-run'))).toEqual({
      code: 0,
      output: `Would archive ${old} events of ${stage.organization.slug}, 1 to ${old}.\n`,
    });
    expect(existsSync(file)).toBe(false);
    await expectUntouched();
  });

  test('stay where they are when the command is killed while it writes, and while it deletes', async () => {
    const writing = await archive(environment(), args(), async () => existsSync(`${file}.part`));
    expect(writing.code).toBeNull();
    expect(existsSync(file)).toBe(false);
    await expectUntouched();
    await rm(`${file}.part`, { force: true });

    // Held up in the middle of the deletion, by somebody who has locked one of the last events.
    const { prisma } = app.services.database;
    await prisma.$transaction(
      async (db) => {
        await db.$queryRaw`SELECT 1 FROM "Event" WHERE "organizationId" = ${stage.organization.id}::uuid
                            AND "position" = ${old - 10} FOR UPDATE`;
        const deleting = await archive(environment(), args(), async () => {
          const waiting = await prisma.$queryRaw<unknown[]>`
            SELECT 1 FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'DELETE%'`;
          return waiting.length > 0;
        });
        expect(deleting.code).toBeNull();
        expect(existsSync(file)).toBe(true);
      },
      { timeout: 90_000 },
    );
    // The server notices that the other end is gone once it goes on.
    await until(async () => {
      const others = await prisma.$queryRaw<unknown[]>`
        SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'DELETE%' AND state <> 'idle'`;
      return others.length === 0;
    }, 'the deletion is over');
    await expectUntouched();
  });

  test('are moved, exactly, while clients watch and write; who comes from before gets a reset', async () => {
    const watching = watch('WebSocket', app.url, stage.bearer, {
      after: encodeCursor({ epoch: stage.epoch, position: old }),
    });
    await watching.reach(old + 3);
    let working = true;
    const archiving = archive(environment(), args()).finally(() => (working = false));
    let last = 0;
    for (let count = 0; working || count === 0; count += 1) {
      last = await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, `meanwhile ${count}`);
    }
    expect(await archiving).toEqual({
      code: 0,
      output: expect.stringContaining(
        `Archived ${old} events of ${stage.organization.slug}, 1 to ${old} (hash ${before.events[old - 1]?.hash}), in ${file}.\n`,
      ),
    });

    const { header, events } = await readArchive();
    expect(header).toEqual({
      format: 'uplift-events',
      version: 1,
      organization: stage.organization.slug,
      organizationId: stage.organization.id,
      epoch: stage.epoch,
      from: 1,
      through: old,
      count: old,
      previousHash: '00'.repeat(32),
      hash: before.events[old - 1]?.hash,
    });
    expect(events).toEqual(before.events.slice(0, old));
    const { prisma } = app.services.database;
    expect(await verifyChain(prisma, stage.organization.id), 'the chain goes on').toMatchObject({ from: old + 1 });
    expect((await verifyChain(prisma, stage.organization.id)).broken).toBeUndefined();
    const [after, neighborAfter] = await readLogs();
    expect(after.events.slice(0, 3)).toEqual(before.events.slice(old));
    expect(neighborAfter).toEqual(neighborBefore);
    await watching.reach(last);
    expect(
      flawsOf(
        watching.received,
        expectedOf(after, () => true),
      ),
    ).toEqual([]);
    await watching.stop();

    // A server that has just started, without a memory of what was there.
    const fresh = await startApp({ databaseUrl, parts: { replay: { maxEvents: 1_000_000, maxAge: 1_000 * DAY } } });
    for (const [position, whole] of [
      [0, false],
      [old - 1, false],
      [old, true],
      [old + 1, true],
    ] as const) {
      const resumed = watch('SSE', fresh.url, stage.bearer, { after: encodeCursor({ epoch: stage.epoch, position }) });
      await resumed.reach(last);
      const expected = expectedOf(after, (event) => event.position > position);
      if (whole) expect(flawsOf(resumed.received, expected)).toEqual([]);
      else expect(resumed.received).toMatchObject([{ data: { events: { __typename: 'Reset' } } }]);
      await resumed.stop();
    }
    const query = '{ viewer { organization { position archivedThrough } } }';
    expect(await ask(fresh.url, query, {}, stage.bearer)).toMatchObject({
      data: { viewer: { organization: { position: last, archivedThrough: old } } },
    });
    await fresh.stop();
    await rm(file);
    expect((await archive(environment(), args())).output).toContain('no events');
  });

  test('two at once: one archives, the other deletes nothing', async () => {
    const { prisma } = app.services.database;
    const range = (await findArchiveRange(prisma, neighbor.organization.slug, new Date(Date.now() - 20 * DAY)))!;
    const results = await Promise.allSettled([
      deleteRange(prisma, range, () => undefined),
      deleteRange(prisma, range, () => undefined),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await readLogs())[1].events).toEqual(neighborBefore.events.slice(range.count));
  });
});

describe('an archive of the database in the process', () => {
  const HEADER = {
    organization: 'demo',
    organizationId: 'o',
    epoch: 'e',
    from: 1,
    through: 2,
    count: 2,
    previousHash: null,
    hash: null,
  };

  test('is moved like any other', async () => {
    const dataDir = join(folder, 'data');
    const database = await openEmbeddedDatabase(dataDir);
    const at = new Date(Date.now() - 40 * DAY);
    const administrator = { name: 'Ada', subject: 'ada' };
    const { organization } = await createOrganization(database, () => at, { slug: 'old', name: 'Old', administrator });
    const services = { database } as TestApp['services'];
    await appendMany({ services }, organization.id, 100, at);
    await appendMany({ services }, organization.id, 2, new Date());
    const log = await readWholeLog(database, organization.id);
    await database.close();
    const day = dayOf(Date.now() - 20 * DAY);
    const moved = await archive({ DATA_DIR: dataDir }, ['--organization', 'old', '--before', day, '--to', file]);
    const place = `1 to 101 (hash ${log.events[100]?.hash})`;
    expect(moved).toEqual({ code: 0, output: `Archived 101 events of old, ${place}, in ${file}.\n` });
    expect((await readArchive()).events).toEqual(log.events.slice(0, 101));
    const again = await openEmbeddedDatabase(dataDir);
    expect((await readWholeLog(again, organization.id)).events).toEqual(log.events.slice(101));
    await again.close();
  });

  test.each<[what: string, change: (text: string) => string]>([
    ['an event is missing', (text) => text.replace(/^.*"position":2.*\n/m, '')],
    ['an event has changed', (text) => text.replace('"two"', '"too"')],
    ['the header has changed', (text) => text.replace('"e"', '"f"')],
    ['the end is missing', (text) => text.replace(/\n.*\n$/, '\n')],
    ['a line is half', (text) => text.slice(0, -10)],
    ['there is more', (text) => `${text}{"position":3}\n`],
    ['it is empty', () => ''],
  ])('is found out where %s', async (_what, change) => {
    const pages = async function* () {
      yield [{ position: 1 }, { position: 2, note: 'two' }] as never;
    };
    await writeArchive(file, HEADER, pages(), () => undefined);
    await verifyArchive(file, HEADER);
    const text = await readFile(file, 'utf8');
    expect(change(text)).not.toBe(text);
    await writeFile(file, change(text));
    await expect(verifyArchive(file, HEADER)).rejects.toThrow('is not as it was written');
  });

  test('is not begun where an event is missing from the log', async () => {
    const app = await startApp({ clock: () => new Date(Date.now() - 40 * DAY) });
    const { id, slug } = (await createStage(app)).organization;
    const { database } = app.services;
    const { prisma } = database;
    const range = (await findArchiveRange(prisma, slug, new Date()))!;
    await unguarded(database, (db) => db.event.deleteMany({ where: { organizationId: id, position: 3 } }));
    await expect(writeArchive(file, range, readRange(prisma, range), () => undefined)).rejects.toThrow('event 3');
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false]);
    await app.stop();
  });
});
