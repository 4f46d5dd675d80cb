import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Outcome } from './outcome.js';

/** Time in which an answer must come, in milliseconds: operations wait for 5 seconds and statements take 15 at most. */
export const PATIENCE = 30_000;

/** How long events of a stream are waited for, and bytes after an answer, in milliseconds. */
const LINGER = 250;

/** Most of an answer that is kept, in bytes: above `maxResponseBytes`. */
const MOST = 9 * 1024 * 1024;

/** Whom a client calls, and as whom. */
export interface Called {
  readonly url: string;
  /** For `Authorization`. */
  readonly bearer: string | undefined;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends an operation by POST, with its body as it is. */
export function post({ url, bearer }: Called, body: string, accept = 'application/json'): Promise<Outcome> {
  const type = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
  return exchange(url, 'POST', { accept, ...type, ...(bearer ? { authorization: bearer } : {}) }, body);
}

/** Sends an operation by GET: what its body says, as parameters. */
export function get(called: Called, body: string): Promise<Outcome> {
  const { url, bearer } = called;
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    given = undefined;
  }
  const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  const parameters = Object.entries(given ?? {}).flatMap(([name, value]) => {
    if (value === undefined) return [];
    try {
      return [`${encodeURIComponent(name)}=${encodeURIComponent(asText(value))}`];
    } catch {
      return [`${encodeURIComponent(name)}=%ED%A0%80`]; // Half a surrogate has no form in an address.
    }
  });
  const address = `${url}?${parameters.join('&')}`;
  // What no address has room for goes by POST.
  if (address.length > 14_000) return post(called, body);
  return exchange(address, 'GET', { accept: 'application/json', ...(bearer ? { authorization: bearer } : {}) });
}

/** Asks for a stream, reads its first events and leaves. */
export function stream(called: Called, body: string): Promise<Outcome> {
  return post(called, body, 'text/event-stream');
}

function exchange(url: string, method: string, headers: Record<string, string>, body?: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => asking.destroy(new Error(`No answer came within ${PATIENCE} ms.`)), PATIENCE);
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const asking = request(url, { method, headers, agent }, (response) => {
      read(response, () => asking.destroy()).then(settle, (error: Error) =>
        settle({ results: [], problem: error.message }),
      );
    });
    // Whoever sends a large body may be cut before they have read why it was refused.
    asking.on('error', (error: NodeJS.ErrnoException) => {
      const isCut = (body?.length ?? 0) > 50_000 && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '');
      settle({ results: [], ...(isCut ? { status: 413 } : { problem: error.message }) });
    });
    asking.end(body);
  });
}

/** Reads an answer: all of it, or what comes of a stream until nothing has come for a while. */
function read(response: IncomingMessage, leave: () => void): Promise<Outcome> {
  const status = response.statusCode ?? 0;
  const isStream = (response.headers['content-type'] ?? '').startsWith('text/event-stream');
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (): void => resolve({ status, results: isStream ? eventsOf(text) : [text] });
    let timer = isStream ? setTimeout(leaving, 4 * LINGER) : undefined;
    function leaving(): void {
      end();
      leave();
    }
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.length > MOST) {
        reject(new Error(`The answer has more than ${MOST} bytes.`));
        leave();
      }
      if (!timer) return;
      clearTimeout(timer);
      timer = setTimeout(leaving, LINGER);
    });
    response.on('end', end).on('error', (error) => (isStream ? end() : reject(error)));
    response.on('close', () => clearTimeout(timer));
  });
}

/** What the events `next` of a stream hold, as far as they are complete. */
function eventsOf(text: string): string[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .flatMap((part) => /^event: ?next\n(?:id: [^\n]*\n)?data: ?([^\n]*)$/m.exec(part)?.[1] ?? []);
}

/** Writes bytes to a connection and reads what comes. A client that is left waiting leaves. */
export function bytes({ url }: Called, sent: string): Promise<Outcome> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname);
    let timer = setTimeout(() => socket.destroy(), 6 * LINGER);
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      if (text.length < MOST) text += chunk;
      clearTimeout(timer);
      timer = setTimeout(() => socket.destroy(), LINGER);
    });
    socket
      .on('error', () => undefined)
      .on('close', () => {
        clearTimeout(timer);
        resolve(answerIn(text));
      });
    socket.write(Buffer.from(sent, 'latin1'));
  });
}

/** The last answer in what came; nothing came of what is no request at all. */
function answerIn(text: string): Outcome {
  if (text === '') return { results: [] };
  const head = text.lastIndexOf('HTTP/1.1 ');
  const status = Number(text.slice(head + 9, head + 12));
  const isJson = /\r\ncontent-type: application\/(?:graphql-response\+)?json/i.test(text.slice(head));
  const rest = text.slice(text.indexOf('\r\n\r\n', head) + 4);
  // Answers of this kind come in one chunk, where they come in chunks.
  const body = /^[0-9a-f]+\r\n(.*)\r\n0\r\n\r\n$/is.exec(rest)?.[1] ?? rest;
  if (!isJson || status === 200 || body === '') return { status, results: [] };
  return { status, results: [Buffer.from(body, 'latin1').toString()] };
}
