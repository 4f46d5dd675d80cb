import { generateKeyPairSync } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSigned } from '../../src/log/checkpoint.js';
import type { Checkpoint } from '../../src/log/checkpoint.js';
import { readHead } from '../../src/log/event-log.js';
import { ROLES } from '../../src/auth/permissions.js';
import { createCheckpoints } from '../../src/server/ops/checkpoints.js';
import { appendMany, unchain } from '../log/a-log.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { useApp, useOrganization } from '../support/use-app.js';

const PATH = '/audit/checkpoint';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

describe('GET /audit/checkpoint', () => {
  const main = useApp();
  const organization = useOrganization(main);
  const said: Record<string, unknown>[] = [];
  let app: TestApp;
  let other: TestOrganization;
  beforeAll(async () => {
    const logger = pino(
      { level: 'info' },
      { write: (line) => void said.push(JSON.parse(line) as (typeof said)[number]) },
    );
    const { database } = main.services;
    const metrics = { host: '127.0.0.1', port: 0 };
    app = await startApp({ parts: { database, logger, metrics, checkpointKey: privateKey } });
    other = await createTestOrganization(main);
  });
  afterAll(() => app.stop());

  const get = (authorization?: string, { url }: TestApp = app, init: RequestInit = {}) =>
    fetch(new URL(PATH, url), { ...init, headers: authorization ? { authorization } : {} });
  const admin = ({ people }: TestOrganization) => people.ADMINISTRATOR.bearer;

  test('tells an administrator where the log is now, signed; and the log of the process and the figures as well', async () => {
    const response = await get(admin(organization));
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const checkpoint = (await response.json()) as Checkpoint;
    const { position, hash } = (await readHead(main.services.database.prisma, organization.id))!;
    expect(checkpoint).toMatchObject({ organizationId: organization.id, position, hash });
    expect(Math.abs(Date.now() - Date.parse(checkpoint.at))).toBeLessThan(60_000);
    expect(isSigned(checkpoint, [publicKey])).toBe(true);
    expect(said).toContainEqual(expect.objectContaining({ ...checkpoint, msg: 'checkpoint' }));
    const figures = await (await fetch(app.metricsUrl!)).text();
    expect(figures).toContain(
      `uplift_checkpoint_position{organization="${organization.id}",hash="${hash}"} ${position}`,
    );
  });

  test('tells each of their own organization', async () => {
    const checkpoint = (await (await get(admin(other))).json()) as Checkpoint;
    expect(checkpoint.organizationId).toBe(other.id);
  });

  test('refuses everybody else, and other methods', async () => {
    for (const role of ROLES.filter((each) => each !== 'ADMINISTRATOR')) {
      const response = await get(organization.people[role].bearer);
      expect([role, response.status]).toEqual([role, 403]);
    }
    const nobody = await get();
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await get('Bearer forged')).status).toBe(401);
    const post = await get(admin(organization), app, { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET']);
  });

  test('is not signed without a key', async () => {
    const checkpoint = (await (await get(admin(organization), main)).json()) as Checkpoint;
    expect(Object.keys(checkpoint)).toEqual(['organizationId', 'position', 'hash', 'at', 'access']);
    // That it was read is a record of access.
    expect(checkpoint.access).toEqual({ position: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('says that a log is not chained yet', async () => {
    const { database } = main.services;
    const late = await createTestOrganization(main);
    await unchain(database, late.id);
    const response = await get(admin(late));
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
  });

  describe('every hour', () => {
    const HOUR = 3_600_000;
    let now = Date.now();
    /** A server, and the positions of the other organization that it has logged since they were asked for last. */
    const openServer = () => {
      const lines: unknown[] = [];
      const logger = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
      const checkpoints = createCheckpoints(main.services.database, () => new Date(now), logger, privateKey);
      const positions = () =>
        (lines.splice(0) as Checkpoint[]).flatMap(({ organizationId, position }) =>
          organizationId === other.id ? [position] : [],
        );
      return { ...checkpoints, positions };
    };
    const write = () =>
      appendMany(main.services.database, { organizationId: other.id, actorId: null, at: new Date() }, 2);
    const head = async () => (await readHead(main.services.database.prisma, other.id))!.position;

    test('one of several servers makes one of each log that has got further', async () => {
      const servers = [openServer(), openServer()];
      const made = async () => {
        await Promise.all(servers.map(({ makeAll }) => makeAll()));
        return servers.flatMap(({ positions }) => positions());
      };
      const position = await head();
      expect(await made()).toEqual([position]);
      await write();
      now += HOUR / 2;
      expect(await made()).toEqual([]);
      now += HOUR / 2;
      expect(await made()).toEqual([position + 2]);
      const newest = servers.map((server) => server.newest.get(other.id)?.position ?? 0);
      expect(Math.max(...newest)).toBe(position + 2);
      now += HOUR;
      expect(await made()).toEqual([]);
      // The log stands still, and its records of access have got further.
      const { prisma } = main.services.database;
      await prisma.accessRecord.create({
        data: { organizationId: other.id, kind: 'SIGN_IN', occurredAt: new Date(now) },
      });
      expect(await made()).toEqual([position + 2]);
      expect(await made()).toEqual([]);
    });

    test('a server makes one a day even if the database says that others did', async () => {
      const { makeAll, positions } = openServer();
      const silence = () =>
        main.services.database.prisma.eventLog.updateMany({ data: { checkpointAt: new Date(now + 100 * HOUR) } });
      await write();
      await silence();
      now += HOUR;
      await makeAll();
      expect(positions()).toEqual([]);
      now += 23 * HOUR;
      await makeAll();
      expect(positions()).toEqual([await head()]);
    });
  });
});
