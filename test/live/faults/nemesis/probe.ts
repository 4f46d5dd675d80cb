import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';

/** How long an answer may take before it counts as a hang, in milliseconds: a stalled database is part of the game. */
export const PATIENCE = 60_000;

/**
 * What became of an operation: its first result or error, in JSON; a close with a code; an HTTP status that refuses;
 * `gone` where the server went away; `silent` where nothing came in time.
 */
export type Answer =
  | { readonly kind: 'next' | 'error'; readonly text: string }
  | { readonly kind: 'closed' | 'status'; readonly code: number }
  | { readonly kind: 'gone' | 'silent' };

/** Codes by which a server says that it is in trouble itself: 1006 is a broken connection. */
const TROUBLE = new Set([1006, 1012, 1013]);

/** Opens an acknowledged socket; undefined where there is no server. */
export async function openSocket(url: string, bearer: string): Promise<WebSocket | undefined> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { perMessageDeflate: false });
  socket.on('error', () => undefined); // `close` follows.
  const opened = await new Promise<boolean>((resolve) => {
    socket.on('open', () => {
      socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: bearer } }));
    });
    socket.once('message', () => resolve(true));
    socket.once('close', () => resolve(false));
  });
  return opened ? socket : undefined;
}

/** Waits for the close of a socket; `silent` where it does not come in time. */
export async function closeOf(socket: WebSocket, patience = PATIENCE): Promise<Answer> {
  const closed = new Promise<Answer>((resolve) => {
    socket.once('close', (code) => resolve(TROUBLE.has(code) ? { kind: 'gone' } : { kind: 'closed', code }));
  });
  const answer = await Promise.race([closed, sleep<Answer>(patience, { kind: 'silent' }, { ref: false })]);
  socket.terminate();
  return answer;
}

/** The first answer to an operation on a WebSocket of its own. */
export async function askSocket(url: string, bearer: string, query: string, variables: object): Promise<Answer> {
  const socket = await openSocket(url, bearer);
  if (!socket) return { kind: 'gone' };
  const answered = new Promise<Answer>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      const { type } = JSON.parse(text) as { type: string };
      if (type === 'next' || type === 'error') resolve({ kind: type, text });
    });
  });
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
  const answer = await Promise.race([answered, closeOf(socket)]);
  socket.terminate();
  return answer;
}

/** The first answer to an operation over HTTP, as a stream of events or as one result. */
export async function askHttp(
  url: string,
  bearer: string,
  query: string,
  variables: object,
  accept: 'text/event-stream' | 'application/json',
): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const response = await fetch(url, {
      method: 'POST',
      signal: abort.signal,
      headers: { accept, 'content-type': 'application/json', authorization: bearer },
      body: JSON.stringify({ query, variables }),
    });
    if (response.status >= 500) return { kind: 'gone' };
    if (response.status >= 400) return { kind: 'status', code: response.status };
    let text = '';
    for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (accept === 'text/event-stream' && /^data: ?.*\n/m.test(text)) break;
    }
    return { kind: text.includes('"data"') ? 'next' : 'error', text };
  } catch {
    return { kind: abort.signal.aborted ? 'silent' : 'gone' };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

/** An answer in a few words. */
export function inWords(answer: Answer): string {
  if ('text' in answer) return `${answer.kind} ${answer.text.slice(0, 300)}`;
  return 'code' in answer ? `${answer.kind} ${answer.code}` : answer.kind;
}
