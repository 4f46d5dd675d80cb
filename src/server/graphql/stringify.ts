import type { ExecutionResult } from 'graphql';
import { responseTooLarge } from '../../schema/response-size.js';

/**
 * A result as JSON by `stringify`, or, where that is too large, that it is. Resolvers count what they give, and stop before
 * this: here the length is exact, with `__typename`, errors and what UTF-8 and escapes add.
 */
export function stringifyWithin<T extends ExecutionResult>(
  result: T,
  maxResponseBytes: number,
  stringify: (result: T | ExecutionResult) => string = JSON.stringify,
): string {
  const text = stringify(result);
  // Most are shorter than a third, and a character has three bytes at most.
  const fits = 3 * text.length <= maxResponseBytes || Buffer.byteLength(text) <= maxResponseBytes;
  return fits ? text : stringify({ data: null, errors: [responseTooLarge(maxResponseBytes)] });
}

/** A result that Yoga writes as JSON within a bound. */
export function bounded<T extends ExecutionResult>(result: T, maxResponseBytes: number) {
  return { ...result, stringify: (whole: ExecutionResult) => stringifyWithin(whole, maxResponseBytes) };
}
