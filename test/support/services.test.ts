import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Machine } from './services/machine.js';
import {
  createDatabase,
  databaseUrl,
  describeWithServices,
  dropDatabase,
  ensureChromium,
  ensureProxies,
  ensureServices,
  locateServices,
  makeSynchronous,
  MissingServiceError,
  promote,
  redisCommand,
  startPostgres,
  startRedis,
  startStandby,
  stopReceiving,
  type PrivatePostgres,
  type PrivateRedis,
} from './services.js';

async function rows(url: string, sql: string, connectionTimeoutMillis = 5_000): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const folderOf = (port: number): string => join(tmpdir(), `uplift-test-${port}`);

/** Whether any process was started with this text in its arguments. Linux only. */
function someProcessMentions(text: string): boolean {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .some((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    });
}

describeWithServices('the shared servers', (shared) => {
  test('answer', async () => {
    expect(await rows(shared.postgresUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await redisCommand(shared.redisUrl, 'PING')).toBe('PONG');
  });

  test('databases are separate, a template is copied, and a dropped one is gone', async () => {
    const template = await createDatabase(shared.postgresUrl);
    await rows(template, 'create table notes (text text)');
    const templateName = new URL(template).pathname.slice(1);
    const [one, two] = await Promise.all([
      createDatabase(shared.postgresUrl, undefined, templateName),
      createDatabase(shared.postgresUrl, undefined, templateName),
    ]);
    await rows(one, `insert into notes values ('mine')`);
    expect(await rows(one, 'select text from notes')).toEqual([{ text: 'mine' }]);
    expect(await rows(two, 'select text from notes')).toEqual([]);
    await Promise.all([one, two, template].map((url) => dropDatabase(url)));
    await expect(rows(one, 'select 1')).rejects.toThrow('does not exist');
  });

  test('a name is taken as it is, and only once', async () => {
    const name = `it's "odd" ${process.pid}`;
    const url = await createDatabase(shared.postgresUrl, name);
    expect(await rows(url, 'select current_database() as name')).toEqual([{ name }]);
    await expect(createDatabase(shared.postgresUrl, name)).rejects.toThrow('already exists');
    await dropDatabase(url);
  });
});

describeWithServices('a Postgres of one’s own', () => {
  let postgres: PrivatePostgres;
  let url: string;
  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.createDatabase('kept');
    await rows(url, 'create table notes (text text primary key)');
  });
  afterAll(() => postgres.dispose());

  const notes = (): Promise<unknown[]> => rows(url, 'select text from notes order by text');

  test('listens on 127.0.0.1 alone, with its data in the temp folder', async () => {
    const sql = `select current_setting('listen_addresses') as at, current_setting('data_directory') as data`;
    expect(await rows(postgres.url(), sql)).toEqual([{ at: '127.0.0.1', data: join(folderOf(postgres.port), 'data') }]);
    expect(url).toBe(databaseUrl(postgres.url(), 'kept'));
  });

  for (const [how, end] of [
    ['a fast stop', () => postgres.stop('fast')],
    ['an immediate stop', () => postgres.stop('immediate')],
    ['a kill', () => postgres.kill()],
  ] as const) {
    test(`keeps port and committed data through ${how}, and loses what was not committed`, async () => {
      const open = new pg.Client({ connectionString: url });
      const cut = new Promise((resolve) => open.on('error', resolve));
      await open.connect();
      await open.query('begin');
      await open.query(`insert into notes values ('uncommitted, ${how}')`);
      await rows(url, `insert into notes values ('committed, ${how}')`);
      await end();
      await cut;
      await expect(notes()).rejects.toThrow('ECONNREFUSED');
      await postgres.start();
      await postgres.start(); // runs already: nothing to do
      expect(await notes()).toContainEqual({ text: `committed, ${how}` });
      expect(await notes()).not.toContainEqual({ text: `uncommitted, ${how}` });
    });
  }

  test('a pause stalls open connections too, and resume completes what was asked', async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await postgres.pause();
    let answered = false;
    const answer = client.query('select 1').then(() => (answered = true));
    await sleep(200);
    expect(answered).toBe(false);
    await postgres.resume();
    await answer;
    await client.end();
  });

  test('can be stopped and killed while paused', async () => {
    for (const end of [() => postgres.stop('fast'), () => postgres.kill()]) {
      await postgres.pause();
      await end();
      await postgres.start();
      expect(await notes()).not.toEqual([]);
    }
  });

  test('takes settings, and the durable option flushes', async () => {
    const durable = await startPostgres({ durable: true, settings: { max_connections: '7' } });
    const sql = `select current_setting('fsync') as fsync, current_setting('max_connections') as connections`;
    expect(await rows(durable.url(), sql)).toEqual([{ fsync: 'on', connections: '7' }]);
    await durable.dispose();
    expect(await rows(postgres.url(), sql)).toEqual([{ fsync: 'off', connections: '200' }]);
  });

  test('leaves nothing when disposed, even killed or paused, and does not start again', async () => {
    for (const before of ['stop', 'kill', 'pause'] as const) {
      const other = await startPostgres();
      await other[before]();
      await other.dispose();
      await other.dispose();
      expect(existsSync(folderOf(other.port))).toBe(false);
      expect(someProcessMentions(folderOf(other.port))).toBe(false);
      await expect(other.start()).rejects.toThrow('disposed');
    }
  });

  test('has standbys: what one did not receive is lost when it takes over, and a synchronous one receives all', async ({
    skip,
  }) => {
    skip((await locateServices()).postgres?.kind !== 'binaries', 'needs the programs of Postgres');
    const primary = await startPostgres();
    const write = async (server: PrivatePostgres, text: string) =>
      rows(server.url(), `insert into said values ('${text}')`);
    const read = (server: PrivatePostgres) =>
      rows(server.url(), 'select string_agg(text, $$ $$ order by text) as all from said');
    await rows(primary.url(), 'create table said (text text)');
    await write(primary, 'early');
    const backup = await primary.copy('backup');
    const second = await startStandby(primary);
    await write(primary, 'kept');
    await makeSynchronous(primary);
    await write(primary, 'replayed');
    expect(await read(second)).toEqual([{ all: 'early kept replayed' }]);
    await primary.kill();
    await promote(second);
    const third = await startStandby(second);
    await stopReceiving(third);
    await write(second, 'unheard');
    await second.kill();
    await promote(third);
    await write(third, 'later');
    expect(await read(third)).toEqual([{ all: 'early kept later replayed' }]);
    await second.start();
    expect(await read(second), 'the old primary').toEqual([{ all: 'early kept replayed unheard' }]);
    await backup.start();
    expect(await read(backup)).toEqual([{ all: 'early' }]);
    await Promise.all([primary, second, third, backup].map((server) => server.dispose()));
  });

  test('tells why it did not start', async () => {
    await expect(startPostgres({ settings: { max_connections: 'many' } })).rejects.toThrow('max_connections');
  });
});

describeWithServices('a Redis of one’s own', () => {
  let redis: PrivateRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.dispose());

  test('comes back empty on the same port after a stop and a kill', async () => {
    for (const end of [() => redis.stop(), () => redis.kill()]) {
      await redis.cli('SET', 'key', 'value');
      expect(await redis.cli('GET', 'key')).toBe('value');
      await end();
      await expect(redis.cli('PING')).rejects.toThrow();
      await redis.start();
      expect(await redis.cli('GET', 'key')).toBeNull();
    }
  });

  test('a pause stalls, resume completes what was asked', async () => {
    const client = new Redis(redis.url);
    await client.ping();
    await redis.pause();
    let answered = false;
    const answer = client.ping().then(() => (answered = true));
    await sleep(200);
    expect(answered).toBe(false);
    await redis.resume();
    await answer;
    client.disconnect();
  });

  test('cli cuts subscribers, and rejects with the error of Redis', async () => {
    const subscriber = new Redis(redis.url, { retryStrategy: () => null });
    const closed = once(subscriber, 'close');
    await subscriber.subscribe('channel');
    expect(await redis.cli('CLIENT', 'KILL', 'TYPE', 'pubsub')).toBe(1);
    await closed;
    await expect(redis.cli('NONSENSE')).rejects.toThrow('unknown command');
  });

  test('tells why it did not start', async () => {
    await expect(startRedis({ settings: { maxclients: 'many' } })).rejects.toThrow('maxclients');
  });
});

describeWithServices('a test process that is killed', () => {
  const module = join(dirname(import.meta.filename), 'services');
  const program = `
    import { runnerImport } from 'vite';
    const { module: { startPostgres } } = await runnerImport('${module}/postgres.ts');
    const { module: { startRedis } } = await runnerImport('${module}/redis.ts');
    const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
    await redis.pause();
    console.log(JSON.stringify([postgres.port, redis.port]));
  `;

  test.skipIf(process.platform !== 'linux')('leaves neither processes nor folders', async () => {
    const child = spawn(
      process.execPath,
      ['--input-type=module', '--eval', `${program}; setInterval(() => {}, 1000)`],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const folders = (JSON.parse(line) as number[]).map(folderOf);
    expect(folders.map((folder) => existsSync(folder))).toEqual([true, true]);
    child.kill('SIGKILL');
    await expect
      .poll(() => folders.some((folder) => existsSync(folder) || someProcessMentions(folder)), { timeout: 15_000 })
      .toBe(false);
  });
});

describe('a machine that lacks something', () => {
  const present = (name: string): string => `/found/${name}`;
  function machine(overrides: Partial<Machine>): Machine & { readonly warnings: string[] } {
    const warnings: string[] = [];
    return {
      find: () => null,
      install: null,
      runningDocker: () => Promise.resolve(null),
      ci: false,
      chromiumPath: undefined,
      warn: (message) => warnings.push(message),
      warnings,
      ...overrides,
    };
  }

  test('in CI it is an error that names each missing service and its remedy', async () => {
    const missing = ensureServices(machine({ ci: true }));
    await expect(missing).rejects.toThrow(MissingServiceError);
    await expect(missing).rejects.toThrow(/PostgreSQL[^]*apt-get install postgresql[^]*Redis[^]*install redis-server/);
    await expect(ensureChromium(machine({ ci: true }))).rejects.toThrow(/Chromium[^]*CHROMIUM_PATH/);
    await expect(ensureProxies(machine({ ci: true }))).rejects.toThrow(/nginx[^]*PgBouncer/);
  });

  test('elsewhere it is a warning that names the tests that do not run', async () => {
    const bare = machine({});
    expect(await ensureServices(bare)).toEqual({ postgres: null, redis: null });
    expect(await ensureChromium(bare)).toBeNull();
    expect(await ensureProxies(bare)).toEqual({ nginx: null, pgbouncer: null });
    expect(bare.warnings.join()).toMatch(/MISSING: PostgreSQL[^]*does not run[^]*MISSING: Redis[^]*MISSING: Chromium/);
  });

  test('only what is missing is named', async () => {
    const missing = ensureServices(
      machine({ ci: true, find: (name) => (name === 'redis-server' ? present(name) : null) }),
    );
    await expect(missing).rejects.toThrow('PostgreSQL');
    await expect(missing).rejects.not.toThrow('Redis');
  });

  test('packages are installed once, and only those that are missing', async () => {
    const installed: string[] = [];
    const bare = machine({
      ci: true,
      find: (name) => (name === 'redis-server' || installed.includes(name) ? present(name) : null),
      runningDocker: () => Promise.resolve('/found/docker'),
      install: (packages) => {
        installed.push(...packages);
        return Promise.resolve();
      },
    });
    await ensureServices(bare);
    expect(await ensureChromium(bare)).toBe(present('chromium-headless-shell'));
    expect(await ensureChromium(bare)).toBe(present('chromium-headless-shell'));
    expect(await ensureProxies(bare)).toEqual({ nginx: present('nginx'), pgbouncer: present('pgbouncer') });
    expect(installed).toEqual(['postgresql', 'chromium-headless-shell', 'nginx', 'pgbouncer']);
  });

  test('the whole Chromium is installed where there is no package of its headless shell', async () => {
    const installed: string[] = [];
    const old = machine({
      ci: true,
      find: (name) => (installed.includes(name) ? present(name) : null),
      install: ([name = '']) => {
        if (name === 'chromium-headless-shell') return Promise.reject(new Error(`Unable to locate package ${name}`));
        installed.push(name);
        return Promise.resolve();
      },
    });
    expect(await ensureChromium(old)).toBe(present('chromium'));
  });

  test('a failed installation falls back to Docker, and without it is reported', async () => {
    const install = (): Promise<void> => Promise.reject(new Error('no mirror'));
    const engine = { kind: 'docker', docker: '/found/docker' };
    const withDocker = machine({ ci: true, install, runningDocker: () => Promise.resolve('/found/docker') });
    expect(await ensureServices(withDocker)).toEqual({ postgres: engine, redis: engine });
    await expect(ensureServices(machine({ ci: true, install }))).rejects.toThrow('no mirror');
  });

  test('a CHROMIUM_PATH that leads nowhere is reported, not replaced', async () => {
    const wrong = machine({
      ci: true,
      chromiumPath: '/nowhere/chromium',
      find: (name) => (name.startsWith('/') ? null : name),
    });
    await expect(ensureChromium(wrong)).rejects.toThrow('/nowhere/chromium');
    expect(await ensureChromium({ ...wrong, find: (name) => name })).toBe('/nowhere/chromium');
  });
});
