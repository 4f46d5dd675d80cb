import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import { encodeCursor } from '../log/cursor.js';
import type { Update } from './update.js';
import type { LoggedEvent } from '../log/event.js';
import { HistoryGoneError } from './log-pages.js';
import { Payload } from './payload.js';
import type { HubResources } from './hub-resources.js';
import type { Partition } from './partitioned-cache.js';
import type { LiveSource, Covered } from './source.js';

/**
 * Makes the result of a value, as JSON. Rejects only while the database is out of reach, and is called again then; what
 * else goes wrong is a result, too.
 */
export type Render = (update: Update<unknown>) => Promise<string>;

/** A result, and what it covers of the log. */
export interface RenderedUpdate {
  readonly payload: Payload;
  /** Covers the log up to here. */
  readonly position: number;
  /** Position of the newest event that it covers. */
  readonly newest: number;
  /** The generation of the log in which that is so. */
  readonly generation: number;
  /** Whether it is a `Reset`: what came before is gone. */
  readonly isReset?: boolean;
  /** Whether it says that the log was replaced: only for those who know an earlier generation. */
  readonly isRenewal?: boolean;
}

/** A part of the log, up to a position, of which there is no result. */
export interface Passed {
  readonly payload?: undefined;
  readonly position: number;
  readonly generation: number;
}

/** One subscriber, as their group sees them. */
export interface ViewSubscriber {
  /** All up to here was delivered to them; undefined until their first value of the log as it is has come. */
  readonly position: number | undefined;
  /** Charges the subscriber for a result that is about to be made. May end them. */
  charge(): void;
  /** The next results, oldest first, while they wait at the head; `before` is where the head was. May leave the head. */
  offer(news: readonly RenderedUpdate[], before: number): void;
}

/** What a group is made of. */
export interface SharedViewParts {
  /** The source of one of the members; those of the others make the same values. */
  readonly source: LiveSource<unknown>;
  readonly render: Render;
  readonly shared: HubResources;
  readonly clock: Clock;
  /** Called with the age of an event when its result went out to those who wait, in milliseconds. */
  readonly onDelivered?: ((age: number) => void) | undefined;
  /** Whether the database can be reached. */
  readonly isReachable: () => Promise<boolean>;
}

/** How long a first value may be given to further members, in milliseconds: not all that it shows is in the log. */
const FIRST_LIFETIME = 5_000;

/** Results that are made at once at the head, and text of those that are offered at once, in characters. */
const MOST_TOGETHER = 32;
const MOST_TEXT = 32 * 1024;

/**
 * Pauses after something failed, in milliseconds: the first, doubled each time up to the longest, and then for as long as
 * the database is out of reach.
 */
const RETRY_PAUSES = { first: 100, longest: 5_000, unreachable: 500 } as const;

/**
 * The subscribers of one view. It goes through the log once, at its head, and makes one result for all who wait there.
 * Members who are behind come along at their own pace, over the same results, and wait at the head when they reach it.
 *
 * Nothing is lost or duplicated on the way: everything up to the head has been offered to those who wait, the head
 * moves in the same turn in which the next result is offered, and who reaches the head starts to wait in the same turn
 * in which they see that they have.
 */
export class SharedView {
  readonly #parts: SharedViewParts;
  readonly #partition: Partition<Payload>;
  readonly #members = new Set<ViewSubscriber>();
  readonly #waiting = new Set<ViewSubscriber>();
  #payers = this.#members.values();
  /** Everything up to here has been offered. */
  #head: number;
  /** The newest state, of a source of states. */
  #state: RenderedUpdate | undefined;
  #first: { covers: number; readonly until: number; readonly news: Promise<RenderedUpdate> } | undefined;
  #running = false;
  #ended = false;
  #stopWaiting: (() => void) | undefined;
  #generation: number;
  /** Says that the log was replaced; made once for all. */
  #renewal: Promise<RenderedUpdate> | undefined;
  /** Whether those who wait have not been offered it yet. */
  #mustRenew = false;
  readonly #stopFollowing: () => void;

  constructor(parts: SharedViewParts) {
    this.#parts = parts;
    this.#partition = parts.shared.payloads.partition();
    const { feed } = parts.source.open;
    this.#head = feed.head;
    this.#generation = feed.generation;
    this.#stopFollowing = feed.onReplace(() => this.#restart());
  }

  get head(): number {
    return this.#head;
  }

  /** The generation of the log that it goes through. */
  get generation(): number {
    return this.#generation;
  }

  get size(): number {
    return this.#members.size;
  }

  /** Takes a member in. */
  add(member: ViewSubscriber): void {
    this.#members.add(member);
    if (this.#running) return;
    this.#running = true;
    void this.#run();
  }

  /** Lets a member go; with the last one, it ends. Returns whether it has ended. */
  remove(member: ViewSubscriber): boolean {
    this.#members.delete(member);
    this.#waiting.delete(member);
    if (this.#members.size === 0 && !this.#ended) {
      this.#ended = true;
      this.#stopWaiting?.();
      this.#stopFollowing();
      this.#partition.clear();
    }
    return this.#ended;
  }

  /** From now on the member is offered what comes; they must have had everything up to the head. */
  wait(member: ViewSubscriber): void {
    this.#waiting.add(member);
  }

  /** The member looks for what comes themselves, from now on. */
  stopWaiting(member: ViewSubscriber): void {
    this.#waiting.delete(member);
  }

  /** The value that comes before all else: shared with members who join at the same position. */
  async first(source: LiveSource<unknown>): Promise<RenderedUpdate | undefined> {
    return this.#persist(async () => {
      const { first } = source;
      if (!first) return undefined;
      const covers = (await source.firstCovers?.()) ?? this.#head;
      const known = this.#first;
      if (known && covers <= known.covers && performance.now() < known.until) return known.news;
      const making = {
        covers,
        until: performance.now() + FIRST_LIFETIME,
        news: this.#inTurn(() => this.#makeFirst(first)),
      };
      this.#first = making;
      try {
        const news = await making.news;
        making.covers = Math.max(covers, news.position);
        return news;
      } catch (error) {
        if (this.#first === making) this.#first = undefined;
        throw error;
      }
    });
  }

  /** What members get before all else who know an earlier generation of the log; undefined when the group has ended. */
  renewed(): Promise<RenderedUpdate | Passed | undefined> {
    return this.#persist(async () => (await this.#renewed()) ?? { position: this.#head, generation: this.#generation });
  }

  /** What comes after a position below the head: a result, or a position up to which there is none. */
  async after(position: number): Promise<RenderedUpdate | Passed> {
    const state = this.#state;
    const generation = this.#generation;
    if (this.#parts.source.kind === 'state') {
      return state && state.newest > position ? state : { position: this.#head, generation };
    }
    const { source } = this.#parts;
    const news = await this.#persist(async () => {
      try {
        const events = await this.#read(position);
        const step = await source.next(events);
        // Hazard: what was made of another generation of the log must not get among the results of this one.
        if (generation !== this.#generation) return { position, generation };
        if (!step) return { position: events.at(-1)?.position ?? position, generation };
        // What lies ahead is made at the head, which must not wait for a turn.
        if (step.position > this.#head) return { position: this.#head, generation };
        return await this.#make(step, (work) => this.#inTurn(work));
      } catch (error) {
        // Archived while they read: they get a Reset, at the head.
        if (error instanceof HistoryGoneError && source.reset) return this.#makeFirst(source.reset);
        throw error;
      }
    });
    return news ?? { position, generation };
  }

  async #run(): Promise<void> {
    while (!this.#ended) {
      const moved = await this.#persist(() => this.#advance());
      if (moved === false && !this.#ended && !this.#mustRenew) await this.#beyondHead();
    }
  }

  /** A way along the log; false when there is nothing more. */
  async #advance(): Promise<boolean> {
    if (this.#mustRenew) await this.#renew();
    const generation = this.#generation;
    const { source } = this.#parts;
    if (source.kind === 'state') this.#head = Math.max(this.#head, this.#covered());
    const events = await this.#read(this.#head);
    if (events.length === 0) return false;
    const steps = await this.#stepsOf(events);
    if (generation !== this.#generation) return true;
    // What is not wanted is passed over.
    if (steps.length === 0) this.#head = (events.at(-1) as LoggedEvent).position;
    const made: RenderedUpdate[] = [];
    const making = steps.map(async (step, index) => {
      made[index] = await this.#make(step, (work) => work());
    });
    for (const each of making) each.catch(() => undefined); // Seen below, in order, unless one before it fails.
    for (let delivered = 0; delivered < steps.length;) {
      await making[delivered];
      if (delivered + 1 < steps.length) await setImmediate(); // What is made in the same turn goes out together.
      if (this.#ended || generation !== this.#generation) return true;
      const news = together(made, delivered);
      delivered += news.length;
      this.#offer(news);
      this.#deliver(events, news);
    }
    return true;
  }

  /** What is delivered of some events: the state after them, or each event that is wanted, the first few of them. */
  async #stepsOf(events: readonly LoggedEvent[]): Promise<Covered<Update<unknown>>[]> {
    const { source } = this.#parts;
    const first = events[0]?.position ?? 0;
    const most = source.kind === 'state' ? 1 : MOST_TOGETHER;
    const steps: Covered<Update<unknown>>[] = [];
    for (let rest = events; rest.length > 0 && steps.length < most;) {
      const step = await source.next(rest);
      if (!step) break;
      steps.push(step);
      rest = events.slice(step.position + 1 - first);
    }
    return steps;
  }

  /** The log turned out to be another one: what was made of it counts no more. */
  #restart(): void {
    const { feed } = this.#parts.source.open;
    this.#head = feed.head;
    this.#generation = feed.generation;
    this.#partition.clear();
    this.#first = undefined;
    this.#state = undefined;
    this.#renewal = undefined;
    this.#mustRenew = true;
  }

  async #renew(): Promise<void> {
    const generation = this.#generation;
    const news = await this.#renewed();
    if (generation !== this.#generation) return;
    this.#mustRenew = false;
    if (!news) return;
    if (this.#parts.source.kind === 'state') this.#state = news;
    for (const member of this.#waiting) member.offer([news], this.#head);
  }

  /** A `Reset`, or the state, of the log as it is; undefined for a source that has neither. */
  #renewed(): Promise<RenderedUpdate | undefined> {
    const { reset, first } = this.#parts.source;
    const make = reset ?? first;
    if (!make) return Promise.resolve(undefined);
    if (this.#renewal) return this.#renewal;
    const making = this.#makeFirst(make).then((news) => ({ ...news, isRenewal: true }));
    this.#renewal = making;
    making.catch(() => {
      if (this.#renewal === making) this.#renewal = undefined;
    });
    return making;
  }

  #offer(news: readonly RenderedUpdate[]): void {
    const before = this.#head;
    const newest = news.at(-1) as RenderedUpdate;
    this.#head = newest.position;
    if (this.#parts.source.kind === 'state') this.#state = newest;
    // Hazard: a member may leave those who wait while they are gone through, but must not come back in the same turn.
    for (const member of this.#waiting) member.offer(news, before);
  }

  #deliver(events: readonly LoggedEvent[], news: readonly RenderedUpdate[]): void {
    const { clock, onDelivered } = this.#parts;
    if (!onDelivered) return;
    const first = events[0]?.position ?? 0;
    for (const { newest } of news) {
      const event = events[newest - first];
      if (event) onDelivered(clock().getTime() - event.occurredAt.getTime());
    }
  }

  /** Position up to which every member knows the state: their first states may be ahead of the head. */
  #covered(): number {
    let covered = Number.POSITIVE_INFINITY;
    for (const { position } of this.#members) covered = Math.min(covered, position ?? 0);
    return Number.isFinite(covered) ? covered : 0;
  }

  #beyondHead(): Promise<void> {
    return new Promise((resolve) => {
      const giveUp = this.#parts.source.open.feed.onAdvance(this.#head, resolve);
      this.#stopWaiting = () => {
        giveUp();
        resolve();
      };
    });
  }

  #read(after: number): Promise<readonly LoggedEvent[]> {
    const { shared, source } = this.#parts;
    return shared.pages.read(source.open.feed, after);
  }

  /** The news of a step, made in a turn or at once; what is being made already is waited for. */
  async #make(
    step: Covered<Update<unknown>>,
    turn: <T>(work: () => Promise<T>) => Promise<T>,
  ): Promise<RenderedUpdate> {
    const generation = this.#generation;
    const payload = await this.#partition.get(step.position, () => turn(() => this.#render(step)));
    return { payload, position: step.position, newest: step.newest ?? step.position, generation };
  }

  async #makeFirst(first: () => Promise<Covered<Update<unknown>>>): Promise<RenderedUpdate> {
    const generation = this.#generation;
    const step = await first();
    const isReset = this.#parts.source.kind === 'log'; // Of a log, nothing else comes first.
    const { position } = step;
    return { payload: await this.#render(step), position, newest: position, generation, isReset };
  }

  async #render({ value }: Covered<Update<unknown>>): Promise<Payload> {
    this.#parts.shared.executions += 1;
    this.#nextPayer()?.charge();
    const cursor = this.#parts.source.kind === 'log' ? encodeCursor(value.place) : undefined;
    return new Payload(await this.#parts.render(value), cursor);
  }

  /** Each result is charged to one member, in rotation: what it costs does not depend on how many watch. */
  #nextPayer(): ViewSubscriber | undefined {
    const { value, done } = this.#payers.next();
    if (!done) return value;
    this.#payers = this.#members.values();
    return this.#payers.next().value;
  }

  /** Does some work when it is the turn of those who are behind; not at all if no member is left. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#parts.shared.limiter.take(async () => {
      if (this.#ended) throw new Error('All subscribers have left.');
      return work();
    });
  }

  /** Does some work again and again until it is done; undefined when the group has ended before. */
  async #persist<T>(work: () => Promise<T>): Promise<T | undefined> {
    for (let pause: number = RETRY_PAUSES.first; !this.#ended; pause = Math.min(2 * pause, RETRY_PAUSES.longest)) {
      try {
        return await work();
      } catch (error) {
        if (!this.#ended) this.#parts.source.open.failed(error);
        await sleep(pause, undefined, { ref: false });
        while (!this.#ended && !(await this.#parts.isReachable())) {
          await sleep(RETRY_PAUSES.unreachable, undefined, { ref: false });
        }
      }
    }
    return undefined;
  }
}

/** The results from one on that are there, and not so large together that a subscriber might have no room for them. */
function together(made: readonly (RenderedUpdate | undefined)[], first: number): RenderedUpdate[] {
  const news: RenderedUpdate[] = [];
  let size = 0;
  for (let next = made[first]; next && (news.length === 0 || size + next.payload.text.length <= MOST_TEXT);) {
    size += next.payload.text.length;
    news.push(next);
    next = made[first + news.length];
  }
  return news;
}
