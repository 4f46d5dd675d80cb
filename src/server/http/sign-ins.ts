import type { Logger } from '../../logger.js';

/** How somebody signs in. */
export type SignInBy = 'provider' | 'link' | 'demo';

/** Why somebody could not, as records of access and the log say it. Hazard: nothing of what was sent. */
export const FAILURES = {
  notBegun: 'No sign-in was in progress in this browser',
  badResponse: 'The response of the identity provider is not valid',
  away: 'The identity provider does not respond',
  noMember: 'No member has the subject that the identity provider names',
  badLink: 'The link is not valid',
  usedLink: 'The link was used before',
} as const;

/** In milliseconds. */
const MINUTE = 60_000;

/**
 * The sign-ins of this server: a figure for each way and outcome and, in the log, those that failed, once a minute for each way and
 * reason. So those are found as well of whom it is not known to which organization they wanted, however many somebody causes.
 */
export class SignIns {
  readonly #counts = new Map<string, number>();
  readonly #logger: Logger;
  readonly #logged = new Set<string>();
  #minute = 0;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** How many there were since the start. */
  get counts(): readonly (readonly [{ readonly by: string; readonly outcome: string }, number])[] {
    return Array.from(this.#counts, ([key, count]) => {
      const [by = '', outcome = ''] = key.split(' ');
      return [{ by, outcome }, count];
    });
  }

  /** Notes that somebody signed in. */
  done(by: SignInBy): void {
    this.#count(by, 'done');
  }

  /** Notes that somebody could not sign in. */
  failed(by: SignInBy, reason: keyof typeof FAILURES): void {
    this.#count(by, 'failed');
    if (this.#isNews(`${by} ${reason}`)) this.#logger.info({ by, reason: FAILURES[reason] }, 'a sign-in failed');
  }

  #count(by: SignInBy, outcome: 'done' | 'failed'): void {
    const key = `${by} ${outcome}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  #isNews(key: string): boolean {
    const minute = Math.floor(performance.now() / MINUTE);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#logged.clear();
    }
    if (this.#logged.has(key)) return false;
    this.#logged.add(key);
    return true;
  }
}
