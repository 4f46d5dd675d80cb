import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect } from 'vitest';
import { WebSocket } from 'ws';

/** A message of the protocol graphql-transport-ws, whatever is in it. */
export interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A client that says what a test has it say, right or wrong. */
export interface RawSocket {
  readonly socket: WebSocket;
  /** All that came so far. */
  readonly frames: readonly Frame[];
  /** Code and reason, once it is closed. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /** Sends messages, as objects or as they are, in one packet. */
  send(...messages: (object | string)[]): void;
  /** Waits for the first message that fits. */
  frame(fits: Partial<Frame>): Promise<Frame>;
  /** The messages of an operation. */
  of(id: string): readonly Frame[];
}

/** Opens a socket and says nothing yet. */
export async function openSocket(url: string, protocols: string | string[] = 'graphql-transport-ws') {
  const socket = new WebSocket(url.replace('http', 'ws'), protocols);
  const frames: Frame[] = [];
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const raw: RawSocket = {
    socket,
    frames,
    closed,
    send(...messages) {
      const stream = streamOf(socket);
      stream.cork();
      for (const message of messages) socket.send(typeof message === 'string' ? message : JSON.stringify(message));
      stream.uncork();
    },
    async frame(fits) {
      const find = () =>
        frames.find(
          (frame) => (fits.id === undefined || frame.id === fits.id) && (!fits.type || frame.type === fits.type),
        );
      await expect.poll(find, { timeout: 10_000, message: JSON.stringify(fits) }).toBeDefined();
      return find() as Frame;
    },
    of: (id) => frames.filter((frame) => frame.id === id),
  };
  await once(socket, 'open');
  return raw;
}

/** Opens a socket and says who we are. */
export async function openReady(url: string, bearer: string): Promise<RawSocket> {
  const raw = await openSocket(url);
  raw.send({ type: 'connection_init', payload: { Authorization: bearer } });
  await raw.frame({ type: 'connection_ack' });
  return raw;
}

/** The message that begins an operation. */
export function subscribe(id: string, query: string, variables: object = {}) {
  return { id, type: 'subscribe', payload: { query, variables } };
}

/** What a socket of a client writes to. */
export function streamOf(socket: WebSocket): Socket {
  return (socket as unknown as { _socket: Socket })._socket;
}
