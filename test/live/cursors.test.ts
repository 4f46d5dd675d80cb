import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Bus } from '../../src/live/bus.js';
import { decodeCursor, encodeCursor } from '../../src/log/cursor.js';
import { startApp } from '../support/app.js';
import type { Delivery } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { useApp } from '../support/use-app.js';
import { cursorAt, EVENTS, expectedOf, flawsOf, readWholeLog } from './history.js';
import { createStage, revise } from './stage.js';
import type { Stage } from './stage.js';
import { transports, watch } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const TRANSPORTS = ['WebSocket', 'SSE'] as const;

describe('a cursor', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9a-f]{1,32}$/).filter(({ length }) => length !== 24),
        fc.integer({ min: 0, max: 2_147_483_647 }),
        (epoch, position) => {
          expect(decodeCursor(encodeCursor({ epoch, position }))).toEqual({ epoch, position });
        },
      ),
    );
  });

  test('has 24 digits of a hash where there is one, and not the epoch', () => {
    const hash = randomBytes(32).toString('hex');
    const cursor = encodeCursor({ epoch: 'abc', position: 7, hash });
    expect(Buffer.from(cursor, 'base64url').toString()).toBe(`1:${hash.slice(0, 24)}:7`);
    expect(decodeCursor(cursor)).toEqual({ epoch: '', position: 7, hash: hash.slice(0, 24) });
  });

  test('has one writing only: nothing else is read as one', () => {
    const some = fc
      .record({ epoch: fc.stringMatching(/^[0-9a-f]{12}$/), position: fc.nat(1_000_000) })
      .map(encodeCursor);
    const touched = fc
      .tuple(some, fc.nat(40), fc.string({ maxLength: 4 }))
      .map(([cursor, at, junk]) => cursor.slice(0, at) + junk + cursor.slice(at));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), touched), (text) => {
        const place = decodeCursor(text);
        if (place) expect(encodeCursor(place)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['another version', '2:abc:1'],
    ['a negative position', '1:abc:-1'],
    ['a position that no log can have', '1:abc:2147483648'],
    ['a position that is no number', '1:abc:NaN'],
    ['a fraction', '1:abc:1.5'],
    ['leading zeros', '1:abc:01'],
    ['an epoch that is none', '1:ABC:1'],
    ['no epoch', '1::1'],
    ['more behind it', '1:abc:1\n'],
  ])('is not read with %s', (_name, text) => {
    expect(decodeCursor(Buffer.from(text).toString('base64url'))).toBeUndefined();
  });
});

describe('a server', () => {
  const app = useApp();
  let stage: Stage;
  let head: number;

  beforeAll(async () => {
    stage = await createStage(app);
    head = (await readWholeLog(app.services.database, stage.organization.id)).events.length;
  });

  const subscribe = (transport: (typeof TRANSPORTS)[number], after: string, bearer = stage.bearer) =>
    transports[transport](app.url, EVENTS, { after }, bearer);
  const next = async (position: number): Promise<Delivery> => {
    const log = await readWholeLog(app.services.database, stage.organization.id);
    return expectedOf(log)[position - 1] as Delivery;
  };

  describe.each(TRANSPORTS)('over %s', (transport) => {
    test.each([
      ['garbage', () => 'garbage'],
      ['nothing', () => ''],
      ['another version', () => Buffer.from(`2:${stage.epoch}:1`).toString('base64url')],
      ['junk behind a good one', () => `${encodeCursor({ epoch: stage.epoch, position: 1 })}!`],
      ['100 KB', () => randomBytes(75_000).toString('base64url')],
      ['100 KB around a good one', () => encodeCursor({ epoch: stage.epoch, position: 1 }) + ' '.repeat(100_000)],
    ])('refuses %s', async (_name, cursor) => {
      const subscription = subscribe(transport, cursor());
      try {
        const errors = await refusalOf(subscription);
        expect(errors).toEqual([
          expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) as unknown }),
        ]);
      } finally {
        await subscription.stop();
      }
      // The one before over the other transport may still be on its way out.
      await expect.poll(() => app.services.delivery.openFeeds).toBe(0);
    });

    test.each([
      ['another epoch', () => encodeCursor({ epoch: 'abcdef', position: 1 })],
      ['the beginning of another epoch', () => encodeCursor({ epoch: 'abcdef', position: 0 })],
      ['another log', () => encodeCursor({ epoch: '', position: 1, hash: 'ab'.repeat(32) })],
      ['the future of another log', () => encodeCursor({ epoch: '', position: head + 9, hash: 'ab'.repeat(32) })],
      ['the future', () => encodeCursor({ epoch: stage.epoch, position: head + 1 })],
      ['the far future', () => encodeCursor({ epoch: stage.epoch, position: 2_147_483_647 })],
      [
        'another organization',
        async () => {
          const other = await createStage(app);
          return encodeCursor({ epoch: other.epoch, position: 1 });
        },
      ],
    ])('answers a cursor of %s with one Reset, whose cursor goes on', async (_name, cursor) => {
      const subscription = subscribe(transport, await cursor());
      const reset = await subscription.next();
      const log = await readWholeLog(app.services.database, stage.organization.id);
      expect(reset).toEqual({
        data: {
          events: {
            __typename: 'Reset',
            position: head,
            cursor: cursorAt(log, head),
            occurredAt: expect.any(String) as unknown,
            note: null,
            recordVersion: 0,
          },
        },
        extensions: { cursor: cursorAt(log, head), position: head },
      });
      const resumed = subscribe(transport, reset.extensions?.cursor ?? '');
      head = await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, 'after the reset');
      const expected = await next(head);
      expect(await subscription.next()).toEqual(expected);
      expect(await resumed.next()).toEqual(expected);
      expect([...subscription.queued, ...resumed.queued]).toEqual([]);
      await Promise.all([subscription.stop(), resumed.stop()]);
    });

    test('goes on from the head itself without a Reset, and from before it with all that came after', async () => {
      const log = await readWholeLog(app.services.database, stage.organization.id);
      const ofOurs = subscribe(transport, cursorAt(log, head - 1));
      expect(await ofOurs.next()).toEqual(await next(head));
      await ofOurs.stop();
      // A server of the version before gave these.
      const atHead = subscribe(transport, encodeCursor({ epoch: stage.epoch, position: head }));
      const before = subscribe(transport, encodeCursor({ epoch: stage.epoch, position: head - 1 }));
      expect(await before.next()).toEqual(await next(head));
      head = await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, 'one more');
      const expected = await next(head);
      expect(await atHead.next()).toEqual(expected);
      expect(await before.next()).toEqual(expected);
      await Promise.all([atHead.stop(), before.stop()]);
    });
  });

  test('refuses 1 MB over SSE, and cuts a socket that sends it; the server goes on', async () => {
    const cursor = 'x'.repeat(1_000_000);
    const sse = subscribe('SSE', cursor);
    expect(JSON.stringify(await refusalOf(sse))).toContain('BAD_USER_INPUT');
    const socket = subscribe('WebSocket', cursor);
    expect(await socket.end()).toMatchObject({ code: 1009 });
    await Promise.all([sse.stop(), socket.stop()]);
    const watching = watch('WebSocket', app.url, stage.bearer, { after: stage.beginning });
    await watching.reach(head);
    await watching.stop();
  });
});

/** What a subscription is refused with: as its result over SSE, as its end over WebSocket. */
async function refusalOf(subscription: ReturnType<(typeof transports)['SSE']>): Promise<unknown> {
  const result = await subscription.next().catch(() => undefined);
  return result ? result.errors : subscription.ended;
}

describeWithServices('a server that lags behind another', ({ postgresUrl }) => {
  let databaseUrl: string;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
  });
  afterAll(() => dropDatabase(databaseUrl));

  test.each(TRANSPORTS)('takes a cursor that it has not heard of yet for what it is, over %s', async (transport) => {
    // Hears nothing, and believes that it hears all: it polls once a second only.
    const deaf: Bus = {
      start: async () => undefined,
      publish: () => undefined,
      healthy: true,
      stop: async () => undefined,
    };
    const ahead = await startApp({ databaseUrl });
    const behind = await startApp({ databaseUrl, parts: { bus: deaf } });
    try {
      const stage = await createStage(ahead);
      const { improvement } = stage.lanes[0]!;
      const watching = watch(transport, behind.url, stage.bearer, { after: stage.beginning });
      const begun = (await readWholeLog(ahead.services.database, stage.organization.id)).events.length;
      await watching.reach(begun);
      const { feed, release } = await behind.services.delivery.open(stage.organization.id);
      let last = 0;
      // A poll may come in between: then it is tried again.
      for (let count = 0; count < 50 && feed.head >= last - 1; count += 1) {
        for (const text of ['one', 'two', 'three']) last = await revise(ahead.url, stage.bearer, improvement, text);
      }
      const known = feed.head;
      release();
      const resumed = watch(transport, behind.url, stage.bearer, {
        after: encodeCursor({ epoch: stage.epoch, position: last - 1 }),
      });
      expect(known, 'the server lags').toBeLessThan(last - 1);
      await Promise.all([watching.reach(last), resumed.reach(last)]);
      const log = await readWholeLog(ahead.services.database, stage.organization.id);
      expect(flawsOf(watching.received, expectedOf(log))).toEqual([]);
      expect(
        flawsOf(
          resumed.received,
          expectedOf(log, ({ position }) => position === last),
        ),
      ).toEqual([]);
      await Promise.all([watching.stop(), resumed.stop()]);
    } finally {
      await Promise.all([ahead.stop(), behind.stop()]);
    }
  });
});
