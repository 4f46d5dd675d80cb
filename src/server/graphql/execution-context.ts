import type { ServerResponse } from 'node:http';
import type { GraphQLParams } from 'graphql-yoga';
import type { Claims } from '../../auth/tokens.js';
import type { Subscription } from '../../live/hub.js';
import type { Sink } from '../../live/sink.js';
import type { LogPosition } from '../../log/cursor.js';
import type { Context } from '../../schema/context.js';
import type { ScopeChange } from './permission-watcher.js';

/** What a subscription runs in: the context, when its credentials end, and where its results go: to a sink or a response. */
export type ExecutionContext = Context & {
  readonly expiresAt?: number | undefined;
  readonly sink?: Sink | undefined;
  readonly onScopeChange?: ((change: ScopeChange) => void) | undefined;
  /** To be called before a query: who only reads may be known from before. */
  readonly onlyReads?: (() => void) | undefined;
  /** Called with the subscription itself: what Yoga makes of it keeps the context and the request alive as long as it lives. */
  readonly onJoin?: ((subscription: Subscription, beginning: Beginning | undefined) => void) | undefined;
  /** Aborts when the caller wants no answer any more; over HTTP that of the request does. */
  readonly signal?: AbortSignal | undefined;
  /** Who asks, as their credentials say. */
  readonly claims: Claims;
  /** What they asked with, by the parameters of the request or the message. */
  readonly params?: GraphQLParams;
  readonly request?: Request;
  readonly res?: ServerResponse;
};

/** The place in the log at which a subscription begins. */
export interface Beginning extends Pick<LogPosition, 'position'> {
  readonly cursor: string;
}
