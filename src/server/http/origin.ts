import type { IncomingMessage, ServerResponse } from 'node:http';
import { ORGANIZATION_HEADER } from '../../auth/credentials.js';

/** Which pages of a browser may call us, and by which host names. */
export interface OriginPolicy {
  /** Origins besides our own. */
  readonly allowedOrigins: readonly string[];
  /** Headers that their pages may send besides the usual ones. */
  readonly allowedHeaders?: readonly string[] | undefined;
  /** Host names by which we may be called; absent for any. Set where anyone may read: keeps rebound names out. */
  readonly hosts?: readonly string[] | undefined;
}

/**
 * Whether a request may be answered. Requests of programs carry no `Origin` and pass; a page of another origin does
 * not, neither by fetch nor by WebSocket, which CORS does not cover.
 */
export function isAllowed(request: IncomingMessage, policy: OriginPolicy): boolean {
  const host = request.headers.host ?? '';
  if (policy.hosts && !policy.hosts.includes(hostName(host))) return false;
  const { origin } = request.headers;
  if (origin !== undefined)
    return policy.allowedOrigins.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host);
  // A link or a form of another site sends no origin with GET; opening GraphiQL by a link is fine, calling us is not.
  const navigates = request.headers['sec-fetch-mode'] === 'navigate' && request.headers.accept?.includes('text/html');
  return request.headers['sec-fetch-site'] !== 'cross-site' || navigates === true;
}

/** Whether a `Host` header names a host, and perhaps a port; a request of HTTP/1.0 may have none. */
export function isHost(host: string | undefined): boolean {
  return host === undefined || (/^[^\s/?#@\\]+$/.test(host) && URL.canParse(`http://${host}`));
}

/** What clients of GraphQL, and what traces them, send besides what CORS always allows. */
const USUAL_HEADERS = [
  'accept',
  'authorization',
  'content-type',
  'last-event-id',
  ORGANIZATION_HEADER,
  'x-requested-with',
  'x-request-id',
  'traceparent',
  'tracestate',
  'baggage',
  'apollo-require-preflight',
  'apollographql-client-name',
  'apollographql-client-version',
  'x-apollo-operation-name',
  'x-apollo-operation-id',
  'x-apollo-operation-type',
  'x-apollo-cache-key',
  'graphql-client-name',
  'graphql-client-version',
  'graphql-preflight',
  'x-graphql-event-stream-token',
];

/** What pages may read of an answer besides what CORS always shows. */
const EXPOSED_HEADERS = [
  'allow',
  'content-disposition',
  'etag',
  'retry-after',
  'www-authenticate',
  'traceparent',
  'tracestate',
  'traceresponse',
  'server-timing',
  'x-request-id',
].join(', ');

/** How long a browser need not ask again, in seconds; Chromium takes no more than this. */
const MAX_AGE = 7_200;

/** Lets pages of the other origins that are allowed read our answers. No cookies are involved. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse, policy: OriginPolicy): void {
  response.setHeader('vary', 'origin');
  const { origin } = request.headers;
  if (!origin || !policy.allowedOrigins.includes(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  if (request.method !== 'OPTIONS') return void response.setHeader('access-control-expose-headers', EXPOSED_HEADERS);
  const headers = [...USUAL_HEADERS, ...(policy.allowedHeaders ?? [])].join(', ');
  response.setHeader('access-control-allow-headers', headers);
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-max-age', MAX_AGE);
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}
