import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../database/database.js';
import { ANSWER_TIMEOUT } from '../post.js';
import { DELIVERIES_KEPT_DAYS, RETRIES } from '../retries.js';
import { LEASE_LEFT, leaseWebhooks, releaseWebhooks } from './lease.js';
import { WebhookWorker } from './worker.js';
import type { WebhookLag, WorkerParts } from './worker.js';

/** How often a server looks for webhooks that it is to send, in milliseconds. */
const LOOK_INTERVAL = 5_000;

const DAY = 86_400_000;

/** What the senders of a server are made of. */
export interface WebhookSendersParts extends Pick<
  WorkerParts,
  'schema' | 'delivery' | 'clock' | 'logger' | 'networks' | 'keys' | 'render'
> {
  readonly database: Database;
  readonly timing?: Partial<WebhookTiming> | undefined;
}

/** Times that tests shorten, in milliseconds. */
export interface WebhookTiming {
  /** Waits after attempts that failed. */
  readonly retries: readonly number[];
  /** Longest that an endpoint may take to answer. */
  readonly answerTimeout: number;
  /** How often a server looks for webhooks that it is to send. */
  readonly look: number;
}

/** A webhook that a server sends, and how far behind it is. */
export interface SentWebhook {
  readonly id: string;
  readonly organizationId: string;
  readonly lag: WebhookLag;
}

/** Sends the webhooks of all organizations, together with the other servers: each webhook is sent by one of them. */
export interface WebhookSenders {
  /** Begins; the first look is under way when this returns. */
  start(): void;
  /** To be called when webhooks were changed. */
  changed(): void;
  /** The webhooks that this server sends. */
  readonly sent: readonly SentWebhook[];
  /** Messages that were sent since the start, by what became of them. */
  readonly attempts: { readonly delivered: number; readonly failed: number };
  /** Deletes deliveries that are older than they are kept. */
  forgetOld(): Promise<void>;
  /** Lets what is on its way be answered, for so long at most, in milliseconds, and leaves the webhooks to other servers. */
  stop(patience: number): Promise<void>;
}

/** Makes the senders of a server. Each webhook has a worker of its own, so that none waits for the endpoint of another. */
export function createWebhookSenders(parts: WebhookSendersParts): WebhookSenders {
  const { database, clock, logger } = parts;
  const { prisma: db } = database;
  const { retries = RETRIES, answerTimeout = ANSWER_TIMEOUT, look: interval = LOOK_INTERVAL } = parts.timing ?? {};
  const serverId = randomUUID();
  const workers = new Map<string, WebhookWorker>();
  const attempts = { delivered: 0, failed: 0 };
  let leasedUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isAskedAgain = false;
  let isStopped = false;

  const workerParts: WorkerParts = {
    ...parts,
    db,
    serverId,
    retries,
    answerTimeout,
    onAttempt: (isDelivered) => void (attempts[isDelivered ? 'delivered' : 'failed'] += 1),
    async mayLease(signal) {
      while (performance.now() >= leasedUntil && !signal.aborted)
        await sleep(100, undefined, { signal, ref: false }).catch(() => undefined);
    },
  };

  const lookOnce = async (): Promise<void> => {
    const asked = performance.now();
    const leased = new Map((await leaseWebhooks(db, serverId, clock())).map((each) => [each.id, each]));
    leasedUntil = asked + LEASE_LEFT;
    const over = Array.from(workers).filter(
      ([id, worker]) => worker.hasEnded || worker.version !== leased.get(id)?.version,
    );
    await Promise.all(over.map(([, worker]) => worker.stop(0)));
    for (const [id] of over) workers.delete(id);
    if (isStopped) return;
    for (const [id, webhook] of leased) if (!workers.has(id)) workers.set(id, new WebhookWorker(webhook, workerParts));
  };

  const lookAgain = (): void => {
    clearTimeout(timer);
    if (isStopped) return;
    timer = setTimeout(look, interval);
    timer.unref();
  };

  const look = (): void => {
    if (isStopped) return;
    if (looking) return void (isAskedAgain = true);
    looking = lookOnce()
      .catch((error: unknown) => {
        if (!isStopped) logger.warn({ err: error }, 'failed to look for webhooks; retrying');
      })
      .finally(() => {
        looking = undefined;
        lookAgain();
        if (!isAskedAgain) return;
        isAskedAgain = false;
        look();
      });
  };

  return {
    start: look,
    changed: look,
    attempts,
    get sent() {
      return Array.from(workers, ([id, { organizationId, lag }]) => ({ id, organizationId, lag }));
    },
    async forgetOld() {
      const before = new Date(clock().getTime() - DELIVERIES_KEPT_DAYS * DAY);
      await db.webhookDelivery.deleteMany({ where: { lastAt: { lt: before }, state: { not: 'RETRYING' } } });
    },
    async stop(patience) {
      isStopped = true;
      clearTimeout(timer);
      await looking;
      await Promise.all(Array.from(workers.values(), (worker) => worker.stop(patience)));
      if (workers.size === 0) return;
      await releaseWebhooks(db, serverId).catch((error: unknown) =>
        logger.warn({ err: error }, 'could not leave webhooks to other servers: they take them within a minute'),
      );
    },
  };
}
