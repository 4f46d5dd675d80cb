import type { Group, Member, News } from './group.js';
import type { Outlet } from './outlet.js';
import type { Payload } from './payload.js';
import type { SharedBounds } from './shared-bounds.js';
import type { LiveSource } from './source.js';

/** What a subscriber's own stream is made of. */
export interface MemberParts {
  readonly group: Group;
  readonly source: LiveSource<unknown>;
  /** Where results are written as they come; absent when they are asked for one by one. */
  readonly outlet?: Outlet | undefined;
  readonly shared: SharedBounds;
  /** Called once, when it ends. */
  readonly onEnd: (member: Member) => void;
}

/**
 * One subscriber: a position, and nothing else that grows. As an iterator it gives one result after the other as it is
 * asked for them; with an outlet it begins to write there at the first `next`, which then waits for the end.
 *
 * A plain object and not a generator: `return` must end it at once, also while `next` waits for news.
 */
export function createMember({ group, source, outlet, shared, onEnd }: MemberParts) {
  let position: number | undefined = source.first ? undefined : source.after;
  let done = false;
  /** Wakes whoever waits in `next`, with a result or at the end. */
  let wake: ((payload: Payload | undefined) => void) | undefined;
  let giveUpRoom: (() => void) | undefined;
  let writing = false;

  const member: Member = {
    get position() {
      return position;
    },
    offer(news, before) {
      if (outlet?.isFull() || (!outlet && !wake)) {
        group.stopWaiting(member);
        position = Math.max(position ?? 0, before);
        if (outlet) void write(outlet);
        return;
      }
      if (!outlet) return wakeWith(news);
      const payloads = news.length === 1 ? undefined : news.flatMap((each) => take(each) ?? []);
      if (payloads) return outlet.writeAll(payloads);
      const payload = take(news[0] as News);
      if (payload !== undefined) outlet.write(payload);
    },
  };

  /** Moves on to what the news covers; returns their payload unless the subscriber knows as much already. */
  const take = (news: News | { readonly payload?: undefined; readonly position: number }): Payload | undefined => {
    const begun = position !== undefined;
    const fresh = news.payload !== undefined && (!begun || news.newest > (position ?? 0));
    position = Math.max(position ?? 0, news.position);
    if (!fresh) return undefined;
    shared.deliveries += 1;
    if (!begun && source.kind === 'log') shared.resets += 1; // Of a log, nothing else comes first.
    return news.payload;
  };

  /** Gives the first of some results to whoever waits in `next`; those after it are looked for when asked for. */
  const wakeWith = (news: readonly News[]): void => {
    for (const each of news) {
      const payload = take(each);
      if (payload === undefined) continue;
      group.stopWaiting(member);
      return wake?.(payload);
    }
  };

  /** Waits at the head if the subscriber has had everything up to there. */
  const isAtHead = (): boolean => {
    if (position === undefined || position < group.head) return false;
    group.wait(member);
    return true;
  };

  /** Something of what the subscriber has not had yet, if it is worth telling. */
  const more = async (): Promise<Payload | undefined> => {
    const news = position === undefined ? await group.first(source) : await group.after(position);
    return news && take(news);
  };

  const room = (outlet: Outlet): Promise<void> =>
    new Promise((resolve) => {
      const giveUp = outlet.whenRoom(resolve);
      giveUpRoom = () => {
        giveUp();
        resolve();
      };
    });

  /** Writes what is missing up to the head, as fast as the outlet takes it. */
  const write = async (outlet: Outlet): Promise<void> => {
    if (writing) return;
    writing = true;
    while (!done) {
      if (outlet.isFull()) {
        await room(outlet);
        continue;
      }
      if (isAtHead()) break;
      const payload = await more();
      if (payload !== undefined && !done) outlet.write(payload);
    }
    writing = false;
  };

  const finish = (): IteratorResult<Payload, undefined> => {
    if (!done) {
      done = true;
      giveUpRoom?.();
      wake?.(undefined);
      source.open.release();
      onEnd(member);
    }
    return { value: undefined, done: true };
  };

  const result = (payload: Payload | undefined): IteratorResult<Payload, undefined> =>
    payload === undefined ? finish() : { value: payload, done: false };

  const woken = (): Promise<Payload | undefined> =>
    new Promise((resolve) => {
      wake = (payload) => {
        wake = undefined;
        resolve(payload);
      };
    });

  const iterator: AsyncIterableIterator<Payload, undefined> = {
    async next() {
      if (outlet) {
        const ended = done ? undefined : woken();
        void write(outlet);
        return result(await ended);
      }
      while (!done) {
        if (isAtHead()) return result(await woken());
        const payload = await more();
        if (payload !== undefined && !done) return result(payload);
      }
      return finish();
    },
    return: async () => finish(),
    async throw(error) {
      finish();
      throw error;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return { member, iterator };
}
