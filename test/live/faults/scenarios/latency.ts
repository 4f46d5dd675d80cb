import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { revise } from '../../stage.js';
import { RawClient } from '../clients/raw-client.js';
import { ROW } from '../clients/messages.js';
import { Reporter } from '../clients/reporter.js';
import { Histogram } from '../histogram.js';
import type { Options } from '../options.js';
import { openSetting } from '../setting.js';
import { viewsOf } from '../views.js';

/** Commands of each measurement, and the pause between them in milliseconds. */
const COMMANDS = 300;
const PAUSE = 20;

/** Moments of a command, in ms since 1970. */
interface Timed {
  readonly sent: number;
  readonly answered: number;
}

/** When each position came to a client, in ms since 1970. */
type Arrivals = Map<number, number>;

/**
 * From commit to client, on the server that did the command and on the other one, with Redis and without; and the parts
 * that this is made of, each alone: the write, and a message through Redis.
 */
export async function latency(options: Options): Promise<boolean> {
  const setting = await openSetting({ ...options, clients: 0, servers: 2 });
  const { cluster, bearer, observer } = setting;
  const { stage, redis, urls, databaseUrl } = cluster;
  const [here, there] = urls.map((url) => watch(url, bearer, viewsOf(stage)[0]?.query ?? '')) as [Watcher, Watcher];
  await sleep(2_000);
  const log = new pg.Client({ connectionString: databaseUrl });
  await log.connect();

  const measureOnce = async (what: string): Promise<void> => {
    const timed = new Map<number, Timed>();
    for (let count = 0; count < COMMANDS; count += 1) {
      const sent = now();
      const lane = stage.lanes[0];
      if (!lane) throw new Error('There is no lane.');
      const position = await revise(urls[0] as string, bearer, lane.improvement, `${what} ${count}`);
      timed.set(position, { sent, answered: now() });
      await sleep(PAUSE);
    }
    await sleep(2_000);
    const { rows } = await log.query<{ position: number; at: number }>(
      `select "position", extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 as at
         from "Event" where "organizationId" = $1`,
      [stage.organization.id],
    );
    const commits = new Map(rows.map(({ position, at }) => [position, at]));
    const shown = (of: (position: number, timed: Timed) => number): string => {
      const histogram = new Histogram();
      for (const [position, each] of timed) histogram.add(of(position, each));
      return histogram.toString();
    };
    const arrival = (at: Watcher, position: number): number => at.arrivals.get(position) ?? Number.NaN;
    const committed = (position: number): number => commits.get(position) ?? Number.NaN;
    const missing = [...timed.keys()].filter(
      (position) => !here.arrivals.has(position) || !there.arrivals.has(position),
    );
    if (missing.length > 0) observer.flaws.push(`${what}: ${missing.length} events never came`);
    console.info(
      [
        `${what}, ${timed.size} commands`,
        `  write, sent to answered:              ${shown((_, { sent, answered }) => answered - sent)}`,
        `  sent to client, same server:          ${shown((position, { sent }) => arrival(here, position) - sent)}`,
        `  sent to client, other server:         ${shown((position, { sent }) => arrival(there, position) - sent)}`,
        `  commit to client, same server:        ${shown((position) => arrival(here, position) - committed(position))}`,
        `  commit to client, other server:       ${shown((position) => arrival(there, position) - committed(position))}`,
      ].join('\n'),
    );
  };

  console.info(`Redis alone, publish to subscriber:     ${(await throughRedis(redis.url)).toString()}`);
  await measureOnce('with Redis');
  await redis.kill();
  await sleep(3_000);
  await measureOnce('with Redis down');
  here.client.leave();
  there.client.leave();
  await log.end();
  await setting.stop();
  for (const flaw of observer.flaws) console.info(`FLAW ${flaw}`);
  return observer.flaws.length === 0;
}

interface Watcher {
  readonly arrivals: Arrivals;
  readonly client: RawClient;
}

/** A client of one server, in this process. */
function watch(url: string, bearer: string, query: string): Watcher {
  const arrivals: Arrivals = new Map();
  const reporter = new Reporter((report) => {
    if (report.report !== 'deliveries') return;
    for (let row = 0; row < report.rows.length; row += ROW) {
      arrivals.set(report.rows[row + 1] as number, report.rows[row + 3] as number);
    }
  });
  const spec = { id: 0, transport: 'raw', query, variables: {}, bearer } as const;
  const client = new RawClient(spec, { server: () => url, reporter });
  client.start();
  return { arrivals, client };
}

async function throughRedis(url: string): Promise<Histogram> {
  const [publisher, subscriber] = [new Redis(url), new Redis(url)];
  const took = new Histogram();
  await subscriber.subscribe('alone');
  for (let count = 0; count < 1_000; count += 1) {
    const sent = performance.now();
    const came = new Promise<void>((resolve) => void subscriber.once('message', () => resolve()));
    await publisher.publish('alone', 'a hint is about as long as this text, or somewhat longer than that');
    await came;
    took.add(performance.now() - sent);
  }
  publisher.disconnect();
  subscriber.disconnect();
  return took;
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
