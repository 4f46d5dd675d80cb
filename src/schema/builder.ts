import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type PrismaTypes from '../generated/pothos-types.js';
import { getDatamodel } from '../generated/pothos-types.js';
import { decodeGlobalId, encodeGlobalId } from '../ids.js';
import type { Context } from './context.js';
import { fault } from './faults.js';
import { limits } from '../limits.js';
import type { Connection } from './lists/page.js';

/** Extension of a type that anyone with valid credentials may read: it needs no look-up of the actor, and so no SQL. */
export const ofTheModel = { ofTheModel: true } as const;

/** Said of sizes of pages, whose fields have one description for all lists. */
const MORE = 'Some lists state other limits.';

/** The builder to which every feature adds its types. */
export const builder = new SchemaBuilder<{
  Context: Context;
  PrismaTypes: PrismaTypes;
  Connection: Pick<Connection<unknown>, 'totalCount'>;
  DefaultFieldNullability: false;
  AsyncSelections: true;
  Scalars: {
    ID: { Input: string; Output: string };
    LogCursor: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    Date: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
  };
}>({
  defaultFieldNullability: false,
  plugins: [RelayPlugin, PrismaPlugin, ComplexityPlugin],
  prisma: { client: (context) => context.services.database.prisma, dmmf: getDatamodel(), exposeDescriptions: true },
  relay: {
    encodeGlobalID: (typename, id) => encodeGlobalId(typename, String(id)),
    decodeGlobalID: (globalId) => {
      const decoded = decodeGlobalId(globalId);
      if (!decoded) throw notAnId(globalId);
      return decoded;
    },
    idFieldOptions: { description: 'Opaque id.' },
    nodeTypeOptions: { description: 'An object with a globally unique id.' },
    nodeQueryOptions: {
      description: 'The object with this id; null if your organization has none.',
      args: { id: { description: 'The opaque id.' } },
      resolve: async (_root, { id }, context, { schema }, resolveNode) => {
        if (!isNodeType(schema, id.typename)) throw notAnId(encodeGlobalId(id.typename, id.id));
        if (schema.getType(id.typename)?.extensions['ofTheModel'] !== true) await context.actor();
        return resolveNode(id);
      },
    },
    nodesQueryOptions: false,
    defaultConnectionTypeOptions: { description: 'A page of a list.' },
    defaultEdgeTypeOptions: { description: 'An item of a page, with its cursor.' },
    nodesOnConnection: { description: 'The items of the page.', complexity: { field: 0, multiplier: 1 } },
    edgesFieldOptions: {
      description: 'The items of the page, each with its cursor.',
      complexity: { field: 0, multiplier: 1 },
    },
    nodeFieldOptions: { description: 'The item.' },
    cursorFieldOptions: { description: 'Cursor of the item, for `after` and `before`.' },
    pageInfoFieldOptions: { description: 'Whether there are more items, and where to continue.' },
    pageInfoTypeOptions: { description: 'The first and last cursor of a page, and whether there are more pages.' },
    hasNextPageFieldOptions: { description: 'Whether there are items after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether there are items before this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first item; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last item; null on an empty page.' },
    firstArgOptions: {
      description: `Number of items from the start, 1 to ${limits.maxPageSize}. Default ${limits.defaultPageSize}. ${MORE}`,
    },
    lastArgOptions: {
      description: `Number of items from the end, 1 to ${limits.maxPageSize}; with \`first\`, the last of those. ${MORE}`,
    },
    afterArgOptions: { description: 'Only items after this cursor, even if the item of the cursor has moved since.' },
    beforeArgOptions: { description: 'Only items before this cursor, even if the item of the cursor has moved since.' },
  },
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 5,
    // Bounds are looked at once, before an operation begins: see `cost.ts`. Here it would be in each result of a subscription.
    disabled: true,
  },
});

const notAnId = (globalId: string): GraphQLError => fault('BAD_USER_INPUT', `"${globalId.slice(0, 60)}" is not an id.`);

/** Whether a type is found by `node`. */
export function isNodeType(schema: GraphQLSchema, typename: string): boolean {
  const [node, type] = [schema.getType('Node'), schema.getType(typename)];
  return isInterfaceType(node) && isObjectType(type) && schema.isSubType(node, type);
}

/** The types that the builder knows of. */
export type SchemaTypes = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never;

builder.queryType({ description: 'Queries.' });
builder.mutationType({
  description: 'Commands. Each mutation is one business act and returns its payload or the reason for the refusal.',
});
builder.subscriptionType({ description: 'Live subscriptions.' });
