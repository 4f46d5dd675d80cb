import { getNamedType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { parsePrismaCursor } from '@pothos/plugin-prisma';
import type { Context } from './context.js';
import { fault } from './faults.js';

/** A connection whose cursors are keys of records, wherever one begins. */
type Paged = GraphQLField<unknown, Context, Record<string, unknown>>;

/**
 * Makes pages begin at records of one's own organization only.
 *
 * Hazard: a cursor is the key of a record, and the database looks its place up past the conditions of the list. With a
 * key of another organization, where a page begins would tell whether that record is there, and between which of ours it
 * stands.
 */
export function demandOwnCursors(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()) as Paged[]) {
      const model = modelOf(field);
      if (model !== undefined && field.resolve) field.resolve = demanding(model, field.resolve);
    }
  }
}

/** The model of the records of a connection; undefined for any other field, and for pages that are made otherwise. */
function modelOf({ args, type }: Paged): string | undefined {
  if (!args.some(({ name }) => name === 'after')) return undefined;
  const connection = getNamedType(type);
  const nodes = isObjectType(connection) ? connection.getFields()['nodes'] : undefined;
  const model = nodes && getNamedType(nodes.type).extensions['pothosPrismaModel'];
  return typeof model === 'string' ? model : undefined;
}

type Resolve = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>;

function demanding(model: string, resolve: Resolve): Resolve {
  return (parent, args, context, info) => {
    const cursors = [args['after'], args['before']].filter((cursor) => typeof cursor === 'string');
    if (cursors.length === 0) return resolve(parent, args, context, info);
    return demand(model, cursors, context).then(() => resolve(parent, args, context, info));
  };
}

async function demand(model: string, cursors: readonly string[], context: Context): Promise<void> {
  const { organizationId } = await context.actor();
  for (const cursor of cursors) {
    const key = keyOf(cursor);
    if (key === undefined) continue;
    const isOurs = await context.loaders.isOurs.load({ model, key, organizationId });
    if (!isOurs) throw fault('BAD_USER_INPUT', `"${cursor.slice(0, 60)}" is not the cursor of an item.`);
  }
}

/** The key in a cursor; undefined for one that is not made of a key, which the field itself reads or refuses. */
function keyOf(cursor: string): readonly unknown[] | undefined {
  if (!Buffer.from(cursor, 'base64').toString('latin1').startsWith('GPC:')) return undefined;
  try {
    return [parsePrismaCursor(cursor)].flat();
  } catch {
    return undefined;
  }
}
