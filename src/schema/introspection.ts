import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';

/** What the walk over a document needs. */
interface Walk {
  readonly info: GraphQLResolveInfo;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly most: number;
  /** Counts by selection set and source: the same part of the schema is reached on many ways. */
  readonly known: Map<SelectionSetNode, Map<unknown, number>>;
}

/**
 * How many fields of its answer an operation has from introspection: counted on the schema itself and before anything is
 * done, since a short document can ask for all types below each field. Stops soon after `most`.
 */
export function introspectionFields(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  most: number,
): number {
  const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const walk: Walk = {
    info: { schema } as GraphQLResolveInfo,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    variables,
    most,
    known: new Map(),
  };
  return countOfSet(walk, selectionSet, undefined, undefined);
}

/** `type` is undefined for the root of the operation, of which only the meta-fields count. */
function countOfSet(walk: Walk, set: SelectionSetNode, type: GraphQLObjectType | undefined, source: unknown): number {
  const known = walk.known.get(set)?.get(source);
  if (known !== undefined) return known;
  let count = 0;
  for (const node of set.selections) {
    if (count > walk.most) break;
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = walk.fragments.get(node.name.value);
      if (fragment) count += countOfSet(walk, fragment.selectionSet, type, source);
      continue;
    }
    if (node.kind === Kind.INLINE_FRAGMENT) {
      count += countOfSet(walk, node.selectionSet, type, source);
      continue;
    }
    const field = type ? type.getFields()[node.name.value] : META_FIELDS.get(node.name.value);
    if (field || type) count += 1; // Without a field of its type it is __typename.
    if (!field || !node.selectionSet) continue;
    const args = field.args.length > 0 ? getArgumentValues(field, node, walk.variables) : {};
    const value: unknown = (field.resolve as NonNullable<typeof field.resolve>)(source, args, undefined, walk.info);
    count += countOfValue(walk, node.selectionSet, field.type, value);
  }
  const counts = walk.known.get(set) ?? new Map<unknown, number>();
  walk.known.set(set, counts.set(source, count));
  return count;
}

function countOfValue(walk: Walk, set: SelectionSetNode, type: GraphQLOutputType, value: unknown): number {
  if (value === null || value === undefined) return 0;
  const nullable = getNullableType(type);
  if (!isListType(nullable)) return countOfSet(walk, set, getNamedType(nullable) as GraphQLObjectType, value);
  let count = 0;
  for (const item of value as Iterable<unknown>) {
    if (count > walk.most) break;
    count += countOfValue(walk, set, nullable.ofType, item);
  }
  return count;
}

const META_FIELDS: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);
