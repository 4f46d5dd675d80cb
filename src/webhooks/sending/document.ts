import { GraphQLError, Kind, OperationTypeNode, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { limits } from '../../limits.js';
import { costOf, tooMuch } from '../../schema/cost.js';
import { shareableRoot } from '../../schema/sharing.js';

/** A document by which the messages of a webhook are made, or what is wrong with it, in words. */
export type ReadDocument = { readonly document: DocumentNode } | { readonly complaint: string };

/** Reads the document of a webhook: one subscription to `events` without arguments and variables, within the bounds on operations. */
export function readDocument(schema: GraphQLSchema, text: string): ReadDocument {
  try {
    const document = parse(text, { maxTokens: limits.maxTokens });
    const complaint = complaintOf(schema, document);
    return complaint === undefined ? { document } : { complaint };
  } catch (error) {
    if (error instanceof GraphQLError) return { complaint: error.message };
    throw error;
  }
}

function complaintOf(schema: GraphQLSchema, document: DocumentNode): string | undefined {
  const [error] = validate(schema, document, undefined, { maxErrors: 1 });
  if (error) return error.message;
  const [operation, another] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION || another) return 'Must have one operation.';
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return 'Must be a subscription.';
  if (operation.variableDefinitions?.length) return 'Must not have variables.';
  const root = shareableRoot(schema, operation);
  if (root?.field.name.value !== 'events' || root.field.arguments?.length)
    return 'Must subscribe to `events`, without arguments: which events are sent, the filter of the webhook says.';
  const cost = costOf({ schema, document, contextValue: {} });
  if (!cost || 'length' in cost) return cost?.[0]?.message ?? 'Must have one operation.';
  return tooMuch(cost)?.message;
}
