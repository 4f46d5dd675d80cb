import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { processRegularResult } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';
import type { Claims } from '../../auth/tokens.js';
import type { BoundName } from '../../limits.js';
import type { Subscription } from '../../live/hub.js';
import type { Sink } from '../../live/sink.js';
import { beyond, fault } from '../../schema/faults.js';
import { closeOnExpiry } from '../limits/connections.js';
import type { Connection, Connections } from '../limits/connections.js';
import { ConnectionWriter } from '../limits/connection-writer.js';
import type { ConnectionWriterParts } from '../limits/connection-writer.js';
import { streamFormat } from './stream-formats.js';
import type { StreamFormat } from './stream-formats.js';

/** What a subscription over HTTP comes with. */
export interface EventStreamOptions {
  /** Whether events have ids: only where a client that sends one back goes on behind it. */
  readonly withIds: boolean;
  /** Whose it is. */
  readonly claims: Claims;
  /** Where a client resumes that is cut off before its first result; absent if it starts over. */
  readonly cursor: string | undefined;
  /** When the credentials end, in milliseconds since 1970; absent for never. */
  readonly expiresAt: number | undefined;
}

/** The event streams of a server. */
export interface EventStreams {
  /** Prepares the stream of a response, or returns why there is none. Writes nothing yet. */
  begin(response: ServerResponse, options: EventStreamOptions): EventStream | GraphQLError;
  /** Lets Yoga answer subscriptions that have a stream with it, and in JSON what it would not answer; all else is Yoga's. */
  readonly plugin: Plugin;
}

/** Makes the streams of a server. */
export function createEventStreams(connections: Connections, parts: ConnectionWriterParts): EventStreams {
  const streams = new WeakMap<ServerResponse, EventStream>();
  return {
    begin(response, options) {
      const format = streamFormat(response.req.headers.accept, options.withIds);
      if (!format) return notAcceptable();
      const bound = connections.hasRoom ? connections.excess(options.claims) : 'maxConnections';
      if (bound) return tooManyConnections(bound);
      const stream = new EventStream(response, format, options, parts);
      connections.add(stream);
      connections.claim(stream, options.claims);
      void stream.over.then(() => connections.remove(stream, stream.code));
      streams.set(response, stream);
      return stream;
    },
    plugin: {
      onResultProcess({ resultProcessor, serverContext, setResultProcessor }) {
        const { res } = serverContext as { res?: ServerResponse };
        const stream = res && streams.get(res);
        if (stream?.isAttached) {
          return setResultProcessor(async (_result, fetchAPI) => {
            await stream.run();
            return new fetchAPI.Response(null); // Not sent: by now the response is over.
          }, 'text/event-stream');
        }
        // Yoga would say nothing but 406 to whom it cannot answer as asked, or give parts where it has but one result.
        if (!resultProcessor || acceptsPartsOnly(res?.req.headers.accept)) {
          setResultProcessor(processRegularResult, 'application/json');
        }
      },
    },
  };
}

/** A response that stays open, with results as they come. */
export class EventStream implements Connection {
  readonly sink: Sink;
  /** Resolves when the response is over, one way or another. */
  readonly over: Promise<void>;
  readonly #response: ServerResponse;
  readonly #format: StreamFormat;
  readonly #cursor: string | undefined;
  readonly #writer: ConnectionWriter;
  #subscription: Subscription | undefined;
  #closed = false;
  #code: number | undefined;

  constructor(
    response: ServerResponse,
    format: StreamFormat,
    { cursor, expiresAt }: EventStreamOptions,
    parts: ConnectionWriterParts,
  ) {
    this.#response = response;
    this.#format = format;
    this.#cursor = cursor;
    const writer = new ConnectionWriter(response.req.socket, parts, () => this.cut());
    this.#writer = writer;
    const forgetExpiry = closeOnExpiry(this, expiresAt);
    this.sink = {
      isFull: () => writer.isFull(),
      write: (payload) => this.#write(format.frame(payload)),
      writeAll: (payloads) => this.#write(Buffer.concat(payloads.map((payload) => format.frame(payload)))),
      onDrain: (wake) => writer.onDrain(wake),
    };
    this.over = whenOver(response).then(() => {
      forgetExpiry();
      writer.end();
      this.#finish();
    });
  }

  get transport(): StreamFormat['transport'] {
    return this.#format.transport;
  }

  /** With which code it was closed; undefined where it was not. */
  get code(): number | undefined {
    return this.#code;
  }

  get isAttached(): boolean {
    return this.#subscription !== undefined;
  }

  /** Takes the subscription, which ends when the response does. */
  attach(subscription: Subscription): void {
    this.#subscription = subscription;
    // Hazard: a caller may leave before there is a response. Nothing else would end the subscription.
    if (this.#closed) subscription.stop();
  }

  /** Answers with the stream; resolves when the response is over. */
  async run(): Promise<void> {
    const response = this.#response;
    // Hazard: behind an answer that is not over, all would be kept in memory, unseen by the outflow.
    if (!response.socket) this.cut();
    else if (!this.#closed) {
      response.writeHead(200, {
        'content-type': this.#format.contentType,
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      this.#write(this.#format.opening(this.#cursor));
      await this.#subscription?.run();
      if (!this.#closed) response.end(this.#format.completion);
    }
    await this.over;
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#code = code;
    this.#finish();
    // A reader who is behind would be waited for; they come back to where they are in any case.
    if (!this.#response.headersSent || !this.#writer.isEmpty) return this.cut();
    this.#response.end(this.#format.closing(code, reason));
  }

  cut(): void {
    // Not the response, which has no connection yet where it waits for its turn.
    this.#response.req.socket.destroy();
  }

  beat(): void {
    if (this.#response.headersSent && this.#writer.isEmpty) this.#write(this.#format.heartbeat);
  }

  #finish(): void {
    this.#closed = true;
    this.#subscription?.stop();
  }

  #write(bytes: Buffer | string): void {
    if (this.#closed) return;
    this.#writer.cork();
    this.#response.write(bytes);
  }
}

/** Hazard: a response that waits behind another on its connection is not closed with it. */
function whenOver(response: ServerResponse): Promise<void> {
  const { socket } = response.req;
  return new Promise((resolve) => {
    const over = (): void => {
      response.off('close', over);
      socket.off('close', over);
      resolve();
    };
    if (response.closed || socket.destroyed) return over();
    response.once('close', over);
    socket.once('close', over);
  });
}

/** Whether a client takes parts, and neither JSON nor events. */
function acceptsPartsOnly(accept = '*/*'): boolean {
  return /multipart\/mixed/i.test(accept) && !/\*\/\*|application\/|text\//i.test(accept);
}

function notAcceptable(): GraphQLError {
  const error = fault(
    'BAD_USER_INPUT',
    'Subscriptions are answered as text/event-stream, or as multipart/mixed;subscriptionSpec=1.0: send an Accept header that allows one.',
  );
  Object.assign(error.extensions, { http: { status: 406 } });
  return error;
}

function tooManyConnections(bound: BoundName): GraphQLError {
  const ofServer = bound === 'maxConnections';
  const message = ofServer
    ? 'This server has as many subscribers as it can take. Retry shortly.'
    : 'You, or your organization, have too many connections. Close some of them.';
  const error = beyond(bound, message, 'RATE_LIMITED');
  Object.assign(error.extensions, { http: { status: ofServer ? 503 : 429, headers: { 'retry-after': '1' } } });
  return error;
}
