import {
  getNamedType,
  getOperationAST,
  isAbstractType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DocumentNode, GraphQLCompositeType, GraphQLSchema, OperationDefinitionNode } from 'graphql';

/**
 * Extension of a field whose value depends on who asks: executions of documents that have it are never shared. Also of a type
 * whose records not every member may read: shared executions never lead to one.
 */
export const viewerDependent = { viewerDependent: true } as const;

/** Whether not every member may read the records of a type. */
export function isViewerDependent(schema: GraphQLSchema, typename: string): boolean {
  return schema.getType(typename)?.extensions['viewerDependent'] === true;
}

/**
 * Extension of a subscription whose source is a `LiveSource`. `cursorArgument` is the argument that says where a
 * subscriber begins, and nothing else: subscribers who differ in it alone see the same.
 */
export function shareable(cursorArgument: string | null = null) {
  return { shareable: { cursorArgument } } as const;
}

/** A subscription that may be executed once for many. */
export interface SharedView {
  /** The document as it was sent. */
  readonly text: string;
  /** Variables that make a difference, by name. */
  readonly variables: readonly string[];
}

const known = new WeakMap<DocumentNode, Map<string, SharedView | null>>();

/**
 * Whether one execution of an operation may serve all who have the same permissions and variables. Null where that
 * cannot be proved: the root is not marked, a field depends on the viewer, or the cursor is used for something else, too.
 */
export function sharedView(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): SharedView | null {
  const name = operationName ?? '';
  const views = known.get(document) ?? new Map<string, SharedView | null>();
  known.set(document, views);
  const view = views.has(name) ? views.get(name) : findView(schema, document, operationName);
  views.set(name, view ?? null);
  return view ?? null;
}

function findView(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): SharedView | null {
  const text = document.loc?.source.body;
  const operation = getOperationAST(document, operationName);
  if (text === undefined || operation?.operation !== OperationTypeNode.SUBSCRIPTION) return null;
  const root = findRoot(schema, operation);
  if (!root || dependsOnViewer(schema, document)) return null;
  if (root.cursor !== null && countUses(document, root.cursor) > 1) return null;
  const variables = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  return { text, variables: variables.filter((variable) => variable !== root.cursor).sort() };
}

/** The variable that holds the cursor, or null for none; undefined where the root is not one marked field. */
function findRoot(schema: GraphQLSchema, operation: OperationDefinitionNode): { cursor: string | null } | undefined {
  const root = shareableRoot(schema, operation);
  return root && { cursor: root.cursor?.kind === Kind.VARIABLE ? root.cursor.name.value : null };
}

/** The root of a subscription, where it is one field that is marked as shareable and not in a fragment. */
export function shareableRoot(schema: GraphQLSchema, { selectionSet }: OperationDefinitionNode) {
  const [field, another] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD || another) return undefined;
  const mark = schema.getSubscriptionType()?.getFields()[field.name.value]?.extensions['shareable'];
  if (!mark) return undefined;
  const { cursorArgument } = mark as ReturnType<typeof shareable>['shareable'];
  const cursor = field.arguments?.find(({ name }) => name.value === cursorArgument)?.value;
  return { field, cursorArgument, cursor };
}

/** How often a variable is used in a document. */
export function countUses(document: DocumentNode, variable: string): number {
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void (uses += name.value === variable ? 1 : 0),
  });
  return uses;
}

function dependsOnViewer(schema: GraphQLSchema, document: DocumentNode): boolean {
  let depends = false;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const parent = types.getParentType();
        if (!parent || isMarked(schema, parent, name.value)) depends = true;
      },
    }),
  );
  return depends;
}

/** Whether a field is marked, or that of any type that an interface may turn out to be. */
function isMarked(schema: GraphQLSchema, parent: GraphQLCompositeType, name: string): boolean {
  const type = getNamedType(parent);
  if (isAbstractType(type) && schema.getPossibleTypes(type).some((possible) => isMarked(schema, possible, name))) {
    return true;
  }
  return 'getFields' in type && type.getFields()[name]?.extensions['viewerDependent'] === true;
}
