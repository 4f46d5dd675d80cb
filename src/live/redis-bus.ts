import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logger.js';
import type { Bus, BusListener } from './bus.js';
import { readRedisAddress } from './redis-address.js';
import { describeRefusal } from './redis-refusal.js';
import { openRedisWire } from './redis-wire.js';
import type { RedisWire } from './redis-wire.js';
import { openHint, sealHint } from './sealed-hint.js';

/** How often a server sends itself a probe, and how long it waits for it, in milliseconds. */
const PROBE_INTERVAL = 1_000;
const PROBE_PATIENCE = 2_500;

/** How long a start waits for Redis, in milliseconds: one that hangs takes a connection and answers nothing. */
const START_PATIENCE = 1_000;

/**
 * The bus over Redis pub/sub, of the servers of one namespace. Redis may be absent, restarted or deaf: hints are lost then, and nothing
 * else. Events are sealed on their way, so that Redis can neither read nor change them.
 * @throws TypeError for an address that is none.
 */
export function createRedisBus(url: string, namespace: string, logger: Logger): Bus {
  const address = readRedisAddress(url);
  if (typeof address === 'string') throw new TypeError(`The address of Redis ${address}.`);
  const probe = `probe:${randomUUID()}`;
  let listener: BusListener | undefined;
  /** Whether our own probe has come back since the subscription was made, and when it last did. */
  let heard = false;
  let heardAt = 0;
  /** When a reconnect was last tried. */
  let triedAt = 0;
  /** What was said to be wrong since Redis was last known to carry hints. */
  const said = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let wire: RedisWire;

  const lost = (): void => {
    const was = heard;
    heard = false;
    if (was) listener?.onGap();
  };

  const open = (): RedisWire =>
    openRedisWire(address, `${namespace}:hints`, {
      onMessage(message) {
        if (message === probe) {
          heard = true;
          heardAt = Date.now();
          if (said.size > 0) logger.info('Redis is back');
          said.clear();
          return;
        }
        const hint = listener && openHint(message, namespace, listener);
        if (hint) listener?.onHint(hint);
      },
      // Messages of the time without a subscription are gone: each new one is treated as a gap.
      onSubscribed() {
        send(probe);
        listener?.onGap();
      },
      onLost: lost,
      onError(error) {
        const refusal = describeRefusal(error);
        if (refusal) report(`Redis cannot be used: ${refusal}`);
        else report('Redis is unreachable', { err: error });
      },
    });

  const report = (what: string, details: object = {}): void => {
    if (!said.has(what)) logger.warn(details, `${what}; polling for changes`);
    said.add(what);
  };

  const send = (message: string): void => {
    wire.publish(message).catch((error: Error) => {
      // What is no refusal is reported as an error of the connection.
      const refusal = describeRefusal(error);
      if (refusal) report(`Redis cannot be used: ${refusal}`);
    });
  };

  // A connection can be up and yet deaf, or dumb. Hearing our own probe proves the way to Redis and back; where it is not
  // heard, either of the two may be to blame, or lead to a server that is in charge no more.
  const listen = (): void => {
    send(probe);
    if (Date.now() - Math.max(heardAt, triedAt) <= PROBE_PATIENCE) return;
    if (heard) logger.warn('Redis connection is stale; reconnecting');
    triedAt = Date.now();
    lost();
    wire.close();
    wire = open();
    void wire.connect();
  };

  wire = open();
  return {
    async start(newListener) {
      listener = newListener;
      triedAt = Date.now();
      timer = setInterval(listen, PROBE_INTERVAL);
      timer.unref();
      await Promise.race([wire.connect(), sleep(START_PATIENCE, undefined, { ref: false })]);
    },
    publish: (hint) => send(sealHint(hint, namespace)),
    get healthy() {
      return heard && Date.now() - heardAt < PROBE_PATIENCE;
    },
    async stop() {
      clearInterval(timer);
      listener = undefined;
      heard = false;
      wire.close();
    },
  };
}
