import { setTimeout as sleep } from 'node:timers/promises';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Clock } from '../../clock.js';
import type { Queryable } from '../../database/database.js';
import { vital } from '../../database/statements.js';
import type { WebhookDelivery } from '../../generated/prisma/client.js';
import type { LiveDelivery, OpenFeed } from '../../live/delivery.js';
import { differ } from '../../live/feed.js';
import type { Feed } from '../../live/feed.js';
import { HistoryGoneError, readEvents } from '../../live/log-pages.js';
import type { Update } from '../../live/update.js';
import { passes } from '../../log/event-filter.js';
import { loggedEvent, lookAtLogs, readHead, SECRETS } from '../../log/event-log.js';
import type { LoggedEvent } from '../../log/event.js';
import type { Logger } from '../../logger.js';
import { CONTENT_TYPE, messageId } from '../message.js';
import type { Message } from '../message.js';
import type { Networks } from '../../networks.js';
import { isTaken, openEndpoint } from '../post.js';
import type { Attempt, Endpoint } from '../post.js';
import { retryAfter, waitAfter } from '../retries.js';
import { signedHeaders } from '../signatures.js';
import type { KeyStore } from '../stored-keys.js';
import { readDocument } from './document.js';
import type { ReadDocument } from './document.js';
import { eventMessage, resetMessage } from './event-message.js';
import { LeaseLostError, note } from './lease.js';
import type { Holder, LeasedWebhook, Outcome, Progress } from './lease.js';

/** How long events that are passed over may go unnoted, in milliseconds: they are passed over again after a crash. */
const UNNOTED = 5_000;

/** What the workers of a server have in common. */
export interface WorkerParts {
  readonly db: Queryable;
  readonly serverId: string;
  readonly schema: GraphQLSchema;
  readonly delivery: LiveDelivery;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly networks: Networks;
  readonly keys: KeyStore;
  /**
   * The result of a subscription to `events` for one of them, with the permissions that its subscriber has now, as JSON.
   * @throws where they are no active member, or the database cannot be reached.
   */
  readonly render: (view: WebhookView, update: Update<LoggedEvent>) => Promise<string>;
  /** Waits after attempts that failed, in milliseconds. */
  readonly retries: readonly number[];
  /** Longest that an endpoint may take to answer, in milliseconds. */
  readonly answerTimeout: number;
  /** Resolves once this server may send, by its leases. */
  readonly mayLease: (signal: AbortSignal) => Promise<void>;
  /** Called with the outcome of each attempt. */
  readonly onAttempt: (isDelivered: boolean) => void;
}

/** What the messages of a webhook are made by, and for whom. */
export interface WebhookView {
  readonly document: DocumentNode;
  readonly organizationId: string;
  /** The owner of the webhook. */
  readonly personId: string;
}

/** How far behind a webhook is. */
export interface WebhookLag {
  /** Events of the log that were not looked at yet, and the one that holds up the others. */
  readonly events: number;
  /** Age of the oldest of them that is to be sent, in seconds; 0 where nothing waits. */
  readonly seconds: number;
}

/** Where a webhook is in the log. */
interface Place {
  readonly position: number;
  readonly hash: string | null;
}

/** Sends the events of one webhook, in the order of the log, as long as this server holds its lease. */
export class WebhookWorker {
  readonly #webhook: LeasedWebhook;
  readonly #parts: WorkerParts;
  readonly #endpoint: Endpoint;
  readonly #holder: Holder;
  readonly #document: ReadDocument | null;
  /** No more is begun. */
  readonly #ending = new AbortController();
  /** What is under way is cut. */
  readonly #cutting = new AbortController();
  #feed: Feed | undefined;
  #progress: Progress;
  /** Position up to which the database has it. */
  #noted: number;
  #notedAt = performance.now();
  #pending: readonly LoggedEvent[] = [];
  /** When the next message is to be retried, in milliseconds since 1970; null for none. */
  #retryAt: number | null = null;
  /** When the event happened that holds up the others. */
  #oldest: Date | null = null;
  /** Resolves when it has ended, for whatever reason; never rejects. */
  readonly done: Promise<void>;
  #hasEnded = false;

  constructor(webhook: LeasedWebhook, parts: WorkerParts) {
    const { position, hash, epoch, resets } = webhook;
    this.#webhook = webhook;
    this.#parts = parts;
    this.#holder = { db: parts.db, serverId: parts.serverId, webhook };
    this.#endpoint = openEndpoint(parts.networks, parts.answerTimeout);
    this.#document = webhook.document === null ? null : readDocument(parts.schema, webhook.document);
    this.#progress = { position, hash, epoch, resets };
    this.#noted = position;
    this.done = this.#run()
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#hasEnded = true;
        this.#endpoint.close();
      });
  }

  /** Version of the webhook that it sends. */
  get version(): number {
    return this.#webhook.version;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get organizationId(): string {
    return this.#webhook.organizationId;
  }

  get lag(): WebhookLag {
    const waits = this.#isHeldUp ? 1 : 0;
    const events = Math.max((this.#feed?.head ?? this.#progress.position) - this.#progress.position, 0) + waits;
    const age = this.#oldest ? this.#parts.clock().getTime() - this.#oldest.getTime() : 0;
    return { events, seconds: Math.max(age, 0) / 1_000 };
  }

  /** Lets a message that is on its way be answered, for so long at most, in milliseconds, and ends. */
  async stop(patience: number): Promise<void> {
    this.#ending.abort();
    await Promise.race([this.done, sleep(patience, undefined, { ref: false })]);
    this.#cutting.abort();
    await this.done;
  }

  /** Whether a message that failed holds up those after it. */
  get #isHeldUp(): boolean {
    return this.#webhook.mode === 'ORDERED' && this.#retryAt !== null;
  }

  #failed(error: unknown): void {
    const { id, organizationId } = this.#webhook;
    if (this.#ending.signal.aborted) return;
    if (error instanceof LeaseLostError) {
      this.#parts.logger.debug({ webhook: id, organizationId }, 'a webhook is not sent from here any more');
    } else {
      this.#parts.logger.warn({ err: error, webhook: id, organizationId }, 'failed to send a webhook; retrying');
    }
  }

  async #run(): Promise<void> {
    const open = await this.#parts.delivery.open(this.#webhook.organizationId);
    this.#feed = open.feed;
    try {
      await this.#follow(open);
      await this.#noteProgress();
    } finally {
      open.release();
    }
  }

  async #follow({ feed }: OpenFeed): Promise<void> {
    let generation: number | undefined;
    const first = await this.#firstRetry();
    this.#retryAt = timeOf(first);
    if (this.#isHeldUp) this.#oldest = first?.firstAt ?? null;
    while (!this.#ending.signal.aborted) {
      if (generation !== feed.generation) {
        generation = feed.generation;
        this.#pending = [];
        await this.#verifyPlace();
      }
      const isDue = this.#retryAt !== null && this.#retryAt <= this.#parts.clock().getTime();
      if (isDue) await this.#retry();
      // Between two retries comes a new message, unless it has to wait for them.
      const event = this.#isHeldUp ? undefined : await this.#next(feed, generation);
      if (event) await this.#send(event);
      else if (!isDue && generation === feed.generation) await this.#wait(feed);
    }
  }

  /** The next event that is wanted, and passes over the others; undefined at the head, or where the log has to be looked at again. */
  async #next(feed: Feed, generation: number): Promise<LoggedEvent | undefined> {
    while (!this.#ending.signal.aborted) {
      if (this.#pending.length === 0 && !(await this.#readPage(feed))) return undefined;
      if (feed.generation !== generation) return undefined;
      const [event, ...rest] = this.#pending;
      if (!event) return undefined;
      if (passes(event, this.#webhook.filter)) return event;
      this.#pending = rest;
      this.#advance(event);
    }
    return undefined;
  }

  /** Reads on in the log; false where there is no more. */
  async #readPage(feed: Feed): Promise<boolean> {
    const { position } = this.#progress;
    try {
      const isBuffered = feed.isBuffered(position);
      const page = await vital(() => readEvents(feed, position));
      // Hazard: what is read of the database may be of another log than the feed has followed.
      if (page.length > 0 && !isBuffered && !(await this.#verifyPlace())) return false;
      this.#pending = page;
      return page.length > 0;
    } catch (error) {
      if (!(error instanceof HistoryGoneError)) throw error;
      await this.#reset();
      return false;
    }
  }

  /** Sends the first of the pending events. */
  async #send(event: LoggedEvent): Promise<void> {
    this.#oldest = event.occurredAt;
    const now = this.#parts.clock();
    const message = await this.#messageAbout(event);
    const attempt = await this.#post(message);
    if (!attempt) return;
    this.#pending = this.#pending.slice(1);
    this.#advance(event);
    await this.#settle(message, attempt, { attempts: 1, firstAt: now });
  }

  /** Sends the message again that is the first to be retried. */
  async #retry(): Promise<void> {
    const row = await this.#firstRetry();
    if (!row) return void (this.#retryAt = null);
    const found = await this.#messageOf(row);
    if (typeof found === 'string') {
      await this.#note({
        message: { id: row.messageId, type: row.type, position: row.position },
        state: 'FAILED',
        attempts: row.attempts,
        firstAt: row.firstAt,
        lastAt: row.lastAt,
        nextAt: null,
        attempt: { status: null, answer: null, error: found, duration: 0 },
      });
    } else {
      this.#oldest = this.#webhook.mode === 'ORDERED' ? found.at : null;
      const attempt = await this.#post(found.message);
      if (!attempt) return;
      await this.#settle(found.message, attempt, { attempts: row.attempts + 1, firstAt: row.firstAt });
    }
    this.#retryAt = await this.#nextRetry();
  }

  /** What is to be sent again, and when it happened; a text that says why it cannot be. */
  async #messageOf({ messageId: id, type, position, firstAt }: WebhookDelivery) {
    const { db } = this.#parts;
    const { organizationId } = this.#webhook;
    if (id === messageId(this.#progress, 'reset')) {
      const { hash } = this.#progress;
      return { message: resetMessage(this.#log, { position: position ?? 0, hash, at: firstAt }), at: firstAt };
    }
    if (position === null || id !== messageId(this.#progress, position))
      return `The log was replaced: this ${type} is lost.`;
    const event = await db.event.findUnique({
      where: { organizationId_position: { organizationId, position } },
      omit: SECRETS,
    });
    if (!event) return 'The event was archived.';
    return { message: await this.#messageAbout(loggedEvent(event)), at: event.occurredAt };
  }

  /** Hazard: of a document, it is made anew for each attempt, with the permissions and the state of then. */
  async #messageAbout(event: LoggedEvent): Promise<Message> {
    const { schema } = this.#parts;
    return eventMessage(schema, this.#log, event, await this.#resultFor(event));
  }

  /** The result of the webhook's document for an event; undefined where it has none. */
  async #resultFor(event: LoggedEvent): Promise<object | undefined> {
    const read = this.#document;
    if (read === null) return undefined;
    // An earlier version of the server took it.
    if ('complaint' in read) return { data: null, errors: [{ message: read.complaint }] };
    const { organizationId, ownerId: personId } = this.#webhook;
    const place = { epoch: this.#progress.epoch, position: event.position, hash: event.hash };
    const text = await this.#parts.render(
      { document: read.document, organizationId, personId },
      { value: event, place },
    );
    return JSON.parse(text) as object;
  }

  /** Sends a message; undefined where that was cut, or is not to begin any more. */
  async #post({ id, body }: Message): Promise<Attempt | undefined> {
    const { clock, mayLease, onAttempt } = this.#parts;
    const { url, keys } = this.#webhook;
    // Hazard: a server that was suspended must not send what another one sends by now.
    await mayLease(this.#ending.signal);
    if (this.#ending.signal.aborted) return undefined;
    const headers = {
      'content-type': CONTENT_TYPE,
      ...signedHeaders(this.#parts.keys.open(keys), { id, at: clock() }, body),
    };
    const attempt = await this.#endpoint.post({ url, headers, body }, this.#cutting.signal);
    if (this.#cutting.signal.aborted) return undefined;
    onAttempt(isTaken(attempt));
    return attempt;
  }

  /** Notes what has become of a message, and what is to become of it. */
  async #settle(
    message: Message,
    attempt: Attempt,
    { attempts, firstAt }: { readonly attempts: number; readonly firstAt: Date },
  ): Promise<void> {
    const { clock, retries } = this.#parts;
    const lastAt = clock();
    const outcome = { message, attempts, firstAt, lastAt, attempt };
    if (isTaken(attempt) || this.#webhook.mode === 'PARK_FAILED') this.#oldest = null;
    if (isTaken(attempt)) return this.#note({ ...outcome, state: 'DELIVERED', nextAt: null });
    if (attempt.status === 410) {
      this.#progress = { ...this.#progress, stop: 'GONE' };
      return this.#note({ ...outcome, state: 'RETRYING', nextAt: lastAt });
    }
    const wait = waitAfter(attempts, retryAfter(attempt.retryAfter, lastAt), retries);
    if (wait !== undefined) {
      const nextAt = new Date(lastAt.getTime() + wait);
      await this.#note({ ...outcome, state: 'RETRYING', nextAt });
      this.#retryAt = Math.min(this.#retryAt ?? Infinity, nextAt.getTime());
      return;
    }
    if (this.#webhook.mode === 'PARK_FAILED' && (await this.#hasTakenSince(firstAt))) {
      return this.#note({ ...outcome, state: 'FAILED', nextAt: null });
    }
    this.#progress = { ...this.#progress, stop: 'FAILING' };
    return this.#note({ ...outcome, state: 'RETRYING', nextAt: lastAt });
  }

  async #hasTakenSince(time: Date): Promise<boolean> {
    const { organizationId, id: webhookId } = this.#webhook;
    const found = await this.#parts.db.webhookDelivery.findFirst({
      where: { organizationId, webhookId, state: 'DELIVERED', lastAt: { gte: time } },
      select: { id: true },
    });
    return found !== null;
  }

  async #note(outcome?: Outcome): Promise<void> {
    const { position, stop } = this.#progress;
    await note(this.#holder, this.#progress, this.#parts.clock(), outcome);
    this.#noted = position;
    this.#notedAt = performance.now();
    if (stop === undefined) return;
    const { id, organizationId } = this.#webhook;
    this.#parts.logger.warn({ webhook: id, organizationId, reason: stop }, 'a webhook was disabled');
    this.#ending.abort();
  }

  /** Notes how far it has come, where that is only passed over. */
  async #noteProgress(): Promise<void> {
    if (this.#progress.position !== this.#noted && this.#progress.stop === undefined) await this.#note();
  }

  /**
   * Looks whether the log has at the place of the webhook what it had; where not, or where it does not reach it, events were
   * lost, and the webhook goes on at its head. Returns whether all is well.
   */
  async #verifyPlace(): Promise<boolean> {
    const { organizationId } = this.#webhook;
    const { position, hash, epoch } = this.#progress;
    const [found] = await vital(() => lookAtLogs(this.#parts.db, [{ organizationId, position }]));
    if (!found) throw new Error(`There is no log of the organization ${organizationId}.`);
    const isOther =
      found.position < position || (hash === null ? found.epoch !== epoch : differ(hash, found.knownHash));
    if (!isOther) return true;
    await this.#reset();
    return false;
  }

  /** Goes on at the head of the log, and has its receiver told that events were lost to it. */
  async #reset(): Promise<void> {
    const { db, clock, logger } = this.#parts;
    const { id, organizationId } = this.#webhook;
    const head = await vital(() => readHead(db, organizationId));
    if (!head) throw new Error(`There is no log of the organization ${organizationId}.`);
    const { position, hash, epoch } = head;
    const lost = this.#progress.position;
    this.#progress = { position, hash, epoch, resets: this.#progress.resets + 1 };
    this.#pending = [];
    const now = clock();
    await this.#note({
      message: { id: messageId(this.#progress, 'reset'), type: 'Reset', position },
      state: 'RETRYING',
      attempts: 0,
      firstAt: now,
      lastAt: now,
      nextAt: now,
      attempt: { status: null, answer: null, error: null, duration: 0 },
    });
    this.#retryAt = await this.#nextRetry();
    logger.warn({ webhook: id, organizationId, position: lost, head: position }, 'events were lost to a webhook');
  }

  async #firstRetry(): Promise<WebhookDelivery | null> {
    const { mode, organizationId, id: webhookId } = this.#webhook;
    return vital(() =>
      this.#parts.db.webhookDelivery.findFirst({
        where: { organizationId, webhookId, state: 'RETRYING' },
        orderBy: mode === 'ORDERED' ? { position: 'asc' } : { nextAt: 'asc' },
      }),
    );
  }

  async #nextRetry(): Promise<number | null> {
    return timeOf(await this.#firstRetry());
  }

  #advance({ position, hash }: Place): void {
    this.#progress = { ...this.#progress, position, hash };
  }

  /** Waits until there is something to do. */
  async #wait(feed: Feed): Promise<void> {
    const { position } = this.#progress;
    const isDirty = position !== this.#noted;
    if (isDirty && performance.now() - this.#notedAt >= UNNOTED) await this.#noteProgress();
    const untilRetry = this.#retryAt === null ? Infinity : this.#retryAt - this.#parts.clock().getTime();
    const longest = Math.min(untilRetry, isDirty ? UNNOTED : Infinity, LONGEST_TIMER);
    if (longest <= 0) return;
    const undo: (() => void)[] = [];
    await new Promise<void>((wake) => {
      const timer = setTimeout(wake, longest);
      timer.unref();
      undo.push(() => clearTimeout(timer), feed.onReplace(wake));
      if (!this.#isHeldUp) undo.push(feed.onAdvance(position, wake));
      const { signal } = this.#ending;
      const end = (): void => wake();
      signal.addEventListener('abort', end);
      undo.push(() => signal.removeEventListener('abort', end));
      if (signal.aborted) wake();
    });
    for (const each of undo) each();
  }

  get #log() {
    const { epoch, resets } = this.#progress;
    return { epoch, resets, organization: this.#webhook.organization };
  }
}

/** When a message is to be retried, in milliseconds since 1970; null where there is none. */
function timeOf(row: Pick<WebhookDelivery, 'nextAt'> | null): number | null {
  return row && (row.nextAt?.getTime() ?? 0);
}

/** Longest time of a timer, in milliseconds. */
const LONGEST_TIMER = 2_147_483_647;
