import type { Passed, RenderedUpdate, SharedView, ViewSubscriber } from './shared-view.js';
import type { Sink } from './sink.js';
import type { Payload } from './payload.js';
import type { HubResources } from './hub-resources.js';
import type { LiveSource } from './source.js';

/** What a subscriber's own stream is made of. */
export interface SubscriberParts {
  readonly group: SharedView;
  readonly source: LiveSource<unknown>;
  /** Where results are written as they come. */
  readonly sink: Sink;
  readonly shared: HubResources;
  /** Charges the subscriber for a result. */
  readonly charge?: (() => void) | undefined;
  /** Called once, when it ends. */
  readonly onEnd: () => void;
}

/** One subscriber: a position, and nothing else that grows. */
export class Subscriber implements ViewSubscriber {
  readonly #parts: SubscriberParts;
  #position: number | undefined;
  /** The generation of the log in which that is so. */
  #generation: number;
  #done = false;
  #writing = false;
  /** Called at the end, once it runs. */
  #onOver: (() => void) | undefined;
  #giveUpRoom: (() => void) | undefined;

  constructor(parts: SubscriberParts) {
    this.#parts = parts;
    this.#position = parts.source.first ? undefined : parts.source.after;
    this.#generation = parts.source.generation;
  }

  get position(): number | undefined {
    return this.#generation === this.#parts.group.generation ? this.#position : undefined;
  }

  /** Begins to read and to write; resolves when it has ended. To be called once. */
  async run(): Promise<void> {
    if (this.#done) return;
    const over = new Promise<void>((resolve) => {
      this.#onOver = resolve;
    });
    void this.#write();
    await over;
  }

  /** Ends it at once; calling again does nothing. */
  stop(): void {
    if (this.#done) return;
    this.#done = true;
    this.#giveUpRoom?.();
    this.#parts.source.open.release();
    this.#parts.onEnd();
    this.#onOver?.();
  }

  charge(): void {
    this.#parts.charge?.();
  }

  offer(news: readonly RenderedUpdate[], before: number): void {
    const { group, sink } = this.#parts;
    if (sink.isFull()) {
      group.stopWaiting(this);
      if (!news[0]?.isRenewal) this.#position = Math.max(this.#position ?? 0, before);
      void this.#write();
      return;
    }
    if (news.length > 1) return sink.writeAll(news.flatMap((each) => this.#take(each) ?? []));
    const payload = this.#take(news[0] as RenderedUpdate);
    if (payload !== undefined) sink.write(payload);
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

  /** Waits at the head if the subscriber has had everything up to there. */
  #isAtHead(): boolean {
    const { group } = this.#parts;
    if (this.#position === undefined || this.#generation !== group.generation) return false;
    if (this.#position < group.head) return false;
    group.wait(this);
    return true;
  }

  /** Something of what the subscriber has not had yet, if it is worth writing. */
  async #more(): Promise<Payload | undefined> {
    const { group, source } = this.#parts;
    if (this.#position === undefined) return this.#takeIfAny(await group.first(source));
    const isBehind = this.#generation !== group.generation;
    return this.#takeIfAny(isBehind ? await group.renewed() : await group.after(this.#position));
  }

  #takeIfAny(news: RenderedUpdate | Passed | undefined): Payload | undefined {
    return news && this.#take(news);
  }

  /** Writes what is missing up to the head, as fast as the sink takes it. */
  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    const { sink } = this.#parts;
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
}
