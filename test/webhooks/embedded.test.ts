import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { managerOf } from './managing.js';
import { startReceiver, status } from './receiver.js';
import type { Receiver } from './receiver.js';

let app: TestApp;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  const webhookTiming = { retries: [200, 200], answerTimeout: 1_500, look: 100 };
  app = await startApp({ parts: { webhookNetworks: ['127.0.0.0/8'], webhookTiming } });
});
afterAll(async () => {
  await app.stop();
  await receiver.stop();
});

it('webhooks work on an embedded database', async () => {
  const manager = managerOf(app, await createTestOrganization(app));
  await manager.create(receiver.url, { filter: { types: ['UNIT_ADDED'] } });
  receiver.answer(status(200), status(500));
  const first = await manager.cause();
  await manager.cause();
  await manager.cause();
  await receiver.count(4);
  const positions = receiver.received.map(({ body }) => JSON.parse(body).data.position);
  expect(positions).toEqual([first, first + 1, first + 1, first + 2]);
});
