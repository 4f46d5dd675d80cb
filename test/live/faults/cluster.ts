import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { systemClock } from '../../../src/clock.js';
import { createClient } from '../../../src/database/database.js';
import { embeddedInstallation } from '../../../src/database/installation.js';
import { machineClock } from '../../../src/database/database-clock.js';
import type { Database } from '../../../src/database/database.js';
import { openCatalogStore } from '../../../src/process-model/store.js';
import { killAll, startProcess } from '../../process/server-process.js';
import type { ServerProcess } from '../../process/server-process.js';
import { SECRET } from '../../support/app.js';
import type { TestApp } from '../../support/app.js';
import { startPostgres } from '../../support/services/postgres.js';
import type { PrivatePostgres } from '../../support/services/postgres.js';
import { startRedis } from '../../support/services/redis.js';
import type { PrivateRedis } from '../../support/services/redis.js';
import { openProxy } from '../proxy.js';
import type { Proxy } from '../proxy.js';
import type { Random } from '../random.js';
import { createStage } from '../stage.js';
import type { Stage } from '../stage.js';
import { openHintProxy } from './hint-proxy.js';
import type { HintProxy } from './hint-proxy.js';

/** How long a server that is told to end may wait for its clients, in milliseconds. */
export const DRAIN_TIMEOUT = 1_000;

/** Name of the database. */
const DATABASE = 'faults';

/** How often a server is started anew that ends before it listens. */
const START_ATTEMPTS = 50;

/** The product as it is deployed: servers as processes, with a Postgres and a Redis of their own. */
export interface Cluster {
  /** The one that is the primary now. */
  readonly postgres: PrivatePostgres;
  readonly redis: PrivateRedis;
  readonly hints: HintProxy;
  /** The database at the primary itself. */
  readonly databaseUrl: string;
  /** By what servers reach the primary, where they do not directly. */
  readonly gateway: Proxy;
  /** How often commits were lost. */
  readonly losses: number;
  readonly stage: Stage;
  /** Where each server is, or last was. */
  readonly urls: readonly string[];
  /** Servers that ended without being told to, and what they last said. */
  readonly crashes: readonly string[];
  /** Lines that servers wrote at the level of an error, without the time, each with how often. */
  errors(): ReadonlyMap<string, number>;
  /** Leads the servers to another primary, which may lack some commits. */
  takeOver(next: PrivatePostgres, losesCommits: boolean): void;
  /** Starts a server that no client knows. Whoever does ends it. */
  startSpare(): Promise<ServerProcess>;
  /** Ends a server; resolves when it is gone. */
  end(server: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts a server that was ended; resolves when it listens, somewhere else than before. */
  start(server: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts everything, with an organization in the middle of its work; `onUrls` is told when servers have moved. */
export async function startCluster(
  { servers, lanes, hasGateway }: { readonly servers: number; readonly lanes: number; readonly hasGateway: boolean },
  random: Random,
  onUrls: (urls: readonly string[]) => void,
): Promise<Cluster> {
  const [first, redis] = await Promise.all([
    startPostgres({ settings: { track_commit_timestamp: 'on' } }),
    startRedis(),
  ]);
  let postgres = first;
  let losses = 0;
  const databaseUrl = await postgres.createDatabase(DATABASE);
  const gateway = await openProxy(databaseUrl);
  const hints = await openHintProxy(redis.url, random);
  const environment = {
    DATABASE_URL: hasGateway ? gateway.url : databaseUrl,
    REDIS_URL: hints.url,
    AUTH_SECRET: SECRET,
    DRAIN_TIMEOUT: String(DRAIN_TIMEOUT),
    // Three people have all the sockets: thousands each, that come back again and again.
    MAX_OPERATIONS_PER_PERSON: '1000000',
    MAX_OPERATIONS_PER_ORGANIZATION: '1000000',
    MAX_COST_PER_PERSON: '1000000000',
    MAX_COST_PER_ORGANIZATION: '1000000000',
  };
  const processes: ServerProcess[] = [];
  const told = new WeakSet<ServerProcess>();
  const urls: string[] = [];
  const crashes: string[] = [];
  const errors = new Map<string, number>();

  const noteErrors = ({ output }: ServerProcess): void => {
    for (const [line] of output.matchAll(/^.*"level":(50|60).*$/gm)) {
      const { msg, err } = JSON.parse(line) as { msg: string; err?: { message: string } };
      const what = `${msg}: ${err?.message.split('\n').at(-1) ?? ''}`;
      errors.set(what, (errors.get(what) ?? 0) + 1);
    }
  };
  const launch = (server: number): ServerProcess => {
    const launched = startProcess(environment);
    processes[server] = launched;
    void launched.ended.then(({ code, signal }) => {
      noteErrors(launched);
      if (!told.has(launched)) {
        crashes.push(`server ${server} ended with ${code ?? signal}:\n${launched.output.slice(-2_000)}`);
      }
    });
    return launched;
  };
  const start = async (server: number): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      const launched = launch(server);
      // A database that is away keeps a server from starting: whoever runs it starts it again.
      told.add(launched);
      try {
        urls[server] = await launched.url;
        told.delete(launched);
        onUrls([...urls]);
        return;
      } catch (error) {
        // Hazard: one that has not ended, but only takes too long, would live on beside the next.
        await launched.end('SIGKILL');
        if (attempt === START_ATTEMPTS) throw error;
        await sleep(200);
      }
    }
  };
  const end = async (server: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const running = processes[server] as ServerProcess;
    told.add(running);
    await running.end(signal);
  };

  await Promise.all(Array.from({ length: servers }, (_, server) => start(server)));
  const database = openDatabase(databaseUrl);
  const stage = await createStage(
    {
      services: {
        database,
        clock: systemClock,
        committed: () => undefined,
        catalogStore: await openCatalogStore(database),
      },
    } as unknown as TestApp,
    lanes,
  );
  await database.close();
  return {
    get postgres() {
      return postgres;
    },
    redis,
    hints,
    get databaseUrl() {
      return postgres.url(DATABASE);
    },
    gateway,
    get losses() {
      return losses;
    },
    stage,
    urls,
    crashes,
    errors: () => errors,
    takeOver(next, losesCommits) {
      postgres = next;
      if (losesCommits) losses += 1;
      gateway.lead(next.url(DATABASE));
      gateway.cut();
    },
    async startSpare() {
      for (let attempt = 1; ; attempt += 1) {
        const spare = startProcess(environment);
        try {
          await spare.url;
          return spare;
        } catch (error) {
          await spare.end('SIGKILL');
          if (attempt === START_ATTEMPTS) throw error;
        }
      }
    },
    end,
    start,
    async stop() {
      await Promise.all(processes.map((_, server) => end(server, 'SIGTERM')));
      killAll();
      await Promise.all([hints.close(), gateway.close()]);
      await Promise.all([postgres.dispose(), redis.dispose()]);
    },
  };
}

/** Opens the database without looking for migrations: the servers have applied them. */
function openDatabase(url: string): Database {
  const prisma = createClient(new PrismaPg({ connectionString: url, max: 2 }), { maxWait: 10_000, timeout: 15_000 });
  return {
    prisma,
    exclusive: false,
    clock: machineClock,
    installation: embeddedInstallation,
    close: () => prisma.$disconnect(),
  };
}
