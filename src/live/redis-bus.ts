import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import type { Logger } from '../logger.js';
import { parseHint } from './bus.js';
import type { Bus, BusListener } from './bus.js';

/** One fixed channel for all hints: subscribed once at start, so that no subscription races with a publish. */
const CHANNEL = 'uplift:hints';

/** How often a server sends itself a probe, and how long it waits for it, in milliseconds. */
const PROBE_INTERVAL = 1_000;
const PROBE_PATIENCE = 2_500;

/** Longest pause between two attempts to connect, in milliseconds. */
const MAX_RETRY_DELAY = 1_000;

const options = {
  lazyConnect: true,
  // Hazard: queued commands would be sent late, all at once, after an outage. A hint that is late is of no use.
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 6), MAX_RETRY_DELAY),
} satisfies RedisOptions;

/** The bus over Redis pub/sub. Redis may be absent, restarted or deaf: hints are lost then, and nothing else. */
export function createRedisBus(url: string, logger: Logger): Bus {
  const publisher = new Redis(url, options);
  const subscriber = new Redis(url, { ...options, autoResubscribe: false });
  const probe = `probe:${randomUUID()}`;
  let listener: BusListener | undefined;
  let subscribed = false;
  let heardAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopping: Promise<void> | undefined;

  // Hazard: an ioredis client without a listener for errors ends the process.
  let reachable = true;
  for (const client of [publisher, subscriber]) {
    client.on('error', (error: Error) => {
      if (reachable) logger.warn({ err: error }, 'Redis is out of reach; changes are found by polling');
      reachable = false;
    });
    client.on('ready', () => {
      if (!reachable) logger.info('Redis is back');
      reachable = true;
    });
  }

  // Messages of the time without a subscription are gone: each new one is treated as a gap.
  subscriber.on('ready', () => {
    subscriber.subscribe(CHANNEL).then(
      () => {
        subscribed = true;
        heardAt = Date.now();
        listener?.onGap();
      },
      (error: unknown) => logger.warn({ err: error }, 'could not subscribe to Redis'),
    );
  });
  subscriber.on('close', () => {
    subscribed = false;
  });
  subscriber.on('message', (_channel: string, message: string) => {
    if (message === probe) {
      heardAt = Date.now();
      return;
    }
    const hint = parseHint(message);
    if (hint) listener?.onHint(hint);
  });

  const send = (message: string): void => {
    publisher.publish(CHANNEL, message).catch(() => undefined); // Told as an error of the connection already.
  };

  // A connection can be up and yet deaf. Hearing our own probe proves the way through Redis and back.
  const listen = (): void => {
    send(probe);
    if (subscribed && Date.now() - heardAt > PROBE_PATIENCE) {
      logger.warn('the Redis subscription is deaf; connecting anew');
      subscribed = false;
      subscriber.disconnect(true);
    }
  };

  return {
    async start(newListener) {
      listener = newListener;
      const connections = [publisher.connect(), subscriber.connect()];
      await Promise.allSettled(connections);
      timer = setInterval(listen, PROBE_INTERVAL);
      timer.unref();
    },
    publish: (hint) => send(JSON.stringify(hint)),
    get healthy() {
      return subscribed && Date.now() - heardAt < PROBE_PATIENCE;
    },
    stop: () =>
      (stopping ??= (async () => {
        clearInterval(timer);
        listener = undefined;
        publisher.disconnect();
        subscriber.disconnect();
      })()),
  };
}
