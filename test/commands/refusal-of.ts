import { UserError } from '../../src/user-error.js';
import type { UserErrorData } from '../../src/user-error.js';

/** The refusal that a rule throws; undefined where it does not refuse. Any other error is thrown on. */
export function refusalOf(rule: () => unknown): UserErrorData | undefined {
  try {
    rule();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.userError;
    throw error;
  }
}
