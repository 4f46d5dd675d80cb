import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { until } from '../live/subscribers.js';

/** A request to a receiver. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** When, in milliseconds. */
  readonly at: number;
}

/** Answers a request; the default is 204. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A receiver of webhooks: a server of its own. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** The `webhook-id` of each request, in order. */
  readonly ids: readonly string[];
  /** The types of the messages, in order. */
  readonly types: readonly string[];
  /** Answers the next requests with these, one each. */
  answer(...answers: readonly Answer[]): void;
  /** Answers all requests so from now on. */
  always(answer: Answer): void;
  /** Waits for so many requests. */
  count(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Answers with a status, and perhaps headers and a text. */
export const status =
  (code: number, headers: Record<string, string> = {}, text = ''): Answer =>
  (response) =>
    void response.writeHead(code, headers).end(text);

/** Never answers. */
export const silence: Answer = () => undefined;

/** Cuts the connection. */
export const reset: Answer = (_response, request) => request.socket.resetAndDestroy();

/** Starts a receiver on a loopback address. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const next: Answer[] = [];
  let usual: Answer = status(204);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url = '', headers } = request;
      received.push({ path: url, headers, body: Buffer.concat(chunks).toString(), at: performance.now() });
      (next.shift() ?? usual)(response, request);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    get ids() {
      return received.map(({ headers }) => String(headers['webhook-id']));
    },
    get types() {
      return received.map(({ body }) => String(JSON.parse(body).type));
    },
    answer: (...answers) => void next.push(...answers),
    always: (answer) => void (usual = answer),
    count: (count) => until(() => received.length >= count, `${count} requests`),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Verifies a request with the stock library, and returns what it says. */
// oxlint-disable-next-line typescript/no-explicit-any -- as the answers of the kit have it
export function verified(secret: string, { headers, body }: Received): Record<string, any> {
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return new Webhook(secret).verify(body, own) as Record<string, unknown>;
}
