import type { Group, Issuer, Person, Unit } from '../generated/prisma/client.js';
import type { MembershipSource } from '../generated/prisma/enums.js';
import { ruleViolation } from '../user-error.js';

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

/** Refuses an issuer that was removed. */
export function demandNotRemoved({ name, removedAt }: Pick<Issuer, 'name' | 'removedAt'>): void {
  if (removedAt === null) return;
  throw ruleViolation({
    rule: 'issuer-is-not-removed',
    source: 'Uplift: nobody signs in by an issuer that was removed',
    message: `"${name}" was removed.`,
    missing: ['an issuer that was not removed'],
  });
}

/** Refuses to remove the issuer without which none of the administrators could sign in: `left` is how many could. */
export function demandSomebodySignsIn(left: number): void {
  if (left > 0) return;
  throw ruleViolation({
    rule: 'an-administrator-signs-in',
    source: 'Uplift: an organization always has an administrator',
    message: 'Without this issuer, no administrator of the organization could sign in.',
    missing: ['an administrator who signs in in another way: see `changeSubject`'],
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

/** Refuses to change a role that groups give, other than by the groups. */
export function demandRoleByHand({ name, roleByHand }: Pick<Person, 'name' | 'roleByHand'>): void {
  if (roleByHand === null) return;
  throw ruleViolation({
    rule: 'role-is-by-hand',
    source: 'Uplift: a role that groups give is changed by the groups',
    message: `A group gives ${name} their role.`,
    missing: ['a person to whom no group gives a role'],
  });
}

/** Refuses to remove a lead whom groups make one, other than by the groups. */
export function demandLeadByHand({ name }: Pick<Person, 'name'>, isByGroups: boolean): void {
  if (!isByGroups) return;
  throw ruleViolation({
    rule: 'lead-is-by-hand',
    source: 'Uplift: a lead that groups give is removed by the groups',
    message: `A group makes ${name} a lead of the unit.`,
    missing: ['a lead whom no group makes one'],
  });
}

/** Refuses to change a group that was deleted. */
export function demandNotDeleted({ name, deletedAt }: Pick<Group, 'name' | 'deletedAt'>): void {
  if (deletedAt === null) return;
  throw ruleViolation({
    rule: 'group-is-not-deleted',
    source: 'Uplift: a group that was deleted does not come back',
    message: `The group "${name}" was deleted.`,
    missing: ['a group that was not deleted'],
  });
}

/** What a source of memberships is called. */
const SOURCES = { SCIM: 'SCIM', CLAIM: 'sign-in', HAND: 'hand' } as const satisfies Record<MembershipSource, string>;

/** Refuses to remove by hand a member who is none, or whose membership others manage. `sources` are those who manage it. */
export function demandMemberByHand({ name }: Pick<Person, 'name'>, sources: readonly MembershipSource[]): void {
  if (sources.includes('HAND')) return;
  const by = sources.map((source) => SOURCES[source]).join(' and ');
  throw ruleViolation({
    rule: 'member-by-hand',
    source: 'Uplift: each of those who manage memberships removes only its own',
    message: by ? `${name} is a member by ${by}, not by hand.` : `${name} is not a member of the group.`,
    missing: ['a member who was added by hand'],
  });
}

/** Refuses to remove a mapping that a group does not have. */
export function demandMapped({ name }: Pick<Group, 'name'>, isMapped: boolean): void {
  if (isMapped) return;
  throw ruleViolation({
    rule: 'group-is-mapped',
    source: 'Uplift: only what a group gives is taken from it',
    message: `The group "${name}" is not mapped to this.`,
    missing: ['a mapping of the group'],
  });
}
