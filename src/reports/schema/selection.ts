import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../schema/context.js';

/** What is asked for of the records in a field of the items of a page. */
export function selectionOf(context: Context, info: GraphQLResolveInfo, typeName: string, field: string) {
  return selectionAt(context, info, typeName, ['nodes', field], ['edges', 'node', field]);
}

/** What is asked for of the records at some places below the field that is resolved, for a query of Prisma's. */
export async function selectionAt(
  context: Context,
  info: GraphQLResolveInfo,
  typeName: string,
  ...paths: string[][]
): Promise<{ include: object }> {
  return (await queryFromInfo({ context, info, typeName, paths, awaitSelections: true })) as { include: object };
}
