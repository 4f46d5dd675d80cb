import { dayOf } from '../clock.js';
import { invalidInput } from '../user-error.js';

/** Refuses to record what has not happened yet: a day after today, in UTC. `path` is the field of the input. */
export function demandHappened(day: Date, now: Date, path: string): void {
  if (day > dayOf(now)) throw invalidInput([{ path, message: 'Must not be in the future.' }]);
}
