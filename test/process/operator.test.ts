import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { asDeliveries, collect, openClient } from '../client/collect.js';
import type { Collected } from '../client/collect.js';
import { systemClock } from '../../src/clock.js';
import type { Database } from '../../src/database/database.js';
import { openServerDatabase } from '../../src/database/server.js';
import { decodeCursor } from '../../src/log/cursor.js';
import { createLogger } from '../../src/logger.js';
import { version } from '../../src/version.js';
import { openCatalogStore } from '../../src/process-model/store.js';
import { EVENTS, expectedOf, flawsOf, flawsOfLog, readWholeLog } from '../live/history.js';
import type { Log } from '../live/history.js';
import { createStage, revise } from '../live/stage.js';
import type { Stage, Target } from '../live/stage.js';
import { until } from '../live/subscribers.js';
import { SECRET } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { readFigures } from '../support/figures.js';
import { describeWithServices, ensureServices, startPostgres, startRedis } from '../support/services.js';
import type { PrivatePostgres, PrivateRedis } from '../support/services.js';
import { openBalancer } from './balancer.js';
import type { Balancer } from './balancer.js';
import { openCollector } from './collector.js';
import type { Collector, Span } from './collector.js';
import { blocksOf, makeNextRelease, runCommands } from './release.js';
import { killAll, ROOT, startProcess } from './server-process.js';
import type { ServerProcess } from './server-process.js';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 }); // On a busy machine.

/** How many clients watch, each on a connection of its own. */
const CLIENTS = 6;

const STARTED = 'uplift_subscriptions_started_total';
const NEXT = '99.1.0';

/** What the next release brings: on tables that everybody reads and writes all the time. */
const MIGRATIONS = {
  '20990101000000_event_more':
    'ALTER TABLE "Event" ADD COLUMN "more" INTEGER NOT NULL DEFAULT 7; CREATE INDEX ON "Event" ("more");',
  '20990101000001_improvement_more':
    'ALTER TABLE "Improvement" ADD COLUMN "more" TEXT; CREATE TABLE "More" ("id" UUID PRIMARY KEY);',
};

/** A server that runs, and where its figures are. */
interface Running {
  readonly name: string;
  readonly process: ServerProcess;
  readonly url: string;
  readonly metricsUrl: string;
}

describeWithServices("an operator's hour: two servers, writers and subscribers that never stop", () => {
  let folder: string;
  /** Where the tools of Postgres are that are of the same version as the server; undefined where it is a container. */
  let programs: string | undefined;
  let next: string;
  let postgres: PrivatePostgres;
  let redis: PrivateRedis;
  let collector: Collector;
  let balancer: Balancer;
  let databaseUrl: string;
  let database: Database;
  let stage: Stage;
  let servers: Running[] = [];
  let clients: (Collected & { resetAt?: number })[];
  /** Notes of the writes that were acknowledged since the log began, by position. */
  let acknowledged = new Map<number, string>();

  const environment = (): Record<string, string> => ({
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    AUTH_SECRET: SECRET,
    DRAIN_TIMEOUT: '5000',
    METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '200',
  });
  const start = async (name: string, root = ROOT): Promise<Running> => {
    const process = startProcess({ ...environment(), OTEL_SERVICE_NAME: name }, root);
    const url = await process.url;
    return { name, process, url, metricsUrl: /"metrics":"([^"]+)"/.exec(process.output)?.[1] ?? '' };
  };
  const end = async ({ name, process }: Running): Promise<void> => {
    expect(await process.end('SIGTERM'), name).toEqual({ code: 0, signal: null });
    expect(process.output, name).not.toMatch(/"level":(50|60)/);
  };
  const use = (...running: Running[]): void => {
    servers = running;
    balancer.lead(...running.map(({ url }) => url));
  };
  const shell = (root = ROOT) => ({ root, folder, programs, environment: environment() });

  /** The sum of a figure over the servers, and what each says. */
  const figures = async (name: string): Promise<{ all: number; each: (number | undefined)[] }> => {
    const each = await Promise.all(servers.map(async ({ metricsUrl }) => (await readFigures(metricsUrl)).get(name)));
    return { all: each.reduce<number>((sum, value) => sum + (value ?? 0), 0), each };
  };
  const allConnected = async (): Promise<void> => {
    const watching = async (): Promise<boolean> => {
      await sleep(200); // Each look costs the servers all of their figures.
      return (
        (await figures('uplift_connections{transport="websocket"}')).all === CLIENTS &&
        (await figures('uplift_subscribers')).all === CLIENTS
      );
    };
    // They come back ever less often while nobody is there.
    await until(watching, 'all clients are back', 40_000);
  };

  /** Revises, through the balancer where nothing is said, until it is acknowledged, as a client with a key does; returns the position. */
  const persist = async (target: Target, url = balancer.url): Promise<number> => {
    const text = randomUUID();
    for (let attempt = 0; attempt < 500; attempt += 1) {
      const position = await revise(url, stage.bearer, target, text, text).catch(() => undefined);
      if (position !== undefined) {
        acknowledged.set(position, text);
        return position;
      }
      await sleep(20);
    }
    throw new Error(`Not acknowledged: ${text}`);
  };
  /** Position of the newest write that was acknowledged. */
  const newest = (): number => Math.max(...acknowledged.keys(), 0);
  const moreWrites = (count: number): Promise<void> => {
    const size = acknowledged.size + count;
    return until(() => acknowledged.size >= size, `${count} more writes`, 20_000);
  };
  /** Has two writers write while some work is done, and then until everybody has all of it. Returns the log. */
  const writeDuring = async (work: () => Promise<void>): Promise<Log> => {
    let working = true;
    const writers = stage.lanes.slice(0, 2).map(async ({ improvement }) => {
      while (working) {
        await persist(improvement);
        await sleep(40);
      }
    });
    try {
      await moreWrites(10);
      await work();
    } finally {
      working = false;
    }
    await Promise.all(writers);
    const log = await readWholeLog(database, stage.organization.id);
    await until(() => clients.every(({ position }) => position === log.events.length), 'all have the log', 20_000);
    return log;
  };
  /** Nothing is wrong with the log, nor with what clients have had of it since they began or were reset. */
  const expectSound = (log: Log): void => {
    expect(flawsOfLog(log)).toEqual([]);
    for (const [position, text] of acknowledged) expect(log.events[position - 1]?.note).toBe(text);
    for (const { results, resets, resetAt = 0, anomalies, ended } of clients) {
      const from = resets[0] === undefined ? 0 : (decodeCursor(resets[0])?.position ?? Number.NaN);
      const expected = expectedOf(log, ({ position }) => position > from);
      expect(flawsOf(asDeliveries(results.slice(resetAt)), expected)).toEqual([]);
      expect({ anomalies, ended }).toEqual({ anomalies: [], ended: undefined });
    }
  };
  /** Writes at a server, and waits for the delivery of that at another: returns the spans of the one trace that shows it. */
  const trace = async (at: Running, other: Running): Promise<readonly Span[]> => {
    const traceId = randomBytes(16).toString('hex');
    const target = stage.lanes[2]!.improvement;
    const headers = { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };
    acknowledged.set(await revise(at.url, stage.bearer, target, traceId, null, headers), traceId);
    const spans = () => collector.spans.filter((span) => span.traceId === traceId);
    await until(
      () => spans().some(({ service, name }) => service === other.name && name === 'deliver Events'),
      `the delivery at ${other.name}`,
    );
    await until(() => spans().some(({ name }) => name === 'POST /graphql'), 'the request');
    return spans();
  };
  const subscriptionsAt = (name: string): number =>
    collector.spans.filter((span) => span.service === name && span.name === 'subscription Events').length;

  beforeAll(async () => {
    const { postgres: source } = await ensureServices();
    programs = source?.kind === 'binaries' ? dirname(source.postgres) : undefined;
    folder = await mkdtemp(join(tmpdir(), 'uplift-operator-'));
    [postgres, redis, collector, balancer, next] = await Promise.all([
      startPostgres(),
      startRedis(),
      openCollector(),
      openBalancer('/graphql'),
      makeNextRelease(join(folder, 'next'), NEXT, MIGRATIONS),
    ]);
    databaseUrl = await postgres.createDatabase('before');
    use(...(await Promise.all([start('a'), start('b')])));
    database = await openServerDatabase(databaseUrl, 2, createLogger('silent'));
    const services = {
      database,
      clock: systemClock,
      committed: () => undefined,
      catalogStore: await openCatalogStore(database),
    };
    stage = await createStage({ services } as unknown as TestApp, 3);
    clients = Array.from({ length: CLIENTS }, () => {
      const client = openClient({ url: balancer.url, token: stage.bearer.replace('Bearer ', '') });
      const collected: Collected & { resetAt?: number } = collect(client, EVENTS, {
        after: stage.beginning,
        expectContiguous: true,
        onReset: () => void (collected.resetAt = collected.results.length),
      });
      return collected;
    });
    await allConnected();
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.stop()));
    killAll();
    collector.close();
    await Promise.all([balancer.close(), database.close()]);
    await Promise.all([postgres.dispose(), redis.dispose()]);
    await rm(folder, { recursive: true, force: true });
  });

  test('an upgrade with a migration under load: no client notices, and the old version may restart', async () => {
    const [a, b] = servers as [Running, Running];
    expect((await figures('uplift_connections{transport="websocket"}')).each).toEqual([3, 3]);
    expect((await figures(`uplift_build_info{version="${version}"}`)).each).toEqual([1, 1]);
    const log = await writeDuring(async () => {
      const [commands = ''] = await blocksOf('docs/operating.md', 'Upgrades', 'sh');
      const said = await runCommands(commands, shell(next));
      for (const name of Object.keys(MIGRATIONS)) expect(said).toContain(name);
      expect(said).toContain('ok     migrations: all applied');
      expect(said).not.toContain('WRONG');
      await moreWrites(10);

      use(a);
      await end(b);
      const [again, newer] = await Promise.all([start('b again'), start('a next', next)]);
      expect(again.process.output).toContain('the database is ahead of this version');
      expect(newer.process.output).not.toContain('"level":40');
      use(again, newer);
      await end(a);
      await allConnected();
    });
    expectSound(log);

    expect((await figures(`uplift_build_info{version="${version}"}`)).each).toEqual([1, undefined]);
    expect((await figures(`uplift_build_info{version="${NEXT}"}`)).each).toEqual([undefined, 1]);
    // A server that has just begun has not heard itself on the bus yet.
    await expect.poll(async () => (await figures('uplift_bus_healthy')).each, { timeout: 10_000 }).toEqual([1, 1]);
    expect((await figures('uplift_resets_total')).all).toBe(0);
    expect((await figures(STARTED)).all, 'who came back').toBeGreaterThanOrEqual(CLIENTS);
    const [again, newer] = servers as [Running, Running];
    for (const [at, other] of [
      [newer, again],
      [again, newer],
    ] as const) {
      const spans = await trace(at, other);
      const names = spans.filter(({ service }) => service === at.name).map(({ name }) => name);
      expect(names, 'one trace over both versions').toEqual(
        expect.arrayContaining(['POST /graphql', 'mutation Revise', 'send hint']),
      );
      expect(spans.some(({ service, name }) => service === other.name && name === 'receive hint')).toBe(true);
    }
  });

  test('an older state from a backup: everybody gets one Reset, and goes on', async ({ skip }) => {
    skip(programs === undefined, 'needs the tools of Postgres');
    const [backup = '', restore = ''] = await blocksOf('docs/operating.md', 'Backup and restore', 'sh');
    let saved = 0;
    const lost = await writeDuring(async () => {
      saved = newest();
      await runCommands(backup, shell(next)); // While everybody writes.
      await moreWrites(10); // Which the backup lacks.
    });
    expectSound(lost);

    await Promise.all(servers.map(end));
    await database.close();
    databaseUrl = await postgres.createDatabase('restored');
    const said = await runCommands(restore, shell(next));
    expect(said).not.toContain('WRONG');
    expect(said).toContain('ok     log of');
    database = await openServerDatabase(databaseUrl, 2, createLogger('silent'));
    const restored = await readWholeLog(database, stage.organization.id);
    expect(restored.events.length).toBeGreaterThanOrEqual(saved);
    expect(restored.events.length).toBeLessThan(lost.events.length);
    acknowledged = new Map([...acknowledged].filter(([position]) => position <= restored.events.length));
    for (const { improvement } of stage.lanes) {
      const row = await database.prisma.improvement.findUniqueOrThrow({ where: { id: improvement.id } });
      improvement.version = row.version;
    }
    const running = await Promise.all([start('a restored', next), start('b restored', next)]);
    // Hazard: were the log still the one that clients know, they would take new events for those that they have seen.
    let head = restored.events.length;
    while (head < lost.events.length + 5) head = await persist(stage.lanes[0]!.improvement, running[0].url);
    use(...running);
    await allConnected();
    const log = await writeDuring(async () => undefined);

    for (const { resets } of clients) expect(resets.map((cursor) => decodeCursor(cursor)?.position)).toEqual([head]);
    expectSound(log);
    expect((await figures('uplift_resets_total')).all).toBe(CLIENTS);
    await until(
      () => subscriptionsAt('a restored') + subscriptionsAt('b restored') >= CLIENTS,
      'the spans of those who came back',
    );
  });

  test('a server that is killed: its clients go on at the other', async () => {
    const [a, b] = servers as [Running, Running];
    const orphans = (await figures('uplift_connections{transport="websocket"}')).each[1] ?? 0;
    expect(orphans).toBeGreaterThan(0);
    const [before, resets] = [subscriptionsAt(a.name), (await readFigures(a.metricsUrl)).get('uplift_resets_total')];
    const started = (await figures(STARTED)).each[0] ?? 0;
    const log = await writeDuring(async () => {
      expect(await b.process.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
      await expect(readFigures(b.metricsUrl), 'Prometheus sees it down').rejects.toThrow();
      use(a);
      await allConnected();
      await moreWrites(10);
    });
    expectSound(log);
    expect((await figures('uplift_resets_total')).all, 'none was reset again').toBe(resets);
    expect((await figures(STARTED)).all - started).toBeGreaterThanOrEqual(orphans);
    await until(() => subscriptionsAt(a.name) >= before + orphans, 'the spans of its clients');
    const spans = await trace(a, a);
    expect([...new Set(spans.map(({ service }) => service))], 'who is left').toEqual([a.name]);
    await end(a);
  });

  test('the audit trail as CSV: every event, in order, as the log has it', async () => {
    const { slug, id } = stage.organization;
    const blocks = await blocksOf('docs/operating.md', 'Audit', 'sh');
    const commands = blocks.find((block) => block.includes('export events')) ?? '';
    await runCommands(commands.replace('demo', slug).replace('noor', `${slug}-ADMINISTRATOR`), shell(next));
    const rows = parse(await readFile(join(folder, 'events.csv'), 'utf8'), { columns: true }) as Record<
      string,
      string
    >[];
    const { events } = await readWholeLog(database, id);
    expect(rows.map(({ position, type }) => [Number(position), type])).toEqual(
      events.map(({ position, type }) => [position, type]),
    );
  });
});
