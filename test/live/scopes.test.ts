import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { findActor, findMembers } from '../../src/auth/actor.js';
import { withGrant } from '../../src/auth/grant.js';
import { viewerScope } from '../../src/auth/permission-scope.js';
import { createPermissionWatcher } from '../../src/server/graphql/permission-watcher.js';
import type { ScopeChange } from '../../src/server/graphql/permission-watcher.js';
import { act } from '../commands/act.js';
import { putGroup } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { startApp } from '../support/app.js';
import type { TestApp, TestPerson } from '../support/app.js';
import { ask } from '../support/clients.js';
import type { Delivery } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase, startRedis } from '../support/services.js';
import type { PrivateRedis } from '../support/services.js';
import { useApp } from '../support/use-app.js';
import { EVENTS, expectedOf, flawsOf, readWholeLog } from './history.js';
import { createStage, revise } from './stage.js';
import type { Stage } from './stage.js';
import { transports, until, watch } from './subscribers.js';
import type { Subscriber } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const TRANSPORTS = ['WebSocket', 'SSE'] as const;
type Transport = (typeof TRANSPORTS)[number];
type Watching = { readonly transport: Transport; readonly subscriber: Subscriber };

/** How a stream ends whose client is to come back and go on. */
const AGAIN: Record<Transport, unknown> = { WebSocket: { code: 1012 }, SSE: 'cut' };
/** How a stream ends of somebody who is no member any more. */
const GONE: Record<Transport, unknown> = { WebSocket: { code: 4403 }, SSE: 'complete' };

/** Somebody watches on some servers, over both transports. */
function watchOn(servers: readonly TestApp[], { bearer }: TestPerson, after: string): Watching[] {
  return servers.flatMap(({ url }) =>
    TRANSPORTS.map((transport) => ({ transport, subscriber: watch(transport, url, bearer, { after }) })),
  );
}

async function head({ services }: TestApp, stage: Stage): Promise<number> {
  return (await readWholeLog(services.database, stage.organization.id)).events.length;
}

/** Waits for streams to end as they should; returns how long the slowest took, in milliseconds. */
async function endAs(how: Record<Transport, unknown>, watching: readonly Watching[]): Promise<number> {
  const begun = performance.now();
  await until(() => watching.every(({ subscriber }) => subscriber.ended !== undefined), 'all have ended');
  const took = performance.now() - begun;
  for (const { transport, subscriber } of watching) {
    const expected = how[transport];
    if (typeof expected === 'string') expect(subscriber.ended).toBe(expected);
    else expect(subscriber.ended).toMatchObject(expected as object);
  }
  return took;
}

/** What a case does to somebody, by an administrator at one server. */
async function permissionsChange(writer: TestApp, shared: TestApp, alone: TestApp): Promise<string[]> {
  const stage = await createStage(writer);
  const { people, otherLead, otherUnit } = stage.organization;
  const admin = people.ADMINISTRATOR.bearer;
  const others = [people.DEPLOYMENT_LEAD, people.PROJECT_LEAD].flatMap((person) =>
    watchOn([shared, alone], person, stage.beginning),
  );
  const figures: string[] = [];

  const changes: [name: string, person: TestPerson, change: () => Promise<unknown>][] = [
    [
      'role',
      people.VIEWER,
      () =>
        act(writer.url, 'changePersonRole', { personId: people.VIEWER.globalId, version: 1, role: 'SPONSOR' }, admin),
    ],
    [
      'unit given',
      otherLead,
      () =>
        act(
          writer.url,
          'assignUnitLead',
          { unitId: otherUnit.globalId, personId: otherLead.globalId, version: 1 },
          admin,
        ),
    ],
    [
      'unit taken',
      otherLead,
      () =>
        act(
          writer.url,
          'removeUnitLead',
          { unitId: otherUnit.globalId, personId: otherLead.globalId, version: 2 },
          admin,
        ),
    ],
  ];
  const { id: organizationId } = stage.organization;
  const byRole = await putGroup(writer, organizationId, { role: 'DEPLOYMENT_LEAD' });
  const byUnit = await putGroup(writer, organizationId, { unitId: otherUnit.id });
  const ofGroup = (command: string, { globalId: groupId }: Put, version: number, more: object = {}) => {
    return () => act(writer.url, command, { groupId, version, ...more }, admin);
  };
  changes.push(
    ['role by a group', people.VIEWER, ofGroup('addGroupMember', byRole, 1, { personId: people.VIEWER.globalId })],
    [
      'role lost by a group',
      people.VIEWER,
      ofGroup('removeGroupMember', byRole, 2, { personId: people.VIEWER.globalId }),
    ],
    ['unit by a group', otherLead, ofGroup('addGroupMember', byUnit, 1, { personId: otherLead.globalId })],
    ['unit lost by a group', otherLead, ofGroup('deleteGroup', byUnit, 2)],
  );
  for (const [name, person, change] of changes) {
    const sharing = watchOn([shared], person, stage.beginning);
    const own = watchOn([alone], person, stage.beginning);
    const before = await head(writer, stage);
    await Promise.all([...sharing, ...own].map(({ subscriber }) => subscriber.reach(before)));
    await change();
    figures.push(`${name} ${(await endAs(AGAIN, own)).toFixed(0)} ms`);
    // Of a view that all members see alike, nothing has changed.
    await Promise.all(sharing.map(({ subscriber }) => subscriber.reach(before + 1)));
    await sleep(100);
    expect(sharing.map(({ subscriber }) => subscriber.ended)).toEqual([undefined, undefined]);
    await Promise.all([...sharing, ...own].map(({ subscriber }) => subscriber.stop()));
  }

  const renamed = watchOn([shared, alone], otherLead, stage.beginning);
  await Promise.all(renamed.map(async ({ subscriber }) => subscriber.reach(await head(writer, stage))));
  await act(writer.url, 'changeSubject', { personId: otherLead.globalId, version: 1, subject: 'renamed' }, admin);
  figures.push(`renamed ${(await endAs(GONE, renamed)).toFixed(0)} ms`);

  const { SPONSOR } = people;
  const leaving = watchOn([shared, alone], SPONSOR, stage.beginning);
  const before = await head(writer, stage);
  await Promise.all(leaving.map(({ subscriber }) => subscriber.reach(before)));
  await act(writer.url, 'deactivatePerson', { personId: SPONSOR.globalId, version: 1 }, admin);
  figures.push(`left ${(await endAs(GONE, leaving)).toFixed(0)} ms`);
  const denied = { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };
  for (const { transport, subscriber } of leaving) {
    if (transport === 'SSE') expect(subscriber.received.at(-1)).toMatchObject(denied);
  }
  const after = await revise(writer.url, stage.bearer, stage.lanes[0]!.improvement, 'after they left');
  await Promise.all(others.map(({ subscriber }) => subscriber.reach(after)));
  for (const { subscriber } of leaving) expect(subscriber.position).toBeLessThanOrEqual(before + 1);

  for (const { url } of [writer, shared, alone]) {
    expect(await ask(url, '{ units { nodes { name } } }', {}, SPONSOR.bearer)).toMatchObject(denied);
    for (const transport of TRANSPORTS) {
      const again = transports[transport](url, EVENTS, {}, SPONSOR.bearer);
      const result = await again.next().catch(() => undefined);
      expect(result ?? { errors: again.ended }).toMatchObject(denied);
      await again.stop();
    }
  }

  await act(writer.url, 'reactivatePerson', { personId: SPONSOR.globalId, version: 2 }, admin);
  const back = watchOn([shared, alone], SPONSOR, stage.beginning);
  const last = await revise(writer.url, stage.bearer, stage.lanes[0]!.improvement, 'after they came back');
  const log = await readWholeLog(writer.services.database, stage.organization.id);
  for (const { subscriber } of [...others, ...back]) {
    await subscriber.reach(last);
    expect(subscriber.ended).toBeUndefined();
    expect(flawsOf(subscriber.received, expectedOf(log))).toEqual([]);
    await subscriber.stop();
  }
  await Promise.all(leaving.map(({ subscriber }) => subscriber.stop()));
  await until(() => shared.scopes.size + alone.scopes.size === 0, 'nobody is watched any more');
  return figures;
}

describeWithServices('who is changed at one server while they watch at others', ({ postgresUrl }) => {
  let redis: PrivateRedis;
  let databaseUrl: string;
  const servers: TestApp[] = [];

  beforeAll(async () => {
    [redis, databaseUrl] = await Promise.all([startRedis(), createDatabase(postgresUrl)]);
    for (const redisUrl of [redis.url, undefined]) {
      const options = { databaseUrl, ...(redisUrl ? { redisUrl } : {}) };
      servers.push(await startApp(options), await startApp(options));
      servers.push(await startApp({ ...options, parts: { share: false } }));
    }
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await Promise.all([redis.dispose(), dropDatabase(databaseUrl)]);
  });

  test.each([
    ['with Redis', 0],
    ['without Redis', 3],
  ])('%s, watches no longer what they may not', async (name, first) => {
    const [writer, shared, alone] = servers.slice(first, first + 3);
    const figures = await permissionsChange(writer!, shared!, alone!);
    console.info(`from the answer to the end of the streams, ${name}: ${figures.join(', ')}`);
  });

  test('a stock client comes back by itself and goes on with its cursor, without a loss', async () => {
    const [writer, , alone] = servers as [TestApp, TestApp, TestApp];
    const stage = await createStage(writer);
    const { VIEWER, ADMINISTRATOR } = stage.organization.people;
    const received: Delivery[] = [];
    const closes: unknown[] = [];
    const client = createClient({
      url: alone.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      connectionParams: { Authorization: VIEWER.bearer },
      on: { closed: (event) => closes.push((event as { code: number }).code) },
    });
    const variables: Record<string, unknown> = { after: stage.beginning };
    const ended = vi.fn();
    client.subscribe(
      { query: EVENTS, variables },
      {
        next(result) {
          const delivery = result as Delivery;
          variables['after'] = delivery.extensions?.cursor;
          received.push(delivery);
        },
        error: ended,
        complete: ended,
      },
    );
    let last = 0;
    for (const [index, role] of (['SPONSOR', 'VIEWER', 'PROJECT_LEAD'] as const).entries()) {
      for (let count = 0; count < 10; count += 1) {
        last = await revise(writer.url, stage.bearer, stage.lanes[0]!.improvement, `${role} ${count}`);
        if (count === 5) {
          const input = { personId: VIEWER.globalId, version: index + 1, role };
          await act(writer.url, 'changePersonRole', input, ADMINISTRATOR.bearer);
        }
      }
      await until(() => closes.length > index && received.at(-1)?.extensions?.position === last, 'they are back');
    }
    const log = await readWholeLog(writer.services.database, stage.organization.id);
    expect(flawsOf(received, expectedOf(log))).toEqual([]);
    expect(closes).toEqual([1012, 1012, 1012]);
    expect(ended).not.toHaveBeenCalled();
    await client.dispose();
  });
});

describe('the watch over permissions', () => {
  const app = useApp();
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage(app);
  });

  const change = async (person: TestPerson, role: string): Promise<void> => {
    const { version } = await app.services.database.prisma.person.findUniqueOrThrow({ where: { id: person.id } });
    const input = { personId: person.globalId, version, role };
    await act(app.url, 'changePersonRole', input, stage.organization.people.ADMINISTRATOR.bearer);
  };
  const lookUps = () => app.statements.filter((sql) => sql.includes('p."id" = ANY'));

  test('costs one query for a change, however many subscribe, and none for other events', async () => {
    const { people } = stage.organization;
    const subscribers = [people.VIEWER, people.SPONSOR].flatMap((person) =>
      Array.from({ length: 10 }, () => watchOn([app], person, stage.beginning)).flat(),
    );
    const before = await head(app, stage);
    await Promise.all(subscribers.map(({ subscriber }) => subscriber.reach(before)));
    expect(app.scopes.size).toBe(40);
    app.forgetStatements();
    const last = await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, 'nobody is changed');
    await Promise.all(subscribers.map(({ subscriber }) => subscriber.reach(last)));
    expect(lookUps()).toEqual([]);
    await change(people.SPONSOR, 'VIEWER');
    await Promise.all(subscribers.map(({ subscriber }) => subscriber.reach(last + 1)));
    await until(() => lookUps().length > 0, 'they are looked up');
    await sleep(50);
    expect(lookUps()).toHaveLength(1);
    expect(subscribers.filter(({ subscriber }) => subscriber.ended !== undefined)).toEqual([]);
    await Promise.all(subscribers.map(({ subscriber }) => subscriber.stop()));
    await until(() => app.scopes.size === 0, 'nobody is watched any more');
  });

  test('sees a change between the look-up of the actor and the beginning, and the end of a change that failed to be read', async () => {
    const { database, delivery } = app.services;
    const { PROJECT_LEAD } = stage.organization.people;
    const { slug } = stage.organization;
    const actor = (await findActor(database.prisma, `${slug}-PROJECT_LEAD`, slug))!;
    await change(PROJECT_LEAD, 'VIEWER');
    const now = (await findActor(database.prisma, `${slug}-PROJECT_LEAD`, slug))!;
    expect([actor.asOf < now.asOf, now.asOf]).toEqual([true, await head(app, stage)]);
    const open = await delivery.open(stage.organization.id);
    let failures = 2;
    const scopes = createPermissionWatcher((organizationId, personIds) => {
      failures -= 1;
      if (failures >= 0) throw new Error('The database is away.');
      return findMembers(database.prisma, organizationId, personIds);
    });
    const told: string[] = [];
    const note = (who: string) => (what: ScopeChange) => void told.push(`${who} ${what}`);
    const grant = { tokenId: 'a token', scopes: new Set(['read']), unitIds: null };
    const stops = [
      scopes.watch(open, { actor: now, scopeOf: viewerScope, onChange: note('new') }),
      scopes.watch(open, { actor: withGrant(now, grant), scopeOf: viewerScope, onChange: note('token') }),
      scopes.watch(open, { actor, scopeOf: viewerScope, onChange: note('old') }),
      scopes.watch(open, { actor, scopeOf: ({ organizationId }) => organizationId, onChange: note('shared') }),
    ];
    await until(() => told.length > 0, 'the change is told');
    expect([told, failures]).toEqual([['old changed'], -1]);
    const { version } = await database.prisma.person.findUniqueOrThrow({ where: { id: PROJECT_LEAD.id } });
    const { ADMINISTRATOR } = stage.organization.people;
    await act(app.url, 'deactivatePerson', { personId: PROJECT_LEAD.globalId, version }, ADMINISTRATOR.bearer);
    await until(() => told.length === 4, 'the departure is told');
    expect(told.slice(1).sort()).toEqual(['new gone', 'shared gone', 'token gone']);
    for (const stop of stops) stop();
    expect(scopes.size).toBe(0);
    open.release();
  });
});
