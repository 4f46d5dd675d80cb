import type { FreshSignInOccasion, Role } from '../generated/prisma/enums.js';
import type { Actor } from './actor.js';
import { hasScope } from './grant.js';
import type { Granted } from './grant.js';
import { forbidden, includesRole } from './permissions.js';

/** Who may do a command. It decides and says so, so that description and decision cannot differ. */
export interface Allowed<Subject = unknown> {
  /** The least role. Checked before any record is looked up. */
  readonly minimumRole: Role;
  /** Who that is: the last sentence of the command's description. */
  readonly sentence: string;
  /** What the actor lacks on a record, as "the lead of the unit"; undefined where nothing is missing. */
  readonly missing?: (actor: Actor, subject: Subject) => string | undefined;
  /** That it needs no scope of a token, because each of its parts does. */
  readonly inParts?: true;
  /** That only people may do it, see `inPerson`. */
  readonly inPerson?: true;
  /** For what an organization may ask for a fresh sign-in before it, see `afterSignIn`. */
  readonly freshSignIn?: FreshSignInOccasion;
}

/** A command, as far as permissions go. */
interface Guarded<Subject> {
  readonly name: string;
  readonly allowed: Allowed<Subject>;
}

export const administrators: Allowed = { minimumRole: 'ADMINISTRATOR', sentence: 'Administrators.' };
export const sponsors: Allowed = { minimumRole: 'SPONSOR', sentence: 'Sponsors.' };
export const deploymentLeads: Allowed = { minimumRole: 'DEPLOYMENT_LEAD', sentence: 'Deployment leads.' };

/** Whoever may read. */
export const members: Allowed = { minimumRole: 'VIEWER', sentence: 'All members of the organization.' };

/** Project leads in the units that they lead, and those above in any; what concerns no unit is for those above. */
export const unitLeads: Allowed<{ readonly unitId: string | null }> = {
  minimumRole: 'PROJECT_LEAD',
  sentence: 'Leads of the unit, and deployment leads.',
  missing: ({ role, leads }, { unitId }) =>
    includesRole(role, 'DEPLOYMENT_LEAD') || (unitId !== null && leads.has(unitId))
      ? undefined
      : 'the lead of the unit, or the role DEPLOYMENT_LEAD or above',
};

/** Those of `others` who are people: a service account does not give its word, and answers for nothing. */
export function inPerson<Subject>(others: Allowed<Subject>): Allowed<Subject> {
  return { ...others, sentence: `${others.sentence} No service account.`, inPerson: true };
}

/** Those of `others`, after a fresh sign-in where their organization asks for one before what this is. */
export function afterSignIn<Subject>(freshSignIn: FreshSignInOccasion, others: Allowed<Subject>): Allowed<Subject> {
  const sentence = `${others.sentence} After a fresh sign-in, where the organization asks for one.`;
  return { ...others, sentence, freshSignIn };
}

/** The person to whom a record is given, such as its owner, and those of `others`. Whatever their role, they act on it. */
export function personOr<Subject>(
  who: string,
  personOf: (subject: Subject) => string | null,
  others: Allowed<Subject>,
): Allowed<Subject> {
  const rest = others.sentence.charAt(0).toLowerCase() + others.sentence.slice(1);
  return {
    minimumRole: 'VIEWER',
    sentence: `The ${who}, ${rest.includes(',') ? '' : 'and '}${rest}`,
    missing(actor, subject) {
      if (personOf(subject) === actor.personId) return undefined;
      const missing = includesRole(actor.role, others.minimumRole)
        ? others.missing?.(actor, subject)
        : `the role ${others.minimumRole} or above`;
      return missing && `the ${who}, or ${missing}`;
    },
  };
}

/** Refuses where the actor's role, or the token with which they act, does not allow the command anywhere. Checked before any record is looked up. */
export function demandPermission(actor: Actor, command: Guarded<never>): void {
  demandSignedIn(actor, command.name);
  demandRole(actor, command);
  if (!command.allowed.inParts) demandScope(actor, command.name);
}

/** Refuses a mutation by a visitor, whatever the role of the person as whom visitors read. */
export function demandSignedIn({ isVisitor }: Granted, mutation: string): void {
  if (isVisitor) throw forbidden(mutation, 'a sign-in');
}

/** Refuses a mutation for which the token has no scope. */
export function demandScope({ grant }: Granted, mutation: string): void {
  if (!hasScope(grant, mutation)) throw forbidden(mutation, `a token with the scope "${mutation}"`);
}

/** Refuses a mutation on credentials by a token: who finds one could make more of them, or lock out its owner. */
export function demandNoToken({ grant }: Granted, mutation: string): void {
  if (grant) throw forbidden(mutation, 'the person themselves, not an API token');
}

/** Refuses a mutation that changes something in a unit for which the token is not, or in none. */
export function demandUnit({ grant }: Granted, mutation: string, unitId: string | null): void {
  if (!grant?.unitIds || (unitId !== null && grant.unitIds.has(unitId))) return;
  throw forbidden(mutation, unitId === null ? 'a token for all units' : 'a token for this unit');
}

/** Refuses where the actor's role, or that they are a service account, does not allow the command anywhere. */
export function demandRole(
  { role, isServiceAccount }: Pick<Actor, 'role' | 'isServiceAccount'>,
  { name, allowed: { minimumRole, inPerson } }: Guarded<never>,
): void {
  if (!includesRole(role, minimumRole)) throw forbidden(name, `the role ${minimumRole} or above`);
  if (inPerson && isServiceAccount) throw forbidden(name, 'a person: service accounts do not answer for anything');
}

/** Whether the actor's role, and the token with which they act, allow the command at least on some records. */
export function isAllowedSomewhere(
  { role, isServiceAccount, grant, isVisitor }: Pick<Actor, 'role' | 'isServiceAccount' | 'grant' | 'isVisitor'>,
  { name, allowed: { minimumRole, inPerson } }: Guarded<never>,
): boolean {
  return !isVisitor && includesRole(role, minimumRole) && !(inPerson && isServiceAccount) && hasScope(grant, name);
}

/** Refuses where the actor, or the token with which they act, may not do the command on this record. */
export function demandAllowed<Subject>(actor: Actor, command: Guarded<Subject>, subject: Subject): void {
  demandPermission(actor, command);
  const missing = command.allowed.missing?.(actor, subject);
  if (missing !== undefined) throw forbidden(command.name, missing);
  if (isInUnit(subject)) demandUnit(actor, command.name, subject.unitId);
}

/** Whether a record says in which unit it is, if in any. What others change in units, their events say. */
function isInUnit(subject: unknown): subject is { readonly unitId: string | null } {
  if (typeof subject !== 'object' || subject === null || !('unitId' in subject)) return false;
  return subject.unitId === null || typeof subject.unitId === 'string';
}
