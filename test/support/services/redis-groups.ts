import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisBinaries } from './find.js';
import { runLocally } from './local.js';
import { takePlace } from './place.js';
import { redisCommand, startRedis, type PrivateRedis } from './redis.js';
import { launchUntilItAnswers } from './runtime.js';

const SLOTS = 16_384;
const MASTERS = 3;
const FORMING_LIMIT_MS = 30_000;
const ATTEMPTS = 3;

/** A cluster of three masters, with one replica for each. */
export interface PrivateCluster {
  /** Its address as a configuration has it. */
  readonly url: string;
  readonly nodes: readonly PrivateRedis[];
  /** The node that is master of the slot of a channel now, as most of the others see it. */
  masterOf(channel: string): Promise<PrivateRedis>;
  dispose(): Promise<void>;
}

/** Starts a cluster, and waits until it is one. Nodes that are silent for a second are taken for dead. */
export async function startRedisCluster(source: RedisBinaries): Promise<PrivateCluster> {
  const settings = { 'cluster-enabled': 'yes', 'cluster-node-timeout': '1000', 'cluster-replica-validity-factor': '0' };
  const nodes = await Promise.all(Array.from({ length: 2 * MASTERS }, () => startNode(source, settings)));
  const [first] = nodes as [PrivateRedis];
  const dispose = async (): Promise<void> => void (await Promise.all(nodes.map((node) => node.dispose())));
  try {
    for (const [index, node] of nodes.entries()) {
      await node.cli('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1));
      if (index < MASTERS) {
        const bounds = [index, index + 1].map((part) => Math.floor((part * SLOTS) / MASTERS));
        await node.cli('CLUSTER', 'ADDSLOTSRANGE', String(bounds[0]), String((bounds[1] as number) - 1));
      }
      await first.cli('CLUSTER', 'MEET', '127.0.0.1', String(node.port));
    }
    const formed = async (): Promise<boolean> => {
      const states = await Promise.all(nodes.map((node) => node.cli('CLUSTER', 'INFO')));
      return states.every((state) => {
        const text = String(state);
        return text.includes('cluster_state:ok') && text.includes(`cluster_known_nodes:${nodes.length}`);
      });
    };
    await wait(formed, 'a cluster');
    for (const [index, node] of nodes.slice(MASTERS).entries()) {
      await node.cli('CLUSTER', 'REPLICATE', String(await nodes[index]?.cli('CLUSTER', 'MYID')));
    }
    const replicated = async () =>
      (await Promise.all(nodes.slice(MASTERS).map((node) => node.cli('INFO', 'replication')))).every((info) =>
        String(info).includes('master_link_status:up'),
      );
    await wait(replicated, 'replicas');
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    url: `redis+cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    nodes,
    async masterOf(channel) {
      for (const node of nodes) {
        try {
          const slot = Number(await node.cli('CLUSTER', 'KEYSLOT', channel));
          const ranges = (await node.cli('CLUSTER', 'SLOTS')) as [number, number, [string, number]][];
          const port = ranges.find(([from, to]) => from <= slot && slot <= to)?.[2][1];
          const master = nodes.find((other) => other.port === port);
          if (master) return master;
        } catch {
          // Not one that answers.
        }
      }
      throw new Error(`nobody knows the master of ${channel}`);
    },
    dispose,
  };
}

/** The port of a node's talk with the others is its own plus 10,000: that one may be taken. */
async function startNode(source: RedisBinaries, settings: Readonly<Record<string, string>>): Promise<PrivateRedis> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startRedis({ source, settings });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** A master and its replica, watched by a sentinel that makes the replica master when the master is gone. */
export interface PrivateSentinel {
  readonly url: string;
  /** Master and replica, as they were at the start. */
  readonly servers: readonly [PrivateRedis, PrivateRedis];
  dispose(): Promise<void>;
}

/** Starts a sentinel with its servers, of which all want the password. A master that is silent for a second is gone. */
export async function startRedisSentinel(source: RedisBinaries, password: string): Promise<PrivateSentinel> {
  const settings = { requirepass: password, masterauth: password };
  const master = await startRedis({ source });
  const place = await takePlace({ signal: 'KILL' });
  const replica = await startRedis({ source, settings: { replicaof: `127.0.0.1 ${master.port}` } });
  const servers = [master, replica] as const;
  for (const server of servers) {
    for (const [name, value] of Object.entries(settings).toReversed()) await server.cli('CONFIG', 'SET', name, value);
  }
  const configuration = join(place.folder, 'sentinel.conf');
  const lines = [
    `port ${place.port}`,
    'bind 127.0.0.1',
    `dir ${place.folder}`,
    `requirepass ${password}`,
    `sentinel monitor uplift 127.0.0.1 ${master.port} 1`,
    `sentinel auth-pass uplift ${password}`,
    'sentinel down-after-milliseconds uplift 1000',
    'sentinel failover-timeout uplift 3000',
  ];
  await writeFile(configuration, `${lines.join('\n')}\n`);
  const args = [configuration, '--sentinel'];
  const runtime = runLocally({ place, command: source.server, args, user: undefined });
  const dispose = async (): Promise<void> =>
    void (await Promise.all([runtime.dispose(), ...servers.map((server) => server.dispose())]));
  const sentinelUrl = `redis://:${password}@127.0.0.1:${place.port}`;
  try {
    await launchUntilItAnswers(runtime, () => redisCommand(sentinelUrl, 'PING'));
    const known = async () =>
      ((await redisCommand(sentinelUrl, 'SENTINEL', 'REPLICAS', 'uplift')) as unknown[]).length === 1;
    await wait(known, 'a sentinel that knows the replica');
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    url: `redis+sentinel://:${password}@127.0.0.1:${place.port}/uplift?sentinelPassword=${password}`,
    servers,
    dispose,
  };
}

async function wait(condition: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + FORMING_LIMIT_MS;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`the servers of Redis did not become ${what}`);
    await sleep(50);
  }
}
