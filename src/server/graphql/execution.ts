import { createSourceEventStream, execute, GraphQLError } from 'graphql';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { encodeCursor } from '../../log/cursor.js';
import type { Hub, Subscription } from '../../live/hub.js';
import { Payload } from '../../live/payload.js';
import type { PermissionWatcher } from './permission-watcher.js';
import type { LiveSource } from '../../live/source.js';
import { TooManyViewsError } from '../../live/view-quota.js';
import { nobody } from '../../schema/context.js';
import { beyond, fault } from '../../schema/faults.js';
import type { Semaphores } from '../../semaphore.js';
import { overBudget } from '../limits/budgets.js';
import type { EventStreams } from '../sse/event-stream.js';
import type { Beginning, ExecutionContext } from './execution-context.js';
import { operationGuard } from './guard.js';
import { parsing } from './parsing.js';
import type { ParsingOptions } from './parsing.js';
import { createRender } from './render.js';
import type { Rendering } from './render.js';
import { resumption } from './resumption.js';
import { hasNoRootField } from './root-fields.js';
import { scopeOfView, viewKey } from './view-key.js';
import { withoutHttp } from './wire-error.js';

/** How subscriptions are executed. */
export interface SubscriptionOptions extends Rendering, ParsingOptions {
  readonly hub: Hub;
  readonly scopes: PermissionWatcher;
  readonly eventStreams: EventStreams;
  /** Whether subscribers of the same view share executions; otherwise each has their own. */
  readonly share: boolean;
  /** Operations of one person at once. */
  readonly persons: Semaphores;
  /** How long a query may take, in milliseconds. */
  readonly maxQueryTime: number;
}

/** What every operation goes through, over whichever transport: bounds, and the way subscriptions are executed. */
export function executionPlugins(options: SubscriptionOptions): Plugin[] {
  return [
    options.refused.plugin,
    parsing(options),
    {
      // Hazard: Yoga's own writes fields as they come, and not in the order of the query.
      onExecute({ setExecuteFn }) {
        setExecuteFn(execute);
      },
    },
    operationGuard(options, (args, cost) => subscribe(args, cost, options)),
    options.eventStreams.plugin,
  ];
}

/**
 * Subscribes at the hub. Each value is executed in a fresh context: loaders and caches that live as long as the
 * subscription would serve stale rows. The cursor of each goes out in `extensions`. It ends with the credentials at the latest,
 * and when the permissions that it depends on change.
 */
async function subscribe(
  asked: ExecutionArgs,
  cost: number,
  { hub, scopes, share, eventStreams, budgets, ...rendering }: SubscriptionOptions,
): Promise<AsyncIterableIterator<never> | ExecutionResult> {
  const context = asked.contextValue as ExecutionContext;
  const resume = resumption(asked);
  const lastEventId = context.request?.headers.get('last-event-id');
  const args = lastEventId ? (resume?.(lastEventId) ?? asked) : asked;
  if (hasNoRootField(args)) return { errors: [fault('BAD_USER_INPUT', 'The subscription selects no field.')] };
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const source = stream as LiveSource<unknown>;
  try {
    const key = share ? await viewKey(args, context) : null;
    const render = await createRender(args, key !== null, rendering);
    // Hazard: what is kept for the life of a subscription must not keep its context alive, with all that was loaded.
    const { sink, expiresAt, res, onScopeChange, claims } = context;
    const withIds = resume !== undefined;
    const cursor = beginningOf(source)?.cursor;
    const response = res && eventStreams.begin(res, { withIds, cursor, claims, expiresAt });
    if (response instanceof GraphQLError) {
      source.open.release();
      return { errors: [response] };
    }
    const actor = await context.actor();
    const target = sink ?? response?.sink;
    if (!target) throw new Error('A subscription needs a sink or a response to write to.');
    const endWith = (error: GraphQLError): void => {
      target.write(new Payload(JSON.stringify({ errors: [withoutHttp(error)] })));
      subscription.stop();
    };
    let unwatch: (() => void) | undefined;
    const subscription = hub.join({
      key,
      source,
      render,
      viewer: actor.personId,
      sink: target,
      cost,
      charge: () => {
        const shortage = budgets?.take(claims, cost, 0);
        if (shortage) endWith(overBudget(shortage));
      },
      onEnd: () => unwatch?.(),
    });
    unwatch = scopes.watch(source.open, {
      actor,
      scopeOf: scopeOfView(key),
      onChange: (change) => {
        if (!response) onScopeChange?.(change);
        else if (change === 'changed') response.close(1012, 'Permissions changed; reconnect to resume');
        else endWith(nobody());
      },
    });
    response?.attach(subscription);
    context.onJoin?.(subscription, beginningOf(source));
    return asIterable(subscription);
  } catch (error) {
    source.open.release();
    if (error instanceof TooManyViewsError) return { errors: [tooManyViews(error)] };
    throw error;
  }
}

/** Yoga takes an async iterable for a subscription: this one yields nothing, and ends when the subscription does. */
function asIterable(subscription: Subscription): AsyncIterableIterator<never> {
  const over: IteratorResult<never> = { value: undefined, done: true };
  return {
    async next() {
      await subscription.run();
      return over;
    },
    async return() {
      subscription.stop();
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Clients that are cut off before the first result resume from here. Undefined where the first result comes at once. */
function beginningOf({ kind, first, open, after, afterHash }: LiveSource<unknown>): Beginning | undefined {
  if (kind !== 'log' || first) return undefined;
  return { cursor: encodeCursor({ epoch: open.epoch, position: after, hash: afterHash }), position: after };
}

function tooManyViews({ bound, max }: TooManyViewsError): GraphQLError {
  const messages = {
    maxViews: 'This server has as many distinct views as it can take. Retry later.',
    maxViewsPerPerson: `You already subscribe to ${max} distinct views, the most that is allowed.`,
    maxViewCostPerPerson: `The views you subscribe to may cost ${max} in all; this one would exceed that.`,
  };
  return beyond(bound, messages[bound], 'RATE_LIMITED');
}
