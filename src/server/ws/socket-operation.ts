import { getOperationAST, GraphQLError, OperationTypeNode } from 'graphql';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Caller } from '../../auth/access-audit.js';
import type { Claims } from '../../auth/tokens.js';
import type { Subscription } from '../../live/hub.js';
import type { Sink } from '../../live/sink.js';
import type { ScopeChange } from '../graphql/permission-watcher.js';
import { fault } from '../../schema/faults.js';
import type { Beginning } from '../graphql/execution-context.js';
import { documentOf } from '../graphql/persisted-operations.js';
import type { PersistedOperations } from '../graphql/persisted-operations.js';
import type { GraphqlServer } from '../graphql/graphql.js';

/** Who asks on a socket, and where the results of their subscription go. */
export interface Asking {
  readonly claims: Claims;
  readonly caller: Caller;
  readonly persisted: PersistedOperations | undefined;
  /** Address that the socket was opened at. */
  readonly url: string;
  readonly sink: Sink;
  /** Ends the socket, with all that is subscribed on it, when permissions change. */
  readonly onScopeChange: (change: ScopeChange) => void;
  /** Aborts when the client wants nothing of the operation any more. */
  readonly signal: AbortSignal;
}

/** The outcome of starting an operation: errors before it began, its only result, or a subscription that writes to the sink. */
export type Started =
  | { readonly refused: readonly GraphQLError[] }
  | { readonly result: ExecutionResult; readonly isSubscription: boolean }
  | Joined;

/** A subscription that has not begun to write. */
interface Joined {
  readonly subscription: Subscription;
  readonly beginning: Beginning | undefined;
}

/**
 * Starts an operation, with all of Yoga's plugins. `mask` makes what the caller reads of an error.
 * Rejects only with what should not happen.
 */
export async function startOperation(
  graphql: GraphqlServer,
  { claims, caller, persisted, url, sink, onScopeChange, signal }: Asking,
  asked: SubscribePayload,
  mask: (error: unknown) => GraphQLError,
): Promise<Started> {
  const query = documentOf(asked, persisted) ?? '';
  if (typeof query !== 'string') return { refused: [query] };
  const payload = { ...asked, query };
  const found: { joined?: Joined } = {};
  const { schema, execute, subscribe, contextFactory, parse, validate } = graphql.getEnveloped({
    claims,
    caller,
    sink,
    onScopeChange,
    signal,
    onJoin: (subscription: Subscription, beginning: Beginning | undefined) =>
      (found.joined = { subscription, beginning }),
    // What Yoga knows of the transport. A mutation is not refused: no page of another origin opens a socket.
    request: new graphql.fetchAPI.Request(url, { method: 'POST' }),
    params: payload,
  });
  let document;
  try {
    document = parse(payload.query);
    const errors = validate(schema, document) as readonly GraphQLError[];
    if (errors.length > 0) return { refused: errors };
  } catch (error) {
    return { refused: [mask(error)] }; // Parsing throws, and so do the bounds that are checked along with validation.
  }
  const operation = getOperationAST(document, payload.operationName);
  if (!operation)
    return { refused: [fault('BAD_USER_INPUT', 'Set operationName to the name of an operation of the document.')] };
  const args: ExecutionArgs = {
    schema,
    document,
    operationName: payload.operationName ?? null,
    variableValues: payload.variables ?? null,
    contextValue: await contextFactory(),
  };
  const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
  const result = (await (isSubscription ? subscribe(args) : execute(args))) as
    ExecutionResult | AsyncIterableIterator<unknown>;
  if (!(Symbol.asyncIterator in result)) return { result, isSubscription };
  if (!found.joined) throw new Error('The subscription has not joined the hub.');
  return found.joined;
}
