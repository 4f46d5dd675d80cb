import type { ExecutionResult, GraphQLError } from 'graphql';
import { MessageType } from 'graphql-ws';
import type { SubscribePayload } from 'graphql-ws';
import type { Caller } from '../../auth/access-audit.js';
import type { Claims } from '../../auth/tokens.js';
import type { Subscription } from '../../live/hub.js';
import type { Sink } from '../../live/sink.js';
import type { ScopeChange } from '../graphql/permission-watcher.js';
import { inTurn } from '../../event-loop.js';
import type { Logger } from '../../logger.js';
import type { FaultCode } from '../../schema/faults.js';
import type { GraphqlServer } from '../graphql/graphql.js';
import type { PersistedOperations } from '../graphql/persisted-operations.js';
import { maskError, UNEXPECTED } from '../graphql/mask-error.js';
import { startOperation } from './socket-operation.js';
import { withoutHttp } from '../graphql/wire-error.js';

/** A message of the server. */
export interface Outgoing {
  readonly type: MessageType;
  readonly id?: string;
  readonly payload?: unknown;
}

/** What the operations of a socket need of it. */
export interface OperationsParts {
  readonly graphql: GraphqlServer;
  readonly persisted: PersistedOperations | undefined;
  readonly logger: Logger;
  /** Address that the socket was opened at. */
  readonly url: string;
  /** From where it was. */
  readonly caller: Caller;
  /** Where the results of a subscription go that are written past `send`. */
  readonly sink: (id: string) => Sink;
  readonly send: (message: Outgoing) => void;
  /** Called when something failed that the client should try again; with an error when it should not have happened. */
  readonly onFailure: (error?: unknown) => void;
  /** Called when the permissions of the client change: ends the socket, with all that is subscribed on it. */
  readonly onScopeChange: (change: ScopeChange) => void;
}

/** An operation that is under way: `subscription` is there once it is a subscription that has begun. */
interface Operation {
  /** Absent once nothing is left to be canceled: most of the time of a subscription. */
  canceling?: AbortController | undefined;
  subscription?: Subscription;
}

/** The operations that are under way on one socket, by their ids. */
export class SocketOperations {
  readonly #parts: OperationsParts;
  readonly #operations = new Map<string, Operation>();

  constructor(parts: OperationsParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#operations.size;
  }

  has(id: string): boolean {
    return this.#operations.has(id);
  }

  /** Begins an operation whose id is free. */
  begin(id: string, payload: SubscribePayload, claims: Claims): void {
    const operation: Operation = { canceling: new AbortController() };
    this.#operations.set(id, operation);
    this.#run(id, operation, payload, claims).catch((error: unknown) => this.#parts.onFailure(error));
  }

  /** Ends an operation at the request of its client, which gets nothing more of it. */
  complete(id: string): void {
    const operation = this.#operations.get(id);
    this.#operations.delete(id);
    operation?.canceling?.abort();
    operation?.subscription?.stop();
  }

  /** Sends the client the error that an operation does not begin. */
  refuse(id: string, errors: readonly GraphQLError[]): void {
    this.#parts.send({ id, type: MessageType.Error, payload: errors.map(withoutHttp) });
  }

  /** Ends all of them, silently. */
  end(): void {
    for (const id of Array.from(this.#operations.keys())) this.complete(id);
  }

  async #run(id: string, operation: Operation, payload: SubscribePayload, claims: Claims): Promise<void> {
    const { graphql, persisted, logger, url, caller, sink, send, onFailure, onScopeChange } = this.#parts;
    const { signal } = operation.canceling as AbortController;
    const asking = { claims, caller, persisted, url, sink: sink(id), onScopeChange, signal };
    // A client that completed it in the meantime wants nothing of it, and may have begun another with the same id.
    const isOver = (): boolean => this.#operations.get(id) !== operation;
    // Hundreds that come in one packet would hold up all other clients.
    const turn = inTurn();
    if (turn) await turn;
    if (isOver()) return;
    const started = await startOperation(graphql, asking, payload, (error) => maskError(error, UNEXPECTED, logger));
    operation.canceling = undefined;
    if ('subscription' in started) {
      if (isOver()) return started.subscription.stop();
      operation.subscription = started.subscription;
      // A ping: the protocol has no other message that clients who know nothing of it pass over.
      if (payload.extensions?.['beginning'] === true && started.beginning) {
        send({ type: MessageType.Ping, payload: { id, ...started.beginning } });
      }
      return void this.#follow(id, operation, started.subscription);
    }
    if (isOver()) return;
    this.#operations.delete(id);
    if ('refused' in started) return this.refuse(id, started.refused);
    // After an error stock clients give a subscription up; they come back after a failure, as to a database that was away.
    if (started.isSubscription && isOurs(started.result)) return onFailure();
    send({ id, type: MessageType.Next, payload: withoutHttpIn(started.result) });
    send({ id, type: MessageType.Complete });
  }

  /** Waits for the end of a subscription. Apart from its beginning: what waits so long keeps all alive that it has seen. */
  async #follow(id: string, operation: Operation, subscription: Subscription): Promise<void> {
    try {
      await subscription.run();
      if (this.#operations.get(id) !== operation) return;
      this.#operations.delete(id);
      this.#parts.send({ id, type: MessageType.Complete });
    } catch (error) {
      this.#parts.onFailure(error);
    }
  }
}

/** Codes of errors that are not the caller's. */
const OURS: readonly unknown[] = ['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE'] satisfies FaultCode[];

function isOurs({ errors = [] }: ExecutionResult): boolean {
  return errors.some(({ extensions }) => OURS.includes(extensions['code']));
}

function withoutHttpIn({ errors, ...result }: ExecutionResult): object {
  return errors ? { errors: errors.map(withoutHttp), ...result } : result;
}
