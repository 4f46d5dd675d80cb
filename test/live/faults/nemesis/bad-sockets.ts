import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { signToken } from '../../../../src/auth/tokens.js';
import { encodeCursor } from '../../../../src/log/cursor.js';
import { SECRET } from '../../../support/app.js';
import { EVENTS } from '../../history.js';
import type { Arena, Fault } from './fault.js';
import { askHttp, closeOf, inWords, openSocket } from './probe.js';

/** Half-open connections at once. */
const HALF_OPEN = 100;

/** What a client asks for that goes on and on. */
const subscribe = (id: string, variables: object = {}): string =>
  JSON.stringify({ id, type: 'subscribe', payload: { query: EVENTS, variables } });

function anyUrl({ cluster: { urls } }: Arena): string {
  return urls[Math.floor(Math.random() * urls.length)] as string;
}

/** The server that was abused still answers others. */
async function expectAnswer({ abuser, flaw }: Arena, url: string, after: string): Promise<void> {
  const answer = await askHttp(url, abuser, '{ __typename }', {}, 'application/json');
  if (answer.kind !== 'next' && answer.kind !== 'gone') flaw(`after ${after} a query got ${inWords(answer)}`);
}

/** Clients that misuse their connections: they are bounded or cut off, and nobody else notices. */
export const badSockets: readonly Fault[] = [
  {
    name: 'half-open-handshakes',
    hits: 'abuse',
    seconds: [8, 12],
    async run(arena, _random, lasts) {
      const url = anyUrl(arena);
      const { hostname, port } = new URL(url);
      const head = `GET /graphql HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\n`;
      const open = (): Socket => connect({ host: hostname, port: Number(port) }).on('error', () => undefined);
      const mute = Array.from({ length: HALF_OPEN }, open);
      const slow = Array.from({ length: HALF_OPEN }, open);
      const silent = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws').on('error', () => undefined);
      const end = performance.now() + lasts;
      const closed = closeOf(silent);
      for (let index = 0; performance.now() < end; index += 1) {
        for (const socket of slow) if (socket.writable) socket.write(head[index % head.length] as string);
        await sleep(1_000);
      }
      await expectAnswer(arena, url, 'half-open handshakes');
      for (const socket of [...mute, ...slow]) socket.destroy();
      const answer = await closed;
      const isRight = answer.kind === 'gone' || (answer.kind === 'closed' && answer.code === 4408);
      if (!isRight) arena.flaw(`a socket that never said who it is got ${inWords(answer)}`);
    },
  },
  {
    name: 'frame-of-100-MB',
    hits: 'abuse',
    seconds: [1, 1],
    async run(arena) {
      const url = anyUrl(arena);
      const socket = await openSocket(url, arena.abuser);
      if (!socket) return;
      const closed = closeOf(socket);
      socket.send('x'.repeat(100 * 1024 * 1024));
      const answer = await closed;
      // The connection may break while the rest of the frame is being sent.
      const isRight = answer.kind === 'gone' || (answer.kind === 'closed' && answer.code === 1009);
      if (!isRight) arena.flaw(`a frame of 100 MB got ${inWords(answer)}`);
      await expectAnswer(arena, url, 'a frame of 100 MB');
    },
  },
  {
    name: 'subscriptions-without-end-on-one-socket',
    hits: 'abuse',
    seconds: [1, 1],
    async run(arena) {
      const url = anyUrl(arena);
      const socket = await openSocket(url, arena.abuser);
      if (!socket) return;
      let refused = 0;
      socket.on('message', (data: Buffer) => {
        if (data.includes('"RATE_LIMITED"')) refused += 1;
      });
      const closed = closeOf(socket, 20_000);
      for (let id = 0; id < 10_000; id += 1) socket.send(subscribe(String(id)));
      const answer = await closed;
      if (answer.kind === 'silent' && refused < 9_900) arena.flaw(`of 10,000 subscriptions ${refused} were refused`);
      await expectAnswer(arena, url, '10,000 subscriptions');
    },
  },
  {
    name: 'views-of-their-own',
    hits: 'abuse',
    seconds: [5, 8],
    async run(arena, random, lasts) {
      // A group each: no two filters are equal.
      const url = anyUrl(arena);
      const types = ['PROGRESS_RECORDED', 'IMPROVEMENT_REVISED'];
      const { epoch } = arena.cluster.stage;
      const sockets = await Promise.all(Array.from({ length: 10 }, () => openSocket(url, arena.abuser)));
      for (const socket of sockets) {
        for (let id = 0; id < 100; id += 1) {
          const filter = { types: Array.from({ length: random.integer(1, 30) }, () => random.pick(types)) };
          socket?.send(subscribe(String(id), { filter, after: encodeCursor({ epoch, position: arena.head() }) }));
        }
      }
      await sleep(lasts);
      for (const socket of sockets) socket?.terminate();
      await expectAnswer(arena, url, '1,000 views');
    },
  },
  {
    name: 'subscribe-and-complete-at-1-kHz',
    hits: 'abuse',
    seconds: [4, 6],
    async run(arena, _random, lasts) {
      const url = anyUrl(arena);
      const socket = await openSocket(url, arena.abuser);
      if (!socket) return;
      const end = performance.now() + lasts;
      for (let id = 0; performance.now() < end;) {
        for (let burst = 0; burst < 10; burst += 1, id += 1) {
          if (socket.readyState !== WebSocket.OPEN) break;
          socket.send(subscribe(String(id)));
          socket.send(JSON.stringify({ id: String(id), type: 'complete' }));
        }
        await sleep(10);
      }
      socket.terminate();
      await expectAnswer(arena, url, 'subscribing and completing at 1 kHz');
    },
  },
  {
    name: 'token-expires',
    hits: 'abuse',
    seconds: [2, 2],
    async run(arena) {
      const { slug } = arena.cluster.stage.organization;
      const bearer = `Bearer ${await signToken(SECRET, `${slug}-VIEWER`, slug, '3s')}`;
      const socket = await openSocket(anyUrl(arena), bearer);
      if (!socket) return;
      socket.send(subscribe('1'));
      const answer = await closeOf(socket);
      const isRight = answer.kind === 'gone' || (answer.kind === 'closed' && answer.code === 4403);
      if (!isRight) arena.flaw(`a socket whose token expired got ${inWords(answer)}`);
    },
  },
];
