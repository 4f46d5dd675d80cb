import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.js';
import type { Bus, BusListener, PublishedHint } from '../../src/live/bus.js';
import { createLiveDelivery } from '../../src/live/delivery.js';
import type { LoggedEvent } from '../../src/log/event.js';
import { LOG_PAGE } from '../../src/log/event-log.js';
import { Feed, OtherLogError, RING_SIZE } from '../../src/live/feed.js';
import { sealEvents } from '../../src/live/encrypted-events.js';
import { openHint } from '../../src/live/sealed-hint.js';
import { createLogger } from '../../src/logger.js';
import { follow } from './follow.js';
import { createRandom } from './random.js';
import { until } from './subscribers.js';

function eventAt(position: number): LoggedEvent {
  return { organizationId: 'o', position, type: 'ImprovementRevised', occurredAt: new Date(0) } as LoggedEvent;
}

/** A log of a test's own, whose reads can be made to fail, to hang and to be counted. */
function createLog(length: number) {
  const log = {
    length,
    reads: 0,
    failing: false,
    /** Reads wait for this. */
    gate: Promise.resolve() as Promise<unknown>,
    readPage: async (after: number): Promise<LoggedEvent[]> => {
      log.reads += 1;
      const count = Math.max(0, Math.min(LOG_PAGE, log.length - after)); // What is committed later is not seen.
      await log.gate;
      if (log.failing) throw new Error('The database is away.');
      return Array.from({ length: count }, (_, index) => eventAt(after + 1 + index));
    },
  };
  return log;
}

function createFeed(log: ReturnType<typeof createLog>, head = log.length) {
  const failures: unknown[] = [];
  const feed = new Feed(head, log.readPage, (error) => failures.push(error));
  return { feed, failures };
}

/** Follows a feed to a position and gives what came. */
async function positions(feed: Feed, after: number, last: number): Promise<number[]> {
  const stream = follow({
    open: { feed, release: () => undefined },
    after,
    next: ([event]) =>
      event && { value: { value: event, place: { epoch: 'e', position: event.position } }, position: event.position },
  });
  const came: number[] = [];
  for await (const { place } of stream) {
    came.push(place.position);
    if (place.position >= last) break;
  }
  return came;
}

const through = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('a feed', () => {
  test('delivers each event once and in order, whatever is announced', async () => {
    const random = createRandom('feed');
    const log = createLog(10);
    const { feed, failures } = createFeed(log);
    const followers = [0, 5, 10, 10].map((after) => ({ after, came: positions(feed, after, 1_000) }));
    const announced: number[] = [];
    while (log.length < 1_000) {
      log.length = Math.min(1_000, log.length + random.integer(1, 5));
      announced.push(log.length);
      // Late ones, doubled ones, swapped ones and bogus ones, with their events and without.
      for (let count = random.integer(0, 3); count > 0; count -= 1) {
        const index = random.integer(0, announced.length - 1);
        const events = through((announced[index - 1] ?? 10) + 1, announced[index]!).map(eventAt);
        feed.notify(announced[index]!, random.chance(0.7) ? events : []);
      }
      if (random.chance(0.1)) feed.notify(random.integer(1_001, 2_147_483_647));
      if (random.chance(0.3)) await sleep(0);
    }
    feed.notify(1_000);
    await until(() => feed.head === 1_000, 'the head', 1_000);
    for (const { after, came } of followers) expect(await came).toEqual(through(after + 1, 1_000));
    expect(failures).toEqual([]);
  });

  test('reads nothing for what it has already', async () => {
    const log = createLog(5);
    const { feed } = createFeed(log);
    for (const position of [5, 1, 0, -1, 5, Number.NaN]) feed.notify(position);
    expect(await feed.read(5)).toEqual([]);
    expect(await feed.read(6)).toEqual([]);
    expect(log.reads).toBe(0);
  });

  test('takes events that come right after its head without a read, and only those', async () => {
    const log = createLog(5);
    const { feed } = createFeed(log);
    const woken: number[] = [];
    feed.onAdvance(5, () => woken.push(feed.head));
    log.length = 8;
    feed.notify(7, [eventAt(6), eventAt(7)]);
    feed.notify(7, [eventAt(6), eventAt(7)]);
    feed.notify(8, [eventAt(7), eventAt(8)]);
    expect({ head: feed.head, reads: log.reads, woken }).toEqual({ head: 8, reads: 0, woken: [7] });
    log.length = 10;
    feed.notify(10, [eventAt(10)]);
    expect(feed.head).toBe(8);
    await until(() => feed.head === 10, 'the head', 1_000);
    expect(log.reads).toBe(1);
    expect((await feed.read(5)).map(({ position }) => position)).toEqual(through(6, 10));
  });

  test('throws nothing at those who announce events with a hole, and reads what is missing', async () => {
    const log = createLog(5);
    const { feed, failures } = createFeed(log);
    log.length = 8;
    feed.notify(8, [eventAt(6), eventAt(8)]);
    expect(feed.head).toBe(6);
    expect(failures).toEqual([new Error('The log of o jumps from 6 to 8.')]);
    await until(() => feed.head === 8, 'the head', 1_000);
  });

  test('takes events while it reads, and passes over those of the page that it has', async () => {
    const log = createLog(5);
    const { feed, failures } = createFeed(log);
    let open: () => void = () => undefined;
    log.gate = new Promise<void>((resolve) => (open = resolve));
    log.length = 7;
    feed.notify(7);
    feed.notify(6, [eventAt(6)]);
    expect(feed.head).toBe(6);
    feed.notify(8, [eventAt(8)]);
    log.length = 8;
    open();
    await until(() => feed.head === 8, 'the head', 1_000);
    expect(failures).toEqual([]);
    expect(await positions(feed, 5, 8)).toEqual([6, 7, 8]);
  });

  test('is not blinded by a position that is not there: the next real one is found', async () => {
    const log = createLog(5);
    const { feed } = createFeed(log);
    feed.notify(2_147_483_647);
    await sleep(1);
    log.length = 6;
    feed.notify(6);
    await until(() => feed.head === 6, 'the head', 1_000);
  });

  test('hears a real position that is announced while it looks for one that is not there', async () => {
    const log = createLog(5);
    const { feed } = createFeed(log);
    let open: () => void = () => undefined;
    log.gate = new Promise<void>((resolve) => (open = resolve));
    feed.notify(2_147_483_647);
    log.length = 6;
    feed.notify(6);
    open();
    await until(() => feed.head === 6, 'the head', 1_000);
  });

  test('goes on after reads have failed for a while, with the next announcement', async () => {
    const log = createLog(5);
    const { feed, failures } = createFeed(log);
    const came = positions(feed, 5, 9);
    log.failing = true;
    for (log.length = 6; log.length < 9; log.length += 1) {
      feed.notify(log.length);
      await sleep(1);
    }
    expect(feed.head).toBe(5);
    expect(failures.length).toBe(3);
    log.failing = false;
    feed.notify(9);
    expect(await came).toEqual([6, 7, 8, 9]);
  });

  test('reads once for many announcements at the same time', async () => {
    const log = createLog(5);
    const { feed } = createFeed(log);
    log.length = 100;
    for (let position = 6; position <= 100; position += 1) feed.notify(position);
    await until(() => feed.head === 100, 'the head', 1_000);
    expect(log.reads).toBeLessThanOrEqual(2);
  });

  test('serves readers at the head from memory, those far behind from the log, and keeps a bounded number', async () => {
    const last = RING_SIZE * 2;
    const log = createLog(5);
    const { feed } = createFeed(log);
    log.length = last;
    feed.notify(last);
    await until(() => feed.head === last, 'the head', 1_000);
    const { reads } = log;
    expect((await feed.read(last - RING_SIZE)).map(({ position }) => position)).toEqual(
      through(last - RING_SIZE + 1, last),
    );
    expect(log.reads).toBe(reads);
    expect((await feed.read(last - RING_SIZE - 1)).length).toBe(LOG_PAGE);
    expect(log.reads).toBe(reads + 1);
    expect(await positions(feed, 0, last)).toEqual(through(1, last));
  });

  test('shows nothing beyond its head, though the log has it', async () => {
    const log = createLog(5);
    const { feed } = createFeed(log);
    log.length = 8;
    expect((await feed.read(0)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
  });

  test('stops rather than skip a hole in the log', async () => {
    const failures: unknown[] = [];
    const feed = new Feed(
      5,
      async () => [eventAt(6), eventAt(8)],
      (error) => failures.push(error),
    );
    feed.notify(8);
    await until(() => failures.length > 0, 'a failure', 1_000);
    expect(feed.head).toBe(6);
    expect(failures).toEqual([new Error('The log of o jumps from 6 to 8.')]);
  });

  test('wakes those who wait once, and not those who gave up', async () => {
    const log = createLog(5);
    const { feed } = createFeed(log);
    const woken: string[] = [];
    feed.onAdvance(5, () => woken.push('waits'));
    feed.onAdvance(5, () => woken.push('gave up'))();
    feed.onAdvance(3, () => woken.push('at once'));
    await sleep(0);
    expect(woken).toEqual(['at once']);
    for (log.length = 6; log.length < 9; log.length += 1) {
      feed.notify(log.length);
      await sleep(1);
    }
    expect(woken).toEqual(['at once', 'waits']);
  });
});

const keys = { epoch: 'e', hintKey: '0f'.repeat(32) };

/** A delivery over a log in memory, and a bus that does what the test does. */
function createDelivery(log: ReturnType<typeof createLog>) {
  let listener: BusListener | undefined;
  const published: PublishedHint[] = [];
  const bus: Bus = {
    start: async (given) => {
      listener = given;
    },
    publish: (hint) => void published.push(hint),
    healthy: true,
    stop: async () => undefined,
  };
  const database = {
    prisma: {
      eventLog: {
        findUnique: async () => {
          const { length } = log;
          await log.gate;
          if (log.failing) throw new Error('The database is away.');
          return { organizationId: 'o', position: length, ...keys };
        },
      },
      $queryRaw: async () => {
        if (log.failing) throw new Error('The database is away.');
        return [{ organizationId: 'o', position: log.length, hash: null, knownHash: null, ...keys }];
      },
      event: { findMany: ({ where }: { where: { position: { gt: number } } }) => log.readPage(where.position.gt) },
    },
  } as unknown as Database;
  const delivery = createLiveDelivery({
    database,
    bus,
    logger: createLogger('silent'),
    replay: { maxEvents: 100_000, maxAge: 604_800_000 },
    onCatalogReplaced: () => undefined,
  });
  return {
    delivery,
    gap: () => listener?.onGap(),
    published,
    /** A hint off the wire. */
    hint(position: number, sealed?: string) {
      const message = JSON.stringify({ topic: 'log', organizationId: 'o', position, sealed });
      const hint = listener && openHint(message, 'test', listener);
      if (hint) listener?.onHint(hint);
    },
  };
}

describe('a feed of a log whose events are hashed', () => {
  const hashed = (position: number, of = 'a') => ({ ...eventAt(position), hash: `${of}${position}` });
  const readOf = (of: string, length: number) => async (after: number) =>
    through(after + 1, length).map((position) => hashed(position, of));

  test('takes only what comes after what it has, and says so where the log was replaced', async () => {
    const failures: unknown[] = [];
    const feed = new Feed(5, readOf('b', 8), (error) => failures.push(error), 'a5');
    feed.notify(6, [hashed(6)], 'a5');
    expect([feed.head, feed.hash, feed.hashAt(6), feed.hashAt(4)]).toEqual([6, 'a6', 'a6', undefined]);
    feed.notify(7, [hashed(7, 'b')], 'b6');
    feed.notify(8, [hashed(5, 'b'), hashed(6, 'b'), hashed(7, 'b'), hashed(8, 'b')], 'b4');
    await until(() => failures.length > 0, 'that it is said', 1_000);
    expect({ head: feed.head, failures }).toEqual({ head: 6, failures: [new OtherLogError()] });
  });

  test('begins again at the head of the other log, and tells those who follow', async () => {
    const feed = new Feed(5, readOf('b', 4), () => undefined, 'a5');
    feed.notify(6, [hashed(6)], 'a5');
    const told: unknown[] = [];
    const stop = feed.onReplace(() => told.push([feed.head, feed.hash, feed.generation]));
    feed.onAdvance(6, () => told.push('woken'));
    feed.replace(3, 'b3');
    expect(told).toEqual([[3, 'b3', 1], 'woken']);
    expect([feed.isBuffered(2), feed.hashAt(6), await feed.read(3)]).toEqual([false, undefined, []]);
    feed.notify(4);
    await until(() => feed.head === 4, 'what comes next', 1_000);
    stop();
    feed.replace(2, 'c2');
    expect(told).toHaveLength(2);
  });

  test('drops a page of the log that it followed before', async () => {
    let answer: (page: LoggedEvent[]) => void = () => undefined;
    const pages = [new Promise<LoggedEvent[]>((resolve) => (answer = resolve)), Promise.resolve([hashed(4, 'b')])];
    const feed = new Feed(
      5,
      () => pages.shift() ?? Promise.resolve([]),
      () => undefined,
      'a5',
    );
    feed.notify(6);
    feed.replace(3, 'b3');
    feed.notify(4);
    answer([hashed(5), hashed(6)]);
    await until(() => feed.head === 4, 'what the other log has', 1_000);
    expect(feed.hash).toBe('b4');
  });
});

describe('live delivery', () => {
  test('loses nothing that is announced while a feed is being opened', async () => {
    const log = createLog(5);
    const { delivery } = createDelivery(log);
    let open: () => void = () => undefined;
    log.gate = new Promise<void>((resolve) => (open = resolve));
    const opening = [delivery.open('o'), delivery.open('o')];
    log.length = 7;
    delivery.committed({ organizationId: 'o', position: 7 });
    delivery.committed({ organizationId: 'o', position: 6 });
    open();
    const [first, second] = await Promise.all(opening);
    expect(first?.feed).toBe(second?.feed);
    expect(await positions(first!.feed, 5, 7)).toEqual([6, 7]);
    first!.release();
    first!.release();
    expect(delivery.openFeeds).toBe(1);
    second!.release();
    expect(delivery.openFeeds).toBe(0);
  });

  test('takes sealed events from a hint, and reads the log where the seal is not for this place', async () => {
    const log = createLog(5);
    const { delivery, hint, published } = createDelivery(log);
    await delivery.start();
    const { feed, release } = await delivery.open('o');
    const seal = (position: number, ours = keys) =>
      sealEvents({ organizationId: 'o', position, ...ours, previousHash: null, events: [eventAt(position)] }, 'test');
    log.length = 6;
    hint(6, seal(6));
    expect({ head: feed.head, reads: log.reads }).toEqual({ head: 6, reads: 0 });
    // Forged, moved and old ones are wake-ups, and no more.
    for (const bad of [
      seal(6),
      seal(7, { ...keys, epoch: 'f' }),
      seal(7, { ...keys, hintKey: '00'.repeat(32) }),
      'x',
    ]) {
      const before = log.reads;
      hint(7, bad);
      await sleep(1);
      expect({ head: feed.head, reads: log.reads }).toEqual({ head: 6, reads: before + 1 });
    }
    log.length = 7;
    hint(7, seal(6));
    await until(() => feed.head === 7, 'the head', 1_000);

    log.length = 8;
    delivery.committed({ organizationId: 'o', position: 8, ...keys, events: [{ ...eventAt(8), note: 'a secret' }] });
    const before = log.reads;
    await until(() => feed.head === 8, 'the head', 1_000);
    expect(log.reads).toBe(before);
    expect(published).toMatchObject([{ topic: 'log', organizationId: 'o', position: 8, added: { ...keys } }]);
    release();
    await delivery.stop();
  });

  test('keeps no feed that could not be opened, and opens it later', async () => {
    const log = createLog(5);
    const { delivery } = createDelivery(log);
    log.failing = true;
    const opening = [delivery.open('o'), delivery.open('o')];
    for (const each of opening) await expect(each).rejects.toThrow('The database is away.');
    expect(delivery.openFeeds).toBe(0);
    log.failing = false;
    const { feed, release } = await delivery.open('o');
    expect(feed.head).toBe(5);
    release();
    expect(delivery.openFeeds).toBe(0);
  });

  test('finds by polling what no hint announced, at once after a gap, and also after the database was away', async () => {
    const log = createLog(5);
    const { delivery, gap, hint } = createDelivery(log);
    await delivery.start();
    const { feed, release } = await delivery.open('o');
    log.length = 6;
    gap();
    await until(() => feed.head === 6, 'what a gap makes it look for', 200);
    log.length = 7;
    await until(() => feed.head === 7, 'what a poll finds', 1_500);
    log.failing = true;
    log.length = 8;
    hint(8);
    gap();
    await sleep(50);
    expect(feed.head).toBe(7);
    log.failing = false;
    await until(() => feed.head === 8, 'what a poll finds afterwards', 1_500);
    release();
    await delivery.stop();
    await delivery.stop();
  });
});
