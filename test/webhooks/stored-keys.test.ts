import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSealing } from '../../src/sealing.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { until } from '../live/subscribers.js';
import { useApp } from '../support/use-app.js';
import { manage, managerOf } from './managing.js';
import { startReceiver, verified } from './receiver.js';
import type { Receiver } from './receiver.js';

const KEY = 'a key for the tests of what is stored of webhooks';
const parts = { webhookNetworks: ['127.0.0.0/8'], webhookTiming: { retries: [50], look: 100 } };
const app = useApp({ parts: { ...parts, sealing: createSealing(KEY) } });
let organization: TestOrganization;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  organization = await createTestOrganization(app);
});
afterAll(() => receiver.stop());
const manager = () => managerOf(app, organization);
const row = (id: string) =>
  app.services.database.prisma.webhook.findFirstOrThrow({ where: { organizationId: organization.id, name: id } });

/** A webhook by a name of its own, and its secret. */
const create = (name: string) => manager().create(receiver.url, { name });

/** The next message that an event causes, by the name of the unit that it adds. */
async function next(): Promise<Receiver['received'][number]> {
  const name = `Unit ${crypto.randomUUID()}`;
  await manager().cause(name);
  await until(() => receiver.received.some(({ body }) => body.includes(name)), 'a message');
  const found = receiver.received.find(({ body }) => body.includes(name));
  if (!found) throw new Error('There is none.');
  return found;
}

describe('the keys of a webhook', () => {
  it('are sealed in the database, and sign', async () => {
    const { id, secret, publicKey } = await create('sealed');
    const stored = await row('sealed');
    expect(secret).toMatch(/^whsec_/);
    expect(publicKey).toMatch(/^whpk_/);
    for (const key of [stored.secret, stored.signingKey]) expect(key).toMatch(/^[\w-]{8}\.[\w-]+$/);
    expect(JSON.stringify(stored)).not.toContain(secret.slice('whsec_'.length));
    expect(verified(secret, await next())).toBeTruthy();
    await manager().do('deleteWebhook', { webhookId: id });
  });

  it('sign together with those before them, once they were replaced', async () => {
    const { id, secret } = await create('rotated');
    const replaced = await manager().do('rotateWebhookSecret', { webhookId: id });
    const stored = await row('rotated');
    for (const key of [stored.oldSecret, stored.oldSigningKey, stored.secret, stored.signingKey])
      expect(key).toContain('.');
    const message = await next();
    expect(verified(secret, message)).toBeTruthy();
    expect(verified(replaced['secret'], message)).toBeTruthy();
    await manager().do('deleteWebhook', { webhookId: id });
  });

  it('that were stored in plain, as by a server without a key, go on', async () => {
    const { id, secret } = await create('plain');
    const { id: rowId } = await row('plain');
    const { newKeys, secretText } = await import('../../src/webhooks/signatures.js');
    const plain = newKeys();
    await app.services.database.prisma.webhook.update({
      where: { id: rowId },
      data: { ...plain, version: { increment: 1 } },
    });
    app.services.webhooks.changed();
    const message = await next();
    expect(verified(secretText(plain), message)).toBeTruthy();
    expect(() => verified(secret, message)).toThrow();
    await manager().do('deleteWebhook', { webhookId: id });
  });

  it('of another organization cannot be opened as its own', async () => {
    const { id, secret } = await create('swapped');
    const other = await createTestOrganization(app);
    await managerOf(app, other).create(receiver.url, { name: 'theirs' });
    const { prisma } = app.services.database;
    const theirs = await prisma.webhook.findFirstOrThrow({ where: { organizationId: other.id } });
    await prisma.webhook.update({
      where: { id: theirs.id },
      data: { disabledAt: new Date(), disabledFor: 'DISABLED' },
    });
    const { id: rowId } = await row('swapped');
    const stolen = { secret: theirs.secret, signingKey: theirs.signingKey };
    await prisma.webhook.update({ where: { id: rowId }, data: { ...stolen, version: { increment: 1 } } });
    expect((await manager().webhook(id))['publicKey']).toBeNull();
    expect(await manage(app, 'testWebhook', { webhookId: id }, organization.people.ADMINISTRATOR.bearer)).toMatchObject(
      { __typename: 'RuleViolationError' },
    );
    expect(secret).toBeTruthy();
    await manager().do('deleteWebhook', { webhookId: id });
  });
});

describe('a server without the key', () => {
  it('sends nothing until the secret is replaced, and then all that came meanwhile', async () => {
    const { id } = await create('without');
    // Its worker is to have ended, which knows the keys.
    await manager().do('disableWebhook', { webhookId: id });
    await sleep(300);
    const { id: rowId } = await row('without');
    const elsewhere = createSealing('another key, which this server does not have');
    const sealed = elsewhere.seal('c2VjcmV0', `webhook of ${organization.id}`);
    const keys = { secret: sealed, signingKey: sealed };
    await app.services.database.prisma.webhook.update({ where: { id: rowId }, data: keys });
    await manager().do('enableWebhook', { webhookId: id });
    await manager().cause('While it lacks the key');
    const before = receiver.received.length;
    await sleep(500);
    expect(receiver.received.length).toBe(before);
    expect((await manager().webhook(id))['publicKey']).toBeNull();
    const { secret } = await manager().do('rotateWebhookSecret', { webhookId: id });
    await until(
      () => receiver.received.some(({ body }) => body.includes('While it lacks the key')),
      'what came meanwhile',
    );
    const message = receiver.received.find(({ body }) => body.includes('While it lacks the key'));
    expect(message && verified(secret, message)).toBeTruthy();
    await manager().do('deleteWebhook', { webhookId: id });
  });
});
