import { LogVersion, lowerBound } from './log-version.js';
import type { CheckedEvent, ViewLog } from './log-version.js';

/** What is wrong with what clients applied. */
export interface Flaws {
  lost: number;
  doubled: number;
  reordered: number;
  /** Results that the log does not have, or not with this content. */
  invented: number;
  /** Clients that had what the log has lost, and went on without being told. */
  diverged: number;
  /** The first of them, in words. */
  readonly told: string[];
}

/** How many flaws are told in words. */
const MAX_TOLD = 20;

interface Client {
  readonly name: string;
  readonly view: number;
  /** The log as the client knows it. */
  version: LogVersion;
  /** Index of what must come next in the view's log; -1 until the first result of a client that starts now. */
  next: number;
  /** Position of the newest result. */
  last: number;
  /** What was skipped, and has not come late so far. */
  missing: Set<number> | undefined;
  /** Whether the log has lost something since, for which a Reset may come. */
  mayBeReset: boolean;
}

/**
 * Compares what clients applied with the committed log, as both grow: each client must get exactly the events that its
 * view shows, from its starting point on, in order. When the log loses its tail, whoever had some of that must be reset
 * before anything else comes. Keeps a place per client and no history.
 */
export class Checker {
  readonly flaws: Flaws = { lost: 0, doubled: 0, reordered: 0, invented: 0, diverged: 0, told: [] };
  /** Results that were checked. */
  deliveries = 0;
  readonly #clients = new Map<number, Client>();
  #log: LogVersion;
  #head = 0;

  constructor(kinds: readonly ViewLog['kind'][]) {
    this.#log = new LogVersion(kinds.map((kind) => ({ kind, positions: [], sums: [] })));
  }

  /** Position up to which the committed log is known. */
  get head(): number {
    return this.#head;
  }

  /** The next event of the committed log. */
  append(event: CheckedEvent): void {
    this.#head = event.position;
    this.#log.append(event);
  }

  /** The log has lost what came after a position: other events come there. */
  loseTail(kept: number): void {
    this.#log = this.#log.cutAfter(kept);
    this.#head = kept;
    for (const client of this.#clients.values()) client.mayBeReset = true;
  }

  /** Everybody has had the time to be reset: from now on a Reset comes only to those who still have what was lost. */
  expectNoReset(): void {
    for (const client of this.#clients.values()) client.mayBeReset = false;
  }

  /** A client begins: strictly after a position, or now where that is undefined. */
  join(id: number, name: string, view: number, after: number | undefined): void {
    const log = this.#log.views[view];
    if (!log) throw new Error(`There is no view ${view}.`);
    const next = after === undefined ? -1 : lowerBound(log.positions, after + 1);
    const last = after ?? 0;
    this.#clients.set(id, { name, view, version: this.#log, next, last, missing: undefined, mayBeReset: false });
  }

  /** A client applied a result. The committed log must be known up to what it may cover by now. */
  apply(id: number, position: number, mark: number, sum: number): void {
    const client = this.#clients.get(id);
    if (!client) return;
    this.deliveries += 1;
    this.#follow(client, position, mark);
    const view = viewOf(client);
    if (view.kind === 'state') this.#applyState(client, position, mark);
    else this.#applyEvent(client, view, position, sum);
  }

  /**
   * A client was told that what came before is gone, and goes on after a position. Returns whether it had to be, or could
   * be expected.
   */
  reset(id: number, position: number, mark: number): boolean {
    const client = this.#clients.get(id);
    if (!client) return true;
    const isDue = client.mayBeReset || client.version !== this.#log;
    const version = versionsWith(client.version, position, mark).at(-1);
    if (!version) this.#flaw('invented', client, `a Reset at ${position}, which is not in the log`);
    client.version = version ?? this.#log;
    client.next = lowerBound(viewOf(client).positions, position + 1);
    client.last = position;
    client.missing = undefined;
    client.mayBeReset = false;
    return isDue;
  }

  /** Whether a client has had all that its view shows up to a position, and nothing that was lost. */
  isAt(id: number, position: number): boolean {
    const client = this.#clients.get(id);
    if (!client) return true;
    if (hasWhatWasLost(client)) return false;
    const { kind, positions } = this.#log.views[client.view] as ViewLog;
    const due = lowerBound(positions, position + 1);
    if (kind === 'state') return client.last >= (positions[due - 1] ?? 0);
    return client.next < 0 || client.next >= due;
  }

  /** Whether every view shows something that is newer than a position. */
  everyViewHasGrown(since: number): boolean {
    return this.#log.views.every(({ positions }) => (positions.at(-1) ?? 0) > since);
  }

  /** How a client is called. */
  nameOf(id: number): string {
    return this.#clients.get(id)?.name ?? `client ${id}`;
  }

  /** A client has left in good order: what it skipped is lost, what would have come is not. */
  leave(id: number): void {
    const client = this.#clients.get(id);
    if (!client) return;
    while (client.version.next) this.#moveOn(client, client.version.next);
    for (const position of client.missing ?? []) this.#flaw('lost', client, `${position} never came`);
    this.#clients.delete(id);
  }

  /** The run is over, and everybody had the time to get everything: what has not come is lost. */
  finish(): Flaws {
    for (const [id, client] of this.#clients) {
      if (hasWhatWasLost(client)) {
        this.#flaw('diverged', client, `it still has ${client.last} of the log that was lost, and was not told`);
      } else if (!this.isAt(id, this.#head)) {
        const { kind, positions } = this.#log.views[client.view] as ViewLog;
        if (kind === 'state') {
          this.#flaw('lost', client, `the newest state never came, the last one was of ${client.last}`);
        } else {
          for (const position of positions.slice(client.next)) {
            this.#flaw('lost', client, `${position} never came, the newest is ${client.last}`);
          }
        }
      }
      this.leave(id);
    }
    return this.flaws;
  }

  /** Takes a client to the version of the log that has the result which it got. */
  #follow(client: Client, position: number, mark: number): void {
    const isState = viewOf(client).kind === 'state';
    // A state that was lost is told anew, and may be older than the one that was.
    const versions = versionsWith(client.version, position, mark);
    const target = isState && position < client.last ? versions.at(-1) : versions[0];
    if (!target || target === client.version) return;
    if (isState) {
      if (hasWhatWasLost(client, target)) client.last = 0;
    } else if (hasWhatWasLost(client, target)) {
      this.#flaw('diverged', client, `${position} after ${client.last}, which was lost: it was not told`);
      client.next = lowerBound((target.views[client.view] as ViewLog).positions, position);
    }
    while (client.version !== target && client.version.next) this.#moveOn(client, client.version.next);
  }

  #moveOn(client: Client, { version, kept }: NonNullable<LogVersion['next']>): void {
    client.version = version;
    for (const position of client.missing ?? []) if (position > kept) client.missing?.delete(position);
  }

  #applyEvent(client: Client, { positions, sums }: ViewLog, position: number, sum: number): void {
    if (client.next < 0) client.next = lowerBound(positions, position);
    const index = positions[client.next] === position ? client.next : lowerBound(positions, position);
    if (positions[index] !== position || sums[index] !== sum) {
      const what = positions[index] === position ? 'has another content than in the log' : 'is not in the log for it';
      this.#flaw('invented', client, `${position} ${what}`);
      if (positions[index] !== position) return;
    }
    if (index > client.next) {
      client.missing ??= new Set();
      for (let skipped = client.next; skipped < index; skipped += 1) client.missing.add(positions[skipped] as number);
    } else if (index < client.next) {
      if (client.missing?.delete(position)) this.#flaw('reordered', client, `${position} after ${client.last}`);
      else this.#flaw('doubled', client, `${position} again, after ${client.last}`);
      return;
    }
    client.next = index + 1;
    client.last = position;
  }

  #applyState(client: Client, position: number, mark: number): void {
    if (!client.version.has(position, mark)) {
      this.#flaw('invented', client, `a state of ${position}, which is not in the log`);
    }
    if (position < client.last) this.#flaw('reordered', client, `a state of ${position} after one of ${client.last}`);
    client.next = 0;
    client.last = Math.max(client.last, position);
  }

  #flaw(kind: Exclude<keyof Flaws, 'told'>, { name }: Client, what: string): void {
    this.flaws[kind] += 1;
    if (this.flaws.told.length < MAX_TOLD) this.flaws.told.push(`${kind}: ${name}: ${what}`);
  }
}

function viewOf({ version, view }: Client): ViewLog {
  return version.views[view] as ViewLog;
}

/** The versions from one on that have an event, oldest first. */
function versionsWith(from: LogVersion, position: number, mark: number): LogVersion[] {
  if (!from.next && from.has(position, mark)) return [from]; // Nearly always.
  const found: LogVersion[] = [];
  for (let version: LogVersion | undefined = from; version; version = version.next?.version) {
    if (version.has(position, mark)) found.push(version);
  }
  return found;
}

/** Whether a client has had something that the log has lost on the way to a version, or by now. */
function hasWhatWasLost({ version: from, last }: Client, target?: LogVersion): boolean {
  for (let version = from; version.next && version !== target; version = version.next.version) {
    if (last > version.next.kept) return true;
  }
  return false;
}
