import { getOperationAST, OperationTypeNode } from 'graphql';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { cancelable } from '../../database/statements.js';
import { beyond } from '../../schema/faults.js';
import { BusyError } from '../../semaphore.js';
import type { Semaphores } from '../../semaphore.js';
import { personKey } from '../limits/budgets.js';
import type { ExecutionContext } from './execution-context.js';

/**
 * Executes an operation when its person has room for it. A query is canceled where its caller leaves; what a mutation has
 * begun, it runs to its end, even if no one waits for it.
 */
export async function inLine(
  persons: Semaphores,
  args: ExecutionArgs,
  execute: () => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const { claims, signal: ofSocket, request } = args.contextValue as ExecutionContext;
  const signal = ofSocket ?? request?.signal;
  const isQuery = getOperationAST(args.document, args.operationName)?.operation === OperationTypeNode.QUERY;
  try {
    const work = signal && isQuery ? () => cancelable(signal, execute) : execute;
    return await persons.run(personKey(claims), work, signal);
  } catch (error) {
    if (!(error instanceof BusyError)) throw error;
    const message = 'You have too many operations under way at once. Wait until some of them have ended.';
    const refused = beyond('maxConcurrentPerPerson', message, 'RATE_LIMITED');
    Object.assign(refused.extensions, { retryAfter: 1, http: { status: 429, headers: { 'retry-after': '1' } } });
    return { errors: [refused] };
  }
}
