import type { GraphQLError } from 'graphql';
import { beyond } from './faults.js';

/** How much of a response there is yet, in characters of JSON. Beyond its bound nothing more of it is resolved. */
export class ResponseSize {
  readonly #most: number;
  #size = 0;
  #error: GraphQLError | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** Why there is no response, where it grew too large. */
  get error(): GraphQLError | undefined {
    return this.#error;
  }

  /** @throws GraphQLError where the response is too large. */
  grow(characters: number): void {
    this.#size += characters;
    if (this.#size > this.#most) throw (this.#error ??= responseTooLarge(this.#most));
  }
}

/** Says that a response is larger than its bound. */
export function responseTooLarge(most: number): GraphQLError {
  const message = `The response is too large: at most ${most} bytes are allowed. Ask for less at once.`;
  return beyond('maxResponseBytes', message, 'RESPONSE_TOO_LARGE');
}
