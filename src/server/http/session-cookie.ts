import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse, serialize } from 'cookie';
import { ORGANIZATION_HEADER } from '../../auth/credentials.js';
import type { Credentials } from '../../auth/credentials.js';
import { addressOf } from './client-address.js';

/** The cookies by which browsers identify their session. */
export interface SessionCookies {
  /** The cookie of the session if a page of our own asks; it counts for no other page. */
  session(request: IncomingMessage): string | undefined;
  /** Whether a page of this server asks, rather than one of another origin, allowed or not. */
  isOwnPage(request: IncomingMessage): boolean;
  /** A cookie by its name without prefix. */
  read(request: IncomingMessage, name: string): string | undefined;
  /** The names, without prefix, of the cookies of a request that begin in a way. */
  names(request: IncomingMessage, beginning: string): readonly string[];
  /** Sets a cookie until a time; without `kept`, removes it. */
  write(response: ServerResponse, name: string, kept?: { readonly value: string; readonly until: Date }): void;
}

/** The name of the cookie of a session, without prefix. */
export const SESSION_COOKIE = 'uplift';

/**
 * Makes the cookies of a server that browsers reach at `origin`; undefined for a demo, which they reach at its loopback names over
 * plain HTTP. Over HTTPS the names begin with `__Host-`: no other host can set them, nor a page without TLS.
 */
export function sessionCookies(origin: string | undefined): SessionCookies {
  const secure = origin?.startsWith('https:') === true;
  const full = (name: string): string => (secure ? `__Host-${name}` : name);
  const all = ({ headers }: IncomingMessage) => parse(headers.cookie ?? '');
  const isOwnPage = ({ headers }: IncomingMessage): boolean => {
    if (headers.origin !== undefined) return headers.origin === (origin ?? `http://${headers.host}`);
    // With GET, browsers send no `Origin` to the page's own server, but this; `none` is an address that the user typed.
    return headers['sec-fetch-site'] === 'same-origin' || headers['sec-fetch-site'] === 'none';
  };
  const read: SessionCookies['read'] = (request, name) => all(request)[full(name)] || undefined;
  return {
    session: (request) => (isOwnPage(request) ? read(request, SESSION_COOKIE) : undefined),
    isOwnPage,
    read,
    names: (request, beginning) =>
      Object.keys(all(request))
        .filter((name) => name.startsWith(full(beginning)))
        .map((name) => name.slice(full('').length)),
    write(response, name, kept) {
      const ends = kept ? { expires: kept.until } : { maxAge: 0 };
      const options = { path: '/', httpOnly: true, sameSite: 'lax', secure, ...ends } as const;
      response.appendHeader('set-cookie', serialize(full(name), kept?.value ?? '', options));
    },
  };
}

/** Reads the credentials of a request. */
export type CredentialsOf = (request: IncomingMessage) => Credentials;

/** Makes the reader of credentials: the token, and the cookie if there are sessions. */
export function credentialsReader(cookies: SessionCookies | undefined): CredentialsOf {
  return (request) => {
    const { authorization, [ORGANIZATION_HEADER]: organization } = request.headers;
    const session = cookies?.session(request);
    return { authorization, organization, address: addressOf(request), ...(session === undefined ? {} : { session }) };
  };
}
