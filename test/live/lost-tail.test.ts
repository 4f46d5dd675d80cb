import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CatalogDocument } from '../../src/process-model/document.js';
import { recordProgress } from '../../src/deployments/operations/reporting.js';
import { act } from '../commands/act.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Delivery } from '../support/clients.js';
import { readFigures } from '../support/figures.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { expectedOf, flawsOf, readWholeLog } from './history.js';
import { loseTail } from './lose-tail.js';
import { change, createStage, revise } from './stage.js';
import type { Stage } from './stage.js';
import { note, transports, until, watch } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

const TRANSPORTS = ['WebSocket', 'SSE'] as const;
const PROGRESS = 'subscription { deploymentProgress { position percent } }';

const typeOf = (delivery: Delivery) => (delivery.data?.['events'] as { __typename: string } | undefined)?.__typename;
const positionOf = (delivery: Delivery) => delivery.extensions?.position ?? 0;

describeWithServices('a log that comes back without its newest events', ({ postgresUrl }) => {
  let databaseUrl: string;
  /** The one writes, the other only hears, by polling. */
  let servers: readonly [TestApp, TestApp];
  let stage: Stage;
  const lines: string[] = [];

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    const logger = pino({ level: 'error', base: null }, { write: (line: string) => void lines.push(line) });
    const metrics = { host: '127.0.0.1', port: 0 };
    servers = [await startApp({ databaseUrl, parts: { logger, metrics } }), await startApp({ databaseUrl })];
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await dropDatabase(databaseUrl);
  });
  beforeEach(async () => {
    stage = await createStage(servers[0]);
  });

  const write = async (count: number, text: string): Promise<number> => {
    let position = 0;
    for (let number = 0; number < count; number += 1) {
      position = await revise(servers[0].url, stage.bearer, stage.lanes[0]!.improvement, `${text} ${number}`);
    }
    return position;
  };
  const lose = (count: number) => loseTail(servers[0].services.database, stage.organization.id, count);
  const log = () => readWholeLog(servers[0].services.database, stage.organization.id);
  const watchEverywhere = () =>
    servers.flatMap(({ url }) =>
      TRANSPORTS.map((transport) => watch(transport, url, stage.bearer, { after: stage.beginning })),
    );

  test.each([
    ['fewer than were lost', 2],
    ['as many as were lost', 5],
    ['more than were lost', 9],
    ['none', 0],
  ])('is found out where the new events are %s: one Reset each, and then what the log has', async (_name, count) => {
    const watching = watchEverywhere();
    const before = await write(5, 'lost');
    await Promise.all(watching.map((subscriber) => subscriber.reach(before)));
    const old = expectedOf(await log());
    await lose(5);
    await write(count, 'new');
    // What comes later finds all of them in the new log.
    await until(
      () => watching.every(({ received }) => received.some((each) => typeOf(each) === 'Reset')),
      'a Reset each',
    );
    await write(1, 'later');
    const expected = expectedOf(await log());
    const head = expected.length;
    await until(() => watching.every(({ position }) => position === head), `position ${head}`);
    await sleep(300);
    for (const { received } of watching) {
      const at = received.findIndex((delivery) => typeOf(delivery) === 'Reset');
      const kept = received.slice(0, at);
      expect(flawsOf(kept, old)).toEqual([]);
      const reset = received[at]!;
      expect(reset.extensions?.cursor).toBe(expected[positionOf(reset) - 1]?.extensions?.cursor);
      expect(flawsOf(received.slice(at + 1), expected.slice(positionOf(reset)))).toEqual([]);
    }
    await Promise.all(watching.map((subscriber) => subscriber.stop()));
  });

  test('gives a cursor of what was lost one Reset, on a server that has not noticed, and on one that follows nothing', async () => {
    const lost = watch('WebSocket', servers[0].url, stage.bearer, { after: stage.beginning });
    await lost.reach(await write(3, 'lost'));
    const { cursor } = lost;
    await lost.stop();
    await lose(3);
    const head = await write(3, 'new');
    for (const { url } of servers) {
      const resumed = watch('SSE', url, stage.bearer, { after: cursor! });
      await until(() => resumed.received.length > 0, 'a Reset');
      expect(resumed.received.map(typeOf)).toEqual(['Reset']);
      expect(resumed.position).toBe(head);
      await resumed.stop();
    }
  });

  test('lets a cursor of the new log go on without a Reset, where the server still follows the old one', async () => {
    const [first] = servers;
    const follower = watch('WebSocket', first.url, stage.bearer, { after: stage.beginning });
    await follower.reach(await write(4, 'lost'));
    await lose(4);
    await write(4, 'new');
    const { [3]: second, length } = expectedOf(await log()).slice(-4);
    const place = expectedOf(await log()).at(-length)!;
    const resumed = watch('SSE', first.url, stage.bearer, { after: place.extensions!.cursor });
    await resumed.reach(positionOf(second!));
    expect(resumed.received.map(typeOf)).not.toContain('Reset');
    expect(resumed.received.map(positionOf)).toEqual([-2, -1, 0].map((back) => positionOf(second!) + back));
    await Promise.all([follower.stop(), resumed.stop()]);
  });

  test('ends the stream of a person who is deactivated at a position that was passed', async () => {
    const { people } = stage.organization;
    const admin = people.ADMINISTRATOR.bearer;
    const watching = servers.flatMap(({ url }) =>
      TRANSPORTS.map((transport) => watch(transport, url, people.VIEWER.bearer, { after: stage.beginning })),
    );
    const before = await write(5, 'lost');
    await Promise.all(watching.map((subscriber) => subscriber.reach(before)));
    await lose(5);
    await act(servers[0].url, 'deactivatePerson', { personId: people.VIEWER.globalId, version: 1 }, admin);
    await until(() => watching.every(({ ended }) => ended !== undefined), 'all have ended', 5_000);
    expect(watching.map(({ ended }) => ended)).toEqual([
      expect.objectContaining({ code: 4403 }),
      'complete',
      expect.objectContaining({ code: 4403 }),
      'complete',
    ]);
  });

  test('tells a state again that went back', async () => {
    const { lead, lanes } = stage;
    const { ledDeployment } = lanes[0]!;
    const { database } = servers[0].services;
    const watching = servers.flatMap(({ url }) =>
      TRANSPORTS.map((transport) => note(transports[transport](url, PROGRESS, {}, stage.bearer))),
    );
    const percentOf = (delivery: Delivery | undefined) =>
      (delivery?.data?.['deploymentProgress'] as { percent: number } | undefined)?.percent;
    await until(() => watching.every(({ received }) => received.length > 0), 'the first state');
    const first = percentOf(watching[0]!.received[0]);
    await change(servers[0].services, lead, recordProgress, 'deploymentId', ledDeployment, { percent: 80 });
    await until(() => watching.every(({ received }) => percentOf(received.at(-1)) !== first), 'the state that is lost');
    await lose(1);
    await database.prisma.deployment.update({ where: { id: ledDeployment.id }, data: { percent: 0 } });
    await until(() => watching.every(({ received }) => percentOf(received.at(-1)) === first), 'the state that is so');
    await Promise.all(watching.map((subscriber) => subscriber.stop()));
  });

  test('says in the log and in the figures which events were lost', async () => {
    const [first] = servers;
    const follower = watch('WebSocket', first.url, stage.bearer, { after: stage.beginning });
    const last = await write(6, 'lost');
    await follower.reach(last);
    const before = await readFigures(first.metricsUrl!);
    lines.length = 0;
    await lose(4);
    await until(() => follower.received.some((each) => typeOf(each) === 'Reset'), 'a Reset');
    await until(() => lines.length > 0, 'a line in the log');
    const { id } = stage.organization;
    expect(JSON.parse(lines[0]!)).toMatchObject({
      organizationId: id,
      first: last - 3,
      last,
      isCertain: true,
      head: last - 4,
      msg: expect.stringContaining('are lost') as unknown,
    });
    const after = await readFigures(first.metricsUrl!);
    const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(grown('uplift_logs_replaced_total')).toBe(1);
    expect(grown('uplift_lost_events_total')).toBe(4);
    expect(after.get(`uplift_lost_position{organization="${id}",end="first"}`)).toBe(last - 3);
    await follower.stop();
  });

  test('disturbs no subscriber where nothing was lost', async () => {
    const watching = watchEverywhere();
    const head = await write(2, 'kept');
    await Promise.all(watching.map((subscriber) => subscriber.reach(head)));
    await sleep(1_000); // Some polls.
    expect(watching.flatMap(({ received }) => received.map(typeOf))).not.toContain('Reset');
    for (const { received } of watching) expect(flawsOf(received, expectedOf(await log()))).toEqual([]);
    await Promise.all(watching.map((subscriber) => subscriber.stop()));
  });
});

describe('the process model in force', () => {
  test('is the one that is there, also where a newer one was lost', async () => {
    const app = await startApp();
    const { prisma } = app.services.database;
    const { catalogStore } = app.services;
    const stored = await prisma.catalogImport.findFirstOrThrow({ orderBy: { number: 'desc' } });
    const document = stored.document as unknown as CatalogDocument;
    const newer = { ...document, model: { ...document.model, version: '9.9' } };
    const { number } = await prisma.catalogImport.create({
      data: { code: stored.code, version: '9.9', checksum: 'x', document: newer as object },
    });
    await catalogStore.refresh();
    expect(catalogStore.current().model.version).toBe('9.9');
    await prisma.catalogImport.delete({ where: { number } });
    await catalogStore.refresh();
    expect(catalogStore.current().model.version).toBe(document.model.version);
    await app.stop();
  });
});
