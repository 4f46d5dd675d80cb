import { createPublicKey, verify } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { encodeCursor } from '../../src/log/cursor.js';
import { encodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import { until } from '../live/subscribers.js';
import { createTestOrganization } from '../support/app.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { managerOf } from './managing.js';
import { reset, silence, startReceiver, status, verified } from './receiver.js';
import type { Receiver } from './receiver.js';

const RETRIES = [500, 600, 700];

const app = useApp({
  parts: { webhookNetworks: ['127.0.0.0/8'], webhookTiming: { retries: RETRIES, answerTimeout: 1_500, look: 100 } },
});
const organization = useOrganization(app);
const manager = () => managerOf(app, organization);

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await app.services.database.prisma.webhook.deleteMany();
  app.services.webhooks.changed();
  await receiver.stop();
});

const epochOf = async () =>
  (await app.services.database.prisma.eventLog.findUniqueOrThrow({ where: { organizationId: organization.id } })).epoch;

const rise = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const allDelivered = (id: string) =>
  until(async () => (await manager().deliveries(id)).every(({ state }) => state === 'DELIVERED'), 'all delivered');
const disabledFor = (id: string, reason: string) =>
  until(async () => (await manager().webhook(id))['disabledFor'] === reason, reason);
const positions = () => receiver.received.map(({ body }) => JSON.parse(body).data.position as number);

describe('an event', () => {
  it('arrives as a CloudEvent that the stock library verifies', async () => {
    const { id, secret, publicKey } = await manager().create(receiver.url);
    const position = await manager().cause('Alpha');
    await receiver.count(1);
    const [request] = receiver.received;
    if (!request) throw new Error('Nothing was received.');
    const epoch = await epochOf();
    const message = verified(secret, request);
    expect(request.headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=UTF-8',
      'webhook-id': `${epoch}.${position}`,
      'user-agent': expect.stringMatching(/^Uplift\//),
    });
    const { prisma } = app.services.database;
    const unit = await prisma.unit.findFirstOrThrow({ where: { name: 'Alpha' } });
    const globalId = encodeGlobalId('Unit', unit.id);
    const event = await prisma.event.findFirstOrThrow({ where: { recordId: unit.id } });
    expect(message).toEqual({
      specversion: '1.0',
      id: `${epoch}.${position}`,
      source: `/organizations/${organization.slug}`,
      type: 'uplift.UnitAdded',
      subject: globalId,
      time: event.occurredAt.toISOString(),
      datacontenttype: 'application/json',
      data: {
        position,
        cursor: encodeCursor({ epoch, position, hash: Buffer.from(event.hash ?? []).toString('hex') }),
        actorId: organization.people.ADMINISTRATOR.globalId,
        recordType: 'Unit',
        recordId: globalId,
        recordVersion: 1,
        improvementId: null,
        planId: null,
        deploymentId: null,
        unitId: globalId,
        note: null,
        changes: expect.arrayContaining([
          { field: 'name', before: null, after: 'Alpha' },
          { field: 'kind', before: null, after: 'PROJECT' },
        ]),
      },
    });
    // Ed25519 as well, by the public key.
    const signature = /v1a,(\S+)/.exec(String(request.headers['webhook-signature']))?.[1] ?? '';
    const spki = Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(publicKey.slice('whpk_'.length), 'base64'),
    ]);
    const key = createPublicKey({ key: spki, type: 'spki', format: 'der' });
    const content = [request.headers['webhook-id'], request.headers['webhook-timestamp'], request.body].join('.');
    expect(verify(null, Buffer.from(content), key, Buffer.from(signature, 'base64'))).toBe(true);
    await until(async () => (await manager().deliveries(id)).length === 1, 'a delivery');
    expect(await manager().deliveries(id)).toEqual([
      expect.objectContaining({ state: 'DELIVERED', status: 204, attempts: 1, answer: '', error: null, position }),
    ]);
  });

  it('has the fields before and after', async () => {
    const { secret } = await manager().create(receiver.url);
    const { bearer } = organization.people.ADMINISTRATOR;
    const done = await act(
      app.url,
      'changeUnit',
      { unitId: organization.otherUnit.globalId, version: 1, name: 'Renamed project' },
      bearer,
    );
    expect(done['__typename']).toBe('ChangeUnitPayload');
    await receiver.count(1);
    const [request] = receiver.received;
    expect(request && verified(secret, request)['data'].changes).toEqual([
      { field: 'name', before: 'Other project', after: 'Renamed project' },
    ]);
  });

  it('arrives only where the filter wants it', async () => {
    const { id } = await manager().create(receiver.url, {
      filter: { types: ['UNIT_CHANGED'], actorIds: [organization.people.ADMINISTRATOR.globalId] },
    });
    const position = await manager().cause();
    await sleep(300);
    expect(receiver.ids).toEqual([]);
    await manager().do('reviseWebhook', { webhookId: id, filter: { types: ['UNIT_ADDED'] } });
    const next = await manager().cause();
    expect(next).toBe(position + 1);
    await until(() => positions().includes(next), 'the event');
    expect((await manager().webhook(id))['filter']).toMatchObject({ types: ['UNIT_ADDED'], actorIds: null });
  });

  it('of another organization does not arrive', async () => {
    const other = await createTestOrganization(app);
    await managerOf(app, other).create(receiver.url);
    await manager().cause();
    const position = await managerOf(app, other).cause();
    await receiver.count(1);
    expect(positions()).toEqual([position]);
  });
});

describe('events', () => {
  it('arrive in order, once each', async () => {
    const { secret } = await manager().create(receiver.url);
    const first = await manager().cause();
    await Promise.all(Array.from({ length: 40 }, () => manager().cause()));
    await receiver.count(41);
    expect(positions()).toEqual(rise(first, 41));
    for (const request of receiver.received) verified(secret, request);
    await sleep(100);
    expect(receiver.received).toHaveLength(41);
  });

  test.each([
    ['answers 500', status(500, {}, 'Not today.'), { status: 500, answer: 'Not today.', error: null }],
    ['redirects', status(302, { location: '/elsewhere' }), { status: 302, error: null }],
    ['does not answer', silence, { status: null, answer: null, error: 'No answer within 1.5 seconds.' }],
    ['cuts the connection', reset, { status: null, error: expect.stringMatching(/hang up|ECONNRESET/) }],
  ])('wait for one that the endpoint %s for', async (_what, answer, noted) => {
    receiver.answer(answer);
    receiver.always(status(202, {}, 'Thanks.'));
    const { id } = await manager().create(receiver.url);
    const first = await manager().cause();
    await until(async () => (await manager().deliveries(id)).length === 1, 'a delivery');
    expect((await manager().deliveries(id))[0]).toMatchObject({ attempts: 1, state: 'RETRYING', ...noted });
    await manager().cause();
    await receiver.count(3);
    expect(positions()).toEqual([first, first, first + 1]);
    expect(receiver.received.every(({ path }) => path === '/hook')).toBe(true);
    expect(new Set(receiver.ids).size).toBe(2);
    await allDelivered(id);
    expect((await manager().deliveries(id))[0]).toMatchObject({ attempts: 2, status: 202, answer: 'Thanks.' });
  });

  it('are not held up by another endpoint', async () => {
    const slow = await startReceiver();
    slow.always(silence);
    await manager().create(slow.url);
    await manager().create(receiver.url, { name: 'Another endpoint' });
    const first = await manager().cause();
    await slow.count(1);
    for (let count = 0; count < 5; count += 1) await manager().cause();
    await receiver.count(6);
    expect(positions()).toEqual(rise(first, 6));
    await slow.stop();
  });

  it('go on without one that is parked, which is retried by itself', async () => {
    const { id } = await manager().create(receiver.url, { mode: 'PARK_FAILED' });
    receiver.always((response) => void response.writeHead(new Set(receiver.ids).size < 3 ? 500 : 200).end());
    const first = await manager().cause();
    await receiver.count(1);
    await manager().cause();
    await manager().cause();
    await until(() => new Set(receiver.ids).size === 3, 'three messages');
    // Each came for the first time in order, though none before the last was taken.
    expect([...new Set(positions())]).toEqual(rise(first, 3));
    await allDelivered(id);
  });

  it('wait as long as Retry-After asks', async () => {
    receiver.answer(status(429, { 'retry-after': '1' }));
    await manager().create(receiver.url);
    await manager().cause();
    await receiver.count(2);
    const [first, second] = receiver.received;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('end with 410, and go on where they were once the webhook is enabled', async () => {
    receiver.answer(status(410));
    const { id } = await manager().create(receiver.url);
    const first = await manager().cause();
    await disabledFor(id, 'GONE');
    await manager().cause();
    await sleep(300);
    expect(receiver.received).toHaveLength(1);
    expect((await manager().do('enableWebhook', { webhookId: id }))['webhook']).toMatchObject({ enabled: true });
    await receiver.count(3);
    expect(positions()).toEqual([first, first, first + 1]);
  });

  it('end after the last retry, and none is lost', async () => {
    receiver.always(status(503));
    const { id } = await manager().create(receiver.url);
    const first = await manager().cause();
    await disabledFor(id, 'FAILING');
    expect(receiver.received).toHaveLength(RETRIES.length + 1);
    for (const [index, wait] of RETRIES.entries()) {
      const [one, other] = receiver.received.slice(index, index + 2);
      expect((other?.at ?? 0) - (one?.at ?? 0)).toBeGreaterThanOrEqual(wait - 5);
    }
    receiver.always(status(200));
    await manager().cause();
    await manager().do('enableWebhook', { webhookId: id });
    await receiver.count(RETRIES.length + 3);
    expect(positions().slice(-2)).toEqual([first, first + 1]);
  });
});

describe('a dead letter', () => {
  it('is one that was parked for the last time, and is sent again singly', async () => {
    const { id } = await manager().create(receiver.url, { mode: 'PARK_FAILED' });
    const first = await manager().cause();
    await receiver.count(1);
    receiver.always((response, request) => {
      const isFirst = String(request.headers['webhook-id']).endsWith(`.${first + 1}`);
      response.writeHead(isFirst ? 500 : 200).end();
    });
    await manager().cause();
    const failed = async () => (await manager().deliveries(id)).find(({ state }) => state === 'FAILED');
    // As long as the endpoint takes others.
    await until(async () => {
      await manager().cause();
      return (await failed()) !== undefined;
    }, 'a dead letter');
    const letter = await failed();
    expect(letter).toMatchObject({ position: first + 1, attempts: RETRIES.length + 1, nextAt: null });
    receiver.always(status(200));
    await manager().do('retryWebhookDelivery', { deliveryId: letter?.['id'] });
    await allDelivered(id);
    expect((await manager().webhook(id))['enabled']).toBe(true);
  });
});
