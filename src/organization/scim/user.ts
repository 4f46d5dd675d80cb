import { z } from 'zod';
import type { Person } from '../../generated/prisma/client.js';
import { Role } from '../../generated/prisma/enums.js';
import { encodeGlobalId } from '../../ids.js';
import { ScimError } from './error.js';

/** The schema of users, RFC 7643, section 4.1. */
export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** The attributes of a user that are understood, in lower case. Others are ignored. */
export const ATTRIBUTES: ReadonlySet<string> = new Set([
  'active',
  'displayname',
  'externalid',
  'locale',
  'name',
  'roles',
  'timezone',
  'username',
]);

/** A user as clients get it. */
export interface ScimUser extends Readonly<Record<string, unknown>> {
  readonly meta: Readonly<Record<string, unknown>> & { readonly location: string };
}

/** A group of a user, as clients get it. */
export interface GroupOfUser {
  readonly value: string;
  readonly display: string;
}

/**
 * A person as a user of SCIM, with their groups. `externalId` is their subject at the identity provider, and `userName` their e-mail
 * address, or the subject where there is none.
 */
export function userOf(person: Person, groups: readonly GroupOfUser[]): ScimUser {
  const id = encodeGlobalId('Person', person.id);
  const { subject, email, name, role, active, locale, timeZone, createdAt, updatedAt } = person;
  return {
    schemas: [USER_SCHEMA],
    id,
    externalId: subject,
    userName: email ?? subject,
    displayName: name,
    name: { formatted: name },
    active,
    ...(email !== null && { emails: [{ value: email, type: 'work', primary: true }] }),
    roles: [{ value: role, primary: true }],
    groups: groups.map((group) => ({ ...group, type: 'direct', $ref: `/scim/v2/Groups/${group.value}` })),
    ...(locale !== null && { locale }),
    ...(timeZone !== null && { timezone: timeZone }),
    meta: { resourceType: 'User', created: createdAt, lastModified: updatedAt, location: `/scim/v2/Users/${id}` },
  };
}

/** What a client wants of a user. */
export interface WantedUser {
  readonly subject: string;
  readonly email: string | null;
  readonly name: string;
  readonly active: boolean;
  /** Absent for the role that they have, and for a viewer where they are new. */
  readonly role: Role | undefined;
  readonly locale: string | null;
  readonly timeZone: string | null;
}

/** Hazard: Entra sends booleans as the strings "True" and "False". */
const flag = z.union([
  z.boolean(),
  z
    .string()
    .toLowerCase()
    .pipe(z.stringbool({ truthy: ['true'], falsy: ['false'] })),
]);

const roleValue = z.union([z.string(), z.object({ value: z.string(), primary: flag.optional() })]);

/** Absent, or null, which says the same (RFC 7643, section 2.5). */
const text = z.string().trim().nullish();

const resource = z.object({
  username: z.string().trim().min(1),
  externalid: text,
  displayname: text,
  name: z.object({ formatted: text, givenname: text, familyname: text }).nullish(),
  active: flag.nullish(),
  roles: z.union([z.array(roleValue), z.string()]).nullish(),
  locale: text,
  timezone: text,
});

/**
 * Reads a user as clients send them, its keys in lower case.
 * @throws ScimError
 */
export function readUser(value: unknown): WantedUser {
  const parsed = resource.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ScimError(400, `${issue?.path.join('.') || 'The user'}: ${issue?.message}`, 'invalidValue');
  }
  const { username, externalid, displayname, name, active, roles, locale, timezone } = parsed.data;
  const isAddress = username.includes('@');
  if (!isAddress && externalid && externalid !== username) {
    throw new ScimError(400, 'userName: Must be an e-mail address, or the same as externalId.', 'invalidValue');
  }
  const inParts = [name?.givenname, name?.familyname].filter(Boolean).join(' ');
  return {
    subject: externalid || username,
    email: isAddress ? username.toLowerCase() : null,
    name: displayname || name?.formatted || inParts || username,
    active: active ?? true,
    role: roleOf(roles ?? []),
    locale: locale || null,
    timeZone: timezone || null,
  };
}

/** The one role that a user has: the primary one, or else the first. */
function roleOf(roles: string | readonly z.output<typeof roleValue>[]): Role | undefined {
  const all = (typeof roles === 'string' ? [roles] : roles).map((each) =>
    typeof each === 'string' ? { value: each, primary: false } : each,
  );
  const chosen = all.find(({ primary }) => primary) ?? all[0];
  if (!chosen) return undefined;
  const role = chosen.value.toUpperCase().replaceAll(/[ -]/g, '_');
  if (role in Role) return role as Role;
  throw new ScimError(400, `roles: Must be one of ${Object.keys(Role).join(', ')}.`, 'invalidValue');
}
