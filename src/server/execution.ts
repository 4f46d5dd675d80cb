import type { ServerResponse } from 'node:http';
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { createSourceEventStream, parse } from 'graphql';
import type { ExecutionArgs, ExecutionResult, GraphQLError, ParseOptions, Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Hub } from '../live/hub.js';
import type { Outlet } from '../live/outlet.js';
import type { Payload } from '../live/payload.js';
import type { LiveSource } from '../live/source.js';
import type { Context } from '../schema/context.js';
import { limits } from '../schema/limits.js';
import { withCode } from './mask-error.js';
import { createRender } from './render.js';
import type { Rendering } from './render.js';
import { viewKey } from './view-key.js';

/**
 * What a subscription runs in: the context, when its credentials end, and where its results go: to an outlet, as they
 * come, or to a response over HTTP.
 */
export type ExecutionContext = Context & {
  readonly expiresAt?: number | undefined;
  readonly outlet?: Outlet | undefined;
  readonly res?: ServerResponse;
};

/** How subscriptions are executed. */
export interface SubscriptionOptions extends Rendering {
  readonly hub: Hub;
  /** Whether subscribers of the same view share executions; otherwise each has their own. */
  readonly share: boolean;
}

/** Longest delay that a timer takes, in milliseconds: a longer one would fire at once. */
const MAX_DELAY = 2_147_483_647;

/** What every operation goes through, over whichever transport: bounds, and the way subscriptions are executed. */
export function executionPlugins(options: SubscriptionOptions): Plugin[] {
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
        setSubscribeFn((args: ExecutionArgs) => subscribe(args, options));
      },
    },
    maxAliasesPlugin({ n: limits.maxAliases, propagateOnRejection: true }) as Plugin,
  ];
}

/**
 * Subscribes at the hub. Each value is executed in a fresh context: loaders and caches that live as long as the
 * subscription would serve stale rows. The cursor of each goes out in `extensions`. Ends when the credentials do.
 */
async function subscribe(
  args: ExecutionArgs,
  { hub, share, ...rendering }: SubscriptionOptions,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const source = stream as LiveSource<unknown>;
  const context = args.contextValue as ExecutionContext;
  try {
    const key = share ? await viewKey(args, context) : null;
    const render = await createRender(args, key !== null, rendering);
    return asResults(hub.join({ key, source, render, outlet: context.outlet }), context);
  } catch (error) {
    source.open.release();
    throw error;
  }
}

/** Results as they were rendered: Yoga writes what `stringify` returns. They end with the credentials. */
function asResults(
  payloads: AsyncIterableIterator<Payload, undefined>,
  context: ExecutionContext,
): AsyncIterableIterator<ExecutionResult> {
  const end = async (): Promise<IteratorResult<ExecutionResult>> => {
    clearTimeout(expiry);
    await payloads.return?.();
    return { value: undefined, done: true };
  };
  // A socket ends with its credentials, and all on it: told that a subscription is complete, its client would not come back.
  const { res } = context;
  const expiresAt = res && context.expiresAt;
  const expiry =
    expiresAt === undefined
      ? undefined
      : setTimeout(() => void end(), Math.min(Math.max(expiresAt - Date.now(), 0), MAX_DELAY));
  expiry?.unref();
  // Hazard: Yoga never ends the stream of a caller who left before the answer, or who accepts no stream.
  if (res?.closed) void end();
  res?.once('close', () => void end());
  const results: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      const { value: payload, done } = await payloads.next();
      if (done) return end();
      const rendered: ExecutionResult & { stringify: () => string } = { stringify: () => payload.text };
      return { value: rendered, done: false };
    },
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}
