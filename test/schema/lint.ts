import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import type { GraphQLField, GraphQLInputField, GraphQLNamedType, GraphQLSchema } from 'graphql';

const TYPE_NAME = /^[A-Z][A-Za-z0-9]*$/;
const FIELD_NAME = /^[a-z][A-Za-z0-9]*$/;
const ENUM_VALUE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** What the arguments of a field that returns a connection are. */
const CONNECTION_ARGUMENTS = { first: 'Int', last: 'Int', after: 'String', before: 'String' };

/** Nodes that are computed in an order of their own: their lists cannot be ordered otherwise. */
const COMPUTED = ['DeploymentAttention', 'EvidenceItem', 'WaitingItem', 'WeakSpot'];

/** What other nodes are ordered by, where it is not they themselves. */
const ORDERS: Readonly<Record<string, string>> = { MatrixRow: 'ImprovementOrder' };

/** Everything in a schema that breaks our conventions, a line each. */
export function lint(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  return [...types.flatMap(lintType), ...lintNode(schema), ...lintMutations(schema)];
}

function lintType(type: GraphQLNamedType): string[] {
  const { name } = type;
  const found = [...described(name, type), ...named(name, name, TYPE_NAME)];
  if (isEnumType(type)) {
    for (const value of type.getValues()) {
      const place = `${name}.${value.name}`;
      found.push(...described(place, value), ...named(place, value.name, ENUM_VALUE));
    }
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) found.push(...lintField(name, field));
    if (name.endsWith('Connection')) found.push(...lintConnection(name, type.getFields()));
  }
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) found.push(...lintInputField(name, field));
  }
  return found;
}

function lintField(typeName: string, field: GraphQLField<unknown, unknown>): string[] {
  const place = `${typeName}.${field.name}`;
  const found = [...described(place, field), ...named(place, field.name, FIELD_NAME)];
  for (const argument of field.args) {
    const argumentPlace = `${place}(${argument.name})`;
    found.push(...described(argumentPlace, argument), ...named(argumentPlace, argument.name, FIELD_NAME));
  }
  if (getNamedType(field.type).name.endsWith('Connection')) {
    const node = getNamedType(field.type).name.replace(/Connection$/, '');
    const own = {
      ...CONNECTION_ARGUMENTS,
      filter: `${node}Filter`,
      ...(COMPUTED.includes(node) ? {} : { orderBy: ORDERS[node] ?? `${node}Order` }),
    };
    for (const [name, type] of Object.entries(own)) {
      const argument = field.args.find((each) => each.name === name);
      if (String(argument?.type) !== type) found.push(`${place} returns a connection and has no ${name}: ${type}`);
    }
  }
  return found;
}

function lintInputField(typeName: string, field: GraphQLInputField): string[] {
  const place = `${typeName}.${field.name}`;
  return [...described(place, field), ...named(place, field.name, FIELD_NAME)];
}

/** There is one connection for each type of node, and all have the same fields. */
function lintConnection(name: string, fields: Readonly<Record<string, GraphQLField<unknown, unknown>>>): string[] {
  const node = fields['nodes'] ? getNamedType(fields['nodes'].type).name : '';
  const expected = { nodes: `[${node}!]!`, edges: `[${node}Edge!]!`, pageInfo: 'PageInfo!', totalCount: 'Int!' };
  return [
    ...(name === `${node}Connection` ? [] : [`${name} is not named for its nodes`]),
    ...Object.entries(expected).flatMap(([field, type]) =>
      String(fields[field]?.type) === type ? [] : [`${name} has no ${field}: ${type}`],
    ),
  ];
}

function lintNode(schema: GraphQLSchema): string[] {
  const node = schema.getType('Node');
  return isInterfaceType(node) && String(node.getFields()['id']?.type) === 'ID!' ? [] : ['Node has no id: ID!'];
}

function lintMutations(schema: GraphQLSchema): string[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) => {
    const place = `Mutation.${field.name}`;
    const Name = `${field.name.slice(0, 1).toUpperCase()}${field.name.slice(1)}`;
    const takes = field.args.map((argument) => `${argument.name}: ${String(argument.type)}`).join(', ');
    const found = takes === `input: ${Name}Input!` ? [] : [`${place} takes (${takes}) and not (input: ${Name}Input!)`];
    const result = getNamedType(field.type);
    if (!isUnionType(result) || String(field.type) !== `${Name}Result!`) {
      return [...found, `${place} returns ${String(field.type)} and not the union ${Name}Result!`];
    }
    // What a dry run answers is neither.
    const results = result.getTypes().filter(({ name }) => name !== 'DryRun');
    const refusals = results.filter(({ name }) => name !== `${Name}Payload`);
    if (refusals.length === results.length) found.push(`${result.name} has no ${Name}Payload`);
    if (refusals.length === 0) found.push(`${result.name} has no errors`);
    for (const refusal of refusals) {
      const isError = refusal.getInterfaces().some(({ name }) => name === 'UserError');
      if (!isError) found.push(`${result.name} has ${refusal.name}, which is no UserError`);
    }
    return found;
  });
}

function described(place: string, { description }: { description?: string | null | undefined }): string[] {
  return description?.trim() ? [] : [`${place} has no description`];
}

function named(place: string, name: string, form: RegExp): string[] {
  return form.test(name) ? [] : [`${place} is not named as others are`];
}
