import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { encodeCursor } from '../../src/log/cursor.js';
import type { LoggedEvent } from '../../src/log/event.js';
import { Feed } from '../../src/live/feed.js';
import { createHub } from '../../src/live/hub.js';
import { liveSource } from '../../src/live/source.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { cursorAt, expectedOf, flawsOf, readWholeLog } from './history.js';
import { createStage, revise } from './stage.js';
import type { Stage } from './stage.js';
import { transports, watch } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const HOUR = 3_600_000;
const MAX_EVENTS = 5;

describe.each(['WebSocket', 'SSE'] as const)('a cursor that is far behind, over %s', (transport) => {
  let now = Date.now();
  let bounded: TestApp;
  let stage: Stage;

  const clock = () => new Date(now);
  const app = useApp({ clock });
  beforeAll(async () => {
    const { database } = app.services;
    bounded = await startApp({ clock, parts: { database, replay: { maxEvents: MAX_EVENTS, maxAge: 24 * HOUR } } });
    stage = await createStage(app);
  });
  afterAll(() => bounded.stop());

  const improvement = () => stage.lanes[0]!.improvement;
  /** Revises some times; position of the last one. */
  const reviseTimes = async (times: number): Promise<number> => {
    let position = 0;
    for (let count = 0; count < times; count += 1) {
      position = await revise(bounded.url, stage.bearer, improvement(), `revision ${count}`);
    }
    return position;
  };

  /** What a subscriber gets who comes with a cursor, and then sees one more event. */
  async function resume(position: number, head: number) {
    const after = encodeCursor({ epoch: stage.epoch, position });
    const watching = watch(transport, bounded.url, stage.bearer, { after });
    if (position < head) await watching.reach(head);
    await watching.reach(await reviseTimes(1));
    await watching.stop();
    return watching.received;
  }
  async function expectReplay(position: number, head: number): Promise<void> {
    const received = await resume(position, head);
    const log = await readWholeLog(app.services.database, stage.organization.id);
    expect(
      flawsOf(
        received,
        expectedOf(log, (event) => event.position > position),
      ),
    ).toEqual([]);
  }
  async function expectReset(position: number, head: number): Promise<void> {
    const [reset, ...others] = await resume(position, head);
    const log = await readWholeLog(app.services.database, stage.organization.id);
    expect(reset).toMatchObject({
      data: { events: { __typename: 'Reset', position: head, cursor: cursorAt(log, head) } },
    });
    expect(
      flawsOf(
        others,
        expectedOf(log, (event) => event.position > head),
      ),
    ).toEqual([]);
  }

  test('by count: as many events as may be are replayed, one more and it is reset', async () => {
    let head = await reviseTimes(10);
    await expectReplay(head - MAX_EVENTS, head);
    head = await reviseTimes(1);
    await expectReset(head - MAX_EVENTS - 1, head);
  });

  test('by age: what is old is not replayed; a cursor at the head is fine however old it is', async () => {
    const old = await reviseTimes(1);
    now += 25 * HOUR;
    await expectReplay(old, old);
    const head = await reviseTimes(1);
    await expectReset(old - 1, head);
    now += 23 * HOUR;
    await expectReplay(head + 1, head + 1);
  });

  test('means nothing to a stream of states', async () => {
    const query = 'subscription { deploymentProgress { position total } }';
    const watching = transports[transport](bounded.url, query, {}, stage.bearer);
    now += 1_000 * HOUR;
    const { data } = await watching.next();
    expect(data?.['deploymentProgress']).toMatchObject({ total: 4 });
    await watching.stop();
  });
});

test('what is archived during a read causes a Reset in the stream and is never skipped', async () => {
  const head = 3_000;
  let floor = 0;
  const feed = new Feed(
    head,
    async (after) =>
      Array.from({ length: Math.min(500, head - after) }, (_, index) => ({ position: after + 1 + index }))
        .filter(({ position }) => position > floor)
        .slice(0, 500) as LoggedEvent[],
    () => undefined,
  );
  const open = { feed, epoch: 'e', failed: () => undefined, release: () => undefined };
  const value = (what: unknown, position: number) => ({
    position,
    value: { value: what, place: { epoch: 'e', position } },
  });
  const got: string[] = [];
  const write = ({ text }: { readonly text: string }): void => {
    got.push(text);
    if (got.length === 700) floor = 1_700;
    if (text === '"reset"') subscription.stop();
  };
  const subscription = createHub({ isReachable: async () => true }).join({
    key: 'a view',
    source: liveSource({
      kind: 'log',
      open,
      after: 0,
      generation: 0,
      reset: async () => value('reset', feed.head),
      next: ([event]) => event && value(event.position, event.position),
    }),
    render: async (update) => JSON.stringify(update.value),
    sink: {
      isFull: () => false,
      write,
      writeAll: (payloads) => payloads.forEach(write),
      onDrain: () => () => undefined,
    },
  });
  await subscription.run();
  // The page that was read before goes out as it was.
  expect(got).toEqual([...Array.from({ length: 1_000 }, (_, index) => String(index + 1)), '"reset"']);
});
