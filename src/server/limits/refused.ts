import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Claims } from '../../auth/tokens.js';
import type { BoundName } from '../../limits.js';
import type { Logger } from '../../logger.js';
import { boundOf } from '../../schema/faults.js';

/** Ids of a person and an organization, for logs. */
interface Ids {
  readonly personId: string;
  readonly organizationId: string;
}

/** In milliseconds. */
const MINUTE = 60_000;

/** Lines a minute at most, over all bounds and people. */
const MAX_LINES = 60;

/**
 * What was refused because of a bound: a figure for each bound and, in the log, who hit it, once a minute for each person
 * and bound.
 */
export class Refused {
  readonly #counts = new Map<BoundName, number>();
  readonly #logger: Logger;
  readonly #identify: (claims: Claims) => Promise<Ids | null>;
  readonly #logged = new Set<string>();
  #minute = 0;

  constructor(logger: Logger, identify: (claims: Claims) => Promise<Ids | null>) {
    this.#logger = logger;
    this.#identify = identify;
  }

  /** How often each bound was hit since the start. */
  get counts(): ReadonlyMap<BoundName, number> {
    return this.#counts;
  }

  /** Notes that a bound was hit; without `claims`, by an unknown caller. */
  count(bound: BoundName, claims?: Claims): void {
    this.#counts.set(bound, (this.#counts.get(bound) ?? 0) + 1);
    if (this.#isNews(JSON.stringify([bound, claims?.organization, claims?.subject]))) void this.#log(bound, claims);
  }

  /** Counts the errors of operations that are about a bound, over all transports. */
  get plugin(): Plugin {
    return {
      onParse: () => (parsed) => this.#countErrors([parsed.result], parsed.context),
      onValidate: () => (validated) => this.#countErrors(validated.result as unknown[], validated.context),
      onExecute: ({ args }) => ({
        onExecuteDone: ({ result }) => this.#countErrors((result as ExecutionResult).errors, args.contextValue),
      }),
      onSubscribe: ({ args }) => ({
        onSubscribeResult: ({ result }) => this.#countErrors((result as ExecutionResult).errors, args.contextValue),
      }),
    };
  }

  #countErrors(errors: Iterable<unknown> = [], context: object): void {
    // Once for all fields of a response that was cut.
    for (const bound of new Set(Array.from(errors, boundOf))) {
      if (bound) this.count(bound, (context as { claims?: Claims }).claims);
    }
  }

  #isNews(key: string): boolean {
    const minute = Math.floor(performance.now() / MINUTE);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#logged.clear();
    }
    if (this.#logged.size >= MAX_LINES || this.#logged.has(key)) return false;
    this.#logged.add(key);
    return true;
  }

  async #log(bound: BoundName, claims: Claims | undefined): Promise<void> {
    // Their ids, as in every other line: subjects are the provider's business.
    const ids = claims && (await this.#identify(claims).catch(() => null));
    this.#logger.warn(
      { bound, ...(ids ? { actor: ids.personId, organization: ids.organizationId } : {}) },
      'a bound was hit',
    );
  }
}
