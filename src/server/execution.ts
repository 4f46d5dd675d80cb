import type { ServerResponse } from 'node:http';
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { createSourceEventStream, parse } from 'graphql';
import type { ExecutionArgs, ExecutionResult, GraphQLError, ParseOptions, Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Hub } from '../live/hub.js';
import type { Outlet } from '../live/outlet.js';
import type { ScopeChange, ScopeWatch } from '../live/scope-watch.js';
import type { Payload } from '../live/payload.js';
import type { LiveSource } from '../live/source.js';
import { nobody } from '../schema/context.js';
import type { Context } from '../schema/context.js';
import { limits } from '../schema/limits.js';
import { withCode } from './mask-error.js';
import { createRender } from './render.js';
import type { Rendering } from './render.js';
import { scopeOfView, viewKey } from './view-key.js';

/**
 * What a subscription runs in: the context, when its credentials end, and where its results go: to an outlet, as they
 * come, or to a response over HTTP.
 */
export type ExecutionContext = Context & {
  readonly expiresAt?: number | undefined;
  readonly outlet?: Outlet | undefined;
  readonly onScopeChange?: ((change: ScopeChange) => void) | undefined;
  readonly res?: ServerResponse;
};

/** How subscriptions are executed. */
export interface SubscriptionOptions extends Rendering {
  readonly hub: Hub;
  readonly scopes: ScopeWatch;
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
 * subscription would serve stale rows. The cursor of each goes out in `extensions`. Ends when the credentials do, and
 * when the permissions that it depends on change.
 */
async function subscribe(
  args: ExecutionArgs,
  { hub, scopes, share, ...rendering }: SubscriptionOptions,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const source = stream as LiveSource<unknown>;
  const context = args.contextValue as ExecutionContext;
  try {
    const key = share ? await viewKey(args, context) : null;
    const render = await createRender(args, key !== null, rendering);
    const unwatch = scopes.watch(source.open, {
      actor: await context.actor(),
      scopeOf: scopeOfView(key),
      onChange: (change) => results.onScopeChange(change),
    });
    const release = (): void => {
      unwatch();
      source.open.release();
    };
    const watched = { ...source, open: { ...source.open, release } };
    const results = asResults(hub.join({ key, source: watched, render, outlet: context.outlet }), context);
    return results;
  } catch (error) {
    source.open.release();
    throw error;
  }
}

/** The results of one subscription, and how it ends when the permissions of its subscriber change. */
interface Results extends AsyncIterableIterator<ExecutionResult> {
  onScopeChange(change: ScopeChange): void;
}

/** Results as they were rendered: Yoga writes what `stringify` returns. They end with the credentials. */
function asResults(payloads: AsyncIterableIterator<Payload, undefined>, context: ExecutionContext): Results {
  let farewell: string | undefined;
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
  const results: Results = {
    async next() {
      const { value: payload } = await payloads.next();
      const text = payload?.text ?? farewell;
      if (text === undefined) return end();
      farewell = undefined;
      const rendered: ExecutionResult & { stringify: () => string } = { stringify: () => text };
      return { value: rendered, done: false };
    },
    onScopeChange(change) {
      if (context.onScopeChange) return context.onScopeChange(change);
      if (change === 'changed' && res) return cut(res);
      farewell = JSON.stringify({ errors: [nobody()] });
      void payloads.return?.();
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

/** Ends a response without the word that its subscription is complete: its client comes back and goes on. */
function cut(res: ServerResponse): void {
  // Hazard: Yoga may write once more before it sees the end, and an error that nobody listens to ends the process.
  res.on('error', () => undefined);
  res.end();
}
