import { scimPatch, ScimError as PatchError } from 'scim-patch';
import type { ScimPatchOperation, ScimResource } from 'scim-patch';
import { ScimError } from './error.js';
import { attributeOf, operationsOf } from './operations.js';
import type { Operation } from './operations.js';
import { ATTRIBUTES, USER_SCHEMA } from './user.js';

/** Most operations of one request. */
const MAX_OPERATIONS = 100;

/**
 * Applies the operations of a PATCH (RFC 7644, section 3.5.2) to a user whose keys are in lower case. What Entra and Okta send is
 * understood: operations in any case, and attributes of attributes as keys of a value, such as `name.givenName`. Attributes that
 * users do not have here are ignored.
 * @throws ScimError
 */
export function patchUser(user: unknown, request: unknown): unknown {
  const operations = operationsOf(request, USER_SCHEMA, MAX_OPERATIONS)
    .filter(({ path }) => ATTRIBUTES.has(attributeOf(path)))
    .map(withPlainBooleans);
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

/** Hazard: Entra compares booleans with strings, as in `roles[primary eq "True"].value`. */
function withPlainBooleans({ path, ...operation }: Operation): Operation {
  const plain = (_match: string, value: string): string => `primary eq ${value.toLowerCase()}`;
  return { ...operation, path: path.replace(/\bprimary eq "(true|false)"/i, plain) };
}
