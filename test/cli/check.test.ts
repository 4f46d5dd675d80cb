import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.js';
import type { Database } from '../../src/database/database.js';
import { migrateServer, openServerDatabase } from '../../src/database/server.js';
import { openCatalogStore } from '../../src/process-model/store.js';
import { createLogger } from '../../src/logger.js';
import { readHead } from '../../src/log/event-log.js';
import { createStage } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { SECRET } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { unguarded } from '../support/unguarded.js';
import { run } from './run.js';

/** Runs `uplift check`; returns its exit code and its lines, those about something wrong apart. */
async function check(
  environment: Record<string, string>,
  ...options: readonly string[]
): Promise<{ code: number; fine: string[]; wrong: string[] }> {
  const { code, stdout } = await run(['check', ...options], environment);
  const lines = stdout.trimEnd().split('\n');
  const those = (sign: string) => lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(7));
  return { code, fine: those('ok '), wrong: those('WRONG ') };
}

describeWithServices('uplift check on a Postgres server', ({ postgresUrl, redisUrl }) => {
  let environment: Record<string, string>;
  let database: Database | undefined;
  beforeAll(async () => {
    environment = { DATABASE_URL: await createDatabase(postgresUrl), REDIS_URL: redisUrl, AUTH_SECRET: SECRET };
  });
  afterAll(async () => {
    await database?.close();
    await dropDatabase(environment['DATABASE_URL'] ?? '');
  });

  it('says what is missing on the way to a first server', async () => {
    const empty = await check(environment);
    expect(empty).toEqual({
      code: 1,
      fine: [
        'configuration: complete',
        expect.stringMatching(/^database: Postgres \d/),
        'clock: this machine and the database agree',
        'Redis: carries what is sent',
      ],
      wrong: [expect.stringMatching(/^migrations: run uplift migrate, missing are \d{14}_/)],
    });
    const url = environment['DATABASE_URL'] as string;
    await migrateServer(url);
    expect((await check(environment)).wrong).toEqual([
      'process model: none is in force; a server that starts puts ours there',
    ]);
    database = await openServerDatabase(url, 2, createLogger('silent'));
    await openCatalogStore(database);
    expect(await check(environment)).toMatchObject({ code: 0, wrong: [] });
  });

  it('needs no secret to look, nor does a migration; a server does, and a token', async () => {
    const without = { ...environment, AUTH_SECRET: '' };
    expect(await check(without)).toMatchObject({
      code: 1,
      wrong: ['configuration: a server needs AUTH_SECRET or AUTH_ISSUER to know its users'],
    });
    expect(await run(['migrate'], without)).toMatchObject({ code: 0, stdout: 'The database is up to date.\n' });
    expect(await run(['token', '--role', 'viewer'], without)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('AUTH_SECRET: needed to sign tokens') as string,
    });
  });

  describe('with an organization', () => {
    let stage: Stage;
    const prisma = () => (database as Database).prisma;
    const remove = (where: { organizationId: string; position: number }) =>
      unguarded(database as Database, (db) => db.event.deleteMany({ where }));
    beforeAll(async () => {
      const services = {
        database,
        clock: systemClock,
        committed: () => undefined,
        catalogStore: await openCatalogStore(database as Database),
      };
      stage = await createStage({ services } as unknown as TestApp);
    });

    it('finds nothing wrong', async () => {
      const { slug, id } = stage.organization;
      const { position } = await prisma().eventLog.findUniqueOrThrow({ where: { organizationId: id } });
      const { code, fine, wrong } = await check(environment);
      expect({ code, wrong }).toEqual({ code: 0, wrong: [] });
      expect(fine).toContain(`log of ${slug}: 1 to ${position} without a gap`);
      expect(fine).toContainEqual(expect.stringMatching(`^records of ${slug}: \\d+ match their events$`));
    });

    it('names the service accounts whose owner has left', async () => {
      const { id: organizationId, slug, people } = stage.organization;
      const now = new Date();
      const account = {
        organizationId,
        name: 'CI',
        subject: 'service-account-1',
        role: 'VIEWER',
        ownerId: people.VIEWER.id,
      } as const;
      const { id } = await prisma().person.create({ data: { ...account, createdAt: now, updatedAt: now } });
      const before = await check(environment);
      await prisma().person.update({ where: { id: people.VIEWER.id }, data: { active: false } });
      const { wrong } = await check(environment, '--events', '0');
      await prisma().person.update({ where: { id: people.VIEWER.id }, data: { active: true } });
      await prisma().person.delete({ where: { id } });
      expect(before.wrong).toEqual([]);
      expect(wrong).toEqual([
        `service accounts of ${slug}: the owner of "CI" has left: an administrator changes it with changeServiceAccountOwner`,
      ]);
    });

    it('says that newer versions have brought the database further', async () => {
      const name = '20990101000000_later';
      const insert = `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ($1, $1, $1, now())`;
      await prisma().$executeRawUnsafe(insert, name);
      const { fine, wrong } = await check(environment);
      await prisma().$executeRawUnsafe(`DELETE FROM _prisma_migrations WHERE id = $1`, name);
      expect(wrong).toEqual([]);
      expect(fine).toContain(`migrations: all applied, and ahead of this version by ${name}`);
    });

    it('names a record that was changed past the log', async () => {
      const { id } = stage.lanes[0]!.improvement;
      const { title } = await prisma().improvement.update({ where: { id }, data: { title: 'Past the log' } });
      const { code, wrong } = await check(environment);
      await prisma().improvement.update({ where: { id }, data: { title: 'Improvement 0' } });
      expect(title).toBe('Past the log');
      expect(code).toBe(1);
      expect(wrong).toEqual([expect.stringContaining(`1 of `)]);
      expect(wrong[0]).toContain(`Improvement ${id} in title`);
    });

    it.each([
      ['a counter that is ahead', 1],
      ['a counter that is behind', -1],
    ])('finds %s', async (_name, step) => {
      const where = { organizationId: stage.organization.id };
      const { position } = await prisma().eventLog.update({ where, data: { position: { increment: step } } });
      const { wrong } = await check(environment);
      await prisma().eventLog.update({ where, data: { position: { decrement: step } } });
      const count = position - step;
      expect(wrong).toEqual([
        `log of ${stage.organization.slug}: its head is ${position}, but there are ${count} events, 1 to ${count}`,
      ]);
    });

    it('follows the chain of the log, and compares it with checkpoints that were kept', async () => {
      const organizationId = stage.organization.id;
      const subject = `chain of ${stage.organization.slug}`;
      const head = (await readHead(prisma(), organizationId))!;
      const folder = await mkdtemp(join(tmpdir(), 'uplift-checkpoints-'));
      const file = join(folder, 'server.log');
      const against = async (hash: string | null) => {
        const checkpoint = JSON.stringify({
          level: 30,
          organizationId,
          position: head.position,
          hash,
          msg: 'checkpoint',
        });
        await writeFile(file, `{"msg":"another line"}\nno JSON\n${checkpoint}\n`);
        return check(environment, '--chain', '--against', file);
      };
      expect((await against(head.hash)).fine).toContain(
        `${subject}: 1 to ${head.position} are what was written, as 1 checkpoint says; hash ${head.hash}`,
      );
      expect((await against(head.hash)).fine).toContainEqual(
        expect.stringMatching(`^records of access of ${stage.organization.slug}: `),
      );
      const { code, wrong } = await against('ab'.repeat(32));
      expect([code, wrong]).toEqual([1, [expect.stringMatching(`^${subject}: at ${head.position}: it is not what`)]]);
      await rm(folder, { recursive: true });
    });

    it('finds that the guard of the log is disabled', async () => {
      const guard = (action: string) => prisma().$executeRawUnsafe(`ALTER TABLE "Event" ${action} TRIGGER log_guard`);
      expect((await check(environment)).fine).toContain(
        'guard of the log: the database refuses to change events and records of access',
      );
      await guard('DISABLE');
      const { wrong } = await check(environment);
      await guard('ENABLE');
      expect(wrong).toEqual([expect.stringMatching(/^guard of the log: triggers .* are disabled/)]);
    });

    it('finds a gap in the log', async () => {
      const where = { organizationId: stage.organization.id, position: 2 };
      const {
        before: _before,
        proof: _proof,
        signIn: _signIn,
        after,
        ...event
      } = await prisma().event.findFirstOrThrow({ where });
      await remove(where);
      const { wrong } = await check(environment);
      await prisma().event.create({ data: { ...event, after: after as object } });
      expect(wrong).toContainEqual(
        expect.stringMatching(/^log of .*: its head is (\d+), but there are \d+ events, 1 to \1$/),
      );
      expect((await check(environment)).wrong).toEqual([]);
    });

    it('knows what was archived', async () => {
      const organizationId = stage.organization.id;
      await remove({ organizationId, position: 1 });
      await prisma().eventLog.update({ where: { organizationId }, data: { archivedThrough: 1 } });
      const { fine, wrong } = await check(environment);
      expect(wrong).toEqual([]);
      expect(fine).toContainEqual(expect.stringContaining('without a gap, through 1 archived'));
    });
  });

  it('says that Redis, or the database, is out of reach', async () => {
    const redis = await check({ ...environment, REDIS_URL: 'redis://127.0.0.1:1' });
    expect(redis.wrong).toEqual(['Redis: out of reach, or carries nothing; changes are found by polling']);
    const postgres = await check({ ...environment, DATABASE_URL: 'postgresql://127.0.0.1:1/uplift' });
    expect(postgres).toMatchObject({
      code: 1,
      wrong: ['database: Nothing listens at 127.0.0.1:1. Is Postgres running there?'],
    });
    const password = new URL(environment['DATABASE_URL'] as string);
    password.pathname = '/nowhere';
    expect((await check({ ...environment, DATABASE_URL: password.href })).wrong).toEqual([
      expect.stringMatching(/^database: There is no database nowhere at /),
    ]);
  });
});

describe('uplift check with an identity provider', () => {
  let provider: Server;
  let answers: Record<string, unknown>;
  let issuer: string;
  beforeAll(async () => {
    provider = createServer(({ url = '' }, response) => {
      const answer = answers[url];
      response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer));
    }).listen(0, '127.0.0.1');
    await once(provider, 'listening');
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  });
  afterAll(() => provider.close());

  const key = { kty: 'RSA', n: 'AQAB', e: 'AQAB', use: 'sig' };
  const configuration = () => ({ issuer, jwks_uri: `${issuer}/keys` });
  const told = async (more: Record<string, string> = {}): Promise<string[]> => {
    const environment = {
      DATA_DIR: join(tmpdir(), 'uplift-none'),
      AUTH_ISSUER: issuer,
      AUTH_AUDIENCE: 'uplift',
      ...more,
    };
    const { fine, wrong } = await check(environment);
    return [...fine.map((line) => `ok ${line}`), ...wrong].filter((line) => line.includes('identity provider'));
  };

  it('asks it for its keys', async () => {
    answers = {
      '/.well-known/openid-configuration': configuration(),
      '/keys': { keys: [key, { kty: 'oct', k: 'x' }] },
    };
    expect(await told()).toEqual([`ok identity provider: 1 key to sign with at ${issuer}/keys`]);
    expect(await told({ AUTH_JWKS_URL: `${issuer}/keys` })).toHaveLength(1);
  });

  it.each<[string, () => Record<string, unknown>, RegExp]>([
    ['is not there', () => ({}), /does not say where its keys are\. It answers with 404\.$/],
    [
      'is another one',
      () => ({ '/.well-known/openid-configuration': { ...configuration(), issuer: 'https://evil.example' } }),
      /The document names the issuer https:\/\/evil\.example\.$/,
    ],
    [
      'has no keys',
      () => ({ '/.well-known/openid-configuration': configuration() }),
      /\/keys does not return the keys\./,
    ],
    [
      'has keys that sign nothing',
      () => ({ '/.well-known/openid-configuration': configuration(), '/keys': { keys: [{ ...key, use: 'enc' }] } }),
      /0 keys to sign with/,
    ],
  ])('says that it %s', async (_name, answer, words) => {
    answers = answer();
    expect(await told()).toEqual([expect.stringMatching(words)]);
  });
});

describe('uplift check on an embedded database', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'uplift-check-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it.each(['none', ''])('makes none where there is none: %s', async (name) => {
    const folder = join(dataDir, name);
    expect(await check({ DATA_DIR: folder })).toEqual({
      code: 0,
      fine: ['configuration: complete', `database: embedded; the first start makes ${folder}`],
      wrong: [],
    });
  });
});
