import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** One event of a stream, as it came. */
export interface StreamEvent {
  readonly event: string | undefined;
  readonly id: string | undefined;
  readonly data: string | undefined;
}

/** A raw response of Server-Sent Events. */
export interface RawStream {
  readonly response: IncomingMessage;
  /** Everything so far but comments. */
  readonly events: readonly StreamEvent[];
  readonly comments: readonly string[];
  /** The id that came before all events, in one without data. */
  readonly firstId: string | undefined;
  /** Whether the response is over. */
  readonly over: boolean;
  cut(): void;
}

/** What a stream is asked for with. */
export interface StreamRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly bearer?: string;
  readonly lastEventId?: string;
  readonly method?: 'GET' | 'POST';
  readonly acceptEncoding?: string;
}

/** Asks for a stream, and reads it as it comes. */
export function openStream(url: string, asked: StreamRequest): Promise<RawStream> {
  const { query, variables = {}, bearer, lastEventId, acceptEncoding, method = 'POST' } = asked;
  const body = JSON.stringify({ query, variables });
  const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const headers = {
    accept: 'text/event-stream',
    ...(bearer ? { authorization: bearer } : {}),
    ...(acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding }),
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    ...(method === 'POST' ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}),
  };
  const asking = request(method === 'GET' ? `${url}?${parameters}` : url, { method, agent: false, headers });
  return new Promise((resolve, reject) => {
    asking.once('error', reject);
    asking.once('response', (response) => {
      asking.off('error', reject).on('error', () => undefined);
      resolve(read(response, () => asking.destroy()));
    });
    asking.end(method === 'POST' ? body : undefined);
  });
}

function read(response: IncomingMessage, cut: () => void): RawStream {
  const events: StreamEvent[] = [];
  const comments: string[] = [];
  let firstId: string | undefined;
  let over = false;
  let text = '';
  response.setEncoding('utf8').on('error', () => undefined);
  response.once('close', () => (over = true));
  response.on('data', (chunk: string) => {
    const parts = (text + chunk).split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1];
      if (part.startsWith(':')) comments.push(part.slice(1).trim());
      else if (/^id: ?(.*)$/.test(part)) firstId = field('id');
      else events.push({ event: field('event'), id: field('id'), data: field('data') });
    }
  });
  return {
    response,
    events,
    comments,
    get firstId() {
      return firstId;
    },
    get over() {
      return over;
    },
    cut,
  };
}
