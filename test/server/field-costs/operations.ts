import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLObjectType, GraphQLOutputType, GraphQLSchema } from 'graphql';

/** An operation that asks for one field of the schema, with as much below it as one level has. */
export interface FieldOperation {
  /** Such as `Improvement.deployments(filter)`. */
  readonly name: string;
  readonly query: string;
}

/** Values of arguments: by the argument's name where its type alone does not say enough. */
export type ArgumentValue = (argument: GraphQLArgument) => string | undefined;

const PAGE = 100;

/** An operation for each field of queries and of the records that there are, and one more with its moment, if it takes one. */
export function fieldOperations(
  schema: GraphQLSchema,
  records: ReadonlyMap<string, string>,
  valueOf: ArgumentValue,
): FieldOperation[] {
  const fieldsOf = (type: GraphQLObjectType, write: (field: string) => string): FieldOperation[] =>
    Object.values(type.getFields()).flatMap((field) =>
      variants(field).flatMap((given) => {
        const args = given.map(({ name, type: of, ...rest }) => [
          name,
          argumentOf({ name, type: of, ...rest }, valueOf),
        ]);
        if (args.some(([, value]) => value === undefined)) return [];
        const list = args.map(([name, value]) => `${name}: ${value}`).join(', ');
        const text = `${field.name}${list ? `(${list})` : ''}${selectionOf(field.type)}`;
        const names = given.map(({ name }) => name).join(', ');
        return [{ name: `${type.name}.${field.name}(${names})`, query: `{ ${write(text)} }` }];
      }),
    );
  const query = schema.getQueryType() as GraphQLObjectType;
  return [
    ...fieldsOf(query, (field) => field),
    ...[...records].flatMap(([name, id]) => {
      const type = schema.getType(name);
      return isObjectType(type) ? fieldsOf(type, (field) => `node(id: "${id}") { ... on ${name} { ${field} } }`) : [];
    }),
  ];
}

/** The arguments that are given: those that must be and the size of a page, and once more with the moment. */
function variants(field: GraphQLField<unknown, unknown>): GraphQLArgument[][] {
  const usual = field.args.filter(({ name, type }) => isNonNullType(type) || name === 'first');
  const moment = field.args.filter(({ name }) => name === 'asOf');
  return moment.length > 0 ? [usual, [...usual, ...moment]] : [usual];
}

function argumentOf(argument: GraphQLArgument, valueOf: ArgumentValue): string | undefined {
  if (argument.name === 'first') return String(PAGE);
  const known = valueOf(argument);
  if (known !== undefined) return known;
  const type = getNamedType(argument.type);
  if (isListType(getNullableType(argument.type))) return '[]';
  return isEnumType(type) ? type.getValues()[0]?.name : undefined;
}

/** What is read of a type: its leaves, and those of the records on a page. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named) && !isInterfaceType(named)) return ' { __typename }';
  const { nodes, totalCount } = named.getFields();
  if (!nodes) return ` { ${leavesOf(named)} }`;
  const node = getNamedType(nodes.type);
  const leaves = isObjectType(node) || isInterfaceType(node) ? leavesOf(node) : '__typename';
  return ` { nodes { ${leaves} } ${totalCount ? 'totalCount' : ''} }`;
}

function leavesOf(type: Pick<GraphQLObjectType, 'getFields'>): string {
  const leaves = Object.values(type.getFields()).filter(
    ({ type: of, args }) => isLeafType(getNamedType(of)) && !args.some((arg) => isNonNullType(arg.type)),
  );
  return ['__typename', ...leaves.map(({ name }) => name)].join(' ');
}
