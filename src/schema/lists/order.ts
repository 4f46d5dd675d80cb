import type { Prisma } from '../../generated/prisma/client.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { pluralOf } from './plural.js';

/** Up or down, as Prisma has it. */
export type Direction = 'asc' | 'desc';

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Ascending or descending.',
  values: {
    ASC: { value: 'asc', description: 'Smallest or earliest first.' },
    DESC: { value: 'desc', description: 'Largest or latest first.' },
  } as const,
});

/** What a list may be ordered by: a column that is never null, or a number that is computed. */
export type OrderField<OrderBy, Row> = ColumnOrder<OrderBy> | ComputedOrder<Row>;

interface ColumnOrder<OrderBy> {
  readonly by: (direction: Direction) => OrderBy;
  readonly description: string;
  /** Whether the column is a day and not an instant: lists of which SQL selects the pages have to know. */
  readonly isDay?: true;
}

/** A whole number that is computed of each record: SQL selects the pages of a list that is ordered by it. */
interface ComputedOrder<Row> {
  readonly computed: (context: Context) => Promise<{
    /** The number, as SQL over rows `d`. */
    readonly sql: Prisma.Sql;
    /** The same of a record that was read, for its cursor. */
    readonly valueOf: (record: Row) => number;
  }>;
  readonly description: string;
}

/** The input type that says how the lists of a node are ordered, such as `IssueOrder`. */
export function orderType(node: string, fields: Readonly<Record<string, { readonly description: string }>>) {
  const items = pluralOf(node);
  const field = builder.enumType(`${node}OrderField`, {
    description: `Fields by which ${items} can be ordered.`,
    values: Object.fromEntries(
      Object.entries(fields).map(([name, { description }]) => [name, { value: name, description }]),
    ),
  });
  return builder.inputType(`${node}Order`, {
    description: `Orders ${items}; ties are broken by id.`,
    fields: (t) => ({
      field: t.field({ type: field, required: true, description: 'Field to order by.' }),
      direction: t.field({ type: OrderDirection, required: true, description: 'Direction.' }),
    }),
  });
}

/** An order, as clients ask for it. */
export type Order = ReturnType<typeof orderType>['$inferInput'];
