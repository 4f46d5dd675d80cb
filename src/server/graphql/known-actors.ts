import { LRUCache } from 'lru-cache';
import { issuerKey } from '../../auth/actor.js';
import type { Actor, Named } from '../../auth/actor.js';
import { withCredentials } from '../../auth/grant.js';
import type { LiveDelivery, OpenFeed } from '../../live/delivery.js';
import { readEvents } from '../../live/log-pages.js';
import type { Commit } from '../../log/event.js';
import { personsConcerned } from '../../organization/scope-events.js';

/** How long somebody is known at most, in milliseconds: what is changed by SQL alone has no event. */
const KNOWN_FOR = 30_000;

/** How long ago the heads of the logs must have been known, in milliseconds. What is changed counts within a second. */
const CURRENT = 800;

/** Most people who are known, and most organizations whose logs are followed for them. */
const MAX_ACTORS = 10_000;
const MAX_LOGS = 500;

/** What actors are known from. */
export interface KnownActorsParts {
  readonly find: (named: Named) => Promise<Actor | null>;
  readonly delivery: Pick<LiveDelivery, 'open' | 'counts'>;
}

/**
 * Who asks, remembered between queries and kept true by the organization's log: an event that changes what somebody may see or do makes
 * them unknown. Whoever is unknown is looked up, as is everybody where the log is not followed or this server is not
 * current. It never remembers that there is nobody, nor somebody whose credentials name no organization: another one may
 * come to be meant.
 */
export class KnownActors {
  readonly #parts: KnownActorsParts;
  readonly #known = new LRUCache<string, Known>({
    max: MAX_ACTORS,
    ttl: KNOWN_FOR,
    dispose: ({ log, actor }, key) => log.forget(actor.personId, key),
  });
  readonly #logs = new LRUCache<string, FollowedLog>({ max: MAX_LOGS, dispose: (log) => log.release() });
  readonly #sweep: NodeJS.Timeout;
  #stopped = false;

  constructor(parts: KnownActorsParts) {
    this.#parts = parts;
    this.#sweep = setInterval(() => this.#releaseUnused(), KNOWN_FOR).unref();
  }

  /** Finds the active person whom credentials name; null where there is none. */
  async find(named: Named): Promise<Actor | null> {
    const actor = await this.#person(named);
    // Hazard: what is remembered is the person, with whichever token or session they were found.
    return actor && withCredentials(actor, named);
  }

  async #person(named: Named): Promise<Actor | null> {
    const { subject, organization, grant } = named;
    if (organization === undefined) return this.#parts.find(named);
    // Hazard: without the length, two parts could be split elsewhere.
    const key = `${grant ? 'token' : 'own'} ${issuerKey(named)} ${organization.length} ${organization} ${subject}`;
    const known = this.#known.get(key);
    if (known?.log.isCurrent && this.#parts.delivery.counts.headsAge <= CURRENT) return known.actor;
    const actor = await this.#parts.find(named);
    if (actor) this.#remember(key, actor);
    return actor;
  }

  /** To be called on each commit of this server, before anyone hears of it: what it changes counts at once here. */
  committed(commit: Commit): void {
    this.#logs.peek(commit.organizationId)?.announce(commit);
  }

  /** How many people are known. */
  get size(): number {
    return this.#known.size;
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#sweep);
    this.#known.clear();
    this.#logs.clear();
  }

  #remember(key: string, actor: Actor): void {
    if (this.#stopped) return;
    const { organizationId, personId } = actor;
    const log = this.#logs.get(organizationId);
    if (!log) return this.#follow(organizationId);
    // Hazard: an event may have gone by while they were looked up.
    if (!log.reaches(actor.asOf)) return;
    this.#known.set(key, { actor, log });
    log.note(personId, key);
  }

  /** Begins to follow a log; nobody waits for it. */
  #follow(organizationId: string): void {
    const log: FollowedLog = new FollowedLog({
      forget: (key) => this.#known.delete(key),
      lost: () => {
        if (this.#logs.peek(organizationId) === log) this.#logs.delete(organizationId);
      },
    });
    this.#logs.set(organizationId, log);
    void log.follow(() => this.#parts.delivery.open(organizationId));
  }

  #releaseUnused(): void {
    this.#known.purgeStale();
    for (const [organizationId, log] of this.#logs.entries()) if (log.isUnused) this.#logs.delete(organizationId);
  }
}

interface Known {
  readonly actor: Actor;
  readonly log: FollowedLog;
}

interface FollowedLogParts {
  readonly forget: (key: string) => void;
  /** Called when the log cannot be followed on. */
  readonly lost: () => void;
}

/** An organization's log, for those of its people who are known. */
class FollowedLog {
  readonly #parts: FollowedLogParts;
  readonly #keys = new Map<string, Set<string>>();
  #open: OpenFeed | undefined;
  #stopFollowing: (() => void) | undefined;
  #wake: (() => void) | undefined;
  #position = 0;
  /** The newest position that this server has committed itself. */
  #announced = 0;
  #released = false;

  constructor(parts: FollowedLogParts) {
    this.#parts = parts;
  }

  /** Whether all events that this server has heard of were looked at. */
  get isCurrent(): boolean {
    const feed = this.#open?.feed;
    return feed !== undefined && feed.isCurrent && this.#position === feed.head && this.#position >= this.#announced;
  }

  get isUnused(): boolean {
    return this.#keys.size === 0;
  }

  /** Whether all that comes after a position is yet to be looked at. */
  reaches(position: number): boolean {
    return this.#open !== undefined && position >= this.#position && position >= this.#announced;
  }

  note(personId: string, key: string): void {
    const keys = this.#keys.get(personId) ?? new Set();
    this.#keys.set(personId, keys.add(key));
  }

  forget(personId: string, key: string): void {
    const keys = this.#keys.get(personId);
    keys?.delete(key);
    if (keys?.size === 0) this.#keys.delete(personId);
  }

  announce(commit: Commit): void {
    this.#announced = Math.max(this.#announced, commit.position);
    if ('events' in commit) for (const event of commit.events) this.#forgetAll(personsConcerned(event));
    else this.#forgetAll([...this.#keys.keys()]);
  }

  /** Opens the log and looks at its events until it is released, or fails. Never rejects. */
  async follow(open: () => Promise<OpenFeed>): Promise<void> {
    try {
      const opened = await open();
      if (this.#released) return opened.release();
      const { feed } = opened;
      this.#position = feed.head;
      this.#open = opened;
      this.#stopFollowing = feed.onReplace(() => this.release());
      while (!this.#released) {
        const events = await readEvents(feed, this.#position);
        for (const event of events) this.#forgetAll(personsConcerned(event));
        this.#position = events.at(-1)?.position ?? this.#position;
        if (events.length === 0) await this.#news(opened);
      }
    } catch {
      this.release(); // Who asks next is looked up, and the log is opened anew.
    }
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#stopFollowing?.();
    this.#open?.release();
    this.#open = undefined;
    this.#wake?.();
    this.#forgetAll([...this.#keys.keys()]);
    this.#parts.lost();
  }

  #forgetAll(personIds: readonly string[]): void {
    for (const personId of personIds) for (const key of this.#keys.get(personId) ?? []) this.#parts.forget(key);
  }

  #news({ feed }: OpenFeed): Promise<void> {
    return new Promise((resolve) => {
      const giveUp = feed.onAdvance(this.#position, resolve);
      this.#wake = () => {
        giveUp();
        resolve();
      };
    });
  }
}
