import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { Random } from './random.js';

/** What a client connects and subscribes with. */
export interface CycleParts {
  readonly url: string;
  readonly bearer: string;
  readonly random: Random;
  /** Documents of subscriptions, of which each cycle takes some. */
  readonly documents: readonly string[];
}

/** The ways in which a cycle ends. */
export const ENDS = [
  'cut before it is open',
  'cut before it is acknowledged',
  'cut when it has subscribed',
  'cut while it watches',
  'closed while it watches',
  'completed, then closed',
  'event stream cut before it is there',
  'event stream cut while it watches',
] as const;

/** Of many clients on one address, each would hold a port for a minute; the loopback network has many addresses. */
const addressOf = ({ random }: CycleParts) => `127.0.0.${random.integer(1, 250)}`;

/** Connects, subscribes and is cut, in one of the ways. */
export function runCycle(parts: CycleParts, end: (typeof ENDS)[number]): Promise<void> {
  return end.startsWith('event stream') ? streamCycle(parts, end) : socketCycle(parts, end);
}

function socketCycle(parts: CycleParts, end: (typeof ENDS)[number]): Promise<void> {
  const { url, bearer, random, documents } = parts;
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { localAddress: addressOf(parts) });
  const send = (...messages: object[]) => {
    for (const message of messages) socket.send(JSON.stringify(message));
  };
  const ids = Array.from({ length: random.integer(1, 3) }, (_, index) => String(index));
  const cut = () => socket.terminate();
  const finish = (): void => {
    if (end === 'closed while it watches') socket.close();
    else if (end === 'completed, then closed') {
      send(...ids.map((id) => ({ id, type: 'complete' })));
      socket.close();
    } else cut();
  };
  return new Promise((resolve) => {
    socket.on('error', () => undefined).once('close', () => resolve());
    if (end === 'cut before it is open') return void setTimeout(cut, random.integer(0, 3));
    socket.once('open', () => {
      send({ type: 'connection_init', payload: { Authorization: bearer } });
      if (end === 'cut before it is acknowledged') setTimeout(cut, random.integer(0, 2));
    });
    socket.once('message', () => {
      for (const id of ids) {
        send({ id, type: 'subscribe', payload: { query: random.pick(documents) } });
      }
      if (end === 'cut when it has subscribed') cut();
      else setTimeout(finish, random.integer(1, 20));
    });
  });
}

function streamCycle(parts: CycleParts, end: (typeof ENDS)[number]): Promise<void> {
  const { url, bearer, random, documents } = parts;
  const query = random.pick(documents);
  const headers = { accept: 'text/event-stream', authorization: bearer };
  const asking = request(`${url}?query=${encodeURIComponent(query)}`, {
    agent: false,
    headers,
    localAddress: addressOf(parts),
  });
  const cut = () => asking.destroy();
  return new Promise((resolve) => {
    asking.on('error', () => undefined).once('close', () => resolve());
    if (end === 'event stream cut before it is there') setTimeout(cut, random.integer(0, 5));
    asking.once('response', (response: IncomingMessage) => {
      response.on('error', () => undefined).resume();
      setTimeout(cut, random.integer(0, 20));
    });
    asking.end();
  });
}
