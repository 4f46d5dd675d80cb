import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** How long a start waits for Redis, in milliseconds: one that hangs takes a connection and answers nothing. */
const START_PATIENCE = 1_000;

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
  /** Whether our own probe has come back since the subscription was made, and when it last did. */
  let heard = false;
  let heardAt = 0;
  /** When connecting anew was last tried. */
  let triedAt = 0;
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
        send(probe);
        listener?.onGap();
      },
      (error: unknown) => logger.warn({ err: error }, 'could not subscribe to Redis'),
    );
  });
  subscriber.on('close', () => {
    const lost = heard;
    heard = false;
    if (lost) listener?.onGap();
  });
  subscriber.on('message', (_channel: string, message: string) => {
    if (message === probe) {
      heard = true;
      heardAt = Date.now();
      return;
    }
    const hint = parseHint(message);
    if (hint) listener?.onHint(hint);
  });

  const send = (message: string): void => {
    publisher.publish(CHANNEL, message).catch(() => undefined); // Told as an error of the connection already.
  };

  // A connection can be up and yet deaf, or dumb. Hearing our own probe proves the way to Redis and back; where it is not
  // heard, either of the two may be to blame.
  const listen = (): void => {
    send(probe);
    if (Date.now() - Math.max(heardAt, triedAt) <= PROBE_PATIENCE) return;
    if (heard) logger.warn('Redis is connected and carries nothing; connecting anew');
    triedAt = Date.now();
    for (const client of [publisher, subscriber]) client.disconnect(true);
  };

  return {
    async start(newListener) {
      listener = newListener;
      triedAt = Date.now();
      timer = setInterval(listen, PROBE_INTERVAL);
      timer.unref();
      const connected = Promise.allSettled([publisher.connect(), subscriber.connect()]);
      await Promise.race([connected, sleep(START_PATIENCE, undefined, { ref: false })]);
    },
    publish: (hint) => send(JSON.stringify(hint)),
    get healthy() {
      return heard && Date.now() - heardAt < PROBE_PATIENCE;
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
