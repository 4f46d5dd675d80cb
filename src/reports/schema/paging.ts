import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveOffsetConnection } from '@pothos/plugin-relay';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../schema/context.js';
import { fault } from '../../schema/faults.js';
import { limits } from '../../limits.js';
import type { Page } from '../operations/page.js';

/** Arguments of a page. */
interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** A page of a list that is ordered by what it is computed from: its cursors are places in the list. */
export async function offsetPage<Item extends object>(
  args: PageArguments,
  read: (page: Page) => Promise<{ items: Item[]; total: number }>,
) {
  let total = 0;
  for (const cursor of [args.after, args.before]) {
    if (
      typeof cursor === 'string' &&
      !/^OffsetConnection:\d{1,9}$/.test(Buffer.from(cursor, 'base64').toString('latin1'))
    )
      throw fault('BAD_USER_INPUT', 'The cursor is none of this list.');
  }
  if (typeof args.last === 'number' && !args.before) {
    throw fault('BAD_USER_INPUT', 'This list is read from its start: use first, or last with before.');
  }
  const connection = await resolveOffsetConnection(
    { args, defaultSize: limits.defaultPageSize, maxSize: limits.maxPageSize },
    async (page): Promise<Item[]> => {
      const found = await read(page);
      total = found.total;
      return found.items;
    },
  );
  return { ...connection, totalCount: total };
}

/** Options of the type of such a page: it says how many items there are. */
export function totalCountConnection(description: string) {
  return { description, fields: totalCountField } as const;
}

// Typed by what it needs only: the builder's own type of `t` differs from page to page.
function totalCountField<Field>(t: { int(options: { description: string; resolve(page: object): number }): Field }) {
  return {
    totalCount: t.int({
      description: 'How many items there are on all pages together.',
      resolve: (page) => (page as { totalCount: number }).totalCount,
    }),
  };
}

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
