import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { startChild } from '../lib/child.mjs';
import { now } from '../lib/clock.mjs';
import { queries } from '../lib/document.mjs';
import { profiled } from '../lib/profile.mjs';
import { verdict } from '../lib/report.mjs';
import { figure, median, quantile } from '../lib/stats.mjs';

/** From the beginning of a write to the client: on the same server, on another one, and there without Redis. */
export async function latency({ files, config, place, redis, quick, profile, say }) {
  const args = [JSON.stringify(config)];
  // The second is where the load is: on one core with the first it would delay it.
  const servers = [await startChild(files.uplift, { args, server: true }), await startChild(files.uplift, { args })];
  const events = quick ? 100 : 500;
  const results = {};
  for (const kind of ['reading', 'trivial']) {
    const pair = await subscribe(servers, queries[kind], place.bearer);
    const hop = await startHop(redis.url);
    results[kind] = [];
    const measure = async () => {
      for (let event = -20; event < events; event += 1) {
        const result = {
          ...(await pair.deliver()),
          redis: await hop.measure(),
          read: await servers[0].call('read'),
          execution: (await servers[0].call('execute', { query: queries[kind], times: 1, abreast: 1 })).time,
        };
        if (event >= 0) results[kind].push(result);
      }
    };
    await profiled(servers[0], profile, `latency-${kind}-writes`, () =>
      profiled(servers[1], profile, `latency-${kind}-hears`, measure),
    );
    hop.stop();
    say(`${events} events, ${kind}`);
    if (kind === 'trivial') {
      say('stopping Redis');
      await redis.stop();
      results.down = [];
      for (let event = 0; event < (quick ? 30 : 200); event += 1) {
        results.down.push(await pair.deliver()); // The loads reject what is lost, doubled or out of order.
        await sleep(Math.random() * 200); // At any moment between two polls.
      }
    }
    await pair.stop();
  }
  for (const server of servers) await server.stop();
  await redis.start();
  return [table(results)];
}

/** One subscriber at each of two servers; the first writes. */
async function subscribe(servers, query, bearer) {
  const loads = [];
  for (const server of servers) {
    const load = await startChild(new URL('../lib/load.mjs', import.meta.url));
    await load.call('open', { url: server.first, bearer, query, size: 1 });
    while ((await server.call('subscribers')) < 1) await sleep(20);
    loads.push(load);
  }
  await sleep(500);
  return {
    /** Writes an event and waits for it: times from the beginning of the write, in milliseconds. */
    async deliver() {
      for (const load of loads) await load.call('expect', { events: 1 });
      const { began, at } = await servers[0].call('publish', { events: 1 });
      const [[same], [other]] = await Promise.all(loads.map((load) => load.call('result', { patience: 10_000 })));
      return { write: at - began, same: same - began, other: other - began, afterSame: same - at };
    },
    async stop() {
      for (const load of loads) await load.stop();
      for (const server of servers) while ((await server.call('subscribers')) > 0) await sleep(20);
    },
  };
}

/** A publisher and a subscriber on Redis, and nothing else. */
async function startHop(url) {
  const [publisher, subscriber] = [new Redis(url), new Redis(url)];
  for (const client of [publisher, subscriber]) client.on('error', () => undefined);
  await subscriber.subscribe('bench:hop');
  let heard;
  subscriber.on('message', () => heard());
  return {
    async measure() {
      const came = new Promise((resolve) => (heard = () => resolve(now())));
      const began = now();
      await publisher.publish('bench:hop', '{"topic":"log","organizationId":"0192f4c6","position":12345}');
      return (await came) - began;
    },
    stop() {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

const of = (results, what) => results.map((result) => result[what]);

function table({ trivial, reading, down }) {
  const p50 = (what) => median(of(trivial, what));
  const quantiles = (values) =>
    `p50 ${figure(median(values))}, p95 ${figure(quantile(values, 0.95))}, p99 ${figure(quantile(values, 0.99))} ms`;
  const raw = p50('write') + p50('redis');
  const all = raw + p50('read') + p50('execution');
  const p99 = quantile(of(down, 'other'), 0.99);
  const plain = (goal, measured) => ({ goal, measured, verdict: '' });
  return {
    title: 'From the beginning of a write to the client',
    command: 'npm run bench -- --only latency',
    rows: [
      {
        goal: 'same server: p50 ≤ the write + 1 ms',
        measured: `${quantiles(of(trivial, 'same'))}; after the commit ${quantiles(of(trivial, 'afterSame'))}`,
        verdict: verdict(p50('same'), p50('write') + 1, 'most'),
      },
      {
        goal: 'other server, through Redis: p50 ≤ 1.5 × the raw parts',
        measured: `${quantiles(of(trivial, 'other'))}; ${figure(p50('other') / raw)} × write and Redis`,
        verdict: verdict(p50('other'), 1.5 * raw, 'most'),
      },
      plain('other server, beside these and the read of the log and one execution', `${figure(p50('other') / all)} ×`),
      {
        goal: 'other server, Redis down: p99 ≤ 250 ms, none lost',
        measured: quantiles(of(down, 'other')),
        verdict: verdict(p99, 250, 'most'),
      },
      plain('part: the write alone', quantiles(of(trivial, 'write'))),
      plain('part: Redis, publish to subscriber', quantiles(of(trivial, 'redis'))),
      plain('part: the read of the log', quantiles(of(trivial, 'read'))),
      plain('part: one execution', quantiles(of(trivial, 'execution'))),
      plain('a view that reads two records, same server', quantiles(of(reading, 'same'))),
      plain('a view that reads two records, other server', quantiles(of(reading, 'other'))),
      plain('one execution of it', quantiles(of(reading, 'execution'))),
    ],
    notes: [
      `${trivial.length} events, one after the other, and ${down.length} without Redis, at random moments; none was lost, ` +
        'doubled or out of order. The second server is on the cores of the load.',
    ],
  };
}
