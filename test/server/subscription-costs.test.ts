import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { createWatched, openRawSocket, openRawStream, until } from '../live/views.js';
import type { Watched } from '../live/views.js';
import { useApp } from '../support/use-app.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

/** About 200 for each event. */
const COSTLY = 'subscription { events { position improvement { deployments(first: 100) { nodes { id } } } } }';
const CHEAP = 'subscription { events { position } }';

let watched: Watched;
const person = { operations: 1_000, cost: 2_000 };
const organization = { operations: 10_000, cost: 1_000_000 };
const app = useApp({ parts: { budgets: { person, organization } } });
beforeAll(async () => {
  watched = await createWatched(app);
});

/** Appends events until something holds: a new minute may begin in between, with budgets that are full again. */
async function appendUntil(holds: () => boolean): Promise<void> {
  for (let count = 0; count < 100 && !holds(); count += 1) {
    await watched.append({ note: String(count) });
    await sleep(20);
  }
  await until(holds, 'the subscription to end');
}

const OVER_BUDGET = { code: 'RATE_LIMITED', bound: 'maxCostPerPerson', retryAfter: expect.any(Number) as number };

test('results of a subscription are charged, and end it where the budget is used up; no one else loses anything', async () => {
  const { people } = watched.organization;
  const [payer, other] = [
    await openRawSocket(app.url, people.VIEWER.bearer),
    await openRawSocket(app.url, people.SPONSOR.bearer),
  ];
  const costly = payer.subscribe(COSTLY);
  const cheap = other.subscribe(CHEAP);
  await until(() => app.hub.counts.subscribers === 2, 'both to be there');
  await appendUntil(() => costly.payloads.some((text) => text.includes('errors')));
  const last = JSON.parse(costly.payloads.at(-1) as string) as { errors: readonly object[] };
  expect(last.errors).toMatchObject([{ extensions: OVER_BUDGET }]);
  expect(last.errors[0], 'nothing that is meant for HTTP').not.toHaveProperty('extensions.http');
  expect(costly.payloads.length, 'what the budget was enough for').toBeGreaterThan(5);
  await until(() => app.hub.counts.subscribers === 1, 'one of them to have ended');
  const head = await watched.append({ note: 'after that' });
  await until(() => cheap.payloads.at(-1)?.includes(String(head)) === true, 'the other to have had everything');
  expect(cheap.payloads.length).toBeGreaterThan(costly.payloads.length);
  for (const { socket } of [payer, other]) socket.terminate();
  await until(() => app.hub.counts.subscribers === 0, 'both to be gone');
});

test('each result of a shared view is charged to one of those who watch it, in rotation', async () => {
  const { people } = watched.organization;
  const one = await openRawStream(app.url, people.DEPLOYMENT_LEAD.bearer, COSTLY);
  const another = await openRawStream(app.url, people.ADMINISTRATOR.bearer, COSTLY);
  await until(() => app.hub.counts.subscribers === 2, 'both to be there');
  await appendUntil(() => [one, another].every(({ payloads }) => payloads.some((text) => text.includes('errors'))));
  // Alone, the budget of each is enough for half as many.
  expect(Math.min(one.payloads.length, another.payloads.length)).toBeGreaterThan(12);
  for (const stream of [one, another]) stream.stop();
  await until(() => app.hub.counts.subscribers === 0, 'both to be gone');
});
