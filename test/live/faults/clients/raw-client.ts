import WebSocket from 'ws';
import { ResumingClient } from './resuming-client.js';

/** Close codes after which stock clients do not come back: none of them was deserved. */
const FATAL = new Set([4400, 4401, 4403, 4406, 4408, 4409, 4429, 4500]);

const NEXT = Buffer.from('{"id":"1","type":"next","payload":');

/** A cheap client over a WebSocket: of a result it reads no more than where it stands. */
export class RawClient extends ResumingClient {
  #socket: WebSocket | undefined;

  protected open(url: string): void {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', {
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
    this.#socket = socket;
    socket.on('open', () => {
      socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: this.spec.bearer } }));
    });
    socket.on('message', (data: Buffer) => {
      if (socket !== this.#socket) return;
      if (data.length > NEXT.length && data.compare(NEXT, 0, NEXT.length, 0, NEXT.length) === 0) {
        this.update(data.subarray(NEXT.length, data.length - 1));
      } else {
        this.#control(socket, data.toString());
      }
    });
    socket.on('error', () => undefined); // `close` follows.
    socket.on('close', (code, reason) => {
      if (socket !== this.#socket) return;
      this.#socket = undefined;
      if (FATAL.has(code)) this.refused(`closed with ${code} ${reason.toString()}`);
      this.lost();
    });
  }

  protected break(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.terminate();
  }

  stall(): void {
    this.#socket?.pause();
  }

  goOn(): void {
    this.#socket?.resume();
  }

  #control(socket: WebSocket, text: string): void {
    const { type } = JSON.parse(text) as { type: string };
    if (type === 'connection_ack') {
      this.acknowledged();
      const payload = { query: this.spec.query, variables: this.variables };
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
    } else if (type === 'ping') {
      socket.send('{"type":"pong"}');
    } else {
      this.refused(text);
      this.break();
      this.lost();
    }
  }
}
