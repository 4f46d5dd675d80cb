import type { IncomingMessage } from 'node:http';

/** Which pages of a browser may call us, and by which host names. */
export interface OriginPolicy {
  /** Origins besides our own. */
  readonly allowedOrigins: readonly string[];
  /** Host names by which we may be called; absent for any. Set where everybody may read: keeps rebound names out. */
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

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}
