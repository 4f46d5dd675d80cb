import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, MessageType, parseMessage } from 'graphql-ws';
import type { ConnectionInitMessage, Message, SubscribeMessage } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { connectionCredentials } from '../auth/credentials.js';
import type { Authenticate } from '../auth/credentials.js';
import type { Claims } from '../auth/tokens.js';
import type { ScopeChange } from '../live/scope-watch.js';
import type { Logger } from '../logger.js';
import { fault } from '../schema/faults.js';
import { closeOnExpiry } from './connections.js';
import type { Connection } from './connections.js';
import type { GraphqlServer } from './graphql.js';
import type { ServerLimits } from './limits.js';
import { maskError, UNEXPECTED } from './mask-error.js';
import { MessageRate } from './message-rate.js';
import { Outflow } from './outflow.js';
import type { Unsent } from './outflow.js';
import { startOperation } from './socket-operation.js';
import { socketOutlet } from './socket-writer.js';

/** What all sessions of a server share. */
export interface SessionParts {
  readonly graphql: GraphqlServer;
  readonly authenticate: Authenticate;
  readonly logger: Logger;
  readonly limits: ServerLimits;
  readonly unsent: Unsent;
}

/** An operation that is under way: `stream` is there once it is a subscription that has begun. */
interface Operation {
  stream?: AsyncIterator<unknown>;
}

/**
 * One client of the protocol graphql-transport-ws. Ours and not the one of `graphql-ws`: results of subscriptions go past
 * it, straight from the hub; and there an operation whose id is used again at once is taken for the one before.
 *
 * Hazard: stock clients never come back after the codes 4400 to 4499 but 4403 and 4408, nor after 4500. They are for
 * clients that break the protocol; whatever goes wrong here ends with 1013.
 */
export class SocketSession implements Connection {
  readonly transport = 'websocket';
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #request: IncomingMessage;
  readonly #parts: SessionParts;
  readonly #outflow: Outflow;
  readonly #rate: MessageRate;
  readonly #operations = new Map<string, Operation>();
  readonly #timeout: NodeJS.Timeout;
  #state: 'opened' | 'initializing' | 'ready' | 'closed' = 'opened';
  #claims: Claims | undefined;
  #forgetExpiry: (() => void) | undefined;
  #alive = true;
  #paused = false;

  /** `stream` is what the socket writes to. */
  constructor(socket: WebSocket, stream: Duplex, request: IncomingMessage, parts: SessionParts) {
    this.#socket = socket;
    this.#stream = stream;
    this.#request = request;
    this.#parts = parts;
    this.#outflow = new Outflow(stream, parts, () => this.close(1013, 'You read too slowly; come back and go on'));
    this.#rate = new MessageRate(parts.limits, performance.now());
    this.#timeout = setTimeout(
      () => this.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout'),
      parts.limits.initTimeout,
    ).unref();
    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    socket.on('pong', () => (this.#alive = true));
    socket.on('error', (error) => parts.logger.debug({ err: error }, 'a socket broke'));
    socket.once('close', () => {
      this.#forget();
      this.#outflow.end();
    });
    if (socket.protocol === '') this.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
  }

  close(code: number, reason: string): void {
    if (this.#state === 'closed') return;
    this.#forget();
    this.#socket.close(code, reason);
    const timer = setTimeout(() => this.cut(), this.#parts.limits.closeTimeout).unref();
    this.#socket.once('close', () => clearTimeout(timer));
  }

  cut(): void {
    this.#socket.terminate();
  }

  beat(): void {
    if (!this.#alive) return this.cut();
    this.#alive = false;
    this.#socket.ping();
  }

  #forget(): void {
    this.#state = 'closed';
    clearTimeout(this.#timeout);
    this.#forgetExpiry?.();
    const operations = Array.from(this.#operations.values());
    this.#operations.clear();
    for (const { stream } of operations) void stream?.return?.();
  }

  #receive(text: string): void {
    if (this.#state === 'closed') return;
    this.#pauseWhileFull();
    const rate = this.#rate.count(performance.now());
    if (rate === 'abuse') return this.close(CloseCode.TooManyInitialisationRequests, 'Too many messages');
    let message: Message;
    try {
      message = parseMessage(text);
    } catch {
      return this.close(CloseCode.BadRequest, 'Invalid message received');
    }
    switch (message.type) {
      case MessageType.ConnectionInit:
        return void this.#initialize(message);
      case MessageType.Ping:
        if (rate === 'fine') this.#send({ type: MessageType.Pong, payload: message.payload ?? undefined });
        return;
      case MessageType.Pong:
        return;
      case MessageType.Subscribe:
        return this.#subscribe(message, rate === 'fine');
      case MessageType.Complete:
        return this.#complete(message.id);
      default:
        return this.close(CloseCode.BadRequest, 'Invalid message received');
    }
  }

  async #initialize({ payload }: ConnectionInitMessage): Promise<void> {
    if (this.#state !== 'opened') {
      return this.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    }
    this.#state = 'initializing';
    clearTimeout(this.#timeout);
    try {
      const claims = await this.#parts.authenticate(connectionCredentials(payload));
      if (this.#isClosed()) return;
      if (!claims) return this.close(CloseCode.Forbidden, 'Forbidden');
      this.#claims = claims;
      this.#state = 'ready';
      this.#forgetExpiry = closeOnExpiry(this, claims.expiresAt);
      this.#send({ type: MessageType.ConnectionAck });
    } catch (error) {
      this.#failed(error, 'could not authenticate a socket');
    }
  }

  #subscribe({ id, payload }: SubscribeMessage, isFine: boolean): void {
    const { maxOperations } = this.#parts.limits;
    if (!this.#claims) return this.close(CloseCode.Unauthorized, 'Unauthorized');
    if (this.#operations.has(id)) {
      return this.close(CloseCode.SubscriberAlreadyExists, 'An operation of this id is under way');
    }
    if (!isFine) return this.#refuse(id, [fault('RATE_LIMITED', 'Too many messages in a short time. Slow down.')]);
    if (this.#operations.size >= maxOperations) {
      return this.#refuse(id, [fault('RATE_LIMITED', `At most ${maxOperations} operations at once on one socket.`)]);
    }
    const operation: Operation = {};
    this.#operations.set(id, operation);
    this.#run(id, operation, payload, this.#claims).catch((error: unknown) =>
      this.#failed(error, 'could not do an operation'),
    );
  }

  async #run(id: string, operation: Operation, payload: SubscribeMessage['payload'], claims: Claims): Promise<void> {
    const { graphql, logger } = this.#parts;
    const outlet = socketOutlet(this.#socket, this.#stream, this.#outflow, id);
    const onScopeChange = (change: ScopeChange): void =>
      change === 'gone'
        ? this.close(CloseCode.Forbidden, 'You are no member any more')
        : this.close(1012, 'Your permissions changed; come back and go on');
    const asking = { claims, request: this.#request, outlet, onScopeChange };
    const started = await startOperation(graphql, asking, payload, (error) => maskError(error, UNEXPECTED, logger));
    // Whoever completed it meanwhile wants nothing of it, and may have begun another of the same id.
    const isOver = (): boolean => this.#operations.get(id) !== operation;
    if ('stream' in started) {
      if (isOver()) return void started.stream.return?.();
      operation.stream = started.stream;
      await started.stream.next();
      if (isOver()) return;
      this.#operations.delete(id);
      return this.#send({ id, type: MessageType.Complete });
    }
    if (isOver()) return;
    this.#operations.delete(id);
    if ('refused' in started) return this.#refuse(id, started.refused);
    // After an error stock clients give a subscription up; after this code they come back, as to a database that was away.
    if (started.isSubscription && isOurs(started.result)) return this.close(1013, 'Try again later');
    this.#send({ id, type: MessageType.Next, payload: started.result });
    this.#send({ id, type: MessageType.Complete });
  }

  #complete(id: string): void {
    const operation = this.#operations.get(id);
    this.#operations.delete(id);
    void operation?.stream?.return?.();
  }

  #refuse(id: string, errors: readonly GraphQLError[]): void {
    this.#send({ id, type: MessageType.Error, payload: errors });
  }

  #send(message: { readonly type: MessageType; readonly id?: string; readonly payload?: unknown }): void {
    if (this.#state === 'closed') return;
    this.#outflow.cork();
    this.#socket.send(JSON.stringify(message));
  }

  #failed(error: unknown, message: string): void {
    this.#parts.logger.error({ err: error }, message);
    this.close(1013, 'Try again later');
  }

  /** Who does not read is not read either: their answers would pile up. */
  #pauseWhileFull(): void {
    if (this.#paused || !this.#outflow.isFull()) return;
    this.#paused = true;
    this.#socket.pause();
    this.#outflow.whenRoom(() => {
      this.#paused = false;
      this.#socket.resume();
    });
  }

  #isClosed(): boolean {
    return this.#state === 'closed';
  }
}

function isOurs({ errors = [] }: ExecutionResult): boolean {
  return errors.some(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR');
}
