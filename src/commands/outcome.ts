import type { NewEvent } from '../log/event.js';
import type { UserErrorData } from '../user-error.js';

/** What a command returns besides its record, as JSON. */
export type Details = Readonly<Record<string, unknown>>;

/**
 * The outcome of a command: the record it was about, the position of its last event and what else it returns, or why
 * it was not done.
 */
export type Outcome =
  | { readonly done: true; readonly recordId: string; readonly position: number; readonly facts?: Details | undefined }
  | { readonly done: false; readonly userError: UserErrorData };

/** What a command would do, as a dry run found out: its events, which are not in the log. */
export interface DryRunOutcome {
  readonly done: 'dryRun';
  readonly events: readonly NewEvent[];
}
