import { parse } from 'scim2-parse-filter';
import type { Filter } from 'scim2-parse-filter';
import { z } from 'zod';
import type { Group } from '../../generated/prisma/client.js';
import { encodeGlobalId } from '../../ids.js';
import { ScimError } from './error.js';
import { withLowerCaseKeys } from './keys.js';
import { attributeOf, operationsOf } from './operations.js';
import type { Operation } from './operations.js';

/** The schema of groups, RFC 7643, section 4.2. */
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** Most operations of one request. Okta and Entra send an operation for each member, or one for many. */
const MAX_OPERATIONS = 1_000;

/** A member of a group, as clients get it. */
export interface MemberOfGroup {
  readonly value: string;
  readonly display: string;
}

/** A group as clients get it. */
export interface ScimGroup extends Readonly<Record<string, unknown>> {
  readonly meta: Readonly<Record<string, unknown>> & { readonly location: string };
}

/** A group as a resource of SCIM; `members` is undefined where they are not wanted. */
export function groupOf(group: Group, members: readonly MemberOfGroup[] | undefined): ScimGroup {
  const id = encodeGlobalId('Group', group.id);
  const { name, externalId, createdAt, updatedAt } = group;
  return {
    schemas: [GROUP_SCHEMA],
    id,
    ...(externalId !== null && { externalId }),
    displayName: name,
    ...(members && {
      members: members.map((member) => ({ ...member, type: 'User', $ref: `/scim/v2/Users/${member.value}` })),
    }),
    meta: { resourceType: 'Group', created: createdAt, lastModified: updatedAt, location: `/scim/v2/Groups/${id}` },
  };
}

/** What a client wants of a group. */
export interface WantedGroup {
  readonly name: string;
  readonly externalId: string | null;
  /** The ids of its members, as clients have them. */
  readonly members: ReadonlySet<string>;
}

/** Absent, or null, which says the same (RFC 7643, section 2.5). */
const text = z.string().trim().nullish();

/** A member, by its id or as an object with it. Hazard: Entra sends members whose value is null, which are none. */
const member = z.union([z.string(), z.object({ value: z.string().nullish() })]);

const resource = z.object({
  displayname: z.string().trim().min(1),
  externalid: text,
  members: z.union([z.array(member), member]).nullish(),
});

/**
 * Reads a group as clients send it. Without `members`, those that it has stay.
 * @throws ScimError
 */
export function readGroup(value: unknown, present: ReadonlySet<string>): WantedGroup {
  const { displayname, externalid, members } = read(resource, withLowerCaseKeys(value), '');
  return {
    name: displayname,
    externalId: externalid || null,
    members: members === undefined ? present : idsOf(members),
  };
}

/**
 * Applies the operations of a PATCH (RFC 7644, section 3.5.2) to a group. Attributes that groups do not have here are ignored.
 * @throws ScimError
 */
export function patchGroup(group: WantedGroup, request: unknown): WantedGroup {
  let patched = group;
  for (const operation of operationsOf(request, GROUP_SCHEMA, MAX_OPERATIONS)) patched = applied(patched, operation);
  return patched;
}

function applied(group: WantedGroup, operation: Operation): WantedGroup {
  const { op, path, value } = operation;
  switch (attributeOf(path)) {
    case 'displayname':
      return { ...group, name: read(resource.shape.displayname, value, 'displayName') };
    case 'externalid':
      return { ...group, externalId: op === 'remove' ? null : read(text, value, 'externalId') || null };
    case 'members':
      return { ...group, members: membersAfter(group.members, operation) };
    default:
      return group;
  }
}

function membersAfter(present: ReadonlySet<string>, { op, path, value }: Operation): ReadonlySet<string> {
  const given = read(resource.shape.members, value, 'members');
  if (path !== 'members') {
    const [, filter] = /^members\[(.*)\]$/s.exec(path) ?? [];
    if (filter === undefined || op !== 'remove')
      throw new ScimError(
        400,
        'Of members, paths are `members`, and to remove some, `members[value eq "…"]`.',
        'invalidPath',
      );
    return without(present, valuesOf(filter));
  }
  if (op === 'add') return new Set([...present, ...idsOf(given)]);
  if (op === 'replace') return idsOf(given);
  // Entra removes those that it names. Without any, all are meant.
  return given === undefined || given === null ? new Set() : without(present, idsOf(given));
}

function without(present: ReadonlySet<string>, gone: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...present].filter((id) => !gone.has(id)));
}

/** The ids for which the filter of a path asks. */
function valuesOf(filter: string): ReadonlySet<string> {
  try {
    return new Set(valuesIn(parse(filter)));
  } catch (error) {
    if (error instanceof ScimError) throw error;
    throw new ScimError(400, 'The filter of the path is malformed.', 'invalidPath');
  }
}

function valuesIn(filter: Filter): string[] {
  if (filter.op === 'or' && 'filters' in filter) return filter.filters.flatMap(valuesIn);
  if (filter.op === 'eq' && filter.attrPath.toLowerCase() === 'value' && typeof filter.compValue === 'string')
    return [filter.compValue];
  throw new ScimError(400, 'Members are found by `value eq "…"`, joined by or.', 'invalidPath');
}

function idsOf(members: z.output<typeof resource.shape.members>): ReadonlySet<string> {
  return new Set([members ?? []].flat().flatMap((each) => (typeof each === 'string' ? each : (each.value ?? []))));
}

function read<Form extends z.ZodType>(form: Form, value: unknown, name: string): z.output<Form> {
  const parsed = form.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [...(name ? [name] : []), ...(issue?.path ?? [])].join('.');
  throw new ScimError(400, `${path || 'The group'}: ${issue?.message}`, 'invalidValue');
}
