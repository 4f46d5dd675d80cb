import type { Person, Unit } from '../generated/prisma/client.js';
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

/** Refuses a service account where it takes a person. */
export function demandPerson({ name, ownerId }: Pick<Person, 'name' | 'ownerId'>): void {
  if (ownerId === null) return;
  throw ruleViolation({
    rule: 'is-a-person',
    source: 'Uplift: a service account acts, and people answer for it',
    message: `${name} is a service account.`,
    missing: ['a person'],
  });
}

/** Refuses a person where it takes a service account. */
export function demandServiceAccount({ name, ownerId }: Pick<Person, 'name' | 'ownerId'>): void {
  if (ownerId !== null) return;
  throw ruleViolation({
    rule: 'is-a-service-account',
    source: 'Uplift: a service account acts, and people answer for it',
    message: `${name} is a person.`,
    missing: ['a service account'],
  });
}

/** Refuses to change a person who was erased. */
export function demandNotErased({ name, erasedAt }: Pick<Person, 'name' | 'erasedAt'>): void {
  if (erasedAt === null) return;
  throw ruleViolation({
    rule: 'person-is-not-erased',
    source: 'Uplift: who was erased does not come back',
    message: `${name} was erased.`,
    missing: ['a person who was not erased'],
  });
}

/** Refuses that somebody erases themselves. */
export function demandAnotherPerson(actorId: string, personId: string): void {
  if (actorId !== personId) return;
  throw ruleViolation({
    rule: 'erased-by-another-person',
    source: 'Uplift: who erases answers for it by their name',
    message: 'You may not erase yourself.',
    missing: ['another administrator, who erases you'],
  });
}

/** Refuses to erase texts of a log before all of its events have hashes, which are all that is left of them. */
export function demandChained(hash: string | null): void {
  if (hash !== null) return;
  throw ruleViolation({
    rule: 'log-is-chained',
    source: 'Uplift: what is erased from the log leaves its hash',
    message: 'The log is still being chained by the servers.',
    missing: ['a hash of each event of the log'],
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
 * `administrators` are the ids of the people that are active as such before the change. Service accounts do not count: nobody signs in as one.
 */
export function demandAnAdministratorStays(
  administrators: readonly string[],
  changed: Pick<Person, 'id' | 'role' | 'active' | 'ownerId'>,
): void {
  const stays = changed.active && changed.role === 'ADMINISTRATOR' && changed.ownerId === null;
  if (stays || administrators.some((id) => id !== changed.id)) return;
  throw ruleViolation({
    rule: 'an-administrator-stays',
    source: 'Uplift: an organization always has an administrator',
    message: 'This would leave the organization without an administrator.',
    missing: ['another active person with the role ADMINISTRATOR'],
  });
}
