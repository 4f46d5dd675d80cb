import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../random.js';
import { Audience, bearersOf, JOIN_STEP } from './audience.js';
import { startCrowd } from './clients/crowd.js';
import type { Crowd } from './clients/crowd.js';
import { startCluster } from './cluster.js';
import type { Cluster } from './cluster.js';
import { Observer } from './observer.js';
import { viewsOf } from './views.js';
import type { View } from './views.js';

/** Writers, each with records of its own. */
const LANES = 6;

/** Clients that one process can take. */
const CLIENTS_PER_PROCESS = 1_500;

/** Servers, clients, and who compares what they do. */
export interface Setting {
  readonly cluster: Cluster;
  readonly crowd: Crowd;
  readonly observer: Observer;
  readonly audience: Audience;
  /** Who may write, as `Authorization`. */
  readonly bearer: string;
  /** Lets clients in, not all at once. */
  letIn(clients: number): Promise<void>;
  stop(): Promise<void>;
}

/** What is wanted of a setting. */
export interface Wanted {
  readonly seed: number;
  readonly clients: number;
  readonly servers: number;
  /** Whether servers reach Postgres by a way that can be led elsewhere. Default: no, as it takes time. */
  readonly hasGateway?: boolean;
  /** The views to watch, out of all. Default: all. */
  readonly choose?: (view: View) => boolean;
}

/** Starts a cluster, and processes for clients. */
export async function openSetting({
  seed,
  clients,
  servers,
  hasGateway = false,
  choose = () => true,
}: Wanted): Promise<Setting> {
  let observer: Observer | undefined;
  const crowd = startCrowd(Math.ceil(clients / CLIENTS_PER_PROCESS), (report) => observer?.report(report));
  const cluster = await startCluster({ servers, lanes: LANES, hasGateway }, randomFrom(seed), (urls) =>
    crowd.servers(urls),
  );
  const { stage, databaseUrl } = cluster;
  const views = viewsOf(stage).filter(choose);
  const watching = (observer = new Observer(views, stage.epoch, databaseUrl, stage.organization.id));
  const bearers = await bearersOf(stage);
  const audience = new Audience(stage, views, bearers, watching, crowd);
  return {
    cluster,
    crowd,
    observer: watching,
    audience,
    bearer: bearers[1] as string,
    async letIn(count) {
      for (let left = count; left > 0; left -= JOIN_STEP.clients) {
        audience.letIn(Math.min(left, JOIN_STEP.clients));
        await sleep(JOIN_STEP.pause);
      }
    },
    async stop() {
      await crowd.stop();
      await watching.stop();
      await cluster.stop();
    },
  };
}
