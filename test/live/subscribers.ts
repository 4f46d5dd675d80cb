import { setTimeout as sleep } from 'node:timers/promises';
import { subscribeSse, subscribeWs } from '../support/clients.js';
import type { Delivery, Subscription } from '../support/clients.js';
import { EVENTS } from './history.js';

/** Ways to subscribe. */
export const transports = { WebSocket: subscribeWs, SSE: subscribeSse } as const;

/** A subscriber that notes all that it gets, and when. */
export interface Subscriber {
  readonly received: readonly Delivery[];
  /** When each position came, by `performance.now()`. */
  readonly arrivals: ReadonlyMap<number, number>;
  /** Position of the newest delivery; 0 before the first. */
  readonly position: number;
  readonly cursor: string | undefined;
  /** How it ended; undefined while it runs. */
  readonly ended: unknown;
  /** Waits until a position has come, or one after it. */
  reach(position: number, timeout?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Subscribes to `events`. */
export function watch(
  transport: keyof typeof transports,
  url: string,
  bearer: string,
  variables: { readonly after?: string; readonly filter?: object } = {},
): Subscriber {
  return note(transports[transport](url, EVENTS, variables, bearer));
}

/** Notes all that a subscription delivers. */
export function note(subscription: Subscription): Subscriber {
  const received: Delivery[] = [];
  const arrivals = new Map<number, number>();
  let stopped = false;
  const read = async (): Promise<void> => {
    while (!stopped) {
      const delivery = await subscription.next(3_600_000);
      received.push(delivery);
      if (delivery.extensions) arrivals.set(delivery.extensions.position, performance.now());
    }
  };
  void read().catch(() => undefined); // It has ended.
  const subscriber: Subscriber = {
    received,
    arrivals,
    get position() {
      return received.at(-1)?.extensions?.position ?? 0;
    },
    get cursor() {
      return received.at(-1)?.extensions?.cursor;
    },
    get ended() {
      return subscription.ended;
    },
    async reach(position, timeout = 20_000) {
      await until(
        () => subscriber.position >= position || subscription.ended !== undefined,
        `position ${position}`,
        timeout,
        () => `at ${subscriber.position}`,
      );
      if (subscriber.position < position) {
        throw new Error(`Ended at ${subscriber.position}, before ${position}: ${JSON.stringify(subscription.ended)}`);
      }
    },
    async stop() {
      stopped = true;
      await subscription.stop();
    },
  };
  return subscriber;
}

/** Waits until something is so. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  timeout = 10_000,
  state: () => string = () => '',
): Promise<void> {
  const deadline = performance.now() + timeout;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not within ${timeout} ms: ${what} ${state()}`);
    await sleep(5);
  }
}

/** The value below which a share of some numbers lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
