import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  Kind,
  isInterfaceType,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import type { ConstDirectiveNode, GraphQLFieldConfigMap, GraphQLResolveInfo } from 'graphql';
import { decodeGlobalId } from '../ids.js';
import { isNodeType } from '../schema/builder.js';
import type { Context } from '../schema/context.js';
import { fault } from '../schema/faults.js';

/** Cost of the SDL of the whole schema. */
const SDL_COST = 1_000;

/**
 * The schema as a subgraph of Apollo Federation 2. Every type with a global id is an entity, which `_entities` finds exactly
 * as `node` does: in the organization of the caller, under the same permissions.
 */
export function subgraphOf(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const query = config.query?.toConfig();
  const node = query?.fields['node']?.resolve;
  const nodeType = schema.getType('Node');
  if (!query || !node || !isInterfaceType(nodeType)) throw new Error('The schema has no nodes.');

  const entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'Everything that a router can find by its id.',
    types: schema.getPossibleTypes(nodeType),
    ...(nodeType.resolveType ? { resolveType: nodeType.resolveType } : {}),
  });
  const find = async (value: unknown, context: Context, info: GraphQLResolveInfo): Promise<unknown> =>
    node(undefined, { id: idOf(value) }, context, info);
  let sdl: string | undefined;
  const service = new GraphQLObjectType<unknown, Context>({
    name: '_Service',
    description: 'What a router has to know of this subgraph.',
    fields: {
      sdl: {
        type: new GraphQLNonNull(GraphQLString),
        description: 'The schema, with its federation directives.',
        extensions: { complexity: SDL_COST },
        resolve: (_service, _args, { response }) => {
          sdl ??= federatedSdl(schema);
          response.grow(sdl.length);
          return sdl;
        },
      },
    },
  });
  const fields: GraphQLFieldConfigMap<unknown, Context> = {
    _entities: {
      type: new GraphQLNonNull(new GraphQLList(entity)),
      description: 'Entities by their ids, for a router; null for each that does not exist in your organization.',
      args: {
        representations: {
          type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(representation))),
          description: 'The `__typename` and `id` of each.',
        },
      },
      extensions: { complexity: costOfEntities },
      resolve: (_root, { representations }, context, info) =>
        (representations as readonly unknown[]).map((value) => find(value, context, info)),
    },
    _service: {
      type: new GraphQLNonNull(service),
      description: 'What a router has to know of this subgraph.',
      resolve: () => ({}),
    },
  };
  return new GraphQLSchema({
    ...config,
    query: new GraphQLObjectType({ ...query, fields: { ...query.fields, ...fields } }),
    types: config.types.filter((type) => type !== config.query),
  });
}

const representation = new GraphQLScalarType({
  name: '_Any',
  description: 'The `__typename` of an entity, and the fields of its key.',
});

/** Each entity costs what `node` does, whatever page is asked for below it. */
function costOfEntities({ representations }: Record<string, unknown>) {
  return { field: 1, multiplier: Array.isArray(representations) ? representations.length : 1 };
}

/** The global id of a representation. */
function idOf(value: unknown): string {
  const { __typename: typename, id } = Object(value) as Record<string, unknown>;
  if (typeof id === 'string' && decodeGlobalId(id)?.typename === typename) return id;
  throw fault('BAD_USER_INPUT', 'A representation needs a __typename and an id of that type.');
}

/** The schema as SDL of Apollo Federation 2: nodes are entities with the key `id`. */
function federatedSdl(schema: GraphQLSchema): string {
  const document = visit(parse(printSchema(schema)), {
    ObjectTypeDefinition(type) {
      if (isNodeType(schema, type.name.value)) return { ...type, directives: [KEY] };
      // Pages are the same in every subgraph that has connections.
      return type.name.value === 'PageInfo' ? { ...type, directives: [SHAREABLE] } : undefined;
    },
    // Composition does not know @oneOf (graphql-js 16 prints it). The server itself still demands one field.
    InputObjectTypeDefinition: (type) => ({ ...type, directives: [] }),
  });
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n\n${print(document)}\n`;
}

const [KEY, SHAREABLE] = [directive('@key(fields: "id")'), directive('@shareable')];

function directive(text: string): ConstDirectiveNode {
  const [definition] = parse(`scalar Any ${text}`).definitions;
  const found = definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? definition.directives?.[0] : undefined;
  if (!found) throw new Error(`"${text}" is not a directive.`);
  return found;
}
