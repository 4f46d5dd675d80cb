import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { until } from '../live/subscribers.js';
import { putPerson } from '../commands/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { subscribeSse } from '../support/clients.js';
import { useApp } from '../support/use-app.js';
import { managerOf } from './managing.js';
import { startReceiver, status, verified } from './receiver.js';
import type { Receiver } from './receiver.js';

const DOCUMENT = `subscription { events { __typename position note ... on UnitAdded { unit { id name kind } } } }`;

const app = useApp({
  parts: { webhookNetworks: ['127.0.0.0/8'], webhookTiming: { retries: [200, 300], answerTimeout: 1_500, look: 100 } },
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
const plainOf = (id: string) => Buffer.from(id, 'base64').toString().slice('Webhook:'.length);

describe('with a document, a message', () => {
  it('says what a subscriber of it gets', async () => {
    const { secret } = await manager().create(receiver.url, { document: DOCUMENT });
    const subscriber = subscribeSse(app.url, DOCUMENT, {}, organization.people.VIEWER.bearer);
    const sent = receiver.received.length;
    // A subscription begins a moment after it was asked for.
    let position = 0;
    await until(async () => {
      position = await manager().cause();
      return subscriber.queued.length > 0;
    }, 'the subscription');
    await subscriber.next();
    position = await manager().cause('Alpha');
    let result = await subscriber.next();
    while (result.extensions?.position !== position) result = await subscriber.next();
    await until(() => receiver.ids.some((id) => id.endsWith(`.${position}`)), 'the message');
    const request = receiver.received.slice(sent).find(({ body }) => JSON.parse(body).id.endsWith(`.${position}`));
    expect(request && verified(secret, request)).toMatchObject({ type: 'uplift.UnitAdded', data: result });
    expect(result.data).toEqual({
      events: {
        __typename: 'UnitAdded',
        position,
        note: null,
        unit: { id: expect.any(String), name: 'Alpha', kind: 'PROJECT' },
      },
    });
    await subscriber.stop();
  });

  it('has the permissions of the owner', async () => {
    const document = 'subscription { events { ... on UnitAdded { unit { viewerCan { command allowed } } } } }';
    const { id } = await manager().create(receiver.url, { document });
    const allowed = () =>
      JSON.parse(receiver.received.at(-1)?.body ?? '{}').data.data.events.unit.viewerCan.find(
        ({ command }: { command: string }) => command === 'changeUnit',
      ).allowed as boolean;
    let sent = receiver.received.length;
    await manager().cause();
    await receiver.count(sent + 1);
    const ofAdministrator = allowed();
    const viewer = await putPerson(app, organization.id, 'VIEWER');
    await app.services.database.prisma.webhook.update({
      where: { id: plainOf(id) },
      data: { ownerId: viewer.id, version: { increment: 1 } },
    });
    app.services.webhooks.changed();
    await until(async () => {
      sent = receiver.received.length;
      await manager().cause();
      await receiver.count(sent + 1);
      return !allowed();
    }, 'the permissions of a viewer');
    expect(ofAdministrator).toBe(true);
  });

  it('is made again for a retry', async () => {
    await manager().create(receiver.url, { document: DOCUMENT });
    const sent = receiver.received.length;
    receiver.answer(status(500));
    const position = await manager().cause('Beta');
    await receiver.count(sent + 2);
    const [first, second] = receiver.received.slice(sent);
    expect(second?.body).toBe(first?.body);
    expect(JSON.parse(second?.body ?? '').data.extensions).toMatchObject({ position });
  });

  it('says so where a later server does not understand it any more', async () => {
    const { id } = await manager().create(receiver.url, { document: DOCUMENT });
    await app.services.database.prisma.webhook.update({
      where: { id: plainOf(id) },
      data: { document: 'subscription { events { gone } }', version: { increment: 1 } },
    });
    app.services.webhooks.changed();
    const sent = receiver.received.length;
    await until(async () => {
      await manager().cause();
      return JSON.parse(receiver.received.slice(sent).at(-1)?.body ?? '{}').data?.errors !== undefined;
    }, 'an error');
    expect(JSON.parse(receiver.received.at(-1)?.body ?? '').data).toEqual({
      data: null,
      errors: [{ message: expect.stringContaining('Cannot query field "gone" on type "Event".') }],
    });
  });
});

it('is taken away again by a revision with null', async () => {
  const { id } = await manager().create(receiver.url, { document: DOCUMENT });
  expect((await manager().webhook(id))['document']).toBe(DOCUMENT);
  await manager().do('reviseWebhook', { webhookId: id, name: 'Renamed' });
  expect((await manager().webhook(id))['document']).toBe(DOCUMENT);
  await manager().do('reviseWebhook', { webhookId: id, document: null });
  expect((await manager().webhook(id))['document']).toBeNull();
  const sent = receiver.received.length;
  const position = await manager().cause();
  await receiver.count(sent + 1);
  expect(JSON.parse(receiver.received.at(-1)?.body ?? '').data).toMatchObject({
    position,
    changes: expect.any(Array),
    cursor: expect.any(String),
  });
});

test.each([
  ['{ viewer { role } }', 'Must be a subscription.'],
  ['subscription { deploymentProgress { percent } }', 'Must subscribe to `events`'],
  ['subscription ($a: LogCursor) { events(after: $a) { position } }', 'Must not have variables.'],
  ['subscription { events(filter: {}) { position } }', 'Must subscribe to `events`'],
  [
    'subscription { events { position } } subscription B { events { position } }',
    'This anonymous operation must be the only',
  ],
  ['subscription A { events { position } } subscription B { events { position } }', 'Must have one operation.'],
  ['subscription { events { gone } }', 'Cannot query field "gone" on type "Event".'],
  ['subscription {', 'Syntax Error'],
  [
    `subscription { events { unit { deployments(first: 100) { nodes { improvement { deployments(first: 100) { nodes { improvement {
     deployments(first: 100) { nodes { id } } } } } } } } } } }`,
    'complexity',
  ],
])('must not be %s', async (document, message) => {
  const refused = {
    __typename: 'InvalidInputError',
    issues: [{ path: 'document', message: expect.stringContaining(message) }],
  };
  expect(await manager().do('createWebhook', { name: 'It', url: receiver.url, document })).toMatchObject(refused);
  const { id } = await manager().create(receiver.url);
  expect(await manager().do('reviseWebhook', { webhookId: id, document })).toMatchObject(refused);
});
