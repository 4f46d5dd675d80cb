import type { Role } from '../generated/prisma/enums.js';
import { UserError } from '../user-error.js';
import type { Actor } from './actor.js';

/** Roles from the least to the most: each may do all that the ones before it may. */
export const ROLES = [
  'VIEWER',
  'PROJECT_LEAD',
  'DEPLOYMENT_LEAD',
  'SPONSOR',
  'ADMINISTRATOR',
] as const satisfies readonly Role[];

/** Whether a role includes another one. */
export function includesRole(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(other);
}

/** Refuses where the actor does not lead the unit themselves: no one else speaks for it, whatever their role. */
export function demandLead(actor: Actor, command: string, unitId: string): void {
  if (!actor.leads.has(unitId)) throw forbidden(command, 'the lead of the unit, in person');
}

/** Refuses the part of a command that only a sponsor may do, where more people may do the rest. */
export function demandSponsor(actor: Actor, command: string, part: string): void {
  if (!includesRole(actor.role, 'SPONSOR')) throw forbidden(command, `the role SPONSOR or above ${part}`);
}

/** The refusal for what takes more than the actor has. */
export function forbidden(command: string, requires: string): UserError {
  return new UserError({
    kind: 'ForbiddenError',
    action: command,
    requires,
    message: `You may not do this: ${command} requires ${requires}.`,
  });
}
