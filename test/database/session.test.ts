import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openCatalogStore } from '../../src/process-model/store.js';
import type { Database } from '../../src/database/database.js';
import { DatabaseError } from '../../src/database/database-error.js';
import { inspectServer, migrateServer, openServerDatabase } from '../../src/database/server.js';
import { openEmbeddedDatabase } from '../../src/database/embedded.js';
import { findLostSettings, schemaOf } from '../../src/database/session.js';
import type { SqlSession } from '../../src/database/sql.js';
import { ensureDemoOrganization, seedDemo } from '../../src/demo/seed.js';
import { createLogger } from '../../src/logger.js';
import { describeShiftedTimes, findShiftedTimes } from '../../src/log/shifted-times.js';
import { run } from '../cli/run.js';
import { createTestOrganization, SECRET, startApp } from '../support/app.js';
import { signToken } from '../../src/auth/tokens.js';
import { ask } from '../support/clients.js';
import { putDemo } from '../support/demo.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';

const LOGGER = createLogger('silent');

/** What a database, or the role that connects, may have as its defaults. */
const ODD_DEFAULTS = {
  timezone: 'America/New_York',
  datestyle: 'German',
  intervalstyle: 'sql_standard',
  extra_float_digits: '-10',
  bytea_output: 'escape',
  standard_conforming_strings: 'off',
  lc_monetary: 'C',
  lc_numeric: 'C',
  search_path: 'elsewhere',
  default_transaction_isolation: 'serializable',
};

async function sql(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const BURN_UP = `query ($from: Date!, $to: Date!) {
  burnUp(from: $from, to: $to) { points { day planned adopted confirmed total } } }`;
const day = (away: number): string => new Date(Date.now() + away * 86_400_000).toISOString().slice(0, 10);

async function alter(url: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  for (const [setting, value] of Object.entries(settings))
    await sql(url, `ALTER DATABASE "${name}" SET ${setting} TO '${value}'`);
}

async function seed(database: Database, now: Date): Promise<void> {
  const catalogStore = await openCatalogStore(database);
  const environment = { database, clock: () => now, committed: () => undefined, catalogStore };
  await ensureDemoOrganization(database, () => now);
  await seedDemo(environment);
}

describeWithServices('a database with other defaults than ours', ({ postgresUrl }) => {
  // Late in the day of UTC: in New York it is another hour, and what was written there is of another day.
  const now = new Date(`${day(-1)}T23:30:00Z`);
  const urls: string[] = [];
  const seeded = async (settings: Readonly<Record<string, string>>): Promise<string> => {
    const url = await createDatabase(postgresUrl);
    urls.push(url);
    await sql(url, 'CREATE SCHEMA elsewhere');
    await alter(url, settings);
    const database = await openServerDatabase(url, 3, LOGGER);
    await seed(database, now);
    await database.close();
    return url;
  };
  /** Written with the usual defaults and read with odd ones; and the other way around. */
  let plain: string;
  let odd: string;
  beforeAll(async () => {
    [plain, odd] = await Promise.all([seeded({}), seeded(ODD_DEFAULTS)]);
    // Hazard: what writes and reads with the same wrong settings agrees with itself.
    await alter(plain, ODD_DEFAULTS);
    await sql(odd, `ALTER DATABASE "${new URL(odd).pathname.slice(1)}" RESET ALL`);
  }, 240_000);
  afterAll(() => Promise.all(urls.map((url) => dropDatabase(url))));

  it('has its tables in the schema that is read', async () => {
    expect(await sql(odd, `SELECT DISTINCT schemaname FROM pg_tables WHERE tablename LIKE '%Event%'`)).toEqual([
      { schemaname: 'public' },
    ]);
  });

  it('stores the same instants and numbers', async () => {
    const instants = `
      SET timezone TO 'UTC'; SET datestyle TO 'ISO';
      SELECT "position", "occurredAt"::text, "type" FROM public."Event" ORDER BY 1`;
    const eventsOf = async (url: string): Promise<unknown> => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const results = (await client.query(instants)) as unknown as pg.QueryResult[];
      await client.end();
      return results.at(-1)?.rows;
    };
    expect(await eventsOf(odd)).toEqual(await eventsOf(plain));
  });

  it('is exported to the same bytes, but for ids', async () => {
    const exported = async (url: string, list: string): Promise<string> => {
      const { stdout, stderr, code } = await run(['export', list, '--organization', 'demo', '--as', 'noor'], {
        DATABASE_URL: url,
      });
      expect(code, stderr).toBe(0);
      return stdout.replace(/[\w-]{40,}/g, 'ID').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');
    };
    for (const list of ['deployments', 'improvements', 'readings', 'events']) {
      const [of, expected] = [await exported(odd, list), await exported(plain, list)];
      expect(of).toBe(expected);
    }
  }, 60_000);

  it('answers with the same burn-up, and passes the check', async () => {
    const burnUp = async (url: string): Promise<unknown> => {
      const app = await startApp({ databaseUrl: url, clock: () => now });
      const bearer = `Bearer ${await signToken(SECRET, 'noor', 'demo', '1h')}`;
      const answer = await ask(app.url, BURN_UP, { from: day(-100), to: day(30) }, bearer);
      await app.stop();
      return answer;
    };
    const expected = await burnUp(plain);
    expect(JSON.stringify(expected)).toContain('"adopted":');
    expect(await burnUp(odd)).toEqual(expected);
    for (const url of [plain, odd]) {
      const { code, stdout } = await run(['check'], { DATABASE_URL: url, AUTH_SECRET: SECRET });
      expect(stdout).not.toContain('WRONG');
      expect(code).toBe(0);
    }
  }, 60_000);
});

describeWithServices('a database that sessions in another time zone have written', ({ postgresUrl }) => {
  let url: string;
  beforeAll(async () => {
    url = await createDatabase(postgresUrl);
    await migrateServer(url);
    await alter(url, { timezone: 'America/New_York' });
    const database = await openServerDatabase(url, 2, LOGGER);
    const catalogStore = await openCatalogStore(database);
    await putDemo({ services: { database, clock: () => new Date(), committed: () => undefined, catalogStore } });
    await database.close();
    // As versions before stored them: UTC, taken for the time of the session.
    await sql(
      url,
      `DO $$ DECLARE c record; BEGIN
         ALTER TABLE "Event" DISABLE TRIGGER log_guard;
         FOR c IN SELECT table_name AS t, string_agg(format('%1$I = (%1$I AT TIME ZONE ''UTC'') AT TIME ZONE ''America/New_York''', column_name), ', ') AS changes
                    FROM information_schema.columns
                   WHERE table_schema = 'public' AND data_type = 'timestamp with time zone' AND table_name <> '_prisma_migrations'
                   GROUP BY table_name
         LOOP EXECUTE format('UPDATE %I SET %s', c.t, c.changes); END LOOP;
         ALTER TABLE "Event" ENABLE TRIGGER log_guard;
       END $$`,
    );
  }, 240_000);
  afterAll(() => dropDatabase(url));

  it('is found, and as the guide says it is mended', async () => {
    const environment = { DATABASE_URL: url, AUTH_SECRET: SECRET };
    const { code, stdout } = await run(['check'], environment);
    expect(code).toBe(1);
    const wrong = stdout.split('\n').filter((line) => line.startsWith('WRONG  times of demo: '));
    expect(wrong.length).toBeGreaterThan(0);
    for (const line of wrong) expect(line).toMatch(/\d+ events from \S+ to \S+ are dated [45]:00 hours late: /);
    const guide = await readFile('docs/operating.md', 'utf8');
    const [, statement] = /```sql\n(DO \$\$[\s\S]+?)```/.exec(guide) ?? [];
    await sql(url, statement ?? '');
    const after = await run(['check'], environment);
    expect(after.stdout).not.toContain('WRONG');
    expect(after.code).toBe(0);
  }, 60_000);

  it('says nothing of a clock that runs ahead, nor of a log that was written as it should', async () => {
    const other = await createDatabase(postgresUrl);
    const database = await openServerDatabase(other, 2, LOGGER);
    await seed(database, new Date(Date.now() + 400 * 86_400_000 + 123));
    expect(await findShiftedTimes(database.prisma, 10_000)).toEqual([]);
    await database.close();
    await dropDatabase(other);
  }, 120_000);
});

it('tells shifted times in words', () => {
  const [first, last] = [new Date('2026-01-02T03:04:05Z'), new Date('2026-02-02T03:04:05Z')];
  expect(describeShiftedTimes({ organization: 'acme', events: 7, minutes: -330, first, last })).toBe(
    '7 events from 2026-01-02T03:04:05.000Z to 2026-02-02T03:04:05.000Z are dated 5:30 hours early: sessions in another ' +
      'time zone wrote them, see "Sessions and time zones" in docs/operating.md',
  );
});

describeWithServices('the schema of the tables', ({ postgresUrl }) => {
  const urls: string[] = [];
  const create = async (schema?: string): Promise<string> => {
    const url = await createDatabase(postgresUrl);
    urls.push(url);
    return schema === undefined ? url : `${url}?schema=${encodeURIComponent(schema)}`;
  };
  afterAll(() => Promise.all(urls.map((url) => dropDatabase(url))));

  it.each([
    ['https://h/db', 'public'],
    ['postgresql://h/db?schema=mine', 'mine'],
    ['postgresql://h/db?schema=', 'public'],
    ['postgresql://h/db?sslmode=disable&schema=a%22b', 'a"b'],
  ])('of %s is %s', (url, schema) => expect(schemaOf(url)).toBe(schema));

  it('is the one that DATABASE_URL names, for migrations, reads and writes alike', async () => {
    const url = await create('My odd-schema');
    const plain = url.replace(/\?.*/, '');
    await sql(plain, 'CREATE SCHEMA "My odd-schema"');
    const app = await startApp({ databaseUrl: url });
    const { people } = await createTestOrganization(app);
    const answer = await ask(
      app.url,
      `mutation { addUnit(input: { kind: PROJECT, name: "Radar" }) { ... on AddUnitPayload { unit { name } } } }`,
      {},
      people.ADMINISTRATOR.bearer,
    );
    expect(answer.data).toEqual({ addUnit: { unit: { name: 'Radar' } } });
    const read = await ask(
      app.url,
      `query ($from: Date!, $to: Date!) {
        burnUp(from: $from, to: $to) { points { total } } units { nodes { name load { open } } } }`,
      { from: day(-1), to: day(1) },
      people.VIEWER.bearer,
    );
    expect(read.errors).toBeUndefined();
    await app.stop();
    expect(
      await sql(plain, `SELECT DISTINCT schemaname FROM pg_tables WHERE tablename IN ('Unit', '_prisma_migrations')`),
    ).toEqual([{ schemaname: 'My odd-schema' }]);
  });

  it('must be there, and the message says so', async () => {
    const url = await create('missing');
    const words = /There is no schema missing in the database \S+\. Create it, or correct "schema" in DATABASE_URL\./;
    const { code, stderr } = await run(['migrate'], { DATABASE_URL: url });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(words) as string });
    await expect(openServerDatabase(url, 1, LOGGER)).rejects.toThrow(DatabaseError);
  });

  it('is compared with where tables are by the check', async () => {
    const url = await create();
    await migrateServer(url);
    await sql(url, 'CREATE SCHEMA other');
    const { stdout } = await run(['check'], { DATABASE_URL: `${url}?schema=other`, AUTH_SECRET: SECRET });
    expect(stdout).toContain('There are tables of Uplift in public, but DATABASE_URL means the schema other');
    expect((await inspectServer(url)).otherSchemas).toEqual([]);
  });
});

describeWithServices('a database that is closed', ({ postgresUrl }) => {
  let url: string;
  beforeAll(async () => {
    url = await createDatabase(postgresUrl);
  });
  afterAll(() => dropDatabase(url));

  it.each([
    ['that was asked something', (database: Database) => database.prisma.organization.count()],
    ['of which only the clock was read', () => sleep(1_500)],
  ])('has no session of ours: one %s', { timeout: 30_000 }, async (_, use) => {
    const database = await openServerDatabase(url, 2, LOGGER);
    await use(database);
    await database.close();
    const sessions = `SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'uplift'`;
    await vi.waitFor(async () => expect(await sql(url, sessions)).toEqual([]), { timeout: 2_000 });
  });
});

describe('an embedded database', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uplift-session-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('has the settings, whatever its defaults', async () => {
    const dataDir = join(folder, 'odd');
    const before = await openEmbeddedDatabase(dataDir);
    await before.prisma.$executeRawUnsafe('CREATE SCHEMA elsewhere');
    for (const [name, value] of Object.entries(ODD_DEFAULTS))
      await before.prisma.$executeRawUnsafe(`ALTER DATABASE postgres SET ${name} TO '${value}'`);
    await before.close();
    const { prisma, close } = await openEmbeddedDatabase(dataDir);
    const query = async (text: string, params: readonly unknown[] = []) => prisma.$queryRawUnsafe(text, ...params);
    expect(await findLostSettings({ query } as unknown as SqlSession)).toEqual([]);
    await close();
  }, 120_000);

  it('that was not made from the archive takes arrays of all enums', async () => {
    const dataDir = join(folder, 'bare');
    await mkdir(dataDir);
    await (await PGlite.create(join(dataDir, 'pgdata'))).close();
    await writeFile(join(dataDir, 'pgdata.complete'), '');
    const database = await openEmbeddedDatabase(dataDir);
    const app = await startApp({ parts: { database } });
    const { people } = await createTestOrganization(app);
    const answer = await ask(app.url, '{ units { nodes { load { open } } } }', {}, people.VIEWER.bearer);
    expect(answer).toMatchObject({
      status: 200,
      data: { units: { nodes: [{ load: { open: 0 } }, { load: { open: 0 } }] } },
    });
    expect(answer.errors).toBeUndefined();
    await app.stop();
    await database.close();
  }, 180_000);
});

describeWithServices('a database that cannot be used', ({ postgresUrl }) => {
  it.each<[string, (url: URL) => void, RegExp]>([
    [
      'missing',
      (url) => (url.pathname = '/nowhere'),
      /^There is no database nowhere at 127\.0\.0\.1:\d+\. Create it, or correct DATABASE_URL\.\n$/,
    ],
    ['of a role that is not there', (url) => (url.username = 'nobody'), /does not let nobody connect to the database/],
    [
      'on a port where nothing listens',
      (url) => (url.port = '1'),
      /^Nothing listens at 127\.0\.0\.1:1\. Is Postgres running there\?\n$/,
    ],
    [
      'on a host that is unknown',
      (url) => (url.hostname = 'nowhere.invalid'),
      /^The host of nowhere\.invalid:\d+ (is unknown|cannot be resolved at the moment)\.\n$/,
    ],
  ])('because it is %s is said in words by migrate and check', async (_name, spoil, words) => {
    const url = new URL(postgresUrl);
    url.password = 'hunter2';
    spoil(url);
    const environment = { DATABASE_URL: url.href, AUTH_SECRET: SECRET };
    const { code, stderr } = await run(['migrate'], environment);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(words) as string });
    const { stdout } = await run(['check'], environment);
    expect(stdout).toMatch(/^WRONG {2}database: /m);
    expect(stdout).toContain(stderr.trimEnd());
    expect(stdout + stderr).not.toContain('hunter2');
  });

  it('because of rights is said in words, and what they are missing for', async () => {
    const url = await createDatabase(postgresUrl);
    await sql(
      url,
      `CREATE ROLE weak_${process.pid} LOGIN; REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO weak_${process.pid}`,
    );
    const weak = new URL(url);
    weak.username = `weak_${process.pid}`;
    const { code, stderr } = await run(['migrate'], { DATABASE_URL: weak.href });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^weak_\d+ lacks rights in the database .*Postgres says: permission denied for schema public\.\n$/,
    );
    await dropDatabase(url);
    await sql(postgresUrl, `DROP ROLE weak_${process.pid}`);
  });
});
