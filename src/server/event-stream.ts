import type { ServerResponse } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { Claims } from '../auth/tokens.js';
import type { BoundName } from '../limits.js';
import type { Outlet } from '../live/outlet.js';
import { closeOnExpiry } from './connections.js';
import type { Connection, Connections } from './connections.js';
import { Outflow } from './outflow.js';
import type { OutflowParts } from './outflow.js';

/** What a subscription over HTTP comes with. */
export interface EventStreamOptions {
  /** Whether events have ids: only where a client that sends one back goes on behind it. */
  readonly withIds: boolean;
  /** Whose it is. */
  readonly claims: Claims;
  /** When the credentials end, in milliseconds since 1970; absent for never. */
  readonly expiresAt: number | undefined;
}

/** The event streams of a server. */
export interface EventStreams {
  /** Prepares the stream of a response, or returns the bound by which there are too many connections. Writes nothing yet. */
  begin(response: ServerResponse, options: EventStreamOptions): EventStream | BoundName;
  /** Lets Yoga answer subscriptions that have a stream with it; all else is answered by Yoga itself. */
  readonly plugin: Plugin;
}

/** Makes the streams of a server. */
export function createEventStreams(connections: Connections, parts: OutflowParts): EventStreams {
  const streams = new WeakMap<ServerResponse, EventStream>();
  return {
    begin(response, options) {
      const bound = connections.hasRoom ? connections.excess(options.claims) : 'maxConnections';
      if (bound) return bound;
      const stream = new EventStream(response, options, parts);
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
        // Without a processor the caller accepts no stream; it is forgotten when Yoga has said so.
        if (!stream?.isAttached || !resultProcessor) return;
        setResultProcessor(async (_result, fetchAPI) => {
          await stream.run();
          return new fetchAPI.Response(null); // Not sent: by now the response is over.
        }, 'text/event-stream');
      },
    },
  };
}

/** Where the results of a subscription come from: the first `next` begins, and comes back at the end. */
type Results = AsyncIterator<unknown>;

/**
 * A response of Server-Sent Events, by the protocol of "distinct connections": `next` with each result, `complete` at
 * the end. Cut short without `complete`, its client comes back.
 */
export class EventStream implements Connection {
  readonly transport = 'event-stream';
  readonly outlet: Outlet;
  /** Resolves when the response is over, one way or another. */
  readonly over: Promise<void>;
  readonly #response: ServerResponse;
  readonly #outflow: Outflow;
  #results: Results | undefined;
  #closed = false;
  #code: number | undefined;

  constructor(response: ServerResponse, { withIds, expiresAt }: EventStreamOptions, parts: OutflowParts) {
    this.#response = response;
    const outflow = new Outflow(response.req.socket, parts, () => this.cut());
    this.#outflow = outflow;
    const forgetExpiry = closeOnExpiry(this, expiresAt);
    this.outlet = {
      isFull: () => outflow.isFull(),
      write: (payload) => this.#write(payload.event(withIds)),
      writeAll: (payloads) => this.#write(Buffer.concat(payloads.map((payload) => payload.event(withIds)))),
      whenRoom: (wake) => outflow.whenRoom(wake),
    };
    this.over = whenOver(response).then(() => {
      forgetExpiry();
      outflow.end();
      this.#finish();
    });
  }

  /** With which code it was closed; undefined where it was not. */
  get code(): number | undefined {
    return this.#code;
  }

  get isAttached(): boolean {
    return this.#results !== undefined;
  }

  /** Takes the results, which end when the response does. */
  attach(results: Results): void {
    this.#results = results;
    // Hazard: a caller may leave before there is an answer. Nobody else would end the results.
    if (this.#closed) void results.return?.();
  }

  /** Answers with the stream; resolves when the response is over. */
  async run(): Promise<void> {
    const response = this.#response;
    // Hazard: behind an answer that is not over, all would be kept in memory, unseen by the outflow.
    if (!response.socket) this.cut();
    else if (!this.#closed) {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      this.#write(COMMENT);
      await this.#results?.next();
      if (!this.#closed) response.end('event: complete\ndata:\n\n');
    }
    await this.over;
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#code = code;
    this.#finish();
    // A reader who is behind would be waited for; they come back to where they are in any case.
    if (this.#response.headersSent && this.#outflow.isEmpty) this.#response.end(`: ${code} ${reason}\n\n`);
    else this.cut();
  }

  cut(): void {
    // Not the response, which has no connection yet where it waits for its turn.
    this.#response.req.socket.destroy();
  }

  beat(): void {
    if (this.#response.headersSent && this.#outflow.isEmpty) this.#write(COMMENT);
  }

  #finish(): void {
    this.#closed = true;
    void this.#results?.return?.();
  }

  #write(bytes: Buffer): void {
    if (this.#closed) return;
    this.#outflow.cork();
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

const COMMENT = Buffer.from(':\n\n');
