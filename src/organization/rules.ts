import type { Role } from '../generated/prisma/enums.js';
import { ruleViolation } from '../user-error.js';

/** Refuses to assign work to a person who has left. */
export function demandStillThere({ name, active }: { readonly name: string; readonly active: boolean }): void {
  if (active) return;
  throw ruleViolation({
    rule: 'person-is-still-there',
    source: 'Uplift: who has left does nothing any more',
    message: `${name} has left.`,
    missing: ['a person who is active'],
  });
}

/**
 * Refuses the change of a person that would leave the organization without an administrator, and so without a way back.
 * `administrators` are the ids of those that are active before the change.
 */
export function demandAnAdministratorStays(
  administrators: readonly string[],
  changed: { readonly id: string; readonly role: Role; readonly active: boolean },
): void {
  const stays = changed.active && changed.role === 'ADMINISTRATOR';
  if (stays || administrators.some((id) => id !== changed.id)) return;
  throw ruleViolation({
    rule: 'an-administrator-stays',
    source: 'Uplift: an organization always has an administrator',
    message: 'This would leave the organization without an administrator.',
    missing: ['another active person with the role ADMINISTRATOR'],
  });
}
