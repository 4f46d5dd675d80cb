import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Delivery } from '../support/clients.js';
import { describeWithServices, startPostgres } from '../support/services.js';
import type { PrivatePostgres } from '../support/services.js';
import { EVENTS, expectedOf, flawsOf, flawsOfLog, readWholeLog } from './history.js';
import { hookField } from './hook-field.js';
import { createStage, revise } from './stage.js';
import type { Stage, Target } from './stage.js';
import { note, transports, until, watch } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const TRANSPORTS = ['WebSocket', 'SSE'] as const;

/** Events with something that costs SQL for each. */
const EVENTS_WITH_RECORDS = `subscription Events($after: LogCursor) {
  events(after: $after) { position improvement { title } }
}`;
const PROGRESS = 'subscription { deploymentProgress { position percent } }';

describeWithServices('a Postgres that is restarted under a load', () => {
  let postgres: PrivatePostgres;
  let a: TestApp;
  let b: TestApp;
  let stage: Stage;
  const improvement = hookField('ImprovementRevised', 'improvement');

  beforeAll(async () => {
    postgres = await startPostgres();
    const databaseUrl = await postgres.createDatabase();
    a = await startApp({ databaseUrl });
    b = await startApp({ databaseUrl });
  });
  beforeEach(async () => {
    stage = await createStage(a, 2);
  });
  afterEach(() => {
    improvement.resolve = undefined;
  });
  afterAll(async () => {
    await Promise.all([a.stop(), b.stop()]);
    await postgres.dispose();
  });

  /** Revises until some work has ended; what fails is sent again with its key, as a client does. */
  const reviseDuring = async (work: Promise<unknown>): Promise<Map<number, string>> => {
    const acknowledged = new Map<number, string>();
    let working = true;
    const insist = async (app: TestApp, target: Target, text: string): Promise<void> => {
      for (;;) {
        try {
          acknowledged.set(await revise(app.url, stage.bearer, target, text, text), text);
          return;
        } catch {
          await sleep(20);
        }
      }
    };
    const writers = stage.lanes.map(async ({ improvement }, index) => {
      for (let count = 0; working; count += 1) {
        await insist(count % 2 ? a : b, improvement, `writer ${index}, revision ${count}`);
        await sleep(5);
      }
    });
    await work.finally(() => {
      working = false;
    });
    await Promise.all(writers);
    return acknowledged;
  };

  test.each([
    ['stopped fast', 500, () => postgres.stop('fast')],
    ['stopped for ten seconds', 10_000, () => postgres.stop('fast')],
    ['stopped at once', 500, () => postgres.stop('immediate')],
    ['killed', 500, () => postgres.kill()],
  ])('costs nobody an event, and no write twice, when it is %s', async (_how, duration, end) => {
    const subscribers = [a, b].flatMap(({ url }) =>
      TRANSPORTS.map((transport) => watch(transport, url, stage.bearer, { after: stage.beginning })),
    );
    const withRecords = TRANSPORTS.map((transport) =>
      note(transports[transport](a.url, EVENTS_WITH_RECORDS, { after: stage.beginning }, stage.bearer)),
    );
    const progress = TRANSPORTS.map((transport) => note(transports[transport](b.url, PROGRESS, {}, stage.bearer)));
    await Promise.all(subscribers.map((subscriber) => subscriber.reach(1)));
    const late: Delivery[] = [];
    const variables = { after: stage.beginning };
    const client = createClient({
      url: b.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { Authorization: stage.bearer },
      retryAttempts: 1_000,
      retryWait: () => sleep(50),
      shouldRetry: () => true,
    });
    let begun = 0;
    let halfTold = 0;
    const outage = async (): Promise<void> => {
      await sleep(300);
      let away: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => (away = resolve));
      // What is being executed meets the end in its midst.
      improvement.resolve = async (_event, _args, _context, _info, usual) => {
        begun += 1;
        await ended;
        try {
          return await usual();
        } catch (error) {
          halfTold += 1;
          throw error;
        }
      };
      await until(() => begun > 0, 'an execution');
      await end();
      away();
      await sleep(200);
      // Comes in the middle of it.
      client.subscribe(
        { query: EVENTS, variables },
        {
          next(delivery) {
            late.push(delivery as Delivery);
            variables.after = (delivery as Delivery).extensions?.cursor ?? variables.after;
          },
          error: () => undefined,
          complete: () => undefined,
        },
      );
      await sleep(duration - 200);
      await postgres.start();
      await sleep(500);
    };
    const acknowledged = await reviseDuring(outage());

    const log = await readWholeLog(a.services.database, stage.organization.id);
    expect(flawsOfLog(log)).toEqual([]);
    for (const [position, text] of acknowledged) expect(log.events[position - 1]?.note).toBe(text);
    const revisions = log.events.filter(({ type }) => type === 'ImprovementRevised');
    expect(revisions.length, 'each was done once').toBe(new Set(acknowledged.values()).size);
    const expected = expectedOf(log);
    for (const subscriber of subscribers) {
      await subscriber.reach(log.events.length);
      expect(flawsOf(subscriber.received, expected)).toEqual([]);
    }
    expect(halfTold, 'executions failed').toBeGreaterThan(0);
    for (const subscriber of withRecords) {
      await subscriber.reach(log.events.length);
      expect(subscriber.received.filter(({ errors }) => errors)).toEqual([]);
      expect(subscriber.received.map(({ extensions }) => extensions?.position)).toEqual(
        log.events.map(({ position }) => position),
      );
    }
    await until(() => late.at(-1)?.extensions?.position === log.events.length, 'the whole log for who came late');
    expect(flawsOf(late, expected)).toEqual([]);
    for (const subscriber of progress) {
      expect(subscriber.ended).toBeUndefined();
      expect(subscriber.received.filter(({ errors }) => errors)).toEqual([]);
    }
    await client.dispose();
    await Promise.all([...subscribers, ...withRecords, ...progress].map((subscriber) => subscriber.stop()));
  });

  test('delays everything and loses nothing when it hangs for a while', async () => {
    const subscribers = [a, b].map(({ url }) => watch('WebSocket', url, stage.bearer, { after: stage.beginning }));
    const stall = async (): Promise<void> => {
      await sleep(200);
      await postgres.pause();
      await sleep(2_000);
      await postgres.resume();
      await sleep(300);
    };
    await reviseDuring(stall());
    const log = await readWholeLog(a.services.database, stage.organization.id);
    expect(flawsOfLog(log)).toEqual([]);
    for (const subscriber of subscribers) {
      await subscriber.reach(log.events.length);
      expect(flawsOf(subscriber.received, expectedOf(log))).toEqual([]);
      await subscriber.stop();
    }
  });
});
