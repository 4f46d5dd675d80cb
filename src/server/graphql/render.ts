import { setTimeout as sleep } from 'node:timers/promises';
import { execute, getOperationAST, GraphQLError } from 'graphql';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Claims } from '../../auth/tokens.js';
import { encodeCursor } from '../../log/cursor.js';
import type { LogPosition } from '../../log/cursor.js';
import type { Render } from '../../live/shared-view.js';
import { freshContext, sharedContext } from '../../schema/context.js';
import type { Context } from '../../schema/context.js';
import { inTime, LateError } from './in-time.js';
import { clientError } from './mask-error.js';
import type { Refused } from '../limits/refused.js';
import { stringifyWithin } from './stringify.js';

/** Executes an event for a view within a span. */
export type TraceRender = (
  about: { readonly organizationId: string; readonly position: number; readonly operation: string },
  work: () => Promise<string>,
) => Promise<string>;

/** How results are made. */
export interface Rendering {
  /** What a caller reads of an error. */
  readonly mask: (error: unknown) => GraphQLError;
  /** Whether the database can be reached. */
  readonly isReachable: () => Promise<boolean>;
  /** Longest that one execution may take, in milliseconds: then its result is an error, and the view goes on. */
  readonly maxExecution: number;
  readonly maxResponseBytes: number;
  /** Counts what is refused because of a bound. */
  readonly refused: Refused;
  /** Absent where nothing is traced. */
  readonly traceRender?: TraceRender | undefined;
}

/**
 * Pauses before a value whose execution failed is executed again although the database is there, in milliseconds; then it
 * goes out with its errors. A view whose last value failed in the end waits no longer than it must.
 */
const RETRY_DELAYS = { usual: [50, 250], afterFailure: [20] } as const;

/** Makes what executes the values of one view. `shared`: for all subscribers of it, and not for one. */
export async function createRender(args: ExecutionArgs, shared: boolean, rendering: Rendering): Promise<Render> {
  const { isReachable, maxExecution, refused, traceRender } = rendering;
  const own = args.contextValue as Context & { readonly claims?: Claims };
  const claims = shared ? undefined : own.claims;
  const { organizationId } = await own.actor();
  const { schema, document, operationName, variableValues } = args;
  const context = shared ? forAll(own.services, organizationId) : forOne(own);
  const fixed = { schema, document, operationName, variableValues };
  let failedLast = false;
  const render: Render = async (update) => {
    const run = async (): Promise<ExecutionResult> => {
      const contextValue = context();
      const result = await inTime<ExecutionResult>(maxExecution, () =>
        execute({ ...fixed, rootValue: update, contextValue }),
      ).catch(failure);
      const { error } = contextValue.response;
      if (error) refused.count('maxResponseBytes', claims);
      return error ? { data: null, errors: [error] } : result;
    };
    const delays = failedLast ? RETRY_DELAYS.afterFailure : RETRY_DELAYS.usual;
    for (let tries = 0; ; tries += 1) {
      const result = await run();
      const unexpected = result.errors?.find(mayPass);
      // Hazard: a partial result during a short outage would leave clients with an incomplete event forever.
      if (unexpected && !(await isReachable())) throw new Error('Out of reach: the database.', { cause: unexpected });
      const delay = unexpected?.originalError instanceof LateError ? undefined : delays[tries];
      if (!unexpected || delay === undefined) {
        failedLast = unexpected !== undefined;
        return write(result, update.place, rendering);
      }
      await sleep(delay, undefined, { ref: false });
    }
  };
  if (!traceRender) return render;
  const operation = operationName ?? getOperationAST(document)?.name?.value ?? 'unnamed';
  return (update) => traceRender({ organizationId, position: update.place.position, operation }, () => render(update));
}

/** Whether an error may be gone when it is tried again: it is not the caller's. */
function mayPass(error: GraphQLError): boolean {
  const known = clientError(error);
  return !known || known.extensions['code'] === 'SERVICE_UNAVAILABLE';
}

function forOne(own: Context): () => Context {
  return () => freshContext(own);
}

/** Apart from `forOne`: of the first subscriber's own context nothing may get into what others see, nor stay alive. */
function forAll(services: Context['services'], organizationId: string): () => Context {
  return () => sharedContext({ services }, organizationId);
}

/** The result as JSON, the same for every transport, its keys in the order that GraphQL gives them; what cannot be written as such is a failure. */
function write(result: ExecutionResult, place: LogPosition, { mask, maxResponseBytes }: Rendering): string {
  const stringify = ({ data, errors, extensions }: ExecutionResult): string =>
    JSON.stringify({
      ...(errors ? { errors: errors.map((error) => mask(error).toJSON()) } : {}),
      data,
      extensions: { ...extensions, cursor: encodeCursor(place), position: place.position },
    });
  try {
    return stringifyWithin(result, maxResponseBytes, stringify);
  } catch (error) {
    return stringify(failure(error));
  }
}

/** The result of an execution that has none. */
function failure(error: unknown): ExecutionResult {
  return { errors: [new GraphQLError('It failed as a whole.', { originalError: error as Error })], data: null };
}
