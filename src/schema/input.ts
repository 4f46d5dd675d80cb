import { getVariableValues, Kind, OperationTypeNode, visit } from 'graphql';
import type { GraphQLError, GraphQLSchema, OperationDefinitionNode, ValueNode, DocumentNode } from 'graphql';
import { limits } from '../limits.js';
import { beyond } from './faults.js';

/** Errors of variables that are reported at most. */
const MAX_ERRORS = 10;

/** What is wrong with the variables of an operation, looked for within the bounds on input; a list without items is fine. */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] {
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const tooMuch = boundError(variables, isMutation ? Infinity : limits.maxTextLength);
  if (tooMuch) return [tooMuch];
  const options = { maxErrors: MAX_ERRORS };
  return getVariableValues(schema, operation.variableDefinitions ?? [], variables, options).errors ?? [];
}

/** That some JSON is beyond the bounds on input; undefined where it is not. Looks at no more of it than they allow. */
export function boundError(value: unknown, maxText = Infinity): GraphQLError | undefined {
  let values = 0;
  const look = (each: unknown, depth: number): GraphQLError | undefined => {
    if (typeof each === 'string' && each.length > maxText)
      return tooMuch('maxTextLength', 'characters in a text', maxText);
    if (typeof each !== 'object' || each === null) return undefined;
    if (depth > limits.maxInputDepth) return tooDeep();
    const nested = Array.isArray(each) ? each : Object.values(each);
    if (Array.isArray(each) && each.length > limits.maxListItems) return tooLong();
    values += nested.length;
    if (values > limits.maxInputValues) return tooMuch('maxInputValues', 'values', limits.maxInputValues);
    for (const item of nested) {
      const error = look(item, depth + 1);
      if (error) return error;
    }
    return undefined;
  };
  return look(value, 0);
}

/**
 * How many items the lists in the arguments of a document have, also those of its variables, wherever they are used.
 * @throws GraphQLError where a list has too many, or is too deep.
 */
export function countItems(document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  const sizes = new Map(Object.entries(variables).map(([name, value]) => [name, itemsOf(value)]));
  let items = 0;
  visit(document, {
    VariableDefinition: () => false,
    Argument: ({ value }) => {
      items += itemsOfNode(value, sizes, 1);
      return false;
    },
  });
  return items;
}

function itemsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const nested: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return nested.reduce<number>((sum, each) => sum + itemsOf(each), Array.isArray(value) ? value.length : 0);
}

function itemsOfNode(node: ValueNode, sizes: ReadonlyMap<string, number>, depth: number): number {
  if (node.kind === Kind.VARIABLE) return sizes.get(node.name.value) ?? 0;
  if (node.kind !== Kind.LIST && node.kind !== Kind.OBJECT) return 0;
  if (depth > limits.maxInputDepth) throw tooDeep();
  const isList = node.kind === Kind.LIST;
  if (isList && node.values.length > limits.maxListItems) throw tooLong();
  const nested = isList ? node.values : node.fields.map(({ value }) => value);
  return nested.reduce((sum, each) => sum + itemsOfNode(each, sizes, depth + 1), isList ? nested.length : 0);
}

function tooLong(): GraphQLError {
  return tooMuch('maxListItems', 'items in a list', limits.maxListItems);
}

function tooDeep(): GraphQLError {
  return tooMuch('maxInputDepth', 'levels of nested values', limits.maxInputDepth);
}

function tooMuch(bound: Parameters<typeof beyond>[0], what: string, most: number): GraphQLError {
  return beyond(bound, `The input is too large: at most ${most} ${what} are allowed.`);
}
