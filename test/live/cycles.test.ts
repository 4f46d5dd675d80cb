import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ENDS, liveHeap, runCycle } from './cycles.js';
import { createRandom } from './random.js';
import { serverEnds } from './server-ends.js';
import { createWatched } from './views.js';
import type { Watched } from './views.js';

/** How often clients connect, subscribe and are cut; `npm run test:cycles` has 100,000. */
const CYCLES = Number(process.env['CYCLES'] ?? 2_000);
const AT_ONCE = 20;
const PARTS = 5;

/** What the heap may grow by from the first part to the last, in bytes: caches fill, code is compiled; and for each cycle. */
const GROWTH = 2_500_000;
const GROWTH_OF_CYCLE = 50;

const DOCUMENTS = [
  'subscription { deploymentEvents { position } }',
  'subscription { deploymentEvents { __typename position occurredAt } }',
  'subscription { deploymentProgress { position total } }',
];

let app: TestApp;
let watched: Watched;
beforeAll(async () => {
  app = await startApp();
  watched = await createWatched(app);
});
afterAll(() => app.stop());

const left = () => ({
  connections: app.connections.size,
  groups: app.hub.counts.groups,
  members: app.hub.counts.members,
  payloads: app.hub.counts.payloads,
  feeds: app.services.delivery.openFeeds,
  sockets: serverEnds(Number(new URL(app.url).port)).length,
});

test(`${CYCLES} clients that connect, subscribe and are cut leave nothing behind`, { timeout: 3_600_000 }, async () => {
  const random = createRandom('cycles');
  const parts = { url: app.url, bearer: watched.bearer, random, documents: DOCUMENTS };
  const heaps: number[] = [];
  const done = new Map<string, number>();
  const begun = performance.now();
  let most = 0;
  for (let part = 0; part < PARTS; part += 1) {
    let remaining = CYCLES / PARTS;
    const writing = setInterval(() => void watched.append({}), 250);
    const client = async (): Promise<void> => {
      while (remaining > 0) {
        remaining -= 1;
        const end = random.pick(ENDS);
        await runCycle(parts, end);
        done.set(end, (done.get(end) ?? 0) + 1);
        most = Math.max(most, app.hub.counts.members);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, client));
    clearInterval(writing);
    await expect
      .poll(left, { timeout: 30_000 })
      .toEqual({ connections: 0, groups: 0, members: 0, payloads: 0, feeds: 0, sockets: 0 });
    app.forgetStatements(); // Kept by the test kit, not by the server.
    heaps.push(liveHeap());
  }
  const seconds = (performance.now() - begun) / 1_000;
  const growth = (heaps.at(-1) as number) - (heaps[0] as number);
  console.info(
    `${CYCLES} cycles in ${seconds.toFixed(0)} s, up to ${most} subscribers at once; heap in use after each fifth: ` +
      `${heaps.map((heap) => (heap / 1e6).toFixed(2)).join(', ')} MB; ${(growth / (CYCLES * 0.8)).toFixed(0)} bytes a cycle`,
  );
  expect([...done.keys()].sort()).toEqual([...ENDS].sort());
  expect(most, 'somebody subscribed').toBeGreaterThan(0);
  expect(growth).toBeLessThan(GROWTH + GROWTH_OF_CYCLE * CYCLES);
});
