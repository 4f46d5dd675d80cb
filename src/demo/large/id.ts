import { randomUUID } from 'node:crypto';

/** An id of version 7 for a moment: those of later moments are greater. No two are the same, whatever the seed. */
export function idFor(moment: Date): string {
  const time = moment.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
