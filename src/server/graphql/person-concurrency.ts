import { getOperationAST, OperationTypeNode } from 'graphql';
import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql';
import type { BoundName } from '../../limits.js';
import { beyond, unavailable } from '../../schema/faults.js';
import { BusyError } from '../../semaphore.js';
import type { Semaphores } from '../../semaphore.js';
import { personKey } from '../limits/budgets.js';
import type { ExecutionContext } from './execution-context.js';
import { inTime, LateError } from './in-time.js';

/**
 * Executes an operation when its person has room for it. A query is canceled where its caller leaves, or where it takes longer
 * than `maxQueryTime` milliseconds; what a mutation has begun, it runs to its end, even if no one waits for it.
 */
export async function inLine(
  { persons, maxQueryTime }: { readonly persons: Semaphores; readonly maxQueryTime: number },
  args: ExecutionArgs,
  execute: () => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const { claims, signal: ofSocket, request } = args.contextValue as ExecutionContext;
  const signal = ofSocket ?? request?.signal;
  const isQuery = getOperationAST(args.document, args.operationName)?.operation === OperationTypeNode.QUERY;
  try {
    const work = isQuery ? () => inTime(maxQueryTime, execute, signal) : execute;
    return await persons.run(personKey(claims), work, signal);
  } catch (error) {
    if (error instanceof LateError) return { errors: [tookTooLong(maxQueryTime)] };
    if (!(error instanceof BusyError)) throw error;
    return { errors: [tooManyAtOnce()] };
  }
}

/** The error where a person has no room for another operation. */
export function tooManyAtOnce(): GraphQLError {
  const message = 'You have too many operations under way at once. Wait until some of them have ended.';
  const refused = beyond('maxConcurrentPerPerson', message, 'RATE_LIMITED');
  Object.assign(refused.extensions, { retryAfter: 1, http: { status: 429, headers: { 'retry-after': '1' } } });
  return refused;
}

function tookTooLong(limit: number): GraphQLError {
  const error = unavailable(
    `The query took longer than ${limit / 1_000} seconds. Ask for less at once, or retry later.`,
  );
  Object.assign(error.extensions, { bound: 'maxQueryTime' satisfies BoundName });
  return error;
}
