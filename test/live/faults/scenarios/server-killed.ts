import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startCrowd } from '../clients/crowd.js';
import { Histogram } from '../histogram.js';
import type { Options } from '../options.js';
import { openSetting } from '../setting.js';
import { startWriters } from '../writers.js';

/** How long all may take to come back, in milliseconds. */
const PATIENCE = 60_000;

/** What clients wait at most before they come back, in milliseconds: about as the stock client does. */
const PAUSE = 3_000;

/** One of two servers is killed with its half of the clients; the same with servers that do nothing, for comparison. */
export async function serverKilled(options: Options): Promise<boolean> {
  const raw = await rawReconnect(options.clients);
  console.info(`raw servers: ${raw.total} clients of the killed one, loss to acknowledgement ${raw.toString()}`);
  const { clients, seed, rate } = options;
  const view = 'whole events, all';
  const setting = await openSetting({ seed, clients, servers: 2, choose: ({ name }) => name === view });
  const { cluster, crowd, observer, audience, bearer } = setting;
  const { checker, reconnects, reopened } = observer;
  const { stage } = cluster;
  audience.pause = PAUSE;
  await setting.letIn(clients);
  const writers = startWriters({ stage, bearer, seed, rate, cluster, urls: () => cluster.urls.slice(1) });
  const isCurrent = (): boolean => audience.staying.every((id) => checker.isAt(id, checker.head));
  await waitFor(() => checker.head > 0 && isCurrent());
  await sleep(2_000);
  crowd.servers(cluster.urls.slice(1)); // As a load balancer does that sees at once that a server is gone.
  await cluster.end(0, 'SIGKILL');
  await sleep(10_000);
  await writers.stop();
  await observer.settle();
  await waitFor(isCurrent);
  await setting.stop();
  const { lost, doubled, reordered, invented, told } = checker.finish();
  const flaws = [...told, ...observer.flaws];
  console.info(
    [
      `our servers: ${reconnects.total} clients of the killed one, loss to acknowledgement ${reconnects.toString()}`,
      `p95 of reconnect: ${(reconnects.quantile(0.95) / raw.quantile(0.95)).toFixed(2)} × raw`,
      `acknowledgement to current, of ${reopened.took.total} who had missed something: ${reopened.took.toString()}`,
      `lost ${lost}, doubled ${doubled}, reordered ${reordered}, invented ${invented}`,
      ...flaws.map((flaw) => `FLAW ${flaw}`),
    ].join('\n'),
  );
  return flaws.length === 0;
}

/** How long clients take that lose one of two raw servers. */
async function rawReconnect(clients: number): Promise<Histogram> {
  const path = fileURLToPath(new URL('./raw-server.js', import.meta.url));
  const servers = [fork(path), fork(path)];
  const urls = await Promise.all(servers.map(async (server) => ((await once(server, 'message')) as [string])[0]));
  const took = new Histogram();
  const crowd = startCrowd(Math.ceil(clients / 1_500), (report) => {
    if (report.report === 'reconnects') for (const { took: time } of report.clients) took.add(time);
  });
  crowd.servers(urls);
  const specs = Array.from({ length: clients }, (_, id) => ({
    id,
    transport: 'raw',
    query: 'subscription { none }',
    variables: {},
    bearer: '',
    pause: PAUSE,
  })) as Parameters<typeof crowd.join>[0];
  for (let from = 0; from < clients; from += 50) {
    crowd.join(specs.slice(from, from + 50));
    await sleep(50);
  }
  await sleep(2_000);
  crowd.servers(urls.slice(1));
  servers[0]?.kill('SIGKILL');
  let before = -1;
  while (before < took.total) {
    before = took.total;
    await sleep(3_000);
  }
  await crowd.stop();
  servers[1]?.disconnect();
  return took;
}

async function waitFor(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (!condition() && performance.now() < deadline) await sleep(100);
}
