import type { Unit } from '../generated/prisma/client.js';
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

/** A unit as far as it matters whether it is retired. */
type Retirable = Pick<Unit, 'name' | 'retiredAt'>;

/** Refuses to begin something in a unit that is retired. */
export function demandNotRetired({ name, retiredAt }: Retirable): void {
  if (retiredAt === null) return;
  throw ruleViolation({
    rule: 'unit-is-not-retired',
    source: 'Uplift: nothing new begins in a retired unit',
    message: `"${name}" is retired.`,
    missing: ['a unit that is not retired'],
  });
}

/** Refuses to reinstate a unit that is not retired. */
export function demandRetired({ name, retiredAt }: Retirable): void {
  if (retiredAt !== null) return;
  throw ruleViolation({
    rule: 'unit-is-retired',
    source: 'Uplift: only a retired unit is reinstated',
    message: `"${name}" is not retired.`,
    missing: ['a unit that is retired'],
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
