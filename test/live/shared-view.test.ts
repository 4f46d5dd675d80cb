import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { LoggedEvent } from '../../src/log/event.js';
import { Feed } from '../../src/live/feed.js';
import { createHub } from '../../src/live/hub.js';
import type { Hub } from '../../src/live/hub.js';
import { liveLimits } from '../../src/live/limits.js';
import type { Sink } from '../../src/live/sink.js';
import { liveSource } from '../../src/live/source.js';
import { until } from './views.js';

/** A log and a feed of it, whose reads can fail. */
function createLog(length: number) {
  const log = {
    length,
    failing: false,
    reads: 0,
    reading: 0,
    mostReads: 0,
    archived: 0,
    gate: Promise.resolve() as Promise<unknown>,
  };
  const feed = new Feed(
    length,
    async (after) => {
      log.reads += 1;
      log.reading += 1;
      log.mostReads = Math.max(log.mostReads, log.reading);
      await sleep(1);
      await log.gate;
      log.reading -= 1;
      if (log.failing) throw new Error('The database is away.');
      const count = Math.max(0, Math.min(500, log.length - after));
      const page = Array.from({ length: count }, (_, index) => ({ position: after + 1 + index }) as LoggedEvent);
      return page.filter(({ position }) => position > log.archived);
    },
    () => undefined,
  );
  const grow = (by: number): void => {
    log.length += by;
    feed.notify(log.length);
  };
  return { log, feed, grow, open: { feed, epoch: 'e', failed: () => undefined, release: () => undefined } };
}

type Log = ReturnType<typeof createLog>;

const options = { isReachable: async () => true };

const render = async ({ value }: { value: unknown }) => JSON.stringify(value);

/** Every event from a position on; only even ones where `even`. */
const logSource = ({ open }: Log, after: number, even = false) =>
  liveSource({
    kind: 'log',
    open,
    after,
    generation: 0,
    next: (events) => {
      const event = events.find(({ position }) => !even || position % 2 === 0);
      return (
        event && { position: event.position, value: { value: event.position, place: { epoch: 'e', position: 1 } } }
      );
    },
  });

/** How long the log is, as it is now: ahead of the feed, now and then. */
const stateSource = ({ open, log }: Log) => {
  const state = async (newest: number | undefined) => {
    const position = log.length;
    await sleep(2);
    const value = { value: position, place: { epoch: 'e', position } };
    return { position, value, ...(newest === undefined ? {} : { newest }) };
  };
  return liveSource({
    kind: 'state',
    open,
    after: open.feed.head,
    generation: 0,
    first: () => state(undefined),
    firstCovers: () => log.length,
    next: () => state(log.length),
  });
};

/** A sink that takes so many results, and then no more until there is room again. */
function createSink(room = Number.POSITIVE_INFINITY) {
  const waiting = new Set<() => void>();
  const sink = {
    got: [] as number[],
    room,
    isFull: () => sink.room <= 0,
    write(payload: { text: string }) {
      sink.room -= 1;
      sink.got.push(Number(payload.text));
    },
    writeAll(payloads: readonly { text: string }[]) {
      for (const payload of payloads) sink.write(payload);
    },
    onDrain(wake: () => void) {
      waiting.add(wake);
      return () => void waiting.delete(wake);
    },
    makeRoom(size: number) {
      sink.room += size;
      const all = Array.from(waiting);
      waiting.clear();
      for (const wake of all) wake();
    },
  };
  return sink satisfies Sink;
}

const through = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

function join(hub: Hub, source: ReturnType<typeof logSource>, sink: ReturnType<typeof createSink>) {
  const subscription = hub.join({ key: 'view', source, render, sink });
  void subscription.run();
  return subscription;
}

test('a subscriber that joins anywhere, with any buffer, gets everything once and in order', async () => {
  const hub = createHub(options);
  const log = createLog(3_000);
  const subscribers: { sink: ReturnType<typeof createSink>; after: number; end: () => void }[] = [];
  for (let round = 0; round < 60; round += 1) {
    const after = Math.max(0, log.feed.head - (round % 7) * 100 - (round % 3));
    const sink = createSink(round % 2 === 0 ? Number.POSITIVE_INFINITY : round);
    const subscription = join(hub, logSource(log, after), sink);
    subscribers.push({ sink, after, end: () => subscription.stop() });
    log.grow(1 + (round % 5));
    if (round % 4 === 0) await sleep(round % 9);
    for (const { sink } of subscribers) if (sink.isFull()) sink.makeRoom(1 + (round % 11));
  }
  const { length } = log.log;
  await until(() => {
    for (const { sink } of subscribers) if (sink.isFull()) sink.makeRoom(1_000);
    return subscribers.every(({ sink }) => sink.got.at(-1) === length);
  }, 'everybody to have the last');
  for (const { sink, after } of subscribers) expect(sink.got).toEqual(through(after + 1, length));
  expect(hub.counts.executions).toBeLessThanOrEqual(length);
  for (const { end } of subscribers) end();
  expect(hub.counts).toMatchObject({ views: 0, subscribers: 0, payloads: 0, payloadBytes: 0 });
});

test('a subscriber that was full at events that no one selected goes on behind them', async () => {
  const hub = createHub(options);
  const log = createLog(0);
  const sink = createSink(2);
  join(hub, logSource(log, 0, true), sink);
  for (let count = 0; count < 10; count += 1) {
    log.grow(1);
    await sleep(5);
  }
  expect(sink.got).toEqual([2, 4]);
  sink.makeRoom(100);
  await until(() => sink.got.length === 5, 'the rest');
  expect(sink.got).toEqual([2, 4, 6, 8, 10]);
});

test('old pages of the log are read once for all who come back together', async () => {
  const hub = createHub(options);
  const log = createLog(1_200);
  const sinks = Array.from({ length: 100 }, (_, index) => {
    const sink = createSink();
    join(hub, logSource(log, index), sink);
    return sink;
  });
  await until(() => sinks.every(({ got }) => got.at(-1) === 1_200), 'everybody to have the last');
  for (const [index, { got }] of sinks.entries()) expect(got).toEqual(through(index + 1, 1_200));
  expect(log.log.reads).toBe(3);
  expect(hub.counts.executions).toBe(1_200);
});

test('however many are behind, few read and execute at once, and the head waits for none of them', async () => {
  const hub = createHub(options);
  const log = createLog(6_000);
  let running = 0;
  let most = 0;
  const slowly: typeof render = async (update) => {
    running += 1;
    most = Math.max(most, running);
    await sleep(1);
    running -= 1;
    return render(update);
  };
  const ends = Array.from({ length: 300 }, (_, index) => {
    const sink = createSink(2);
    const key = `view ${index % 100}`;
    void hub.join({ key, source: logSource(log, (index * 37) % 5_900), render: slowly, sink }).run();
    return { sink, after: (index * 37) % 5_900 };
  });
  await until(() => ends.every(({ sink }) => sink.got.length === 2), 'two results for each');
  for (const { sink, after } of ends) expect(sink.got).toEqual([after + 1, after + 2]);
  expect(most).toBe(liveLimits.catchUps);
  expect(log.log.mostReads).toBeLessThanOrEqual(liveLimits.catchUps);
  expect(log.log.reads, 'each page once').toBe(12);
  expect(hub.counts).toMatchObject({ deliveries: 600, catchUps: hub.counts.executions + 12 });

  // Those who hang have the turns of all for a second each at most; the head needs none.
  const hang = () => new Promise<string>(() => undefined);
  for (let index = 0; index < 100; index += 1) {
    const source = logSource(log, index);
    void hub.join({ key: `hangs ${index}`, source, render: hang, sink: createSink() }).run();
  }
  const atHead = createSink();
  join(hub, logSource(log, 6_000), atHead);
  await sleep(5);
  log.grow(1);
  await until(() => atHead.got.length === 1, 'the newest at the head');
});

test('reads that fail are tried again, and lose nothing', async () => {
  const hub = createHub(options);
  const log = createLog(700);
  log.log.failing = true;
  const sink = createSink();
  join(hub, logSource(log, 100), sink);
  await sleep(150);
  expect(sink.got).toEqual([]);
  log.log.failing = false;
  await until(() => sink.got.length === 600, 'everything');
  expect(sink.got).toEqual(through(101, 700));
});

test('a first value that cannot be made is made later, and what was there goes on where it was', async () => {
  const hub = createHub(options);
  const log = createLog(5);
  const failures: unknown[] = [];
  let firsts = 0;
  const source = liveSource({
    ...logSource(log, 3),
    open: { ...log.open, failed: (error) => failures.push(error) },
    first: async () => {
      firsts += 1;
      if (firsts === 1) throw new Error('The database is away.');
      return { position: 3, value: { value: 0, place: { epoch: 'e', position: 3 } } };
    },
  });
  log.log.failing = true;
  const sink = createSink();
  join(hub, source, sink);
  await until(() => sink.got.length === 1, 'the first value');
  expect(failures[0]).toMatchObject({ message: 'The database is away.' });
  await until(() => failures.length > 1, 'a failed read');
  log.log.failing = false;
  await until(() => sink.got.length === 3, 'what was there');
  expect(sink.got).toEqual([0, 4, 5]);
});

test('ends at once when it is ended, while it waits and while it reads, and lets its feed go once', async () => {
  for (const reading of [false, true]) {
    const hub = createHub(options);
    const log = createLog(5);
    if (reading) log.log.gate = new Promise<void>(() => undefined);
    let released = 0;
    const source = liveSource({
      ...logSource(log, reading ? 0 : 5),
      open: { ...log.open, release: () => void (released += 1) },
    });
    const subscription = hub.join({ key: 'view', source, render, sink: createSink() });
    const over = subscription.run();
    await sleep(5);
    subscription.stop();
    subscription.stop();
    expect(released).toBe(1);
    await over;
    await subscription.run();
    expect(hub.counts.views).toBe(0);
  }
});

test('states never go back, end with the newest, and are made once for all', async () => {
  const hub = createHub(options);
  const log = createLog(10);
  const sinks: ReturnType<typeof createSink>[] = [];
  for (let round = 0; round < 50; round += 1) {
    const sink = createSink(round % 3 === 0 ? 1 : Number.POSITIVE_INFINITY);
    join(hub, stateSource(log), sink);
    sinks.push(sink);
    // The database is ahead of what the feed has heard of.
    log.log.length += 1;
    if (round % 2 === 0) log.feed.notify(log.log.length);
    if (round % 5 === 0) await sleep(round % 7);
  }
  log.feed.notify(log.log.length);
  await sleep(50);
  for (const sink of sinks) if (sink.isFull()) sink.makeRoom(1_000);
  const { length } = log.log;
  await until(() => sinks.every(({ got }) => got.at(-1) === length), 'everybody to have the newest');
  for (const { got } of sinks) expect(got).toEqual([...new Set(got)].sort((a, b) => a - b));
  const settled = hub.counts.executions;
  log.grow(1);
  await until(() => sinks.every(({ got }) => got.at(-1) === length + 1), 'the next');
  expect(hub.counts.executions).toBe(settled + 1);
});

test('nothing is read or written before it runs, nor after it is stopped', async () => {
  const hub = createHub(options);
  const log = createLog(5);
  const sink = createSink();
  const subscription = hub.join({ key: 'view', source: logSource(log, 2), render, sink });
  await sleep(20);
  expect({ got: sink.got, reads: log.log.reads }).toEqual({ got: [], reads: 0 });
  const over = subscription.run();
  await until(() => sink.got.length === 3, 'what was there');
  log.grow(1);
  await until(() => sink.got.length === 4, 'the next');
  subscription.stop();
  await over;
  log.grow(1);
  await sleep(20);
  expect(sink.got).toEqual([3, 4, 5, 6]);
  expect(hub.counts.views).toBe(0);
});

test('resets are counted for each who gets one, also in mid-stream', async () => {
  const made = createLog(2_000);
  const hub = createHub(options);
  const position = made.open.feed.head;
  const reset = async () => ({ position, value: { value: -1, place: { epoch: 'e', position } } });
  const sinks = [createSink(1), createSink(1)];
  for (const sink of sinks) {
    const source = liveSource({ ...logSource(made, 10), reset });
    void hub.join({ key: 'log', source, render, sink: sink as Sink }).run();
  }
  await until(() => sinks.every(({ got }) => got.length === 1), 'the first of each');
  expect(hub.counts.resets).toBe(0);
  // What they have not read yet is archived meanwhile, and no page of it is kept any more.
  made.log.archived = 1_000;
  for (const { got, makeRoom } of sinks) {
    expect(got).toEqual([11]);
    makeRoom(600);
  }
  await until(() => sinks.every(({ got }) => got.at(-1) === -1), 'the reset of each');
  expect(hub.counts.resets).toBe(2);
});
