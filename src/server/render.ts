import { setTimeout as sleep } from 'node:timers/promises';
import { execute, GraphQLError } from 'graphql';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { encodeCursor } from '../live/cursor.js';
import type { LogPlace } from '../live/cursor.js';
import type { Render } from '../live/group.js';
import { freshContext, sharedContext } from '../schema/context.js';
import type { Context } from '../schema/context.js';
import { toldError } from './mask-error.js';

/** How results are made. */
export interface Rendering {
  /** What a caller reads of an error. */
  readonly mask: (error: unknown) => GraphQLError;
}

/** Longest that one execution may take, in milliseconds: then its result is an error, and the view goes on. */
const MAX_DURATION = 30_000;

/** Pauses before a value whose execution failed is executed again, in milliseconds; then it goes out with its errors. */
const RETRY_DELAYS = [100, 300, 900, 2_700];

/** Makes what executes the values of one view. `shared`: for whoever watches it, and not for one subscriber. */
export async function createRender(args: ExecutionArgs, shared: boolean, { mask }: Rendering): Promise<Render> {
  const own = args.contextValue as Context;
  const { organizationId } = await own.actor();
  const { schema, document, operationName, variableValues } = args;
  const context = shared ? forAll(own.services, organizationId) : forOne(own);
  const fixed = { schema, document, operationName, variableValues };
  return async (delivered) => {
    try {
      const run = async () => inTime(execute({ ...fixed, rootValue: delivered, contextValue: context() }));
      let result = await run();
      // An event is not told half because the database is away for a moment.
      for (const delay of RETRY_DELAYS) {
        if (!result.errors?.some((error) => !toldError(error))) break;
        await sleep(delay, undefined, { ref: false });
        result = await run();
      }
      return stringify(result, delivered.place, mask);
    } catch (error) {
      return stringify({ errors: [mask(error)], data: null }, delivered.place, (masked) => masked as GraphQLError);
    }
  };
}

function forOne(own: Context): () => Context {
  return () => freshContext(own);
}

/** Apart from `forOne`: of the first subscriber's own context nothing may get into what others see, nor stay alive. */
function forAll(services: Context['services'], organizationId: string): () => Context {
  return () => sharedContext({ services }, organizationId);
}

/** The result as JSON, the same for every transport. */
function stringify(
  { data, errors, extensions }: ExecutionResult,
  place: LogPlace,
  mask: (error: unknown) => GraphQLError,
): string {
  return JSON.stringify({
    data,
    extensions: { ...extensions, cursor: encodeCursor(place), position: place.position },
    ...(errors ? { errors: errors.map((error) => mask(error).toJSON()) } : {}),
  });
}

/** `MAX_DURATION` at most; rejects after that. */
async function inTime<T>(work: T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`An execution took more than ${MAX_DURATION} ms.`)), MAX_DURATION);
    timer.unref();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
