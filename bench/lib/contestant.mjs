import { setTimeout as sleep } from 'node:timers/promises';
import { startChild } from './child.mjs';
import { quantile } from './stats.mjs';

/** How long a load may take to see all that was sent, in milliseconds. */
const PATIENCE = 180_000;

/**
 * Starts a server with its subscribers. Its sockets stay open until `stop`.
 * @param {{name: string, file: URL, config?: object, size: number, query?: string, variables?: object[],
 *   bearer?: string}} options `variables`: those of each subscriber
 */
export async function startContestant({ name, file, config = {}, size, query, variables, bearer }) {
  const server = await startChild(file, { args: [JSON.stringify(config)], server: true });
  const load = await startChild(new URL('./load.mjs', import.meta.url));
  const open = async (from, to) => {
    const some = variables?.slice(from, to);
    await load.call('open', { url: server.first, bearer, query, variables: some, size: to - from });
    while ((await server.call('subscribers')) < to) await sleep(20);
    await sleep(500); // What follows a subscription, such as the first `next`.
    return server.call('memory');
  };
  // The first subscribers move into what starting up has left free: what one costs is seen by those after them.
  const few = Math.ceil(size / 4);
  const before = await open(0, few);
  const after = await open(few, size);
  return {
    name,
    size,
    server,
    /** Memory of the server for each idle subscriber, in bytes. */
    memory: { rss: (after.rss - before.rss) / (size - few), heap: (after.heap - before.heap) / (size - few) },
    /**
     * Publishes some events at once and waits until all have come: wall time from the publishing to the last delivery,
     * quantiles of the deliveries' latencies, and CPU of the server, in milliseconds.
     */
    async measure({ events = 1, ...how } = {}) {
      await load.call('expect', { events });
      const published = await server.call('publish', { events, ...how });
      const arrivals = await load.call('result', { patience: PATIENCE });
      const cpu = await server.call('cpu');
      const latencies = arrivals.map((arrival) => arrival - published.at);
      return {
        wall: quantile(latencies, 1),
        p50: quantile(latencies, 0.5),
        p95: quantile(latencies, 0.95),
        cpu,
        published,
        arrivals,
        deliveries: events * size,
      };
    },
    async stop() {
      await load.stop();
      await server.stop();
    },
  };
}
