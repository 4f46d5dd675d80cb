import { RefusalError } from '../../src/user-error.js';
import type { Refusal } from '../../src/user-error.js';

/** The refusal that a rule throws; undefined where it does not refuse. Any other error is thrown on. */
export function refusalOf(rule: () => unknown): Refusal | undefined {
  try {
    rule();
    return undefined;
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal;
    throw error;
  }
}
