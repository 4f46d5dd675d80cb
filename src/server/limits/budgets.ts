import { createHash } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import type { Claims } from '../../auth/tokens.js';
import type { BoundName } from '../../limits.js';
import { beyond } from '../../schema/faults.js';

/** What may be done in a minute: so many operations, of so much cost in all. Infinity for as much as one likes. */
export interface Budget {
  readonly operations: number;
  readonly cost: number;
}

/** The budget of each person, and of each organization. */
export interface BudgetLimits {
  readonly person: Budget;
  readonly organization: Budget;
}

/** Adds up what several servers have taken from the same budgets. */
export interface BudgetSharing {
  /** Adds what this server has taken from a budget in a minute; resolves with what all have. May reject. */
  add(account: string, minute: number, taken: Budget): Promise<Budget>;
  close(): void;
}

/** That a budget has not enough left: which bound that is, and in how many seconds to come back. */
export interface Shortage {
  readonly bound: BoundName;
  readonly retryAfter: number;
}

/** What is left of a budget. */
export interface Remaining {
  readonly person: Budget;
  /** Absent while the organization is not known. */
  readonly organization?: Budget;
  /** When all of it is there again, in seconds. */
  readonly resetsIn: number;
}

/** In milliseconds. */
const MINUTE = 60_000;

/** How often servers report to each other what they have taken, in milliseconds: until then they may take too much. */
const SHARING_INTERVAL = 250;

/** What has been taken from one budget in this minute, here or anywhere, and what of it is not reported yet. */
interface Account {
  readonly id: string;
  operations: number;
  cost: number;
  untoldOperations: number;
  untoldCost: number;
}

/**
 * What people and organizations have taken from their budgets in this minute of the clock. Kept in memory and added up with
 * other servers beside the operations, which never wait for it: where that fails, each server counts for itself.
 */
export class Budgets {
  readonly #limits: BudgetLimits;
  readonly #now: () => number;
  readonly #sharing: BudgetSharing | undefined;
  readonly #timer: NodeJS.Timeout | undefined;
  #minute = 0;
  #accounts = new Map<string, Account>();
  /** Organizations of people, as far as operations of theirs in this minute have looked them up. */
  #organizations = new Map<string, string>();
  #untold = new Set<Account>();
  #telling = false;

  /** `now` in milliseconds since 1970. */
  constructor(limits: BudgetLimits, sharing?: BudgetSharing, now: () => number = Date.now) {
    this.#limits = limits;
    this.#sharing = sharing;
    this.#now = now;
    if (sharing) this.#timer = setInterval(() => void this.share(), SHARING_INTERVAL).unref();
  }

  /**
   * Takes an operation from the budgets of a person and, as far as it is known, of their organization. Where not enough is
   * left, says so and takes nothing. `operations` is 0 for what is only the beginning of one.
   */
  take(who: Claims, cost: number, operations = 1): Shortage | undefined {
    this.#turn();
    const { person, organization } = this.#limits;
    const own = this.#account(`person ${who.subject}`);
    const whole = this.#organizationOf(who);
    const short = shortage(own, person, cost, PERSON) ?? (whole && shortage(whole, organization, cost, ORGANIZATION));
    if (short) return { bound: short, retryAfter: this.#resetsIn() };
    this.#charge(own, cost, operations);
    if (whole) this.#charge(whole, cost, operations);
    return undefined;
  }

  /** Whether the organization of a person is known in this minute. */
  knows(who: Claims): boolean {
    return this.#organizations.has(personKey(who));
  }

  /** Attributes a person to an organization, which is charged with what they have just taken. */
  learn(who: Claims, organizationId: string, cost: number): void {
    if (this.knows(who)) return;
    this.#organizations.set(personKey(who), organizationId);
    const whole = this.#organizationOf(who);
    if (whole) this.#charge(whole, cost);
  }

  /** What is left for a person. */
  remaining(who: Claims): Remaining {
    this.#turn();
    const whole = this.#organizationOf(who);
    return {
      person: left(this.#account(`person ${who.subject}`), this.#limits.person),
      ...(whole ? { organization: left(whole, this.#limits.organization) } : {}),
      resetsIn: this.#resetsIn(),
    };
  }

  /** Reports to the others what was taken here since the last time, and learns what all have taken. Never rejects. */
  async share(): Promise<void> {
    if (!this.#sharing || this.#telling || this.#untold.size === 0) return;
    this.#telling = true;
    const [accounts, minute] = [Array.from(this.#untold), this.#minute];
    this.#untold.clear();
    await Promise.allSettled(accounts.map((account) => this.#report(account, minute)));
    this.#telling = false;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#sharing?.close();
  }

  async #report(account: Account, minute: number): Promise<void> {
    const taken = { operations: account.untoldOperations, cost: account.untoldCost };
    account.untoldOperations = 0;
    account.untoldCost = 0;
    const all = await this.#sharing?.add(account.id, minute, taken);
    if (!all) return;
    // What could not be reported is known here only: never less than that.
    account.operations = Math.max(account.operations, all.operations + account.untoldOperations);
    account.cost = Math.max(account.cost, all.cost + account.untoldCost);
  }

  #charge(account: Account, cost: number, operations = 1): void {
    account.operations += operations;
    account.cost += cost;
    if (!this.#sharing) return;
    account.untoldOperations += operations;
    account.untoldCost += cost;
    this.#untold.add(account);
  }

  #organizationOf(who: Claims): Account | undefined {
    const id = this.#organizations.get(personKey(who));
    return id === undefined ? undefined : this.#account(`organization ${id}`);
  }

  #account(key: string): Account {
    const known = this.#accounts.get(key);
    if (known) return known;
    // Subjects can have any length, and are private.
    const id = createHash('sha256').update(key).digest('base64url');
    const account = { id, operations: 0, cost: 0, untoldOperations: 0, untoldCost: 0 };
    this.#accounts.set(key, account);
    return account;
  }

  /** Forgets everything when a minute is over. */
  #turn(): void {
    const minute = Math.floor(this.#now() / MINUTE);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#accounts = new Map();
    this.#organizations = new Map();
    this.#untold = new Set();
  }

  #resetsIn(): number {
    return Math.ceil(((this.#minute + 1) * MINUTE - this.#now()) / 1_000);
  }
}

/** Hazard: of an organization that is not known to be theirs. The budget of a person is one, whichever they name. */
export function personKey({ subject, organization }: Claims): string {
  return `person ${organization ?? ''} ${subject}`;
}

type BudgetBounds = { readonly [measure in keyof Budget]: BoundName };
const PERSON: BudgetBounds = { operations: 'maxOperationsPerPerson', cost: 'maxCostPerPerson' };
const ORGANIZATION: BudgetBounds = { operations: 'maxOperationsPerOrganization', cost: 'maxCostPerOrganization' };

/** The bound for which one more operation is too much, if any. */
function shortage(taken: Budget, limit: Budget, cost: number, names: BudgetBounds): BoundName | undefined {
  if (taken.operations >= limit.operations) return names.operations;
  return taken.cost + cost > limit.cost ? names.cost : undefined;
}

function left(taken: Budget, limit: Budget): Budget {
  return { operations: Math.max(0, limit.operations - taken.operations), cost: Math.max(0, limit.cost - taken.cost) };
}

/** Says that a budget has not enough left, and when it has. */
export function overBudget({ bound, retryAfter }: Shortage): GraphQLError {
  const whose = bound.endsWith('Person') ? 'Your' : "Your organization's";
  const message = `${whose} budget for this minute is used up. Retry in ${retryAfter} s.`;
  const error = beyond(bound, message, 'RATE_LIMITED');
  const http = { status: 429, headers: { 'retry-after': String(retryAfter) } };
  Object.assign(error.extensions, { retryAfter, http });
  return error;
}
