import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Step } from './hostile-frames.js';
import { PATIENCE } from './http-clients.js';
import type { Called } from './http-clients.js';
import type { Outcome } from './outcome.js';

/** How long results of a subscription are waited for, in milliseconds. */
const LINGER = 250;

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A socket that notes what comes. */
class Client {
  readonly socket: WebSocket;
  readonly messages: Message[] = [];
  closed: { code: number; reason: string } | undefined;
  #wake: (() => void)[] = [];

  constructor({ url }: Called) {
    this.socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => {
      this.messages.push(JSON.parse(data.toString()) as Message);
      this.#wakeAll();
    });
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#wakeAll();
    });
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Waits until something holds or the socket is closed; whether that came in time. */
  async until(holds: () => boolean, time = PATIENCE): Promise<boolean> {
    const end = Date.now() + time;
    while (!holds() && !this.closed) {
      const left = end - Date.now();
      if (left <= 0) return false;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        timer = setTimeout(resolve, left);
        this.#wake.push(resolve);
      });
      clearTimeout(timer);
    }
    return true;
  }

  has(type: string, id?: string): boolean {
    return this.messages.some((message) => message.type === type && (id === undefined || message.id === id));
  }

  outcome(problem?: string): Outcome {
    const results = this.messages.flatMap(({ type, payload }) => {
      if (type === 'next') return [JSON.stringify(payload)];
      return type === 'error' ? [JSON.stringify({ errors: payload })] : [];
    });
    return { results, ...(this.closed ? { closed: this.closed } : {}), ...(problem ? { problem } : {}) };
  }

  #wakeAll(): void {
    const woken = this.#wake;
    this.#wake = [];
    for (const wake of woken) wake();
  }
}

async function open(called: Called, init: boolean): Promise<Client> {
  const client = new Client(called);
  await Promise.race([once(client.socket, 'open'), once(client.socket, 'close')]);
  if (!init || client.closed) return client;
  client.send({ type: 'connection_init', payload: called.bearer ? { Authorization: called.bearer } : {} });
  await client.until(() => client.has('connection_ack'));
  return client;
}

/** Sends an operation on a socket of its own, with the payload as it is. */
export async function socket(called: Called, body: string): Promise<Outcome> {
  const client = await open(called, true);
  try {
    if (client.closed) return client.outcome();
    client.socket.send(`{"id": "a", "type": "subscribe", "payload": ${body === '' ? 'null' : body}}`);
    const isOver = (): boolean => client.has('complete', 'a') || client.has('error', 'a');
    const isStream = /"query":\s*"\s*subscription/.test(body);
    const came = await client.until(isOver, isStream ? LINGER : PATIENCE);
    if (isStream && !came) {
      // A stream may have nothing to say, but its server lives.
      client.send({ type: 'ping' });
      const lives = await client.until(() => client.has('pong'));
      return client.outcome(lives ? undefined : `No pong came within ${PATIENCE} ms.`);
    }
    return client.outcome(came ? undefined : `No result came within ${PATIENCE} ms.`);
  } finally {
    client.socket.terminate();
  }
}

/** Does what a script says on a socket of its own; then the server answers a ping, or has closed it. */
export async function frames(called: Called, init: boolean, steps: readonly Step[]): Promise<Outcome> {
  const client = await open(called, init);
  const { socket } = client;
  const stream = (socket as unknown as { _socket?: Duplex })._socket;
  try {
    for (const step of steps) {
      if (socket.readyState !== WebSocket.OPEN) break;
      if ('text' in step) socket.send(step.text, { fin: step.fin ?? true });
      else if ('binary' in step) socket.send(Buffer.from(step.binary, 'latin1'));
      else if ('ping' in step) socket.ping('x'.repeat(step.ping));
      else if ('pong' in step) socket.pong('x'.repeat(step.pong));
      else stream?.write(Buffer.from(step.raw, 'latin1'));
    }
    const last = steps.at(-1);
    // After half a frame, whatever comes next is the rest of it.
    const isHalf = last && 'raw' in last;
    await client.until(() => false, LINGER);
    // An end is answered with the code that it came with.
    if (isHalf && last.raw.startsWith('\x88')) return { results: client.outcome().results };
    if (client.closed || isHalf) return leftWith(client, init && !isHalf);
    const patience = steps.length > 50 ? 1_000 : PATIENCE;
    client.send({ type: 'ping', payload: 'the end' });
    const answered = await client.until(() => client.messages.some(({ payload }) => payload === 'the end'), patience);
    // A client that sent too much gets no pongs for a while, but results.
    return answered || steps.length > 50 || !init
      ? leftWith(client, init)
      : client.outcome('No pong came, and no end.');
  } finally {
    socket.terminate();
  }
}

/** What came; that nothing more was said is fine where the client said nothing that could be understood. */
function leftWith(client: Client, mustTell: boolean): Outcome {
  const outcome = client.outcome();
  return outcome.closed?.code === 1006 && !mustTell ? { results: outcome.results } : outcome;
}
