/** An event as the checker knows it: its position, and what each view should have got of it. */
export interface CheckedEvent {
  readonly position: number;
  /** Checksum of the result by view; absent for a view that does not show it. */
  readonly sums: ReadonlyMap<number, number | undefined>;
}

/** What is wrong with what clients applied. */
export interface Flaws {
  lost: number;
  doubled: number;
  reordered: number;
  /** Results that the log does not have, or not with this content. */
  invented: number;
  /** The first of them, in words. */
  readonly told: string[];
}

/** How many flaws are told in words. */
const MAX_TOLD = 20;

interface ViewLog {
  readonly kind: 'log' | 'state';
  readonly positions: number[];
  readonly sums: (number | undefined)[];
}

interface Client {
  readonly view: ViewLog;
  readonly name: string;
  /** Index of what must come next in the view's log; -1 until the first result of a client that starts now. */
  next: number;
  /** Position of the newest result. */
  last: number;
  /** What was skipped, and has not come late so far. */
  missing: Set<number> | undefined;
}

/**
 * Compares what clients applied with the committed log, as both grow: each client must get exactly the events that its
 * view shows, from its starting point on, in order. Keeps a place per client and no history.
 */
export class Checker {
  readonly flaws: Flaws = { lost: 0, doubled: 0, reordered: 0, invented: 0, told: [] };
  /** Results that were checked. */
  deliveries = 0;
  readonly #views: ViewLog[];
  readonly #clients = new Map<number, Client>();
  #head = 0;

  constructor(kinds: readonly ViewLog['kind'][]) {
    this.#views = kinds.map((kind) => ({ kind, positions: [], sums: [] }));
  }

  /** Position up to which the committed log is known. */
  get head(): number {
    return this.#head;
  }

  /** The next event of the committed log. */
  append({ position, sums }: CheckedEvent): void {
    this.#head = position;
    for (const [view, sum] of sums) {
      const log = this.#views[view];
      log?.positions.push(position);
      log?.sums.push(sum);
    }
  }

  /** A client begins: strictly after a position, or now where that is undefined. */
  join(id: number, name: string, view: number, after: number | undefined): void {
    const log = this.#views[view];
    if (!log) throw new Error(`There is no view ${view}.`);
    const next = after === undefined ? -1 : lowerBound(log.positions, after + 1);
    this.#clients.set(id, { view: log, name, next, last: after ?? 0, missing: undefined });
  }

  /** A client applied a result. The committed log must be known up to what it may cover by now. */
  apply(id: number, position: number, sum: number): void {
    const client = this.#clients.get(id);
    if (!client) return;
    this.deliveries += 1;
    if (client.view.kind === 'state') return this.#applyState(client, position);
    const { positions, sums } = client.view;
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

  /** Whether a client has had all that its view shows up to a position. */
  isAt(id: number, position: number): boolean {
    const client = this.#clients.get(id);
    if (!client) return true;
    const due = lowerBound(client.view.positions, position + 1);
    if (client.view.kind === 'state') return client.last >= (client.view.positions[due - 1] ?? 0);
    return client.next < 0 || client.next >= due;
  }

  /** Whether every view shows something that is newer than a position. */
  everyViewHasGrown(since: number): boolean {
    return this.#views.every(({ positions }) => (positions.at(-1) ?? 0) > since);
  }

  /** How a client is called. */
  nameOf(id: number): string {
    return this.#clients.get(id)?.name ?? `client ${id}`;
  }

  /** A client has left in good order: what it skipped is lost, what would have come is not. */
  leave(id: number): void {
    const client = this.#clients.get(id);
    if (!client) return;
    for (const position of client.missing ?? []) this.#flaw('lost', client, `${position} never came`);
    this.#clients.delete(id);
  }

  /** The run is over, and everybody had the time to get everything: what has not come is lost. */
  finish(): Flaws {
    for (const [id, client] of this.#clients) {
      if (client.view.kind === 'log' && client.next >= 0) {
        for (const position of client.view.positions.slice(client.next)) {
          this.#flaw('lost', client, `${position} never came, the newest is ${client.last}`);
        }
      } else if (!this.isAt(id, this.#head)) {
        this.#flaw('lost', client, `the newest state never came, the last one was of ${client.last}`);
      }
      this.leave(id);
    }
    return this.flaws;
  }

  #applyState(client: Client, position: number): void {
    if (position > this.#head) this.#flaw('invented', client, `a state of ${position}, which is not in the log`);
    if (position < client.last) this.#flaw('reordered', client, `a state of ${position} after one of ${client.last}`);
    client.next = 0;
    client.last = Math.max(client.last, position);
  }

  #flaw(kind: 'lost' | 'doubled' | 'reordered' | 'invented', { name }: Client, what: string): void {
    this.flaws[kind] += 1;
    if (this.flaws.told.length < MAX_TOLD) this.flaws.told.push(`${kind}: ${name}: ${what}`);
  }
}

/** Index of the first number that is not below a bound. */
function lowerBound(sorted: readonly number[], bound: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] as number) < bound) from = middle + 1;
    else to = middle;
  }
  return from;
}
