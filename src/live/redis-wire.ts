import { Cluster, Redis } from 'ioredis';
import type { ClusterOptions, RedisOptions } from 'ioredis';
import type { RedisAddress } from './redis-address.js';
import { describeRefusal } from './redis-refusal.js';

/** Longest pause between two attempts to connect, in milliseconds. */
const MAX_RETRY_DELAY = 1_000;

const retryDelay = (attempt: number): number => Math.min(50 * 2 ** Math.min(attempt, 6), MAX_RETRY_DELAY);

/** What happens on the wire. */
export interface WireListener {
  onMessage(message: string): void;
  /** The subscription was made, or renewed: messages from before it are gone. */
  onSubscribed(): void;
  /** The subscription, or a part of it, is gone. */
  onLost(): void;
  onError(error: Error): void;
}

/** Two connections to Redis, one to publish and one to listen, which come back by themselves. */
export interface RedisWire {
  /** Begins to connect; settles after the first attempt. */
  connect(): Promise<unknown>;
  publish(message: string): Promise<unknown>;
  /** Ends it; nothing is reported after that. */
  close(): void;
}

/**
 * Makes the wire to a Redis. One channel for all hints: subscribed once at start, so that no subscription races with a publish.
 * In a cluster over sharded pub/sub, so that only one of its servers carries hints.
 */
export function openRedisWire(address: RedisAddress, channel: string, listener: WireListener): RedisWire {
  return address.kind === 'cluster' ? openSharded(address, channel, listener) : openPlain(address, channel, listener);
}

function connectionOptions({ username, password, tls }: RedisAddress) {
  return {
    ...(username !== undefined ? { username } : {}),
    ...(password !== undefined ? { password } : {}),
    ...(tls ? { tls: {} } : {}),
  } satisfies RedisOptions;
}

/** A connection for commands, not for pub/sub, which begins at `connect`; `timeout` for each of them, in milliseconds. */
export function openRedisClient(address: RedisAddress, timeout: number): Redis | Cluster {
  if (address.kind !== 'cluster') return new Redis({ ...plainOptions(address), commandTimeout: timeout });
  const { redisOptions, ...options } = clusterOptions(address);
  return new Cluster([...address.nodes], { ...options, redisOptions: { ...redisOptions, commandTimeout: timeout } });
}

function plainOptions(address: RedisAddress) {
  const { nodes, tls, name, sentinelPassword, database } = address;
  return {
    ...connectionOptions(address),
    ...(address.kind === 'single'
      ? nodes[0]
      : {
          sentinels: [...nodes],
          name,
          enableTLSForSentinelMode: tls,
          sentinelRetryStrategy: retryDelay,
          ...(tls ? { sentinelTLS: {} } : {}),
          ...(sentinelPassword !== undefined ? { sentinelPassword } : {}),
        }),
    db: database,
    lazyConnect: true,
    // Hazard: queued commands would be sent late, all at once, after an outage. A hint that is late is of no use.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: retryDelay,
  } satisfies RedisOptions;
}

function openPlain(address: RedisAddress, channel: string, listener: WireListener): RedisWire {
  const options = plainOptions(address);
  const publisher = new Redis(options);
  const subscriber = new Redis({ ...options, autoResubscribe: false });
  subscriber.on('ready', () => void subscriber.subscribe(channel).then(listener.onSubscribed, listener.onError));
  subscriber.on('message', (_channel: string, message: string) => listener.onMessage(message));
  return wire(publisher, subscriber, listener, (message) => publisher.publish(channel, message));
}

function clusterOptions(address: RedisAddress) {
  return {
    lazyConnect: true,
    enableOfflineQueue: false,
    clusterRetryStrategy: retryDelay,
    maxRedirections: 3,
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    redisOptions: connectionOptions(address),
    ...(address.tls ? { dnsLookup: (name, done) => done(null, name) } : {}),
  } satisfies ClusterOptions;
}

function openSharded(address: RedisAddress, channel: string, listener: WireListener): RedisWire {
  const options = clusterOptions(address);
  const publisher = new Cluster([...address.nodes], options);
  const subscriber = new Cluster([...address.nodes], { ...options, shardedSubscribers: true });
  let subscribed = false;
  // The client resubscribes by itself when the channel has moved, and reports that it is ready again.
  const subscribe = (): void => {
    if (subscribed) return listener.onSubscribed();
    void subscriber.ssubscribe(channel).then(
      () => {
        subscribed = true;
        listener.onSubscribed();
      },
      (error: Error) => {
        // Else it is too early: one of the two events below is still to come.
        if (describeRefusal(error)) listener.onError(error);
      },
    );
  };
  subscriber.on('ready', subscribe).on('subscribersReady', subscribe).on('-subscriber', listener.onLost);
  subscriber.on('smessage', (_channel: string, message: string) => listener.onMessage(message));
  return wire(publisher, subscriber, listener, (message) => publisher.spublish(channel, message));
}

function wire<Client extends Redis | Cluster>(
  publisher: Client,
  subscriber: Client,
  listener: WireListener,
  publish: RedisWire['publish'],
): RedisWire {
  const clients = [publisher, subscriber];
  for (const client of clients) client.on('error', listener.onError);
  subscriber.on('close', listener.onLost);
  return {
    connect: () => Promise.allSettled(clients.map((client) => client.connect())),
    publish,
    close() {
      for (const client of clients) {
        client.disconnect();
        client.removeAllListeners();
        // Hazard: an ioredis client without a listener for errors ends the process.
        client.on('error', () => undefined);
      }
    },
  };
}
