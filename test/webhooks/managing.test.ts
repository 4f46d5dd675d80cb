import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { ROLES } from '../../src/auth/permissions.js';
import { encodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import { putPerson } from '../commands/fixtures.js';
import { until } from '../live/subscribers.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import { useApp } from '../support/use-app.js';
import { manage, managerOf, read, webhookMutations } from './managing.js';
import { startReceiver, status, verified } from './receiver.js';
import type { Receiver } from './receiver.js';

const app = useApp({
  parts: { webhookNetworks: ['127.0.0.0/8'], webhookTiming: { retries: [50], answerTimeout: 1_500, look: 100 } },
});
let organization: TestOrganization;
const manager = () => managerOf(app, organization);
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  await app.services.database.prisma.webhook.deleteMany();
  app.services.webhooks.changed();
  organization = await createTestOrganization(app);
});

const positionsFrom = (after: number) =>
  receiver.received.slice(after).map(({ body }) => JSON.parse(body).data.position);

/** A webhook with a delivery, and the input of each mutation about it. */
async function inputs(): Promise<{ id: string; deliveryId: string; of: Record<string, object> }> {
  const { id } = await manager().create(receiver.url);
  const { delivery } = await manager().do('testWebhook', { webhookId: id });
  const of = Object.fromEntries(webhookMutations.map((name) => [name, { webhookId: id }]));
  return {
    id,
    deliveryId: delivery.id,
    of: {
      ...of,
      createWebhook: { name: 'Another', url: receiver.url },
      replayWebhook: { webhookId: id, from: 1 },
      retryWebhookDelivery: { deliveryId: delivery.id },
    },
  };
}

describe('webhooks are for administrators', () => {
  it('to manage, without an API token', async () => {
    const { of } = await inputs();
    const { ADMINISTRATOR } = organization.people;
    const token = await putToken(app, {
      organizationId: organization.id,
      personId: ADMINISTRATOR.id,
      scopes: ['read', 'addUnit'],
    });
    for (const name of webhookMutations) {
      for (const role of ROLES.filter((each) => each !== 'ADMINISTRATOR'))
        expect(await manage(app, name, of[name] ?? {}, organization.people[role].bearer)).toMatchObject({
          __typename: 'ForbiddenError',
          requires: 'the role ADMINISTRATOR or above',
        });
      expect(await manage(app, name, of[name] ?? {}, token.bearer)).toMatchObject({
        __typename: 'ForbiddenError',
        requires: 'the person themselves, not an API token',
      });
    }
  });

  it('to read', async () => {
    const { id, deliveryId } = await inputs();
    const { SPONSOR, ADMINISTRATOR } = organization.people;
    const list = '{ webhooks(first: 10) { totalCount nodes { id } } }';
    expect((await ask(app.url, list, {}, SPONSOR.bearer)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(await read(app, list, {}, ADMINISTRATOR.bearer)).toEqual({ webhooks: { totalCount: 1, nodes: [{ id }] } });
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    const stranger = await createTestOrganization(app);
    for (const each of [id, deliveryId]) {
      expect(await read(app, node, { id: each }, SPONSOR.bearer)).toEqual({ node: null });
      expect(await read(app, node, { id: each }, stranger.people.ADMINISTRATOR.bearer)).toEqual({ node: null });
      expect(await read(app, node, { id: each }, ADMINISTRATOR.bearer)).toEqual({ node: { id: each } });
    }
  });

  it('of their own organization', async () => {
    const { of } = await inputs();
    const { bearer } = (await createTestOrganization(app)).people.ADMINISTRATOR;
    for (const name of webhookMutations.filter((each) => each !== 'createWebhook'))
      expect(await manage(app, name, of[name] ?? {}, bearer)).toMatchObject({ __typename: 'NotFoundError' });
  });

  it('who leave a record, without the address', async () => {
    const { id } = await manager().create(receiver.url);
    await manager().do('disableWebhook', { webhookId: id });
    const query = '{ accessRecords(first: 10) { nodes { kind about person { id } } } }';
    const { accessRecords } = await read(app, query, {}, organization.people.ADMINISTRATOR.bearer);
    const plain = Buffer.from(id, 'base64').toString().slice('Webhook:'.length);
    expect(accessRecords.nodes).toEqual(
      ['disableWebhook', 'createWebhook'].map((name) => ({
        kind: 'WEBHOOK_CHANGED',
        about: `${name} ${plain}`,
        person: { id: organization.people.ADMINISTRATOR.globalId },
      })),
    );
  });
});

describe('a webhook', () => {
  test.each([
    ['https://192.168.0.1/', 'Must not lead to a private address.'],
    ['https://somebody:secret@example.org/', 'Must not contain credentials.'],
    ['ftp://example.org/', 'Must be an http or https address.'],
  ])('must not have the address %s', async (url, message) => {
    const refused = (result: object) =>
      expect(result).toMatchObject({
        __typename: 'InvalidInputError',
        issues: [{ path: 'url', message: expect.stringContaining(message) }],
      });
    refused(await manager().do('createWebhook', { name: 'It', url }));
    const { id } = await manager().create(receiver.url);
    refused(await manager().do('reviseWebhook', { webhookId: id, url }));
  });

  it('is one of twenty at most', async () => {
    await Promise.all(Array.from({ length: 20 }, () => manager().create(receiver.url)));
    expect(await manager().do('createWebhook', { name: 'One more', url: receiver.url })).toMatchObject({
      __typename: 'RuleViolationError',
      message: expect.stringContaining('20'),
    });
  });

  it('keeps what is not revised', async () => {
    const filter = { unitIds: [organization.ledUnit.globalId], types: ['UNIT_ADDED'] };
    const { id } = await manager().create(receiver.url, { filter });
    await manager().do('reviseWebhook', { webhookId: id, name: 'Renamed' });
    expect(await manager().webhook(id)).toMatchObject({ name: 'Renamed', url: receiver.url, mode: 'ORDERED', filter });
  });

  it('signs with both secrets while they overlap', async () => {
    const { id, secret, publicKey } = await manager().create(receiver.url);
    const rotated = await manager().do('rotateWebhookSecret', { webhookId: id });
    expect(rotated['secret']).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(rotated['secret']).not.toBe(secret);
    expect(rotated['webhook'].publicKey).not.toBe(publicKey);
    const sent = receiver.received.length;
    await manager().cause();
    await receiver.count(sent + 1);
    const request = receiver.received.at(-1);
    if (!request) throw new Error('Nothing was received.');
    expect(verified(secret, request)).toEqual(verified(rotated['secret'], request));
    const again = await manager().do('rotateWebhookSecret', { webhookId: id, overlapMinutes: 0 });
    await manager().cause();
    await receiver.count(sent + 2);
    const last = receiver.received.at(-1);
    if (!last) throw new Error('Nothing was received.');
    verified(again['secret'], last);
    for (const old of [secret, rotated['secret']]) expect(() => verified(old, last)).toThrow('No matching signature');
  });

  it('sends nothing while it is disabled, and then what happened meanwhile', async () => {
    const { id } = await manager().create(receiver.url);
    await manager().do('disableWebhook', { webhookId: id });
    expect(await manager().webhook(id)).toMatchObject({ enabled: false, disabledFor: 'DISABLED' });
    const sent = receiver.received.length;
    const position = await manager().cause();
    await sleep(300);
    expect(receiver.received).toHaveLength(sent);
    expect((await manager().webhook(id))['behind']).toBe(1);
    await manager().do('enableWebhook', { webhookId: id });
    await receiver.count(sent + 1);
    expect(positionsFrom(sent)).toEqual([position]);
  });

  it('ends with its owner, and goes on with who enables it', async () => {
    const { id } = await manager().create(receiver.url);
    const { prisma } = app.services.database;
    const plain = Buffer.from(id, 'base64').toString().slice('Webhook:'.length);
    const leaver = await putPerson(app, organization.id, 'ADMINISTRATOR');
    await prisma.webhook.update({ where: { id: plain }, data: { ownerId: leaver.id } });
    const left = await act(
      app.url,
      'deactivatePerson',
      { personId: leaver.globalId, version: 1 },
      organization.people.ADMINISTRATOR.bearer,
    );
    expect(left['__typename']).toBe('DeactivatePersonPayload');
    await until(async () => (await manager().webhook(id))['disabledFor'] === 'OWNER_LEFT', 'its end');
    const { webhook } = await manager().do('enableWebhook', { webhookId: id });
    expect(webhook).toMatchObject({ enabled: true, owner: { id: organization.people.ADMINISTRATOR.globalId } });
  });

  it('is deleted with its deliveries', async () => {
    const { id } = await inputs();
    const tells = (name: string) => receiver.received.some(({ body }) => body.includes(name));
    await manager().cause('Before the end');
    await until(() => tells('Before the end'), 'a message');
    expect(await manager().do('deleteWebhook', { webhookId: id })).toEqual({
      __typename: 'DeleteWebhookPayload',
      webhookId: id,
    });
    expect(
      await app.services.database.prisma.webhookDelivery.count({ where: { organizationId: organization.id } }),
    ).toBe(0);
    // The server that sends looks a moment later, and may be sending what came before it has.
    let caused = 0;
    await until(async () => {
      caused += 1;
      await manager().cause(`After the end, ${caused}.`);
      await sleep(300);
      return !tells(`After the end, ${caused}.`);
    }, 'the end');
  });
});

describe('a test', () => {
  it('is sent at once, signed, and answers what came of it', async () => {
    const { id, secret } = await manager().create(receiver.url, { filter: { types: ['UNIT_CHANGED'] } });
    await manager().do('disableWebhook', { webhookId: id });
    receiver.answer(status(418, {}, `I am a teapot.${' '.repeat(2_000)}\0`));
    const { delivery } = await manager().do('testWebhook', { webhookId: id });
    expect(delivery).toMatchObject({
      state: 'FAILED',
      status: 418,
      attempts: 1,
      position: null,
      type: 'WebhookTested',
    });
    expect(delivery.answer).toHaveLength(1_024);
    const request = receiver.received.at(-1);
    expect(request && verified(secret, request)).toMatchObject({
      type: 'uplift.WebhookTested',
      id: delivery.messageId,
      data: { name: 'An endpoint' },
    });
    expect(await manager().do('retryWebhookDelivery', { deliveryId: delivery.id })).toMatchObject({
      __typename: 'NotFoundError',
    });
    expect((await manager().do('testWebhook', { webhookId: id }))['delivery']).toMatchObject({ state: 'DELIVERED' });
  });

  it('does not reach a private address to which a name leads', async () => {
    const { id } = await manager().create(receiver.url.replace('http:', 'https:').replace('127.0.0.1', 'localhost'));
    const plain = Buffer.from(id, 'base64').toString().slice('Webhook:'.length);
    // As if the name had led elsewhere when the webhook was created.
    await app.services.database.prisma.webhook.update({ where: { id: plain }, data: { url: 'https://192.168.0.1/' } });
    expect((await manager().do('testWebhook', { webhookId: id }))['delivery']).toMatchObject({
      state: 'FAILED',
      status: null,
      error: 'Must not lead to a private address.',
    });
  });
});

describe('a replay', () => {
  it('sends events again with the ids that they had', async () => {
    const sent = receiver.received.length;
    const { id } = await manager().create(receiver.url);
    const first = await manager().cause();
    await manager().cause();
    await receiver.count(sent + 2);
    const { webhook } = await manager().do('replayWebhook', { webhookId: id, from: first });
    expect(webhook.position).toBe(first - 1);
    await receiver.count(sent + 4);
    expect(positionsFrom(sent)).toEqual([first, first + 1, first, first + 1]);
    const ids = receiver.ids.slice(sent);
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
    await until(async () => (await manager().deliveries(id)).every(({ attempts }) => attempts === 1), 'the deliveries');
    expect(await manager().deliveries(id)).toHaveLength(2);
  });

  it('reaches back before the webhook was created', async () => {
    const first = await manager().cause();
    await manager().cause();
    const { id } = await manager().create(receiver.url);
    const sent = receiver.received.length;
    await manager().do('replayWebhook', { webhookId: id, from: 1 });
    await receiver.count(sent + first + 1);
    expect(positionsFrom(sent)).toEqual(Array.from({ length: first + 1 }, (_, index) => index + 1));
  });

  test.each([[1_000], [2_147_483_647]])('from %i, where there is nothing, is refused', async (from) => {
    const { id } = await manager().create(receiver.url);
    expect(await manager().do('replayWebhook', { webhookId: id, from })).toMatchObject({
      __typename: 'InvalidInputError',
      issues: [{ path: 'from' }],
    });
  });
});

it('of other types than an administrator may name, nothing is asked', async () => {
  const { id } = await manager().create(receiver.url, { filter: { unitIds: [organization.ledUnit.globalId] } });
  const wrong = { webhookId: id, filter: { unitIds: [encodeGlobalId('Person', organization.people.SPONSOR.id)] } };
  expect(await manager().do('reviseWebhook', wrong)).toMatchObject({
    __typename: 'InvalidInputError',
    issues: [{ path: 'filter.unitIds.0' }],
  });
});
