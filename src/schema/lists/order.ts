import { builder } from '../builder.js';
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

/** What a list may be ordered by: a column that is never null. */
export interface OrderField<OrderBy> {
  readonly by: (direction: Direction) => OrderBy;
  readonly description: string;
  /** Whether the column is a day and not an instant: lists of which SQL selects the pages have to know. */
  readonly isDay?: true;
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
