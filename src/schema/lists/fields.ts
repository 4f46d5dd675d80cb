import type { FieldRef, InputFieldMap, InputShapeFromFields, MaybePromise } from '@pothos/core';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { PrismaModelTypes, PrismaObjectRef } from '@pothos/plugin-prisma';
import { selectedFieldNames } from '@pothos/selection-mapper';
import type { GraphQLResolveInfo } from 'graphql';
import type { KeyValue, Slice } from '../../database/keyset.js';
import { inTurn } from '../../event-loop.js';
import { modelOf } from '../any-model.js';
import type { SchemaTypes } from '../builder.js';
import type { Context } from '../context.js';
import { perExecution } from '../batch-loader.js';
import { NestedPages } from '../nested-pages.js';
import type { NestedList } from '../nested-pages.js';
import { connectionType } from './connection-types.js';
import type { ConnectionFields, NodeType } from './connection-types.js';
import type { ListOrder } from './cursor.js';
import { connectionOf, pageOf, sizeOf } from './page.js';
import type { Connection, PageArguments } from './page.js';
import { recordOrder } from './record-order.js';

/** Pages of long lists below records, for all records of one execution. */
const nestedPages = perExecution(({ database }) => new NestedPages(database.prisma));

// The lists of the graph. All of them page by the same rules, with cursors that stay valid whatever becomes of the items.

/** What builds a field of a list. */
export type FieldBuilder<Parent> = PothosSchemaTypes.RootFieldBuilder<SchemaTypes, Parent>;
type Arguments<Args extends InputFieldMap> = InputShapeFromFields<Args> & PageArguments;

type NoArguments = Readonly<Record<string, never>>;

/** What every list says of itself. */
interface ListOptions<Args extends InputFieldMap> {
  readonly description: string;
  /** Arguments besides those of a page. */
  readonly args?: Args;
  /** What the list costs, where that is not usual. */
  readonly complexity?: (args: Record<string, unknown>) => { field: number; multiplier: number };
}

/** Which records of a model are on a list, and in which order. The last column of the order is unique within the list. */
export interface Selection<Model extends PrismaModelTypes> {
  /** Conditions, all of which apply. */
  readonly where: readonly Model['Where'][];
  readonly orderBy: readonly Model['OrderBy'][];
}

/** Cost of the queries that a list makes by itself: thousands of such lists fit below the items of the catalog. */
export const OWN_QUERIES_COST = 50;

/** A list of records that is read by itself, such as one below the root. */
export function recordList<Parent, Model extends PrismaModelTypes, Args extends InputFieldMap = NoArguments>(
  t: FieldBuilder<Parent>,
  options: ListOptions<Args> & {
    readonly type: PrismaObjectRef<SchemaTypes, Model, object>;
    /** The records; null for none. */
    readonly records: (
      parent: Parent,
      args: Arguments<Args>,
      context: Context,
    ) => MaybePromise<Selection<Model> | null>;
    /** The same as a list below one record, whose pages SQL selects; null where that is not needed. */
    readonly bySql?: (
      parent: Parent,
      args: Arguments<Args>,
      context: Context,
    ) => MaybePromise<{ readonly id: string; readonly list: OrderedList } | null>;
  },
) {
  const { type, records, bySql } = options;
  const field = { ...options, cost: OWN_QUERIES_COST };
  return listField<Parent, Args>(t, type, field, async (parent, args, context, info) => {
    const nested = await bySql?.(parent, args, context);
    if (nested) return nestedConnection(type, nested.id, nested.list, args, context, info);
    const selection = await records(parent, args, context);
    if (!selection) return EMPTY;
    const { where, orderBy } = selection;
    const order = recordOrder(type.modelName, orderBy);
    const page = pageOf(args, order);
    const model = modelOf(context, type.modelName);
    const asked = askedOf(selectedFieldNames(context, info));
    // Below items of the catalog, there may be thousands of such lists.
    await inTurn();
    const rows = asked.items
      ? await model.findMany({
          ...(await selectionOfItems(context, info, type, asked.cursors ? order.include : {})),
          where: { AND: [...where, ...order.within(page)] },
          ...takeOf(page),
          orderBy,
        })
      : [];
    return connectionOf(
      page,
      order,
      rows,
      (row) => order.valuesOf(row),
      async () => {
        await inTurn();
        return model.count({ where: { AND: where } });
      },
    );
  });
}

/** A list of which SQL selects the pages, with the order that its cursors are of. */
export interface OrderedList extends NestedList {
  readonly order: ListOrder;
  /** The values of a record by which it is ordered. */
  readonly valuesOf: (record: object) => readonly KeyValue[];
}

/** A list of records below each of many, whose pages are read together. */
export function nestedList<
  Parent extends { id: string },
  Model extends PrismaModelTypes,
  Args extends InputFieldMap = NoArguments,
>(
  t: FieldBuilder<Parent>,
  options: ListOptions<Args> & {
    readonly type: PrismaObjectRef<SchemaTypes, Model, object>;
    readonly list: (args: Arguments<Args>, context: Context) => MaybePromise<OrderedList>;
  },
) {
  const { type } = options;
  return listField<Parent, Args>(t, type, options, async ({ id }, args, context, info) =>
    nestedConnection(type, id, await options.list(args, context), args, context, info),
  );
}

/** A page of a list below a record, read together with those below others. */
async function nestedConnection<Model extends PrismaModelTypes>(
  type: PrismaObjectRef<SchemaTypes, Model, object>,
  id: string,
  list: OrderedList,
  args: PageArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<object>> {
  const nested = nestedPages(context);
  const { order, valuesOf } = list;
  const page = pageOf(args, order);
  const rows = askedOf(selectedFieldNames(context, info)).items
    ? await nested.slice(id, list, page, await selectionOfItems(context, info, type), (query) =>
        modelOf(context, type.modelName).findMany(query),
      )
    : [];
  return connectionOf(page, order, rows, valuesOf, () => nested.count(id, list));
}

/** A list of records that is a relation of its parent, and read along with it. */
export function relatedList<
  Parent extends PrismaModelTypes,
  Shape extends object,
  Model extends PrismaModelTypes,
  Args extends InputFieldMap = NoArguments,
>(
  t: PothosSchemaTypes.PrismaObjectFieldBuilder<SchemaTypes, Parent, Shape>,
  relation: Parent['ListRelations'],
  options: ListOptions<Args> & {
    readonly type: PrismaObjectRef<SchemaTypes, Model, object>;
    readonly records: (args: Arguments<Args>, context: Context) => MaybePromise<Selection<Model>>;
  },
) {
  const { type, records } = options;
  const name: string = relation;
  const orderOf = ({ orderBy }: Selection<PrismaModelTypes>) => recordOrder(type.modelName, orderBy);
  /** Plans the page together with the parent: how it is done by the plugin's own related connections. */
  const select = async (
    args: Arguments<Args>,
    context: Context,
    nested: (query: object, path: object) => MaybePromise<object>,
    names: () => ReadonlySet<string>,
  ) => {
    const selection = await records(args, context);
    const { where, orderBy } = selection;
    const order = orderOf(selection);
    const page = pageOf(args, order);
    const asked = askedOf(names());
    // Hazard: where nothing is asked for of the items, such as of `pageInfo` alone, this is all that is read of them.
    const select = asked.cursors ? order.columns : {};
    const below = await nested(
      { where: { AND: [...where, ...order.within(page)] }, orderBy, ...takeOf(page), select },
      { getType: () => type.name, paths: ITEM_PATHS.map((path) => path.map((field) => ({ name: field }))) },
    );
    return {
      select: {
        ...(asked.count ? { _count: { select: { [name]: { where: { AND: where } } } } } : {}),
        ...(asked.items ? { [name]: below } : {}),
      },
    };
  };
  const isLoaded = (parent: Loaded, info: GraphQLResolveInfo, context: Context) => {
    const asked = askedOf(selectedFieldNames(context, info));
    return (!asked.count || parent._count?.[name] !== undefined) && (!asked.items || parent[name] !== undefined);
  };
  return listField<Shape, Args>(
    t,
    type,
    { ...options, extensions: { pothosPrismaSelect: select, pothosPrismaLoaded: isLoaded } },
    async (parent, args, context) => {
      const order = orderOf(await records(args, context));
      const { [name]: rows = [], _count: counts } = parent as Loaded;
      const page = pageOf(args, order);
      return connectionOf(page, order, rows as object[], (row) => order.valuesOf(row), counts?.[name] ?? 0);
    },
  );
}

/** What a parent has of a relation once that was read. */
type Loaded = Record<string, unknown> & { _count?: Record<string, number> };

/** A list of what is computed. `read` gives the items of a slice, in the order of the list. */
export function computedList<Parent, Item extends object, Args extends InputFieldMap = NoArguments>(
  t: FieldBuilder<Parent>,
  options: ListOptions<Args> & {
    readonly type: PothosSchemaTypes.ObjectRef<SchemaTypes, Item>;
    /** Cost of the list itself, where it goes through all records of an organization, whatever page is asked for. */
    readonly cost?: number;
    readonly order: ListOrder;
    readonly valuesOf: (item: Item) => readonly KeyValue[];
    readonly read: (
      slice: Slice,
      parent: Parent,
      args: Arguments<Args>,
      context: Context,
      info: GraphQLResolveInfo,
    ) => Promise<{ readonly items: readonly Item[]; readonly total: Connection<Item>['totalCount'] }>;
  },
) {
  const { order, valuesOf, read } = options;
  return listField<Parent, Args>(t, options.type, options, async (parent, args, context, info) => {
    const page = pageOf(args, order);
    const { items, total } = await read(page, parent, args, context, info);
    return connectionOf(page, order, items, valuesOf, total);
  });
}

/** A list that makes its pages itself. Its connection knows how many items there are, and may know more. */
export function listField<Parent, Args extends InputFieldMap, Page extends Connection<unknown> = Connection<unknown>>(
  t: FieldBuilder<Parent>,
  type: NodeType,
  options: ListOptions<Args> & {
    /** Cost of the list itself, besides what is below it, times the items of the page that is asked for. */
    readonly cost?: number;
    readonly extensions?: object;
    /** Fields of the connection besides those that all have. */
    readonly fields?: ConnectionFields<Page>;
  },
  resolve: (parent: Parent, args: Arguments<Args>, context: Context, info: GraphQLResolveInfo) => Promise<Page>,
): FieldRef<SchemaTypes> {
  const { description, args, cost = 1, extensions, fields } = options;
  const listCost = (asked: Record<string, unknown>) => ({ field: cost, multiplier: sizeOf(asked) });
  const { complexity = listCost } = options;
  const field = {
    type: connectionType(type, fields),
    description,
    complexity,
    resolve,
    args: { ...args, ...t.arg.connectionArgs() },
    ...(extensions ? { extensions } : {}),
  };
  // Generic arguments are more than the types of the builder can add up.
  return t.field(field as never);
}

const EMPTY: Connection<never> = {
  edges: [],
  pageInfo: { startCursor: null, endCursor: null, hasPreviousPage: false, hasNextPage: false },
  totalCount: 0,
};

/** Where the items of a connection are. */
const ITEM_PATHS = [['nodes'], ['edges', 'node']];

/** What has to be read for the fields of a connection that are asked for. */
export function askedOf(names: ReadonlySet<string>) {
  const cursors = names.has('edges') || names.has('pageInfo');
  return { cursors, items: cursors || names.has('nodes'), count: names.has('totalCount') };
}

/** What is asked for of the items, for a query of Prisma's. */
function selectionOfItems(
  context: Context,
  info: GraphQLResolveInfo,
  { name: typeName }: { readonly name: string },
  include: Record<string, true> = {},
) {
  return queryFromInfo({ context, info, typeName, include, paths: ITEM_PATHS, awaitSelections: true });
}

/** Takes the first rows of a slice, or the last. */
export function takeOf({ limit, fromEnd }: Slice) {
  return { take: fromEnd ? -limit : limit };
}
