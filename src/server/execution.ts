import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { createSourceEventStream, execute, parse } from 'graphql';
import type { ExecutionArgs, ExecutionResult, GraphQLError, ParseOptions, Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { encodeCursor } from '../live/cursor.js';
import type { Delivered } from '../live/delivered.js';
import { freshContext } from '../schema/context.js';
import type { Context } from '../schema/context.js';
import { limits } from '../schema/limits.js';
import { toldError, withCode } from './mask-error.js';

/** What a subscription runs in: the context, when its credentials end, and the response that it goes to over HTTP. */
export type ExecutionContext = Context & {
  readonly expiresAt?: number | undefined;
  readonly res?: ServerResponse;
};

/** Longest delay that a timer takes, in milliseconds: a longer one would fire at once. */
const MAX_DELAY = 2_147_483_647;

/** Pauses before a delivery that failed is executed again, in milliseconds; then it goes out with its errors. */
const RETRY_DELAYS = [100, 300, 900, 2_700];

/** What every operation goes through, over whichever transport: bounds, and the way subscriptions are executed. */
export function executionPlugins(): Plugin[] {
  return [
    {
      onParse({ setParseFn }) {
        setParseFn((source: string | Source, options?: ParseOptions) =>
          parse(source, { ...options, maxTokens: limits.maxTokens }),
        );
      },
      onValidate:
        () =>
        ({ result }) => {
          for (const error of result as GraphQLError[]) withCode(error);
        },
      onSubscribe({ setSubscribeFn }) {
        setSubscribeFn(subscribe);
      },
    },
    maxAliasesPlugin({ n: limits.maxAliases, propagateOnRejection: true }) as Plugin,
  ];
}

/**
 * Subscribes and executes each delivery in a fresh context: loaders and caches that live as long as the subscription
 * would serve stale rows. The cursor of each delivery goes out in `extensions`. Ends when the credentials do.
 */
async function subscribe(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const context = args.contextValue as ExecutionContext;
  const source = (stream as AsyncIterable<Delivered<unknown>>)[Symbol.asyncIterator]();
  let ended = false;
  const deliver = async (delivered: Delivered<unknown>): Promise<ExecutionResult> => {
    const run = async () => execute({ ...args, rootValue: delivered, contextValue: freshContext(context) });
    let result = await run();
    // An event is not told half because the database is away for a moment.
    for (const delay of RETRY_DELAYS) {
      if (ended || !result.errors?.some((error) => !toldError(error))) break;
      await sleep(delay, undefined, { ref: false });
      result = await run();
    }
    return {
      ...result,
      extensions: { ...result.extensions, cursor: encodeCursor(delivered.place), position: delivered.place.position },
    };
  };
  const end = async (): Promise<IteratorResult<ExecutionResult>> => {
    ended = true;
    clearTimeout(expiry);
    await source.return?.();
    return { value: undefined, done: true };
  };
  // A socket ends with its credentials, and all on it: told that a subscription is complete, its client would not come back.
  const expiresAt = context.res && context.expiresAt;
  const expiry =
    expiresAt === undefined
      ? undefined
      : setTimeout(() => void end(), Math.min(Math.max(expiresAt - Date.now(), 0), MAX_DELAY));
  expiry?.unref();
  // Hazard: Yoga never ends the stream of a caller who left before the answer, or who accepts no stream.
  if (context.res?.closed) await end();
  context.res?.once('close', () => void end());
  const deliveries: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      const delivered = await source.next();
      if (delivered.done) return end();
      return { value: await deliver(delivered.value), done: false };
    },
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => deliveries,
  };
  return deliveries;
}
