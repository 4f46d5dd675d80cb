import { complexityFromQuery } from '@pothos/plugin-complexity';
import { getOperationAST, Kind } from 'graphql';
import type { DocumentNode, ExecutionArgs, GraphQLError, OperationDefinitionNode } from 'graphql';
import { beyond } from './faults.js';
import { countItems, variableErrors } from './input.js';
import { introspectionFields } from './introspection.js';
import { limits } from '../limits.js';

/** What an operation asks for: its cost, the depth of its deepest field, and the number of its fields. */
export interface Cost {
  readonly complexity: number;
  readonly depth: number;
  readonly breadth: number;
}

/** Bounds on each. */
export const costLimits: Cost = {
  complexity: limits.maxComplexity,
  depth: limits.maxDepth,
  breadth: limits.maxBreadth,
};

/** An operation alone with the fragments of its document, and its cost where it has no variables. */
interface Measured {
  readonly operation: OperationDefinitionNode;
  readonly document: DocumentNode;
  cost?: Cost;
}

const measured = new WeakMap<DocumentNode, Map<string, Measured | null>>();

/**
 * What an operation costs, from the text and its variables alone, before anything of it is done: each field, times the
 * page sizes above it; each item of a list in an argument; each field that introspection answers. Undefined where
 * there is no such operation; errors where its variables are wrong.
 * @throws what an argument has that has no meaning, such as an id that is none.
 */
export function costOf({
  schema,
  document,
  operationName,
  variableValues,
  contextValue,
}: ExecutionArgs): Cost | readonly GraphQLError[] | undefined {
  const found = findMeasured(document, operationName ?? '');
  if (!found) return undefined;
  if (found.cost) return found.cost;
  const definitions = found.operation.variableDefinitions ?? [];
  const variables = variableValues ?? {};
  const errors = variableErrors(schema, found.operation, variables);
  if (errors.length > 0) return errors;
  const fields = complexityFromQuery(found.document, { schema, variables, ctx: contextValue as object });
  const most = limits.maxIntrospectionFields;
  const introspected = introspectionFields(schema, found.document, found.operation, variables, most);
  const more = countItems(found.document, variables) + introspected;
  const cost = { ...fields, complexity: fields.complexity + more };
  if (introspected > most) {
    const message = `This operation asks for more than ${most} fields of introspection.`;
    return [tooMuch(cost) ?? beyond('maxIntrospectionFields', message)];
  }
  if (definitions.length === 0) found.cost = cost;
  return cost;
}

function findMeasured(document: DocumentNode, name: string): Measured | null {
  const byName = measured.get(document) ?? new Map<string, Measured | null>();
  measured.set(document, byName);
  const known = byName.get(name);
  if (known !== undefined) return known;
  const operation = getOperationAST(document, name || null);
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const found = operation && {
    operation,
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] } as const,
  };
  byName.set(name, found ?? null);
  return found ?? null;
}

/** Why an operation asks for too much; undefined where it does not. */
export function tooMuch({ complexity, depth, breadth }: Cost): GraphQLError | undefined {
  if (depth > limits.maxDepth) return beyond('maxDepth', tooMuchOf('depth', depth, limits.maxDepth));
  if (breadth > limits.maxBreadth) return beyond('maxBreadth', tooMuchOf('breadth', breadth, limits.maxBreadth));
  if (complexity <= limits.maxComplexity) return undefined;
  return beyond('maxComplexity', tooMuchOf('complexity', complexity, limits.maxComplexity));
}

function tooMuchOf(what: string, asked: number, most: number): string {
  return `This operation asks for too much: its ${what} is ${asked}, at most ${most} is allowed.`;
}
