import type { Passed, RenderedUpdate, SharedView, ViewSubscriber } from './shared-view.js';
import type { Sink } from './sink.js';
import type { Payload } from './payload.js';
import type { HubResources } from './hub-resources.js';
import type { LiveSource } from './source.js';

/** What a subscriber's own stream is made of. */
export interface SubscriberParts {
  readonly group: SharedView;
  readonly source: LiveSource<unknown>;
  /** Where results are written as they come; absent when they are asked for one by one. */
  readonly sink?: Sink | undefined;
  readonly shared: HubResources;
  /** Charges whoever subscribes for a result. */
  readonly charge?: (() => void) | undefined;
  /** Called once, when it ends. */
  readonly onEnd: () => void;
}

/**
 * One subscriber: a position, and nothing else that grows. As an iterator it gives one result after the other as it is
 * asked for them; with an outlet it begins to write there at the first `next`, which then waits for the end.
 *
 * No generator: `return` must end it at once, also while `next` waits for news.
 */
export class Subscriber implements ViewSubscriber, AsyncIterableIterator<Payload, undefined> {
  readonly #parts: SubscriberParts;
  #position: number | undefined;
  /** The generation of the log in which that is so. */
  #generation: number;
  #done = false;
  #writing = false;
  /** Wakes whoever waits in `next`, with a result or at the end. */
  #wake: ((payload: Payload | undefined) => void) | undefined;
  #giveUpRoom: (() => void) | undefined;

  constructor(parts: SubscriberParts) {
    this.#parts = parts;
    this.#position = parts.source.first ? undefined : parts.source.after;
    this.#generation = parts.source.generation;
  }

  get position(): number | undefined {
    return this.#generation === this.#parts.group.generation ? this.#position : undefined;
  }

  charge(): void {
    this.#parts.charge?.();
  }

  offer(news: readonly RenderedUpdate[], before: number): void {
    const { group, sink } = this.#parts;
    if (sink ? sink.isFull() : !this.#wake) {
      group.stopWaiting(this);
      if (!news[0]?.isRenewal) this.#position = Math.max(this.#position ?? 0, before);
      if (sink) void this.#write(sink);
      return;
    }
    if (!sink) return this.#wakeWith(news);
    if (news.length > 1) return sink.writeAll(news.flatMap((each) => this.#take(each) ?? []));
    const payload = this.#take(news[0] as RenderedUpdate);
    if (payload !== undefined) sink.write(payload);
  }

  async next(): Promise<IteratorResult<Payload, undefined>> {
    const { sink } = this.#parts;
    if (sink) {
      const ended = this.#done ? undefined : this.#woken();
      void this.#write(sink);
      return this.#result(await ended);
    }
    while (!this.#done) {
      if (this.#isAtHead()) return this.#result(await this.#woken());
      const payload = await this.#more();
      if (payload !== undefined && !this.#done) return this.#result(payload);
    }
    return this.#finish();
  }

  async return(): Promise<IteratorResult<Payload, undefined>> {
    return this.#finish();
  }

  async throw(error: unknown): Promise<IteratorResult<Payload, undefined>> {
    this.#finish();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Moves on to what the news covers; returns their payload unless the subscriber knows as much already. */
  #take(news: RenderedUpdate | Passed): Payload | undefined {
    const { shared } = this.#parts;
    if (news.payload !== undefined && news.isRenewal && news.generation === this.#generation) return undefined;
    if (news.generation < this.#generation) return undefined;
    // In another generation of the log, the position may be behind.
    if (news.generation > this.#generation) this.#position = news.payload === undefined ? news.position : undefined;
    this.#generation = news.generation;
    const begun = this.#position !== undefined;
    const fresh = news.payload !== undefined && (!begun || news.newest > (this.#position ?? 0));
    this.#position = Math.max(this.#position ?? 0, news.position);
    if (!fresh) return undefined;
    shared.deliveries += 1;
    if (news.isReset) shared.resets += 1;
    return news.payload;
  }

  /** Gives the first of some results to whoever waits in `next`; those after it are looked for when asked for. */
  #wakeWith(news: readonly RenderedUpdate[]): void {
    for (const each of news) {
      const payload = this.#take(each);
      if (payload === undefined) continue;
      this.#parts.group.stopWaiting(this);
      return this.#wake?.(payload);
    }
  }

  /** Waits at the head if the subscriber has had everything up to there. */
  #isAtHead(): boolean {
    const { group } = this.#parts;
    if (this.#position === undefined || this.#generation !== group.generation) return false;
    if (this.#position < group.head) return false;
    group.wait(this);
    return true;
  }

  /** Something of what the subscriber has not had yet, if it is worth telling. */
  async #more(): Promise<Payload | undefined> {
    const { group, source } = this.#parts;
    if (this.#position === undefined) return this.#takeIfAny(await group.first(source));
    const isBehind = this.#generation !== group.generation;
    return this.#takeIfAny(isBehind ? await group.renewed() : await group.after(this.#position));
  }

  #takeIfAny(news: RenderedUpdate | Passed | undefined): Payload | undefined {
    return news && this.#take(news);
  }

  /** Writes what is missing up to the head, as fast as the outlet takes it. */
  async #write(sink: Sink): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    while (!this.#done) {
      if (sink.isFull()) {
        await this.#room(sink);
        continue;
      }
      if (this.#isAtHead()) break;
      const payload = await this.#more();
      if (payload !== undefined && !this.#done) sink.write(payload);
    }
    this.#writing = false;
  }

  #room(sink: Sink): Promise<void> {
    return new Promise((resolve) => {
      const giveUp = sink.onDrain(resolve);
      this.#giveUpRoom = () => {
        giveUp();
        resolve();
      };
    });
  }

  #woken(): Promise<Payload | undefined> {
    return new Promise((resolve) => {
      this.#wake = (payload) => {
        this.#wake = undefined;
        resolve(payload);
      };
    });
  }

  #result(payload: Payload | undefined): IteratorResult<Payload, undefined> {
    return payload === undefined ? this.#finish() : { value: payload, done: false };
  }

  #finish(): IteratorResult<Payload, undefined> {
    if (!this.#done) {
      this.#done = true;
      this.#giveUpRoom?.();
      this.#wake?.(undefined);
      this.#parts.source.open.release();
      this.#parts.onEnd();
    }
    return { value: undefined, done: true };
  }
}
