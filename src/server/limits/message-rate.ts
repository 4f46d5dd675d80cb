import type { Limits } from '../../limits.js';

/** Counts the messages of one client, as a bucket that fills up with time and may go below empty. */
export class MessageRate {
  readonly #limits: Pick<Limits, 'messageBurst' | 'messagesPerSecond' | 'maxExcess'>;
  #left: number;
  #at: number;

  /** `now` in milliseconds, from any origin. */
  constructor(limits: Pick<Limits, 'messageBurst' | 'messagesPerSecond' | 'maxExcess'>, now: number) {
    this.#limits = limits;
    this.#left = limits.messageBurst;
    this.#at = now;
  }

  /** Counts a message: whether it is fine, one too many, or one of an abuse that has gone on for long. */
  count(now: number): 'fine' | 'excess' | 'abuse' {
    const { messageBurst, messagesPerSecond, maxExcess } = this.#limits;
    this.#left = Math.min(messageBurst, this.#left + ((now - this.#at) * messagesPerSecond) / 1_000) - 1;
    this.#at = now;
    if (this.#left >= 0) return 'fine';
    return this.#left < -maxExcess ? 'abuse' : 'excess';
  }
}
