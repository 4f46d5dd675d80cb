import { getOperationAST, Kind } from 'graphql';
import type { DocumentNode, ExecutionArgs, FieldNode, OperationDefinitionNode } from 'graphql';
import { countUses, shareableRoot } from '../../schema/sharing.js';

/**
 * Makes a subscription go on after the event that its client had last, or undefined where that is unknown: the field
 * has no cursor, the document fixes it or uses it for something else, too, or the field is in a fragment. Only events of
 * what can be resumed have ids.
 */
export type Resume = (lastEventId: string) => ExecutionArgs;

/** How a subscription is resumed: the id stands for the cursor argument, whatever the variable in it says. */
export function resumption(args: ExecutionArgs): Resume | undefined {
  const { schema, document, operationName, variableValues } = args;
  const operation = getOperationAST(document, operationName);
  const root = operation && shareableRoot(schema, operation);
  if (!root || root.cursorArgument === null) return undefined;
  const { field, cursorArgument, cursor } = root;
  if (!cursor) {
    return (id) => ({ ...args, document: withArgument(document, operation, field, cursorArgument, id) });
  }
  if (cursor.kind !== Kind.VARIABLE || countUses(document, cursor.name.value) > 1) return undefined;
  return (id) => ({ ...args, variableValues: { ...variableValues, [cursor.name.value]: id } });
}

/** The document with an argument more. Its source stays what was sent: the cursor makes no other view of it. */
function withArgument(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
  name: string,
  value: string,
): DocumentNode {
  const argument = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value: { kind: Kind.STRING, value },
  } as const;
  const resumed: OperationDefinitionNode = {
    ...operation,
    selectionSet: {
      ...operation.selectionSet,
      selections: [{ ...field, arguments: [...(field.arguments ?? []), argument] }],
    },
  };
  return {
    ...document,
    definitions: document.definitions.map((definition) => (definition === operation ? resumed : definition)),
  };
}
