import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killAll, startProcess } from '../process/server-process.js';
import type { ServerProcess } from '../process/server-process.js';
import { ask } from '../support/clients.js';
import { ENDS, runCycle } from './cycles.js';
import { createRandom } from './random.js';
import { serverEnds } from './server-ends.js';

/** How often clients connect, subscribe and are cut; `npm run test:cycles` has 100,000. */
const CYCLES = Number(process.env['CYCLES'] ?? 400);
const AT_ONCE = 20;
const PARTS = 5;

/** What the heap may grow by from the first part to the last, in bytes: caches fill, code is compiled; and for each cycle. */
const GROWTH = 3_000_000;
const GROWTH_OF_CYCLE = 20;

const DOCUMENTS = [
  'subscription { events { position } }',
  'subscription { events { __typename position occurredAt } }',
  'subscription { deploymentProgress { position total } }',
];

/** Collects garbage again and again in the server's process, so that its heap is what it needs. */
const COLLECTOR = `data:text/javascript,${encodeURIComponent(
  `import { setFlagsFromString } from 'node:v8'; import { runInNewContext } from 'node:vm';
   setFlagsFromString('--expose-gc'); setInterval(runInNewContext('gc'), 1_000).unref();`,
)}`;

// The server is a process of its own: the clients' heap is none of its business.
let dataDir: string;
let server: ServerProcess;
let url: string;
let metrics: string;
let bearer: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'uplift-cycles-'));
  const port = await freePort();
  metrics = `http://127.0.0.1:${port}/metrics`;
  server = startProcess({ DATA_DIR: dataDir, METRICS_PORT: String(port), NODE_OPTIONS: `--import "${COLLECTOR}"` });
  url = await server.url;
  await server.says('The demo is complete', 150_000);
  bearer = `Bearer ${/DEPLOYMENT_LEAD[^]*?(eyJ[\w.-]+)/.exec(server.output)?.[1]}`;
}, 180_000);
afterAll(async () => {
  killAll();
  await rm(dataDir, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

/** Some of the server's figures, the sum over their labels. */
async function figures(...names: string[]): Promise<number[]> {
  const text = await (await fetch(metrics)).text();
  return names.map((name) =>
    [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].reduce(
      (sum, [, value]) => sum + Number(value),
      0,
    ),
  );
}

/** What is on the server's heap and is still needed, in bytes: the least of a while, right after a collection. */
async function liveHeap(): Promise<number> {
  const heaps: number[] = [];
  for (let sample = 0; sample < 16; sample += 1) {
    await sleep(250);
    heaps.push(...(await figures('nodejs_heap_size_used_bytes')));
  }
  return Math.min(...heaps);
}

/** Something happens, for those who watch. */
async function write(count: number): Promise<void> {
  const suggest = `mutation ($input: SuggestImprovementInput!) { suggestImprovement(input: $input) { __typename } }`;
  const kinds = { kind: 'PROCESS', scale: 'INCREMENTAL', origin: 'SUGGESTION', practices: [] };
  const input = { title: `Suggestion ${count}`, description: 'In between.', ...kinds };
  // One that is lost with its connection is no matter here.
  await ask(url, suggest, { input }, bearer).catch(() => undefined);
}

test(`${CYCLES} clients that connect, subscribe and are cut leave nothing behind`, { timeout: 3_600_000 }, async () => {
  const random = createRandom('cycles');
  const parts = { url, bearer, random, documents: DOCUMENTS };
  const counts = ['connections', 'subscribers', 'views', 'feeds', 'payloads'].map((name) => `uplift_${name}`);
  const heaps: number[] = [];
  const done = new Map<string, number>();
  const begun = performance.now();
  let written = 0;
  for (let part = 0; part < PARTS; part += 1) {
    let remaining = CYCLES / PARTS;
    const writing = setInterval(() => void write((written += 1)), 500);
    const client = async (): Promise<void> => {
      while (remaining > 0) {
        remaining -= 1;
        const end = random.pick(ENDS);
        await runCycle(parts, end);
        done.set(end, (done.get(end) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, client));
    clearInterval(writing);
    const left = async () => [...(await figures(...counts)), serverEnds(Number(new URL(url).port)).length];
    // The last of the sockets is that of our own mutations, kept for the next.
    await expect.poll(left, { timeout: 60_000 }).toEqual([0, 0, 0, 0, 0, expect.toSatisfy((sockets) => sockets <= 2)]);
    heaps.push(await liveHeap());
  }
  const seconds = (performance.now() - begun) / 1_000;
  const growth = (heaps.at(-1) as number) - (heaps[0] as number);
  const [executions = 0] = await figures('uplift_executions_total');
  console.info(
    `${CYCLES} cycles in ${seconds.toFixed(0)} s, ${executions} executions; heap in use after each fifth: ` +
      `${heaps.map((heap) => (heap / 1e6).toFixed(2)).join(', ')} MB; ${(growth / (CYCLES * 0.8)).toFixed(0)} bytes a cycle`,
  );
  expect([...done.keys()].sort()).toEqual([...ENDS].sort());
  expect(executions, 'somebody subscribed').toBeGreaterThan(0);
  expect(growth).toBeLessThan(GROWTH + GROWTH_OF_CYCLE * CYCLES);
});
