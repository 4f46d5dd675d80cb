import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Networks } from './networks.js';
import { version } from './version.js';

/** What is asked of a server. */
export interface GuardedRequest {
  readonly method?: string;
  readonly headers?: Headers | Readonly<Record<string, string>>;
  /** Texts and forms only. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Asks a server as `fetch` does, of an address that somebody of an organization has given. */
export type GuardedFetch = (url: string, request: GuardedRequest) => Promise<Response>;

/** Largest answer, in bytes. */
const MAX_BYTES = 1_048_576;

/** Answers that have no body. */
const WITHOUT_BODY = [204, 205, 304];

/**
 * Makes a `fetch` that reaches only what the networks allow: a host name is resolved once for each request, redirects are not
 * followed, no connection is used again, and an answer has 1 MiB and `timeout` milliseconds at most.
 */
export function createGuardedFetch(networks: Networks, timeout: number): GuardedFetch {
  return async (url, { method = 'GET', headers = {}, body, signal }) => {
    // Hazard: Node connects to a host that is an address without looking it up.
    const complaint = networks.complaintOf(url);
    if (complaint !== undefined) throw new Error(complaint);
    const timer = AbortSignal.timeout(timeout);
    const cut = signal ? AbortSignal.any([timer, signal]) : timer;
    const content = body === undefined || body === null ? undefined : contentOf(body);
    const { protocol } = new URL(url);
    const options = {
      method,
      headers: headersOf(headers, content),
      lookup: networks.lookup(protocol),
      agent: false,
      signal: cut,
    };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = (protocol === 'https:' ? requestHttps : requestHttp)(url, options, resolve);
      request.on('error', (error) =>
        reject(timer.aborted ? new Error(`No answer within ${timeout / 1_000} seconds.`) : error),
      );
      request.end(content);
    });
    const status = response.statusCode ?? 0;
    const answer = await wholeOf(response);
    return new Response(WITHOUT_BODY.includes(status) ? null : answer, { status, headers: headersIn(response) });
  };
}

function contentOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('Only texts and forms are sent.');
}

function headersOf(
  headers: NonNullable<GuardedRequest['headers']>,
  content: string | undefined,
): Record<string, string> {
  const given = headers instanceof Headers ? Object.fromEntries(headers) : headers;
  const length = content === undefined ? {} : { 'content-length': String(Buffer.byteLength(content)) };
  return { 'user-agent': `Uplift/${version}`, ...given, ...length };
}

function headersIn({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value);
  return headers;
}

async function wholeOf(response: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error('The answer is larger than 1 MiB.');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
