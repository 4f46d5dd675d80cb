import { request as requestHttp, Agent as HttpAgent } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps, Agent as HttpsAgent } from 'node:https';
import { version } from '../version.js';
import type { Networks } from '../networks.js';

/** Longest that an endpoint may take to answer, in milliseconds. */
export const ANSWER_TIMEOUT = 10_000;

/** How much of an answer is kept, in bytes. */
const KEPT = 1_024;

/** How much of an answer is read, so that its connection can be used again, in bytes. */
const MOST_READ = 64 * 1_024;

/** What an endpoint answered, or why it did not. */
export interface Attempt {
  /** Status of HTTP; null without an answer. */
  readonly status: number | null;
  /** Value of the header `Retry-After`. */
  readonly retryAfter?: string | undefined;
  /** The first KB of the answer; null without one. */
  readonly answer: string | null;
  /** Why there is no answer; null where there is one. */
  readonly error: string | null;
  /** How long it took, in milliseconds. */
  readonly duration: number;
}

/** What is sent to an endpoint. */
export interface Posted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The connections to one endpoint, which are used again. */
export interface Endpoint {
  /** Sends something and answers with what came of it: never throws. `signal` cuts it. */
  post(posted: Posted, signal?: AbortSignal): Promise<Attempt>;
  close(): void;
}

/** Whether an endpoint took what it was sent. */
export function isTaken({ status }: Attempt): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Opens an endpoint. Redirects are not followed, and a host name is resolved for each connection, once. */
export function openEndpoint(networks: Networks, timeout = ANSWER_TIMEOUT): Endpoint {
  const options = { keepAlive: true, maxSockets: 1, timeout: 30_000 };
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
  const post = async (posted: Posted, signal?: AbortSignal): Promise<Attempt> => {
    const started = performance.now();
    const took = (): number => Math.round(performance.now() - started);
    // Hazard: `AbortSignal.any` of a signal that lives long keeps what was made of it, in some versions of Node.
    const cutting = new AbortController();
    const cut = (): void => cutting.abort();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      cut();
    }, timeout);
    signal?.addEventListener('abort', cut);
    if (signal?.aborted) cut();
    try {
      // Hazard: Node connects to a host that is an address without looking it up.
      const complaint = networks.complaintOf(posted.url);
      if (complaint !== undefined) throw new Error(complaint);
      const response = await insist(() => send(posted, agents, networks, cutting.signal));
      const answer = await beginning(response);
      return {
        answer,
        status: response.statusCode ?? null,
        retryAfter: response.headers['retry-after'],
        error: null,
        duration: took(),
      };
    } catch (error) {
      const why = isLate ? `No answer within ${timeout / 1_000} seconds.` : wordsOf(error);
      return { status: null, answer: null, error: why, duration: took() };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cut);
    }
  };
  return {
    post,
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** The endpoint has closed the connection that was to be used again. */
class StaleConnectionError extends Error {
  override readonly name = 'StaleConnectionError';
}

/** Sends again, at once, where the connection was stale. Whatever the endpoint has read of it, the message has the same id. */
async function insist<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof StaleConnectionError) return attempt();
    throw error;
  }
}

function send(
  { url, headers, body }: Posted,
  agents: { readonly 'http:': HttpAgent; readonly 'https:': HttpsAgent },
  networks: Networks,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { protocol } = new URL(url);
  const isSecure = protocol === 'https:';
  const content = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const request = (isSecure ? requestHttps : requestHttp)(
      url,
      {
        method: 'POST',
        agent: isSecure ? agents['https:'] : agents['http:'],
        lookup: networks.lookup(protocol),
        signal,
        headers: { ...headers, 'user-agent': `Uplift/${version}`, 'content-length': content.length },
      },
      resolve,
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      reject(isStale ? new StaleConnectionError(error.message) : error);
    });
    request.end(content);
  });
}

/** The beginning of an answer as text. The status counts, whatever becomes of the rest. */
async function beginning(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) continue;
      if (size < KEPT) chunks.push(chunk.subarray(0, KEPT - size));
      size += chunk.length;
      if (size > MOST_READ) break;
    }
  } catch {
    // What came is kept.
  }
  // NUL cannot be stored.
  return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '�');
}

function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
