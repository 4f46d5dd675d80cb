import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';

/** A place of an operation where a caller may put a text, or a day or an instant. */
export interface TextPlace {
  /** Such as `Query.units filter.text`. */
  readonly name: string;
  readonly parent: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** Arguments of the field, all that must be given and the text in its place, as a day or an instant is written. */
  argumentsWith(text: string): Readonly<Record<string, unknown>>;
}

/** Names of scalars whose values are texts, or have some within. */
const TEXTS: readonly string[] = ['String', 'ID', 'JSON', 'LogCursor'];

/** Every argument and field of an input, of every field of the schema, that takes a text, or one of these scalars. */
export function findTextPlaces(schema: GraphQLSchema, scalars = TEXTS): TextPlace[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.values(type.getFields()).flatMap((field) =>
          field.args.flatMap((argument) => placesOf(type.name, field, argument, scalars)),
        )
      : [],
  );
}

function placesOf(
  parent: string,
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
  scalars: readonly string[],
): TextPlace[] {
  const given = Object.fromEntries(
    field.args.filter(({ type }) => isNonNullType(type)).map(({ name, type }) => [name, valueOf(type)]),
  );
  const walk = (path: readonly string[], type: GraphQLInputType, put: (value: unknown) => unknown): TextPlace[] => {
    const named = getNamedType(type);
    const list = (value: unknown): unknown => (isList(type) ? [value] : value);
    if (isInputObjectType(named)) {
      const required = requiredOf(named.getFields());
      return Object.values(named.getFields()).flatMap((each) =>
        walk([...path, each.name], each.type, (value) => put(list({ ...required, [each.name]: value }))),
      );
    }
    if (!isScalarType(named) || !scalars.includes(named.name)) return [];
    const name = `${parent}.${field.name} ${path.join('.')}`;
    const argumentsWith = (text: string) => ({ ...given, [argument.name]: put(list(text)) });
    return [{ name, parent, field, argumentsWith }];
  };
  return walk([argument.name], argument.type, (value) => value);
}

const isList = (type: GraphQLInputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

function requiredOf(fields: Readonly<Record<string, { readonly name: string; readonly type: GraphQLInputType }>>) {
  return Object.fromEntries(
    Object.values(fields)
      .filter(({ type }) => isNonNullType(type))
      .map(({ name, type }) => [name, valueOf(type)]),
  );
}

/** A value that fits a type; ids stand for nothing. */
function valueOf(type: GraphQLInputType): unknown {
  const named = getNamedType(type);
  if (isList(type)) return [];
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) return requiredOf(named.getFields());
  const values = { Int: 1, Float: 1, Boolean: true, Date: '2026-01-01', DateTime: '2026-01-01T00:00:00Z', JSON: {} };
  return values[named.name as keyof typeof values] ?? 'x';
}
