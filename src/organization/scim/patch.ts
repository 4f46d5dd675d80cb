import { scimPatch, ScimError as PatchError } from 'scim-patch';
import type { ScimPatchOperation, ScimResource } from 'scim-patch';
import { z } from 'zod';
import { ScimError } from './error.js';
import { ATTRIBUTES, USER_SCHEMA, withLowerCaseKeys } from './user.js';

/** Most operations of one request. */
const MAX_OPERATIONS = 100;

const body = z.object({
  operations: z
    .array(
      z.object({
        op: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['add', 'remove', 'replace'])),
        path: z.string().nullish(),
        value: z.unknown(),
      }),
    )
    .min(1)
    .max(MAX_OPERATIONS),
});

type Operation = z.output<typeof body>['operations'][number];

/**
 * Applies the operations of a PATCH (RFC 7644, section 3.5.2) to a user whose keys are in lower case. What Entra and Okta send is
 * understood: operations in any case, and attributes of attributes as keys of a value, such as `name.givenName`. Attributes that
 * users do not have here are ignored.
 * @throws ScimError
 */
export function patchUser(user: unknown, request: unknown): unknown {
  const parsed = body.safeParse(withLowerCaseKeys(request));
  if (!parsed.success) throw new ScimError(400, 'Send Operations: add, remove or replace.', 'invalidSyntax');
  const operations = parsed.data.operations.flatMap(apart).filter(({ path }) => ATTRIBUTES.has(attributeOf(path)));
  try {
    const patched = scimPatch(user as ScimResource, operations as ScimPatchOperation[], { mutateDocument: false });
    return { ...patched, roles: addedRoles(rolesOf(user), rolesOf(patched)) };
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    throw new ScimError(400, error.message, error.scimCode === 'noTarget' ? 'noTarget' : 'invalidPath');
  }
}

function rolesOf(user: unknown): unknown {
  return (user as { readonly roles?: unknown }).roles;
}

/** A person has one role: one that is added takes the place of the one that they had. */
function addedRoles(before: unknown, after: unknown): unknown {
  if (!Array.isArray(before) || !Array.isArray(after) || after.length <= before.length) return after;
  return after.slice(before.length);
}

/** An operation on a whole user, as one on each of its attributes. */
function apart({ op, path, value }: Operation): { op: string; path: string; value: unknown }[] {
  if (path) return [{ op, path: withoutSchema(lowerOutsideQuotes(path)), value }];
  if (typeof value !== 'object' || value === null)
    throw new ScimError(400, 'An operation without a path needs an object as its value.', 'invalidValue');
  return Object.entries(value).map(([key, each]) => ({ op, path: withoutSchema(key), value: each }));
}

function attributeOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? '';
}

function withoutSchema(path: string): string {
  const prefix = `${USER_SCHEMA}:`.toLowerCase();
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** Hazard: Entra compares booleans with strings, as in `roles[primary eq "True"].value`. */
function lowerOutsideQuotes(path: string): string {
  const lower = path.replaceAll(/"[^"]*"|[^"]+/g, (part) => (part.startsWith('"') ? part : part.toLowerCase()));
  return lower.replace(/\bprimary eq "(true|false)"/i, (_match, value: string) => `primary eq ${value.toLowerCase()}`);
}
