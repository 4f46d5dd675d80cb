import { setTimeout as sleep } from 'node:timers/promises';
import type { Claims } from '../../auth/tokens.js';
import type { BoundName, Limits } from '../../limits.js';
import { Tally } from '../../tally.js';
import { personKey } from './budgets.js';

/** Credentials that can end while connections are open with them. */
export type CredentialKind = 'session' | 'token' | 'issuer';

/** How a connection that stays open is made. */
export type Transport = 'websocket' | 'event-stream' | 'multipart';

/** An open WebSocket, event stream or multipart response. None of its methods throws. */
export interface Connection {
  readonly transport: Transport;
  /** Ends it, with a close code of WebSocket and why: what is under way on it ends, and its client may come back. */
  close(code: number, reason: string): void;
  /** Ends it without asking, and at once. */
  cut(): void;
  /** Shows a sign of life, and ends it if its client has shown none since the one before. */
  beat(): void;
}

/** Why connections end with the credentials with which they are open. */
const END_REASONS: Readonly<Record<CredentialKind, string>> = {
  session: 'Signed out',
  token: 'Token revoked or replaced',
  issuer: 'Issuer removed',
};

/** In so many turns all connections show a sign of life. */
const TURNS = 12;

/** When all are asked to leave: how many at once at least, and the pause before the next, give or take a quarter, in milliseconds. */
const LEAST_WAVE = 100;
const WAVE_PAUSE = 250;

/** The part of the time to leave in which all have been asked to. */
const ASKING_TIME = 0.7;

/** Longest delay that a timer takes, in milliseconds: a longer one would fire at once. */
const MAX_DELAY = 2_147_483_647;

/** Close codes that are counted each by itself: a client may send any of thousands. */
const CODES = new Set([
  1e3, 1001, 1002, 1005, 1006, 1009, 1011, 1012, 1013, 4400, 4401, 4403, 4406, 4408, 4409, 4429, 4499, 4500,
]);

/** How many may be open: in all, of one person, of one organization, and before it is known whose they are. */
export type ConnectionLimits = Pick<
  Limits,
  'maxConnections' | 'maxConnectionsPerPerson' | 'maxConnectionsPerOrganization' | 'maxUnknownConnections'
>;

/** All connections of a server that stay open: so many at most, each showing signs of life. */
export class Connections {
  readonly #turns = new Map<Connection, number>();
  readonly #closed = new Map<string, number>();
  readonly #limits: ConnectionLimits;
  /** Those whose clients have not said who they are, oldest first. */
  readonly #unknown = new Set<Connection>();
  /** Whom the others are counted for, and how many each has. */
  readonly #holders = new Map<Connection, readonly string[]>();
  readonly #held = new Tally();
  /** The connections that are open with each of the credentials that can end, by the id of those. */
  readonly #openWith: Readonly<Record<CredentialKind, Map<string, Set<Connection>>>> = {
    session: new Map(),
    token: new Map(),
    issuer: new Map(),
  };
  readonly #credentialOf = new Map<Connection, readonly [CredentialKind, id: string]>();
  readonly #beating: NodeJS.Timeout;
  #turn = 0;
  #next = 0;
  #leaving = false;

  /** `keepAlive` is the pause between two signs of life of each, in milliseconds. */
  constructor(limits: ConnectionLimits, keepAlive: number) {
    this.#limits = limits;
    this.#beating = setInterval(() => this.#beat(), keepAlive / TURNS).unref();
  }

  /** How many are open of each kind. */
  get open(): Readonly<Record<Transport, number>> {
    const open = { websocket: 0, 'event-stream': 0, multipart: 0 };
    for (const { transport } of this.#turns.keys()) open[transport] += 1;
    return open;
  }

  /** How many have ended since the start, by kind and close code. */
  *closed(): Iterable<readonly [{ transport: Transport; code: string }, number]> {
    for (const [key, count] of this.#closed) {
      const [transport, code] = key.split(' ') as [Transport, string];
      yield [{ transport, code }, count];
    }
  }

  get size(): number {
    return this.#turns.size;
  }

  /** Whether another may be opened. */
  get hasRoom(): boolean {
    return !this.#leaving && this.size < this.#limits.maxConnections;
  }

  add(connection: Connection): void {
    this.#next = (this.#next + 1) % TURNS;
    this.#turns.set(connection, this.#next);
    this.#unknown.add(connection);
    const [oldest] = this.#unknown;
    if (this.#unknown.size > this.#limits.maxUnknownConnections) oldest?.cut();
  }

  /** The bound that another connection of these claims would exceed; undefined if there is room. */
  excess(claims: Claims): BoundName | undefined {
    const { maxConnectionsPerPerson, maxConnectionsPerOrganization } = this.#limits;
    const [person, organization] = holdersOf(claims).map((holder) => this.#held.of(holder));
    if ((person ?? 0) >= maxConnectionsPerPerson) return 'maxConnectionsPerPerson';
    if ((organization ?? 0) >= maxConnectionsPerOrganization) return 'maxConnectionsPerOrganization';
    return undefined;
  }

  /** Counts one for the person whose it is, and for their organization. */
  claim(connection: Connection, claims: Claims): void {
    if (!this.#unknown.delete(connection)) return;
    const holders = holdersOf(claims);
    this.#holders.set(connection, holders);
    this.#held.add(holders, 1);
    const credential = credentialOf(claims);
    if (!credential) return;
    const [kind, id] = credential;
    this.#credentialOf.set(connection, credential);
    this.#openWith[kind].set(id, (this.#openWith[kind].get(id) ?? new Set()).add(connection));
  }

  /** Ids of the sessions, tokens or issuers that have connections. */
  openWith(kind: CredentialKind): readonly string[] {
    return [...this.#openWith[kind].keys()];
  }

  /** Ends the connections of a session or a token that has ended, or of the tokens of an issuer that was removed. */
  endOf(kind: CredentialKind, id: string): void {
    const reason = END_REASONS[kind];
    for (const connection of this.#openWith[kind].get(id) ?? []) connection.close(4403, reason);
  }

  /** Forgets one that has ended; `code` is how, where there is a close code. */
  remove(connection: Connection, code?: number): void {
    if (!this.#turns.delete(connection)) return;
    this.#unknown.delete(connection);
    this.#held.add(this.#holders.get(connection) ?? [], -1);
    this.#holders.delete(connection);
    this.#forgetCredential(connection);
    const key = `${connection.transport} ${code === undefined ? 'none' : CODES.has(code) ? code : 'other'}`;
    this.#closed.set(key, (this.#closed.get(key) ?? 0) + 1);
  }

  /**
   * Drains: admits no more connections, and closes the others in waves, or those who come back at once would
   * run down the servers that stay. Resolves when all have been asked, well before `time`, in milliseconds, has passed.
   */
  async leave(time: number): Promise<void> {
    this.#leaving = true;
    const asked = [...this.#turns.keys()];
    const waves = Math.max(1, Math.floor((time * ASKING_TIME) / (WAVE_PAUSE * 1.25)));
    const size = Math.max(LEAST_WAVE, Math.ceil(asked.length / waves));
    for (let first = 0; first < asked.length; first += size) {
      if (first > 0) await sleep(WAVE_PAUSE * (0.75 + Math.random() / 2), undefined, { ref: false });
      for (const connection of asked.slice(first, first + size)) connection.close(1012, 'Service restart');
    }
  }

  /** Ends all without asking, and shows no more signs of life. */
  stop(): void {
    clearInterval(this.#beating);
    for (const connection of this.#turns.keys()) connection.cut();
  }

  #forgetCredential(connection: Connection): void {
    const [kind, id] = this.#credentialOf.get(connection) ?? [];
    if (!kind || !id) return;
    this.#credentialOf.delete(connection);
    const others = this.#openWith[kind].get(id);
    others?.delete(connection);
    if (others?.size === 0) this.#openWith[kind].delete(id);
  }

  #beat(): void {
    this.#turn = (this.#turn + 1) % TURNS;
    for (const [connection, turn] of this.#turns) if (turn === this.#turn) connection.beat();
  }
}

/**
 * Ends a connection together with the credentials of its client, so that they come back with new ones. `expiresAt` in
 * milliseconds since 1970, absent for never. Returns how to forget about it.
 */
export function closeOnExpiry(connection: Connection, expiresAt: number | undefined): () => void {
  if (expiresAt === undefined) return () => undefined;
  const delay = Math.min(Math.max(expiresAt - Date.now(), 0), MAX_DELAY);
  const timer = setTimeout(() => connection.close(4403, 'Credentials expired'), delay).unref();
  return () => clearTimeout(timer);
}

/** The session or the token of some claims; undefined for credentials that only expire. */
function credentialOf({ session, grant, issuerId }: Claims): readonly [CredentialKind, id: string] | undefined {
  if (grant) return ['token', grant.tokenId];
  if (session !== undefined) return ['session', session];
  return issuerId ? ['issuer', issuerId] : undefined;
}

/** Whom a connection is counted for: the person, and their organization where the credentials name it. */
function holdersOf(claims: Claims): readonly string[] {
  const { organization } = claims;
  return organization === undefined ? [personKey(claims)] : [personKey(claims), `organization ${organization}`];
}
