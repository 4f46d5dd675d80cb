import type { InputRef, MaybePromise } from '@pothos/core';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { PrismaModelTypes, PrismaObjectRef } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { Prisma } from '../../generated/prisma/client.js';
import { modelOf } from '../any-model.js';
import type { SchemaTypes } from '../builder.js';
import type { Context } from '../context.js';
import { recordKey } from '../record-key.js';
import { edgeType } from './connection-types.js';
import { writeCursor } from './cursor.js';
import { nestedList, OWN_QUERIES_COST, recordList, relatedList } from './fields.js';
import type { FieldBuilder, OrderedList, Selection } from './fields.js';
import { orderType } from './order.js';
import type { Direction, Order, OrderField } from './order.js';
import { sizeOf } from './page.js';
import { pluralOf } from './plural.js';
import { recordOrder } from './record-order.js';

/** What a caller asks of a list, besides a page. */
export interface ListArguments<Filter> {
  readonly filter?: Filter | null | undefined;
  readonly orderBy?: Order | null | undefined;
}

interface NodeListOptions<Model extends PrismaModelTypes, Filter> {
  readonly type: PrismaObjectRef<SchemaTypes, Model, object>;
  readonly filter: InputRef<Filter>;
  /** The condition that a filter stands for. It names the organization. */
  readonly where: (filter: Partial<Filter>, organizationId: string, context: Context) => MaybePromise<Model['Where']>;
  /** The same as SQL over rows `d`, for lists below many records, whose pages are read together. */
  readonly sql?: (filter: Partial<Filter>, organizationId: string, context: Context) => MaybePromise<Prisma.Sql>;
  /**
   * Whether a filter can only be applied by `sql`: then it, too, selects the pages of lists that are read by themselves. So it does
   * for an order that is computed.
   */
  readonly needsSql?: (filter: Partial<Filter>) => boolean;
  /** What the lists may be ordered by. */
  readonly orders: Readonly<Record<string, OrderField<Model['OrderBy'], Model['Shape']>>>;
  /** The order where none is asked for. */
  readonly order: readonly [field: string, direction: Direction];
  /** Breaks ties; default: the id. */
  readonly last?: readonly Model['OrderBy'][];
}

const lists = new Map<string, NodeList<PrismaModelTypes, never>>();

/** The lists of a type of node, by its name; undefined where it has none, or none yet. */
export function nodeListOf(typename: string): NodeList<PrismaModelTypes, never> | undefined {
  return lists.get(typename);
}

/** All lists of one type of node: they have the same filter and the same orders, at the root and below anything. */
export class NodeList<Model extends PrismaModelTypes, Filter> {
  readonly filter: InputRef<Filter>;
  readonly order: ReturnType<typeof orderType>;
  readonly #options: NodeListOptions<Model, Filter>;

  constructor(options: NodeListOptions<Model, Filter>) {
    this.#options = options;
    this.filter = options.filter;
    this.order = orderType(options.type.name, options.orders);
    lists.set(options.type.name, this as unknown as NodeList<PrismaModelTypes, never>);
  }

  /** The list of all records of the organization. */
  root(t: FieldBuilder<object>, description: string) {
    return this.within(
      t,
      description,
      () => ({}),
      () => Prisma.sql`TRUE`,
    );
  }

  /**
   * A list of those records that a condition, which depends on its parent, applies to; null for none. `withinSql` is the same as
   * SQL over rows `d`, for filters that need SQL.
   */
  within<Parent>(
    t: FieldBuilder<Parent>,
    description: string,
    within: (parent: Parent, context: Context) => Model['Where'] | null,
    withinSql?: (parent: Parent) => Prisma.Sql,
  ) {
    return recordList(t, {
      type: this.#options.type,
      description,
      args: this.args(t),
      complexity: this.#costOf(OWN_QUERIES_COST, 10 * OWN_QUERIES_COST),
      records: async (parent: Parent, args: ListArguments<Filter>, context: Context) => {
        const condition = within(parent, context);
        if (!condition) return null;
        const { where, orderBy } = await this.select(args, context);
        return { where: [...where, condition], orderBy };
      },
      bySql: async (parent: Parent, args: ListArguments<Filter>, context: Context) => {
        if (!withinSql || !this.#needsSql(args)) return null;
        const { organizationId } = await context.actor();
        const list = await this.#nestedList(args, withinSql(parent), organizationId, context);
        return { id: organizationId, list };
      },
    });
  }

  /** A list that is a relation of its parent. */
  below<Parent extends PrismaModelTypes, Shape extends object>(
    t: PothosSchemaTypes.PrismaObjectFieldBuilder<SchemaTypes, Parent, Shape>,
    relation: Parent['ListRelations'],
    description: string,
  ) {
    return relatedList(t, relation, {
      type: this.#options.type,
      description,
      args: this.args(t),
      records: (args: ListArguments<Filter>, context: Context) => this.select(args, context),
    });
  }

  /**
   * A list below each of many records, whose pages are read together: `of` is the column with their ids, or the condition for
   * a row `d` to be on the list of a record `p(id)`.
   */
  nested<Parent extends { id: string }>(t: FieldBuilder<Parent>, of: string | Prisma.Sql, description: string) {
    const { type } = this.#options;
    return nestedList(t, {
      type,
      description,
      args: this.args(t),
      complexity: this.#costOf(1, OWN_QUERIES_COST),
      list: async (args: ListArguments<Filter>, context: Context) => {
        const { organizationId } = await context.actor();
        const below = typeof of === 'string' ? Prisma.sql`d.${Prisma.raw(`"${of}"`)} = p.id` : of;
        return this.#nestedList(args, below, organizationId, context);
      },
    });
  }

  /** What a list costs, or where its filter needs SQL, which then looks at every record that it may have. */
  #costOf(usual: number, withSql: number) {
    return (asked: ListArguments<Filter> & Record<string, unknown>) => {
      return { field: this.#needsSql(asked) ? withSql : usual, multiplier: sizeOf(asked) };
    };
  }

  /** Whether only SQL can apply the filter, or the order. */
  #needsSql({ filter, orderBy }: ListArguments<Filter>): boolean {
    const order = orderBy && this.#options.orders[orderBy.field];
    return (filter && this.#options.needsSql?.(filter)) === true || (order && 'computed' in order) === true;
  }

  /** A list of which SQL selects the pages. */
  async #nestedList(
    { filter, orderBy }: ListArguments<Filter>,
    of: Prisma.Sql,
    organizationId: string,
    context: Context,
  ): Promise<OrderedList> {
    const { type, sql } = this.#options;
    if (!sql) throw new Error(`Pages of a ${type.name} are not selected by SQL.`);
    return {
      table: type.modelName,
      of,
      where: await sql(filter ?? {}, organizationId, context),
      ...(await this.#sqlOrder(orderBy, context)),
    };
  }

  /** A field with one record as an item of the lists in their default order, for clients that add it to what they have. */
  edge<Parent>(t: FieldBuilder<Parent>, description: string, idOf: (parent: Parent) => string) {
    const { type, last = [{ id: 'asc' }] } = this.#options;
    const order = recordOrder(type.modelName, [this.#columnOf(null), ...last]);
    return t.field({
      type: edgeType(type),
      description,
      resolve: async (parent: Parent, _args: object, context: Context, info: GraphQLResolveInfo) => {
        const selection = { context, info, typeName: type.name, include: order.include, path: ['node'] };
        const query = await queryFromInfo({ ...selection, awaitSelections: true });
        const where = recordKey(idOf(parent), context);
        const node = await modelOf(context, type.modelName).findUniqueOrThrow({ ...query, where });
        return { cursor: writeCursor(order, order.valuesOf(node)), node };
      },
    });
  }

  /** The arguments of a list, besides those of a page. */
  args<Parent>(t: FieldBuilder<Parent>) {
    const [field, direction] = this.#options.order;
    const items = pluralOf(this.#options.type.name);
    return {
      filter: t.arg({ type: this.filter, description: `Which ${items}. Default: all.` }),
      orderBy: t.arg({
        type: this.order,
        description: `In which order. Default: ${field}, ${direction.toUpperCase()}.`,
      }),
    };
  }

  /** What is asked for, for Prisma. */
  async select({ filter, orderBy }: ListArguments<Filter>, context: Context): Promise<Selection<Model>> {
    const { organizationId } = await context.actor();
    const { where, last = [{ id: 'asc' }] } = this.#options;
    const condition = await where(filter ?? {}, organizationId, context);
    return { where: [condition], orderBy: [this.#columnOf(orderBy), ...last] };
  }

  #fieldOf(order: Order | null | undefined) {
    const [name, direction] = order ? [order.field, order.direction] : this.#options.order;
    const field = this.#options.orders[name];
    if (!field) throw new Error(`There is no order by ${name}.`);
    return { name, field, direction };
  }

  /** An order by a column, for Prisma. */
  #columnOf(order: Order | null | undefined) {
    const { name, field, direction } = this.#fieldOf(order);
    if ('computed' in field) throw new Error(`Only SQL selects pages in the order of ${name}.`);
    return field.by(direction);
  }

  /** An order, for SQL. */
  async #sqlOrder(
    asked: Order | null | undefined,
    context: Context,
  ): Promise<Pick<OrderedList, 'orderBy' | 'order' | 'valuesOf'>> {
    const { modelName } = this.#options.type;
    const { name, field, direction } = this.#fieldOf(asked);
    if ('computed' in field) {
      const { sql, valueOf } = await field.computed(context);
      const keys = [
        { type: 'integer', descending: direction === 'desc' },
        { type: 'uuid', descending: false },
      ] as const;
      return {
        orderBy: { sql, type: 'integer', direction },
        order: { name: `${modelName}:${name}${direction === 'desc' ? '-' : ''}`, keys },
        valuesOf: (record) => [valueOf(record), ...recordOrder(modelName, [{ id: 'asc' }]).valuesOf(record)],
      };
    }
    const order = recordOrder(modelName, [field.by(direction), { id: 'asc' }]);
    const [key] = order.keys;
    if (key?.path.length !== 1) throw new Error('SQL selects pages by a column of the records themselves.');
    const column = Prisma.sql`d.${Prisma.raw(`"${key.path.join()}"`)}`;
    return {
      orderBy: { sql: column, type: field.isDay ? 'day' : key.type, direction },
      order,
      valuesOf: (record) => order.valuesOf(record),
    };
  }
}
