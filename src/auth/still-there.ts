import { ruleViolation } from '../user-error.js';

/** Refuses somebody who has left, where something is for them to do or to read. */
export function demandStillThere({ name, active }: { readonly name: string; readonly active: boolean }): void {
  if (active) return;
  throw ruleViolation({
    rule: 'person-is-still-there',
    source: 'Uplift: who has left does nothing any more',
    message: `${name} has left.`,
    missing: ['a person who is active'],
  });
}
