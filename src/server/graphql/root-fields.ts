import {
  getDirectiveValues,
  getOperationAST,
  getVariableValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
} from 'graphql';
import type { ExecutionArgs, SelectionNode } from 'graphql';

/**
 * Whether `@skip` and `@include` leave no field at the root of an operation. Hazard: graphql-js breaks on a subscription
 * without one.
 */
export function hasNoRootField({ schema, document, operationName, variableValues }: ExecutionArgs): boolean {
  const operation = getOperationAST(document, operationName);
  if (!operation || operation.selectionSet.selections.some(isPlainField)) return false;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, {
    maxErrors: 1,
  });
  if (!coerced) return false; // Executing it says what is wrong.
  const hasField = (selection: SelectionNode): boolean => {
    if (getDirectiveValues(GraphQLSkipDirective, selection, coerced)?.['if'] === true) return false;
    if (getDirectiveValues(GraphQLIncludeDirective, selection, coerced)?.['if'] === false) return false;
    if (selection.kind === Kind.FIELD) return true;
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet.selections.some(hasField);
    return document.definitions.some(
      (each) =>
        each.kind === Kind.FRAGMENT_DEFINITION &&
        each.name.value === selection.name.value &&
        each.selectionSet.selections.some(hasField),
    );
  };
  return !operation.selectionSet.selections.some(hasField);
}

function isPlainField({ kind, directives = [] }: SelectionNode): boolean {
  return kind === Kind.FIELD && directives.length === 0;
}
