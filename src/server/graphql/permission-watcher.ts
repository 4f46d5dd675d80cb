import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../../auth/actor.js';
import { withGrant } from '../../auth/grant.js';
import { personsConcerned } from '../../organization/scope-events.js';
import type { OpenFeed } from '../../live/delivery.js';
import type { Feed } from '../../live/feed.js';
import { readEvents } from '../../live/log-pages.js';

/** Pause before members that could not be read are read again, in milliseconds. */
const RETRY_PAUSE = 100;

/** How permissions changed: the person may see or do something else now, or their credentials no longer name a member. */
export type ScopeChange = 'changed' | 'gone';

/** A subscription whose permissions are watched. */
export interface Scoped {
  /** Who subscribed, as they were then. */
  readonly actor: Actor;
  /** What the subscription depends on: it goes on as long as this says the same of the actor. */
  readonly scopeOf: (actor: Actor) => string;
  /** Called at most once, soon after the commit of the change. Must not throw. */
  readonly onChange: (change: ScopeChange) => void;
}

/** Reads those of some persons who are active members of an organization, as they are now, in one query. */
export type ReadMembers = (organizationId: string, personIds: readonly string[]) => Promise<readonly Actor[]>;

/** Watches over the permissions of all subscribers of a server. */
export interface PermissionWatcher {
  /** Watches a subscription on an open feed of the actor's organization; returns how to stop. */
  watch(open: OpenFeed, scoped: Scoped): () => void;
  /** How many subscriptions are watched. */
  readonly size: number;
}

/** Makes the watch of a server: one watcher for each feed, however many subscribe. */
export function createPermissionWatcher(readMembers: ReadMembers): PermissionWatcher {
  const watchers = new Map<Feed, Watcher>();
  let size = 0;
  return {
    watch(open, scoped) {
      const { feed } = open;
      const { organizationId } = scoped.actor;
      const watcher = watchers.get(feed) ?? new Watcher(open, (ids) => readMembers(organizationId, ids));
      watchers.set(feed, watcher);
      watcher.add(scoped);
      size += 1;
      let watching = true;
      return () => {
        if (!watching) return;
        watching = false;
        size -= 1;
        if (watcher.remove(scoped) && watchers.get(feed) === watcher) watchers.delete(feed);
      };
    },
    get size() {
      return size;
    },
  };
}

/**
 * Goes through one feed and costs no SQL, but where an event passes that changes the permissions of a person who
 * watches: one query for all that are concerned. The feed is held open by the subscriptions themselves.
 */
class Watcher {
  readonly #open: OpenFeed;
  readonly #read: (personIds: readonly string[]) => Promise<readonly Actor[]>;
  readonly #watched = new Map<string, Set<Scoped>>();
  /** Persons whose permissions may have changed. */
  readonly #doubtful = new Set<string>();
  /** Events up to here have been looked at. */
  #position: number;
  #running = false;
  #wake: (() => void) | undefined;
  readonly #stopFollowing: () => void;

  constructor(open: OpenFeed, read: (personIds: readonly string[]) => Promise<readonly Actor[]>) {
    this.#open = open;
    this.#read = read;
    this.#position = open.feed.head;
    this.#stopFollowing = open.feed.onReplace(() => this.#restart());
  }

  add(scoped: Scoped): void {
    const { personId, asOf } = scoped.actor;
    const others = this.#watched.get(personId);
    if (others) others.add(scoped);
    else this.#watched.set(personId, new Set([scoped]));
    // Hazard: events between the look-up of the actor and now have gone by here, or were lost.
    if (asOf !== this.#position) {
      this.#doubtful.add(personId);
      this.#wake?.();
    }
    if (this.#running) return;
    this.#running = true;
    void this.#run();
  }

  /** Lets a subscription go; returns whether it was the last one, with which the watcher ends. */
  remove(scoped: Scoped): boolean {
    const { personId } = scoped.actor;
    const others = this.#watched.get(personId);
    others?.delete(scoped);
    if (others?.size === 0) this.#watched.delete(personId);
    if (this.#watched.size > 0) return false;
    this.#stopFollowing();
    this.#wake?.();
    return true;
  }

  async #run(): Promise<void> {
    while (this.#watched.size > 0) {
      try {
        const { feed } = this.#open;
        const { generation } = feed;
        const events = await readEvents(feed, this.#position);
        if (generation !== feed.generation) continue;
        for (const event of events) this.#look(personsConcerned(event));
        this.#position = events.at(-1)?.position ?? this.#position;
        if (this.#doubtful.size > 0) await this.#check();
        else if (events.length === 0) await this.#news();
      } catch (error) {
        this.#open.failed(error);
        await sleep(RETRY_PAUSE, undefined, { ref: false });
      }
    }
    this.#running = false;
  }

  /** The log turned out to be another one, which may say something else of anybody. */
  #restart(): void {
    this.#position = this.#open.feed.head;
    for (const id of this.#watched.keys()) this.#doubtful.add(id);
    this.#wake?.();
  }

  #look(personIds: readonly string[]): void {
    for (const id of personIds) if (this.#watched.has(id)) this.#doubtful.add(id);
  }

  /** Notifies those whose scope has changed. A subscription that began while we read is newer than what we read, and not judged by it. */
  async #check(): Promise<void> {
    const asked = [...this.#doubtful].map((id) => ({ id, watching: [...(this.#watched.get(id) ?? [])] }));
    this.#doubtful.clear();
    try {
      const read = await this.#read(asked.map(({ id }) => id));
      const members = new Map(read.map((actor) => [actor.personId, actor]));
      for (const { id, watching } of asked) for (const scoped of watching) this.#judge(scoped, members.get(id));
    } catch (error) {
      for (const { id } of asked) this.#doubtful.add(id);
      throw error;
    }
  }

  #judge(scoped: Scoped, now: Actor | undefined): void {
    const { actor, scopeOf, onChange } = scoped;
    const isNamed = now?.subject === actor.subject && now.issuerId === actor.issuerId;
    if (isNamed && scopeOf(withGrant(now, actor.grant)) === scopeOf(actor)) return;
    this.remove(scoped);
    onChange(isNamed ? 'changed' : 'gone');
  }

  #news(): Promise<void> {
    return new Promise((resolve) => {
      const giveUp = this.#open.feed.onAdvance(this.#position, resolve);
      this.#wake = () => {
        giveUp();
        resolve();
      };
    });
  }
}
