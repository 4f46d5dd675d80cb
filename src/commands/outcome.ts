import type { Refusal } from '../refusal.js';

/** What came of a command: the record it was about and the position of its last event, or why it was not done. */
export type Outcome =
  | { readonly done: true; readonly recordId: string; readonly position: number }
  | { readonly done: false; readonly refusal: Refusal };
