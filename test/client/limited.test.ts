import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStage } from '../live/stage.js';
import { EVENTS } from '../live/history.js';
import type { Stage } from '../live/stage.js';
import { until } from '../live/subscribers.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp } from '../support/use-app.js';
import { collect, openClient } from './collect.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

/** One second before a minute is over: whoever has asked for too much is told to come back in one. */
const LAST_SECOND = new Date('2026-06-01T12:00:59.000Z').getTime();

let now: number;
const unlimited = useApp();
let app: TestApp;
let stage: Stage;
beforeEach(async () => {
  now = LAST_SECOND;
  app = await startApp({
    clock: () => new Date(now),
    parts: {
      database: unlimited.services.database,
      budgets: { person: { operations: 3, cost: Infinity }, organization: { operations: Infinity, cost: Infinity } },
      limits: { maxViewsPerPerson: 1 },
      // The clock stands still in the past: the log is as old as it likes.
      replay: { maxEvents: 100_000, maxAge: Number.MAX_SAFE_INTEGER },
    },
  });
  stage = await createStage(app);
  return () => app.stop();
});

const opened: ReturnType<typeof collect>[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.stop()));
});
const watch = (document: string, after?: string) => {
  const client = openClient({ url: app.url, token: stage.bearer.replace('Bearer ', '') });
  const collected = collect(client, document, { after });
  opened.push(collected);
  return collected;
};
/** How many subscriptions have come to the server. */
const comings = (): number => vi.mocked(app.services.delivery.open).mock.calls.length;

test('a client that has asked for too much comes back when the server says, and goes on', async () => {
  for (let n = 0; n < 3; n += 1) await ask(app.url, '{ viewer { role } }', {}, stage.bearer);
  const began = performance.now();
  const events = watch(EVENTS, stage.beginning);
  await sleep(500);
  expect(events).toMatchObject({ results: [], ended: undefined });
  now += 2_000;
  await until(() => events.position > 10, 'the log');
  expect(performance.now() - began, 'not before it was told').toBeGreaterThan(1_000);
  expect(events).toMatchObject({ ended: undefined, anomalies: [] });
  expect(events.results.map(({ position }) => position)).toEqual(events.results.map((_, index) => index + 1));
});

test('a client whose view has no room yet tries again, ever less often, until there is', async () => {
  const open = vi.spyOn(app.services.delivery, 'open');
  const first = watch(EVENTS, stage.beginning);
  await until(() => first.position > 10, 'the first view');
  const second = watch('subscription { deploymentProgress { position } }');
  await until(() => comings() === 3, 'another attempt', 20_000);
  expect(second).toMatchObject({ results: [], ended: undefined });
  now += 60_000;
  await first.stop();
  await until(() => second.results.length > 0, 'the state', 30_000);
  expect(second.ended).toBeUndefined();
  open.mockRestore();
});
