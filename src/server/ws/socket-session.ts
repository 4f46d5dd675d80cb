import type { Duplex } from 'node:stream';
import type { ExecutionResult } from 'graphql';
import { CloseCode, MessageType } from 'graphql-ws';
import type { ConnectionInitMessage, Message, SubscribeMessage } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { connectionCredentials, whyClosed } from '../../auth/credentials.js';
import type { Caller } from '../../auth/access-audit.js';
import type { Authenticate } from '../../auth/credentials.js';
import type { Claims } from '../../auth/tokens.js';
import type { BoundName, Limits } from '../../limits.js';
import type { Logger } from '../../logger.js';
import { beyond } from '../../schema/faults.js';
import { boundError } from '../../schema/input.js';
import { closeOnExpiry } from '../limits/connections.js';
import type { Connection } from '../limits/connections.js';
import type { GraphqlServer } from '../graphql/graphql.js';
import { MessageRate } from '../limits/message-rate.js';
import { readMessage } from './socket-message.js';
import { ConnectionWriter } from '../limits/connection-writer.js';
import type { Unsent } from '../limits/connection-writer.js';
import type { Refused } from '../limits/refused.js';
import type { PersistedOperations } from '../graphql/persisted-operations.js';
import { SocketOperations } from './socket-operations.js';
import type { Outgoing } from './socket-operations.js';
import { socketSink } from './socket-writer.js';
import { stringifyWithin } from '../graphql/stringify.js';

/** What all sessions of a server share. */
export interface SessionParts {
  readonly graphql: GraphqlServer;
  readonly persisted: PersistedOperations | undefined;
  readonly authenticate: Authenticate;
  readonly logger: Logger;
  readonly limits: Limits;
  readonly unsent: Unsent;
  /** Counts a session for whom its client turns out to be; returns the bound where that is one too many. */
  readonly claim: (session: SocketSession, claims: Claims) => BoundName | undefined;
  readonly refused: Refused;
}

/** What is kept of the request that opened a socket. */
export interface Opening extends Caller {
  readonly url: string;
  /** The secret in the session cookie; undefined if there is none. */
  readonly secret: string | undefined;
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
  readonly #parts: SessionParts;
  readonly #writer: ConnectionWriter;
  readonly #rate: MessageRate;
  readonly #operations: SocketOperations;
  /** The secret in the cookie with which the socket was opened, until it is authenticated. */
  #secret: string | undefined;
  readonly #caller: Caller;
  #timeout: NodeJS.Timeout | undefined;
  #state: 'opened' | 'initializing' | 'ready' | 'closed' = 'opened';
  #claims: Claims | undefined;
  #forgetExpiry: (() => void) | undefined;
  #alive = true;
  #paused = false;

  /** `stream` is what the socket writes to. */
  constructor(socket: WebSocket, stream: Duplex, { url, secret, ...caller }: Opening, parts: SessionParts) {
    this.#socket = socket;
    this.#secret = secret;
    this.#caller = caller;
    this.#parts = parts;
    this.#writer = new ConnectionWriter(stream, parts, () => {
      this.#count('maxStall');
      this.close(1013, 'Slow consumer; reconnect to resume');
    });
    this.#operations = new SocketOperations({
      graphql: parts.graphql,
      persisted: parts.persisted,
      logger: parts.logger,
      url,
      caller,
      sink: (id) => socketSink(socket, stream, this.#writer, id),
      send: (message) => this.#send(message),
      onFailure: (error) => this.#failed(error, 'could not do an operation'),
      onScopeChange: (change) =>
        change === 'gone'
          ? this.close(CloseCode.Forbidden, 'No longer a member')
          : this.close(1012, 'Permissions changed; reconnect to resume'),
    });
    this.#rate = new MessageRate(parts.limits, performance.now());
    this.#timeout = setTimeout(() => {
      this.#count('initTimeout');
      this.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
    }, parts.limits.initTimeout).unref();
    socket.on('message', (data: Buffer) => this.#receive(data));
    socket.on('ping', (data: Buffer) => {
      if (this.#admit() !== 'fine') return;
      this.#writer.cork();
      socket.pong(data);
    });
    socket.on('pong', () => {
      this.#alive = true;
      this.#admit();
    });
    socket.on('error', (error) => {
      parts.logger.debug({ err: error }, 'socket error');
      if ((error as NodeJS.ErrnoException).code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') this.#count('maxMessageBytes');
      this.close(1013, 'Try again later'); // Unless it is being closed for what went wrong, such as too large a message.
    });
    socket.once('close', () => {
      this.#forget();
      this.#writer.end();
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
    this.#timeout = undefined;
    this.#forgetExpiry?.();
    this.#operations.end();
  }

  #receive(data: Buffer): void {
    const rate = this.#admit();
    if (!rate) return;
    if (!this.#claims && data.length > this.#parts.limits.maxInitBytes) {
      this.#count('maxInitBytes');
      return this.close(1009, 'Message too big');
    }
    let message: Message;
    try {
      message = readMessage(data);
    } catch {
      return this.close(CloseCode.BadRequest, 'Invalid message received');
    }
    switch (message.type) {
      case MessageType.ConnectionInit:
        return void this.#initialize(message);
      case MessageType.Ping:
        // Hazard: a payload that is nested without end cannot be sent back.
        if (boundError(message.payload)) return this.close(CloseCode.BadRequest, 'Invalid message received');
        if (rate === 'fine') this.#send({ type: MessageType.Pong, payload: message.payload ?? undefined });
        return;
      case MessageType.Pong:
        return;
      case MessageType.Subscribe:
        return this.#subscribe(message, rate === 'fine');
      case MessageType.Complete:
        return this.#operations.complete(message.id);
      default:
        return this.close(CloseCode.BadRequest, 'Invalid message received');
    }
  }

  /** Counts a message, a ping or a pong: whether it is within the rate; undefined once the connection is closed. */
  #admit(): 'fine' | 'excess' | undefined {
    if (this.#state === 'closed') return undefined;
    this.#pauseWhileFull();
    const rate = this.#rate.count(performance.now());
    if (rate !== 'abuse') return rate;
    this.#count('maxExcess');
    this.close(CloseCode.TooManyInitialisationRequests, 'Too many messages');
    return undefined;
  }

  async #initialize({ payload }: ConnectionInitMessage): Promise<void> {
    if (this.#state !== 'opened') {
      return this.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    }
    this.#state = 'initializing';
    clearTimeout(this.#timeout);
    this.#timeout = undefined;
    try {
      const { address } = this.#caller;
      const credentials = { ...connectionCredentials(payload), session: this.#secret, address };
      this.#secret = undefined;
      const claims = await this.#parts.authenticate(credentials);
      if (this.#isClosed()) return;
      if (!claims) return this.close(CloseCode.Forbidden, whyClosed(credentials));
      const bound = this.#parts.claim(this, claims);
      if (bound) {
        this.#parts.refused.count(bound, claims);
        return this.close(1013, 'Too many connections');
      }
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
    if (isFine && this.#operations.size < maxOperations) return this.#operations.begin(id, payload, this.#claims);
    const bound = isFine ? 'maxOperations' : 'messagesPerSecond';
    const why = isFine ? `At most ${maxOperations} operations at once on one socket.` : 'Too many messages. Slow down.';
    this.#count(bound);
    this.#operations.refuse(id, [beyond(bound, why, 'RATE_LIMITED')]);
  }

  #send(message: Outgoing): void {
    if (this.#state === 'closed') return;
    this.#writer.cork();
    const stringify = (payload: unknown): string => JSON.stringify({ ...message, payload });
    const { maxResponseBytes } = this.#parts.limits;
    this.#socket.send(
      message.type === MessageType.Next
        ? stringifyWithin(message.payload as ExecutionResult, maxResponseBytes, stringify)
        : JSON.stringify(message),
    );
  }

  #failed(error: unknown, message: string): void {
    if (error !== undefined) this.#parts.logger.error({ err: error }, message);
    this.close(1013, 'Try again later');
  }

  /** Who does not read is not read either: their answers would pile up. */
  #pauseWhileFull(): void {
    if (this.#paused || !this.#writer.isFull()) return;
    this.#paused = true;
    this.#socket.pause();
    this.#writer.onDrain(() => {
      this.#paused = false;
      this.#socket.resume();
    });
  }

  #count(bound: BoundName): void {
    this.#parts.refused.count(bound, this.#claims);
  }

  #isClosed(): boolean {
    return this.#state === 'closed';
  }
}
