import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/database/transaction.js';
import { schema } from '../../src/graph/schema.js';
import { admitDeletion } from '../../src/log/archive.js';
import { createLogger } from '../../src/logger.js';
import { createNetworks } from '../../src/networks.js';
import { createWebhookSenders } from '../../src/webhooks/sending/senders.js';
import { createKeyStore } from '../../src/webhooks/stored-keys.js';
import { until } from '../live/subscribers.js';
import { loseTail } from '../live/lose-tail.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { readFigures } from '../support/figures.js';
import { useApp } from '../support/use-app.js';
import { managerOf } from './managing.js';
import { silence, startReceiver, status } from './receiver.js';
import type { Receiver } from './receiver.js';

const parts = {
  webhookNetworks: ['127.0.0.0/8'],
  webhookTiming: { retries: [300, 300, 300], answerTimeout: 1_500, look: 100 },
};
const app = useApp({ parts: { ...parts, metrics: { host: '127.0.0.1', port: 0 } } });
let organization: TestOrganization;
let receiver: Receiver;
const others: TestApp[] = [];
const manager = () => managerOf(app, organization);
const prisma = () => app.services.database.prisma;
const plainOf = (id: string) => Buffer.from(id, 'base64').toString().slice('Webhook:'.length);
const positions = () => receiver.received.map(({ body }) => JSON.parse(body).data.position as number);
const rise = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

const startOther = async (): Promise<TestApp> => {
  const other = await startApp({ parts: { ...parts, database: app.services.database } });
  others.push(other);
  return other;
};

beforeEach(async () => {
  receiver = await startReceiver();
  organization = await createTestOrganization(app);
});
afterEach(async () => {
  await Promise.all(others.splice(0).map((other) => other.stop()));
  await prisma().webhook.deleteMany();
  app.services.webhooks.changed();
  await receiver.stop();
});

describe('of several servers', () => {
  it('one sends', async () => {
    await startOther();
    await startOther();
    await manager().create(receiver.url);
    const first = await manager().cause();
    for (let count = 0; count < 9; count += 1) await manager().cause();
    await receiver.count(10);
    await sleep(300);
    expect(positions()).toEqual(rise(first, 10));
  });

  it('one that is killed between sending and noting leaves a repetition with the same id, and nothing else', async () => {
    const { id } = await manager().create(receiver.url);
    await until(async () => (await manager().webhook(id))['enabled'] === true, 'the webhook');
    const first = await manager().cause();
    await receiver.count(1);
    // The next message is taken by the endpoint, and its sender cannot note it: it has lost its lease to a server that is dead.
    const dead = randomUUID();
    receiver.answer((response) => {
      void prisma()
        .$executeRaw`UPDATE "Webhook" SET "senderId" = ${dead}::uuid, "sendingUntil" = now() + interval '1 second'`.then(
        () => response.writeHead(200).end(),
      );
    });
    for (let count = 0; count < 4; count += 1) await manager().cause();
    await receiver.count(6);
    expect(positions()).toEqual([first, first + 1, first + 1, first + 2, first + 3, first + 4]);
    expect(receiver.ids[1]).toBe(receiver.ids[2]);
    expect(new Set(receiver.ids).size).toBe(5);
  });
});

describe('a server that stops', () => {
  it('waits for the answer of the endpoint, and leaves the webhook to another one', async () => {
    const other = await startApp({ parts: { ...parts, database: app.services.database } });
    // Who creates it looks at once, and sends it.
    const { id } = await managerOf(other, organization).create(receiver.url);
    const webhook = () => prisma().webhook.findUniqueOrThrow({ where: { id: plainOf(id) } });
    await until(async () => (await webhook()).senderId !== null, 'a sender');
    const { senderId } = await webhook();
    let answered = false;
    receiver.answer((response) => {
      setTimeout(() => {
        answered = true;
        response.writeHead(200).end();
      }, 200);
    });
    const position = await manager().cause();
    await receiver.count(1);
    await other.stop();
    await until(async () => (await manager().deliveries(id)).length === 1, 'its delivery');
    expect(answered).toBe(true);
    expect(await manager().deliveries(id)).toMatchObject([{ state: 'DELIVERED', position }]);
    await manager().cause();
    await receiver.count(2);
    expect(positions()).toEqual(rise(position, 2));
    expect((await webhook()).senderId).not.toBe(senderId);
  });
});

describe('a log that lost its newest events', () => {
  it('is noticed: the endpoint gets a Reset, and ids that were not used before', async () => {
    const { id } = await manager().create(receiver.url);
    const first = await manager().cause();
    await manager().cause();
    await manager().cause();
    await receiver.count(3);
    await until(async () => (await manager().webhook(id))['position'] === first + 2, 'its position');
    await loseTail(app.services.database, organization.id, 2);
    // Positions are used again.
    const again = await manager().cause();
    expect(again).toBe(first + 1);
    await until(() => receiver.types.includes('uplift.Reset'), 'a Reset');
    const last = await manager().cause();
    await until(() => positions().at(-1) === last, 'the last event');
    const ids = receiver.ids;
    expect(new Set(ids).size).toBe(ids.length);
    const since = receiver.types.slice(receiver.types.indexOf('uplift.Reset'));
    expect(since[0]).toBe('uplift.Reset');
    expect(ids.at(-1)).toMatch(new RegExp(`-1\\.${last}$`));
    expect((await manager().webhook(id))['resets']).toBe(1);
  });

  it('is noticed by a server that starts later', async () => {
    const { id } = await manager().create(receiver.url);
    const first = await manager().cause();
    await receiver.count(1);
    await until(async () => (await manager().webhook(id))['position'] === first, 'its position');
    await manager().do('disableWebhook', { webhookId: id });
    await loseTail(app.services.database, organization.id, 1);
    await manager().cause();
    await manager().cause();
    await manager().do('enableWebhook', { webhookId: id });
    await receiver.count(2);
    expect(receiver.types).toEqual(['uplift.UnitAdded', 'uplift.Reset']);
    expect(positions()[1]).toBe(first + 1);
  });
});

it('events that were archived before they were sent are told by a Reset', async () => {
  const { id } = await manager().create(receiver.url);
  await manager().do('disableWebhook', { webhookId: id });
  const first = await manager().cause();
  await manager().cause();
  const { id: organizationId } = organization;
  await inTransaction(app.services.database, organizationId, async (db) => {
    await admitDeletion(db, organizationId);
    await db.event.deleteMany({ where: { organizationId, position: { lte: first } } });
    await db.eventLog.update({ where: { organizationId }, data: { archivedThrough: first } });
  });
  await manager().do('enableWebhook', { webhookId: id });
  await receiver.count(1);
  expect(receiver.types).toEqual(['uplift.Reset']);
  expect(positions()).toEqual([first + 1]);
  expect(await manager().do('replayWebhook', { webhookId: id, from: first })).toMatchObject({
    __typename: 'InvalidInputError',
    issues: [{ path: 'from', message: expect.stringContaining(`from ${first + 1}`) }],
  });
});

it('the figures say how far webhooks are behind', async () => {
  receiver.always(silence);
  const { id } = await manager().create(receiver.url);
  await manager().cause();
  await manager().cause();
  await receiver.count(1);
  const of = `{organization="${organization.id}",webhook="${plainOf(id)}"}`;
  const figures = () => readFigures(app.metricsUrl ?? '');
  await until(async () => ((await figures()).get(`uplift_webhook_lag_seconds${of}`) ?? 0) > 1, 'a lag in seconds');
  expect((await figures()).get(`uplift_webhook_lag_events${of}`)).toBe(2);
  receiver.always(status(200));
  await until(async () => (await figures()).get(`uplift_webhook_lag_events${of}`) === 0, 'no lag');
  const after = await figures();
  expect(after.get(`uplift_webhook_lag_seconds${of}`)).toBe(0);
  expect(after.get('uplift_webhook_messages_total{outcome="failed"}')).toBeGreaterThanOrEqual(1);
  expect(after.get('uplift_webhook_messages_total{outcome="delivered"}')).toBeGreaterThanOrEqual(2);
});

it('deliveries are forgotten after thirty days, unless they are still retried', async () => {
  const { id } = await manager().create(receiver.url, { mode: 'PARK_FAILED' });
  await manager().cause();
  await until(async () => (await manager().deliveries(id)).length === 1, 'a delivery');
  const old = new Date(app.services.clock().getTime() - 31 * 86_400_000);
  await prisma().webhookDelivery.updateMany({ data: { lastAt: old } });
  await manager().cause();
  await until(async () => (await manager().deliveries(id)).length === 2, 'another delivery');
  const { database, clock, delivery } = app.services;
  const senders = createWebhookSenders({
    database,
    clock,
    delivery,
    schema,
    networks: createNetworks([]),
    keys: createKeyStore(undefined),
    logger: createLogger('silent'),
    render: () => Promise.reject(new Error('It sends nothing.')),
  });
  await senders.forgetOld();
  expect(await manager().deliveries(id)).toHaveLength(1);
});
