import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
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
  /** Sizes by selection set and source: the same part of the schema is reached on many ways. */
  readonly known: Map<SelectionSetNode, Map<unknown, number>>;
}

/**
 * How many bytes of its answer an operation has from introspection, as JSON: counted on the schema itself and before
 * anything is done, since a short document can ask for all types below each field. Counts no further than `most`.
 */
export function introspectionBytes(
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
  return sizeOfSet(walk, selectionSet, undefined, undefined);
}

/** `type` is undefined for the root of the operation, of which only the meta-fields count. */
function sizeOfSet(walk: Walk, set: SelectionSetNode, type: GraphQLObjectType | undefined, source: unknown): number {
  const known = walk.known.get(set)?.get(source);
  if (known !== undefined) return known;
  let size = 2;
  for (const node of set.selections) {
    if (size > walk.most) break;
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = walk.fragments.get(node.name.value);
      if (fragment) size += sizeOfSet(walk, fragment.selectionSet, type, source);
      continue;
    }
    if (node.kind === Kind.INLINE_FRAGMENT) {
      size += sizeOfSet(walk, node.selectionSet, type, source);
      continue;
    }
    const field = type ? type.getFields()[node.name.value] : META_FIELDS.get(node.name.value);
    const key = (node.alias ?? node.name).value.length + 4;
    if (!field) {
      if (type) size += key + type.name.length + 2; // __typename
      continue;
    }
    const args = getArgumentValues(field, node, walk.variables);
    const value: unknown = (field.resolve as NonNullable<typeof field.resolve>)(source, args, undefined, walk.info);
    size += key + sizeOfValue(walk, node.selectionSet, field.type, value);
  }
  const sizes = walk.known.get(set) ?? new Map<unknown, number>();
  walk.known.set(set, sizes.set(source, size));
  return size;
}

function sizeOfValue(walk: Walk, set: SelectionSetNode | undefined, type: GraphQLOutputType, value: unknown): number {
  if (value === null || value === undefined) return 4;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    let size = 2;
    for (const item of value as Iterable<unknown>) {
      if (size > walk.most) break;
      size += 1 + sizeOfValue(walk, set, nullable.ofType, item);
    }
    return size;
  }
  const named = getNamedType(nullable);
  if (set && isCompositeType(named)) return sizeOfSet(walk, set, named as GraphQLObjectType, value);
  return typeof value === 'string' ? value.length + 2 : 5; // Else true or false.
}

const META_FIELDS: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);
