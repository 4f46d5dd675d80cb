import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { createSourceEventStream, execute, parse } from 'graphql';
import type { ExecutionArgs, ExecutionResult, GraphQLError, ParseOptions, Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { encodeCursor } from '../live/cursor.js';
import type { Delivered } from '../live/delivered.js';
import { freshContext } from '../schema/context.js';
import type { Context } from '../schema/context.js';
import { limits } from '../schema/limits.js';
import { withCode } from './mask-error.js';

/** What a subscription runs in: the context, and when its credentials end. */
export type ExecutionContext = Context & { readonly expiresAt?: number | undefined };

/** Longest delay that a timer takes, in milliseconds: a longer one would fire at once. */
const MAX_DELAY = 2_147_483_647;

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
  const deliver = async (delivered: Delivered<unknown>): Promise<ExecutionResult> => {
    const result = await execute({ ...args, rootValue: delivered, contextValue: freshContext(context) });
    return {
      ...result,
      extensions: { ...result.extensions, cursor: encodeCursor(delivered.place), position: delivered.place.position },
    };
  };
  const end = async (): Promise<IteratorResult<ExecutionResult>> => {
    clearTimeout(expiry);
    await source.return?.();
    return { value: undefined, done: true };
  };
  const expiry =
    context.expiresAt === undefined
      ? undefined
      : setTimeout(() => void end(), Math.min(Math.max(context.expiresAt - Date.now(), 0), MAX_DELAY));
  expiry?.unref();
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
