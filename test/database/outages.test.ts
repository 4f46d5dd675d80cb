import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openProxy } from '../live/proxy.js';
import type { Proxy } from '../live/proxy.js';
import { watch } from '../live/subscribers.js';
import { createStage, revise } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { run } from '../cli/run.js';
import { SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // On a busy machine.

const READ = '{ viewer { role } }';
const ADD = `mutation ($name: String!, $key: String) {
  addUnit(input: { kind: PROJECT, name: $name, idempotencyKey: $key }) { ... on AddUnitPayload { unit { name } } }
}`;

describeWithServices('a Postgres that fails', ({ postgresUrl }) => {
  let admin: pg.Client;
  let role: string;
  let name: string;
  let owned: string;
  let url: string;
  let proxy: Proxy;
  let app: TestApp;
  let stage: Stage;

  const onServer = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: postgresUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  beforeEach(async () => {
    owned = await createDatabase(postgresUrl);
    name = new URL(owned).pathname.slice(1);
    role = `outage_${randomUUID().slice(0, 8)}`;
    admin = new pg.Client({ connectionString: owned });
    await admin.connect();
    await admin.query(`CREATE ROLE ${role} LOGIN; ALTER DATABASE "${name}" OWNER TO ${role}`);
    await admin.query(`ALTER SCHEMA public OWNER TO ${role}`);
    proxy = await openProxy(owned);
    const address = new URL(proxy.url);
    address.username = role;
    url = address.href;
    const timeouts = { lock: 5_000, statement: 15_000, idleInTransaction: 10_000 };
    app = await startApp({ databaseUrl: url, timeouts, parts: { drainTimeout: 500 } });
    stage = await createStage(app);
  });
  afterEach(async () => {
    proxy.restore();
    await app.stop();
    await proxy.close();
    await admin.end();
    await dropDatabase(owned);
    await onServer(`DROP ROLE ${role}`);
  });

  const post = async (query: string, variables: object = {}) => {
    const response = await fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: stage.organization.people.ADMINISTRATOR.bearer },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: object; errors?: { extensions: object }[] };
    const retryAfter = response.headers.get('retry-after');
    return { status: response.status, retryAfter, data, error: errors?.[0]?.extensions };
  };
  const UNAVAILABLE = {
    status: 503,
    retryAfter: expect.stringMatching(/^\d+$/) as string,
    error: { code: 'SERVICE_UNAVAILABLE', retryAfter: expect.any(Number) as number },
  };
  const ready = async () => (await fetch(new URL('/health/ready', app.url))).status;
  const endSessions = () =>
    admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [role]);
  const unitsNamed = async (unit: string) =>
    (await admin.query('SELECT 1 FROM "Unit" WHERE name = $1', [unit])).rowCount;

  test('behind a network that drops everything: not ready, typed errors, and back within 10 s of its return', async () => {
    const subscriber = watch('WebSocket', app.url, stage.bearer, { after: stage.beginning });
    await subscriber.reach(1);
    proxy.blackhole();
    const hung = Promise.all([post(READ), post(READ), post(ADD, { name: 'Lost' })]);
    await sleep(1_000);
    expect(await ready()).toBe(503);
    await sleep(1_000);
    proxy.restore();
    const restored = performance.now();
    // What needed a new connection may have got it after all, once the network was back.
    const answers = await hung;
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) expect(answer).toMatchObject(UNAVAILABLE);
    while ((await post(READ)).status !== 200) await sleep(100);
    await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, 'after it', 'after it');
    const { rows } = await admin.query<{ position: number }>('SELECT max(position) AS position FROM "Event"');
    await subscriber.reach(rows[0]?.position ?? 0);
    expect(performance.now() - restored).toBeLessThan(10_000);
    expect(await ready()).toBe(200);
    expect(await unitsNamed('Lost')).toBe(answers[2].status === 200 ? 1 : 0);
    await subscriber.stop();
  });

  test('while a server that hangs on it is to end, which does so in time', async () => {
    proxy.blackhole();
    const hung = [post(READ), post(ADD, { name: 'Lost' })].map((each) => each.catch(() => undefined));
    await sleep(200);
    const began = performance.now();
    await app.stop();
    expect(performance.now() - began).toBeLessThan(500 + 5_000);
    await Promise.all(hung);
  });

  test('by ending sessions: what is sent again is done once', async () => {
    for (let count = 0; count < 5; count += 1) {
      const adding = Array.from({ length: 5 }, (_, n) => post(ADD, { name: `Unit ${n}`, key: `key ${n}` }));
      await endSessions();
      for (const answer of await Promise.all(adding)) {
        if (answer.status !== 200) expect(answer).toMatchObject(UNAVAILABLE);
      }
    }
    for (let n = 0; n < 5; n += 1) {
      while ((await post(ADD, { name: `Unit ${n}`, key: `key ${n}` })).status !== 200) await sleep(50);
      expect(await unitsNamed(`Unit ${n}`)).toBe(1);
    }
  });

  test.each<[string, (role: string, name: string) => readonly [string, string]]>([
    [
      'by being read-only',
      (_role, name) => [
        `ALTER DATABASE "${name}" SET default_transaction_read_only TO on`,
        `ALTER DATABASE "${name}" RESET default_transaction_read_only`,
      ],
    ],
    [
      'by having no connection left',
      (role) => [`ALTER ROLE ${role} CONNECTION LIMIT 0`, `ALTER ROLE ${role} CONNECTION LIMIT -1`],
    ],
    [
      'by a full disk',
      () => [
        `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
         CREATE TRIGGER full_disk BEFORE INSERT ON "Event" FOR EACH ROW EXECUTE FUNCTION full_disk()`,
        `DROP TRIGGER full_disk ON "Event"`,
      ],
    ],
  ])('%s: changes are refused whole, until they are done', async (_how, statements) => {
    const [fail, mend] = statements(role, name);
    await admin.query(fail);
    await endSessions();
    await sleep(200);
    expect(await post(ADD, { name: 'Refused' })).toMatchObject(UNAVAILABLE);
    expect(await unitsNamed('Refused')).toBe(0);
    await admin.query(mend);
    await endSessions();
    let answer = await post(ADD, { name: 'Refused' });
    for (let tries = 0; answer.status === 503 && tries < 50; tries += 1) {
      await sleep(100);
      answer = await post(ADD, { name: 'Refused' });
    }
    expect(answer.data).toEqual({ addUnit: { unit: { name: 'Refused' } } });
  });

  test('says so to an operator in one line', async () => {
    await admin.query(`ALTER DATABASE "${name}" SET default_transaction_read_only TO on`);
    const command = [
      'organization',
      'create',
      '--slug',
      'acme',
      '--name',
      'Acme',
      '--administrator',
      'Ann',
      '--subject',
      'ann',
    ];
    const { code, stderr } = await run(command, { DATABASE_URL: url, AUTH_SECRET: SECRET });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'The database takes no changes at the moment.\n' });
  });
});
