import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { useApp } from '../support/use-app.js';
import { hookField } from './hook-field.js';
import { createWatched, openRawSocket, openRawStream, until } from './views.js';
import type { RawSocket, Watched } from './views.js';

/** Has the field that goes wrong in these tests; the second has not. */
const BAD = 'subscription { events { position changes { after } } }';
const GOOD = 'subscription { events { position note } }';

/** Longest that an execution may take here, in milliseconds. */
const MAX_EXECUTION = 1_000;
const EVENTS = 20;

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 }); // On a busy machine.

let watched: Watched;
let socket: RawSocket;
const subscriptions: { stop(): void }[] = [];
const changes = hookField('ImprovementRevised', 'changes');

const app = useApp({ parts: { maxExecution: MAX_EXECUTION, limits: { maxResponseBytes: 16 * 1024 * 1024 } } });
beforeAll(async () => {
  watched = await createWatched(app);
  socket = await openRawSocket(app.url, watched.bearer);
});
afterEach(async () => {
  changes.resolve = undefined;
  for (const subscription of subscriptions.splice(0)) subscription.stop();
  await until(() => app.hub.counts.views === 0, 'no group');
});

/** Subscribes to both views, over both transports. */
async function subscribe() {
  const bad = [socket.subscribe(BAD), await openRawStream(app.url, watched.bearer, BAD)];
  const good = [socket.subscribe(GOOD), await openRawStream(app.url, watched.bearer, GOOD)];
  await until(() => app.hub.counts.subscribers === 4, '4 members');
  subscriptions.push(...bad, ...good);
  return { bad, good };
}

const arrived = (subscriptions: readonly { payloads: readonly string[] }[], count: number) =>
  until(() => subscriptions.every(({ payloads }) => payloads.length >= count), `${count} results for each`);
const positions = ({ payloads }: { payloads: readonly string[] }) =>
  payloads.map((payload) => (JSON.parse(payload) as { extensions: { position: number } }).extensions.position);
const through = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

test('a resolver that always throws holds up neither its own view nor its neighbors', async () => {
  const calls = { count: 0 };
  changes.resolve = () => {
    calls.count += 1;
    throw new Error('a secret of ours');
  };
  const before = await watched.head();
  const { bad, good } = await subscribe();
  for (let count = 0; count < EVENTS; count += 1) await watched.append({ note: String(count) });
  await arrived(good, EVENTS);
  await arrived(bad, EVENTS);
  // Only the first is held up for long: the others, while the view fails, are tried once more at once.
  expect(calls.count).toBe(3 + 2 * (EVENTS - 1));
  for (const subscription of [...bad, ...good]) {
    expect(positions(subscription)).toEqual(through(before + 1, before + EVENTS));
  }
  for (const { payloads } of bad) {
    for (const payload of payloads) {
      expect(payload).toContain('Unexpected error.');
      expect(payload).not.toContain('a secret of ours');
    }
  }
  for (const { payloads } of good) expect(payloads.join()).not.toContain('error');
});

test('a resolver that throws once loses nothing', async () => {
  const tries = new Map<number, number>();
  changes.resolve = ({ position }: { position: number }, _args, _context, _info, usual) => {
    tries.set(position, (tries.get(position) ?? 0) + 1);
    if (tries.get(position) !== 3) throw new Error('a hiccup');
    return usual();
  };
  const { bad } = await subscribe();
  for (let count = 0; count < 3; count += 1) await watched.append({ after: { title: `${count}` } });
  await arrived(bad, 3);
  for (const { payloads } of bad) expect(payloads.join()).not.toContain('error');
  expect([...tries.values()]).toEqual([3, 3, 3]);
});

test('a resolver that hangs ends in an error, and its view goes on; its neighbors notice nothing', async () => {
  changes.resolve = ({ note }: { note: string }, _args, _context, _info, usual) =>
    note === 'hang' ? new Promise(() => undefined) : usual();
  const before = await watched.head();
  const { bad, good } = await subscribe();
  await watched.append({ note: 'fine' });
  await arrived(bad, 1);
  await watched.append({ note: 'hang' });
  for (let count = 2; count < EVENTS; count += 1) await watched.append({ note: String(count) });
  await arrived(good, EVENTS);
  await arrived(bad, EVENTS);
  for (const subscription of [...bad, ...good]) {
    expect(positions(subscription)).toEqual(through(before + 1, before + EVENTS));
  }
  for (const { payloads } of bad) {
    expect(payloads.map((payload) => payload.includes('Unexpected error.'))).toEqual(
      Array.from({ length: EVENTS }, (_, index) => index === 1),
    );
  }
});

test('a view that hangs ends with its subscribers', async () => {
  changes.resolve = () => new Promise(() => undefined);
  const { bad, good } = await subscribe();
  await watched.append({ note: 'hang' });
  await arrived(good, 1);
  for (const subscription of bad) subscription.stop();
  await until(() => app.hub.counts.views === 1, 'one group');
});

test('a result of 10 MB comes as a whole, and those of its neighbors with it', async () => {
  const size = 10 * 1024 * 1024;
  const text = 'x'.repeat(size);
  changes.resolve = () => [{ field: 'title', before: null, after: text }];
  const { bad, good } = await subscribe();
  for (let count = 0; count < 2; count += 1) await watched.append({ note: String(count) });
  await arrived([...bad, ...good], 2);
  for (const { payloads } of bad) {
    expect(payloads).toHaveLength(2);
    for (const payload of payloads) {
      expect(payload.length).toBeGreaterThan(size);
      expect(payload.slice(0, size + 100).match(/x+/)?.[0].length).toBe(size);
    }
    expect(payloads[0]?.replace(text, '')).toMatch(/^\{"data":\{"events":\{"position":\d+,"changes":/);
  }
  for (const { payloads } of good) expect(payloads).toHaveLength(2);
});
