import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import type { OpenFeed } from '../../src/live/delivery.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { EVENTS } from './history.js';
import { createRandom } from './random.js';
import { serverEnds } from './server-ends.js';
import { createStage, revise } from './stage.js';
import type { Stage } from './stage.js';
import { until } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const CYCLES = 300;
const AT_ONCE = 10;

const PROGRESS = 'subscription { deploymentProgress { position total } }';

describe('subscribers that come and go', () => {
  const random = createRandom('leaks');
  let app: TestApp;
  let stage: Stage;
  let open: OpenFeed;
  /** Callbacks that wait for news of the feed. */
  let waiting = 0;
  let mostWaiting = 0;

  beforeAll(async () => {
    app = await startApp();
    stage = await createStage(app);
    open = await app.services.delivery.open(stage.organization.id);
    const { feed } = open;
    const onAdvance = feed.onAdvance.bind(feed);
    feed.onAdvance = (position, wake) => {
      let counted = true;
      waiting += 1;
      mostWaiting = Math.max(mostWaiting, waiting);
      const uncount = (): void => {
        if (counted) waiting -= 1;
        counted = false;
      };
      const giveUp = onAdvance(position, () => {
        uncount();
        wake();
      });
      return () => {
        giveUp();
        uncount();
      };
    };
  });
  afterAll(() => app.stop());

  const ends = () => serverEnds(Number(new URL(app.url).port)).length;
  const variables = () => (random.chance(0.1) ? { after: stage.beginning } : {});
  const query = () => (random.chance(0.8) ? { query: EVENTS, variables: variables() } : { query: PROGRESS });

  /** Connects, gets as far as chance has it, and is cut in one way or another. */
  const socketCycle = async (): Promise<void> => {
    const socket = new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const cut = (): void => {
      if (random.chance(0.5)) socket.terminate();
      else socket.close();
    };
    if (random.chance(0.1)) {
      await sleep(random.integer(0, 3));
      cut();
      return void (await closed);
    }
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: stage.bearer } }));
    await once(socket, 'message');
    const ids = Array.from({ length: random.integer(1, 3) }, (_, index) => String(index));
    for (const id of ids) socket.send(JSON.stringify({ id, type: 'subscribe', payload: query() }));
    await sleep(random.integer(0, 10));
    if (random.chance(0.3)) for (const id of ids) socket.send(JSON.stringify({ id, type: 'complete' }));
    if (random.chance(0.3)) await sleep(random.integer(0, 10));
    cut();
    await closed;
  };

  const responseCycle = async (): Promise<void> => {
    const body = JSON.stringify(query());
    const asking = request(app.url, {
      method: 'POST',
      agent: false,
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: stage.bearer,
      },
    });
    const closed = new Promise((resolve) => asking.once('close', resolve));
    asking.on('error', () => undefined).end(body);
    if (random.chance(0.5)) await sleep(random.integer(0, 20));
    else {
      const response = await new Promise<IncomingMessage>((resolve) => asking.once('response', resolve));
      if (random.chance(0.8)) response.resume();
      await sleep(random.integer(0, 20));
    }
    asking.destroy();
    await closed;
  };

  test.each([
    ['WebSocket', socketCycle],
    ['SSE', responseCycle],
  ])('leave nothing behind over %s', async (_transport, cycle) => {
    let running = true;
    const writing = (async () => {
      const { improvement } = stage.lanes[0]!;
      for (let count = 0; running; count += 1) {
        await revise(app.url, stage.bearer, improvement, `${count}`);
        await sleep(50);
      }
    })();
    let begun = 0;
    mostWaiting = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (begun < CYCLES) {
          begun += 1;
          await cycle();
        }
      }),
    );
    running = false;
    await writing;
    expect(mostWaiting, 'somebody waited').toBeGreaterThan(0);
    await until(
      () => waiting === 0,
      'nobody waits',
      5_000,
      () => `${waiting} wait`,
    );
    expect(app.services.delivery.openFeeds).toBe(1);
    // The writer's own connections are kept for a while by `fetch`.
    if (cycle === socketCycle)
      await until(
        () => ends() <= 2,
        'no connection',
        5_000,
        () => `${ends()} connections`,
      );
  });

  test.each(['application/json', 'multipart/mixed', 'text/html'])('are let go when they accept %s', async (accept) => {
    const response = await fetch(app.url, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', authorization: stage.bearer },
      body: JSON.stringify({ query: EVENTS }),
    });
    await response.text();
    expect(response.status).toBe(406);
  });

  test('let their feed go', async () => {
    expect(app.services.delivery.openFeeds).toBe(1);
    open.release();
    await until(() => app.services.delivery.openFeeds === 0, 'no feed to be open', 5_000);
    // Those of `fetch` are kept alive by it, idle.
    await until(
      () => ends() <= AT_ONCE + 2,
      'no connection',
      5_000,
      () => `${ends()} connections`,
    );
  });
});
