import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { DEMO_SLUG } from '../../src/demo/people.js';
import { BEGINNING } from '../../src/log/chain.js';
import { decodeCursor, encodeCursor } from '../../src/log/cursor.js';
import { createRandom } from '../live/random.js';
import { until } from '../live/subscribers.js';
import { startApp } from '../support/app.js';
import { ask, subscribeSse, subscribeWs } from '../support/clients.js';
import { putDemo } from '../support/demo.js';
import { killAll, startProcess } from './server-process.js';
import type { ServerProcess } from './server-process.js';

/** Events of the demo when it is complete. */
let demoEvents = 0;
beforeAll(async () => {
  const app = await startApp();
  await putDemo(app);
  demoEvents = (await app.services.database.prisma.eventLog.findFirstOrThrow()).position;
  await app.stop();
});

const SUGGEST = `mutation Suggest($input: SuggestImprovementInput!) {
  suggestImprovement(input: $input) { __typename ... on SuggestImprovementPayload { position } ... on UserError { message } }
}`;

/** The log as a visitor sees it: title or note of each event by its position. */
async function readLog(url: string): Promise<{ type: string; title: unknown }[]> {
  const progress = subscribeSse(url, 'subscription { deploymentProgress { position cursor } }');
  const { position, cursor } = (await progress.next()).data?.['deploymentProgress'] as {
    position: number;
    cursor: string;
  };
  await progress.stop();
  expect(decodeCursor(cursor)).toMatchObject({ position, hash: expect.any(String) as unknown });
  const query = `subscription ($after: LogCursor) {
    events(after: $after) { __typename position changes { field after } }
  }`;
  const events = subscribeWs(url, query, { after: encodeCursor({ epoch: '', position: 0, hash: BEGINNING }) });
  const log: { type: string; title: unknown }[] = [];
  while (log.length < position) {
    const event = (await events.next(10_000)).data?.['events'] as {
      __typename: string;
      position: number;
      changes: { field: string; after: unknown }[];
    };
    expect(event.position, 'positions are dense').toBe(log.length + 1);
    log.push({ type: event.__typename, title: event.changes.find(({ field }) => field === 'title')?.after });
  }
  await events.stop();
  return log;
}

describe('the product with its database in the process', () => {
  const random = createRandom('embedded');
  let dataDir: string;
  let server: ServerProcess;

  const start = (): ServerProcess =>
    startProcess({ DATA_DIR: dataDir, DRAIN_TIMEOUT: '5000', REPLAY_MAX_AGE: '876000' });

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'uplift-process-'));
  });
  afterAll(async () => {
    killAll();
    await rm(dataDir, { recursive: true, force: true });
  });

  test(
    'answers the first query of the README as soon as it listens, also after starts that were killed',
    { timeout: 60_000 },
    async () => {
      const begun = performance.now();
      server = start();
      const url = await server.url;
      const listening = performance.now() - begun;
      const { data } = await ask(
        url,
        '{ practice(ref: "OPM SP 3.2") { title references { kind practices { ref title } } } }',
      );
      console.info(
        `start: listening after ${Math.round(listening)} ms, answered after ${Math.round(performance.now() - begun)} ms`,
      );
      const refs = (data?.['practice'] as { references: { practices: { ref: string }[] }[] }).references
        .flatMap(({ practices }) => practices.map(({ ref }) => ref))
        .sort();
      expect(refs).toEqual([
        'CAR SP 2.1',
        'OPF SP 3.1',
        'OPF SP 3.2',
        'OPF SP 3.3',
        'OPF SP 3.4',
        'OT SP 2.1',
        'OT SP 2.2',
        'OT SP 2.3',
      ]);
      await server.says(/ADMINISTRATOR +Noor Haddad\n +eyJ/);
    },
  );

  test('refuses a second process on the same folder, and says who has it', { timeout: 60_000 }, async () => {
    const url = await server.url;
    const second = start();
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.output).toBe(
      `The data folder ${dataDir} is in use by a server at ${url} (process ${server.pid}). Stop that one, or set DATA_DIR and PORT for another.\n`,
    );
  });

  test(
    'is killed in the middle of setting up the demo, again and again, and completes it',
    { timeout: 180_000 },
    async () => {
      await server.end('SIGKILL');
      for (const share of [0.2, 0.6]) {
        server = start();
        const events = subscribeSse(await server.url, 'subscription { deploymentProgress { position } }');
        // The demo may be complete already where the machine was slow to tell.
        const killAt = demoEvents * (share + random.unit() * 0.2);
        let position = 0;
        while (position < killAt) position = (await events.next(20_000)).extensions?.position ?? 0;
        expect(await server.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
        await events.stop();
      }
      server = start();
      const url = await server.url;
      await server.says('The demo is complete');
      const log = await readLog(url);
      expect(log.length, 'each act was done once').toBe(demoEvents);
      expect(log.filter(({ type }) => type === 'OtherEvent')).toEqual([]);
    },
  );

  test(
    'is killed in the middle of writes, and has every write that it acknowledged, once',
    { timeout: 180_000 },
    async () => {
      const secret = await readFile(join(dataDir, 'auth-secret'), 'utf8');
      const bearer = `Bearer ${await signToken(secret, 'dario', DEMO_SLUG, '1h')}`;
      /** Titles that were sent, and the position of each that was acknowledged. */
      const sent = new Map<string, number | undefined>();
      const send = async (url: string, title: string): Promise<void> => {
        const input = {
          title,
          description: 'For a test.',
          kind: 'PROCESS',
          scale: 'INCREMENTAL',
          origin: 'SUGGESTION',
          practices: [],
          idempotencyKey: title,
        };
        sent.set(title, undefined);
        const { data } = await ask(url, SUGGEST, { input }, bearer);
        const { position } = data?.['suggestImprovement'] as { position: number };
        sent.set(title, position);
      };
      for (let round = 0; round < 2; round += 1) {
        const url = await server.url;
        const writers = [1, 2, 3].map(async () => {
          for (;;) {
            try {
              await send(url, randomUUID());
            } catch {
              return; // The server is gone.
            }
          }
        });
        const before = sent.size;
        await until(() => sent.size > before + 20, 'some writes');
        await sleep(random.integer(0, 200));
        await server.end('SIGKILL');
        await Promise.all(writers);
        const begun = performance.now();
        server = start();
        await server.url;
        console.info(`start after a kill: listening after ${Math.round(performance.now() - begun)} ms`);
      }
      const url = await server.url;
      const unsure = [...sent].filter(([, position]) => position === undefined).map(([title]) => title);
      for (const title of unsure) await send(url, title);
      const log = await readLog(url);
      console.info(`${sent.size} writes, of which ${unsure.length} were not acknowledged and were sent again`);
      for (const [title, position] of sent) expect(log[(position ?? 0) - 1]?.title).toBe(title);
      expect(log.length, 'none was done twice').toBe(demoEvents + sent.size);
    },
  );

  test('drains at SIGTERM: sockets are asked to reconnect, and it ends in time', { timeout: 60_000 }, async () => {
    const url = await server.url;
    const query = 'subscription { deploymentProgress { position } }';
    const subscription = subscribeWs(url, query);
    await subscription.next();
    const begun = performance.now();
    const ending = server.end('SIGTERM');
    expect(await subscription.end()).toMatchObject({ code: 1012 });
    expect(await ending).toEqual({ code: 0, signal: null });
    const took = performance.now() - begun;
    console.info(`drained in ${Math.round(took)} ms`);
    expect(took).toBeLessThan(5_000);
    expect(existsSync(join(dataDir, 'server.json')), 'the folder is given back').toBe(false);
    await expect(ask(url, '{ __typename }')).rejects.toThrow();
  });
});
