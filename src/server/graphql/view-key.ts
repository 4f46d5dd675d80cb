import type { ExecutionArgs } from 'graphql';
import type { Actor } from '../../auth/actor.js';
import { permissionScope, viewerScope } from '../../auth/permission-scope.js';
import type { Context } from '../../schema/context.js';
import { sharedView } from '../../schema/sharing.js';

/**
 * Identity of what a subscriber watches: subscriptions with equal keys have equal results. Null where that cannot be
 * proved; such a subscription is executed for its subscriber alone.
 */
export async function viewKey(
  { schema, document, operationName, variableValues }: ExecutionArgs,
  context: Context,
): Promise<string | null> {
  const view = sharedView(schema, document, operationName);
  if (!view) return null;
  // A variable that is absent is not one that is null: it may have a default.
  const given = view.variables.filter((name) => variableValues?.[name] !== undefined);
  const values = given.map((name) => [name, canonical(variableValues?.[name])]);
  return JSON.stringify([permissionScope(await context.actor()), view.text, operationName ?? null, values]);
}

/** What a view depends on, of those who watch it: a shared one on what all of them may read, another on all that they may do. */
export function scopeOfView(key: string | null): (actor: Actor) => string {
  return key === null ? viewerScope : permissionScope;
}

/** A JSON value with the keys of its objects in order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item)]));
}
