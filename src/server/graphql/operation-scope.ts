import {
  getNamedType,
  getOperationAST,
  isLeafType,
  isUnionType,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { hasScope, READ } from '../../auth/grant.js';
import type { Granted } from '../../auth/grant.js';
import { forbidden } from '../../schema/faults.js';

/** Types of which the results of mutations are made that lead to no record: what was refused, and why. */
const RECORDLESS: ReadonlySet<string> = new Set(['UserError', 'InputIssue', 'FileDiagnostic', 'BatchItemResult']);

/**
 * Why the token of a caller does not allow an operation; undefined where it does. Queries and subscriptions need the scope
 * `read`, and so do mutations that select records in their results: whether each mutation is allowed, its command says.
 */
export function scopeRefusal(args: ExecutionArgs, { grant }: Granted): GraphQLError | undefined {
  if (hasScope(grant, READ)) return undefined;
  const { schema, document, operationName } = args;
  const operation = getOperationAST(document, operationName)?.operation;
  if (operation !== OperationTypeNode.MUTATION) return forbidden(`Your token lacks the scope "${READ}".`);
  let reads = false;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const type = getNamedType(types.getType());
        const isResult = isUnionType(type) && types.getParentType() === schema.getMutationType();
        if (!isLeafType(type) && !isResult && !RECORDLESS.has(type?.name ?? '')) reads = true;
      },
    }),
  );
  if (!reads) return undefined;
  return forbidden(`Your token lacks the scope "${READ}": select no records in the results of mutations.`);
}
