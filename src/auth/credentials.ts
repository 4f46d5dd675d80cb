import { isApiToken, isIntact } from './token-secret.js';
import { MAX_TOKEN_LENGTH } from './tokens.js';
import type { Claims, ReadToken } from './tokens.js';

/** The credentials that a caller presents. */
export interface Credentials {
  /** `Bearer TOKEN`; absent for a visitor. */
  readonly authorization: unknown;
  /** The secret of a session, from the cookie of one of our own pages; a token takes precedence. */
  readonly session?: string | undefined;
  /** Slug of the organization in which they want to act, where the token names none; absent for the one they joined first. */
  readonly organization?: unknown;
  /** Network address of the caller, for people to read; nothing is decided by it. */
  readonly address?: string | undefined;
}

/** Identifies callers by their credentials, the same for HTTP, WebSocket and SSE. */
export type Authenticate = (credentials: Credentials) => Promise<Claims | null>;

/** The header that names the organization, in lower case; among the parameters of a connection it is `organization`. */
export const ORGANIZATION_HEADER = 'uplift-organization';

/** Longest name of an organization that is looked at, in characters. */
const MAX_SLUG = 200;

/** How each kind of credentials is checked. */
export interface CredentialChecks {
  /** Reads a token of an identity provider, or of our own. */
  readonly readToken: ReadToken;
  /** Finds the claims of the API token with a secret; null if there is none, or it has ended. */
  readonly findApiToken: (secret: string, address: string | undefined) => Promise<Claims | null>;
  /** Finds the claims of the session with a secret; null if there is none, or it has ended. Absent without sessions. */
  readonly findSession?: ((secret: string) => Promise<Claims | null>) | undefined;
  /** The claims of callers without credentials; null if there may be none. */
  readonly anonymous: Claims | null;
}

/** Makes the check of credentials. Bad ones are never anonymous, nor is a session that has ended. */
export function createAuthenticate(checks: CredentialChecks): Authenticate {
  const { readToken, findApiToken, findSession = async () => null, anonymous } = checks;
  const visitor = anonymous && { ...anonymous, isVisitor: true as const };
  const identify = ({ authorization, session, address }: Credentials): Claims | null | Promise<Claims | null> => {
    if (!isGiven(authorization)) return session === undefined ? visitor : findSession(session);
    const token = bearerOf(authorization);
    if (token === undefined) return null;
    return isApiToken(token) ? findApiToken(token, address) : readToken(token);
  };
  return async (credentials) => {
    const claims = await identify(credentials);
    return claims && within(claims, credentials.organization);
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** The token of `Bearer TOKEN`; undefined for anything else. */
function bearerOf(authorization: unknown): string | undefined {
  if (typeof authorization !== 'string') return undefined;
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1];
}

/** The claims within the organization that was asked for. A token for one organization opens no other. */
function within(claims: Claims, organization: unknown): Claims | null {
  if (!isGiven(organization)) return claims;
  if (typeof organization !== 'string' || organization.length > MAX_SLUG) return null;
  if (claims.organization === undefined) return { ...claims, organization };
  return claims.organization === organization ? claims : null;
}

/**
 * The credentials among the parameters of a WebSocket connection: `Authorization` and `organization`, or the headers of
 * HTTP below `headers`, whatever the case.
 */
export function connectionCredentials(parameters: Readonly<Record<string, unknown>> | null | undefined): Credentials {
  const headers = parameters?.['headers'];
  const below = headers && typeof headers === 'object' ? (headers as Record<string, unknown>) : {};
  return {
    authorization: find(parameters ?? {}, 'authorization') ?? find(below, 'authorization'),
    organization: find(parameters ?? {}, 'organization') ?? find(below, ORGANIZATION_HEADER),
  };
}

function find(values: Readonly<Record<string, unknown>>, wanted: string): unknown {
  return Object.entries(values).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** What is wrong with credentials that were refused, as far as their bearer may know. */
export function whyRefused({ authorization, session }: Credentials): string {
  if (session !== undefined && !isGiven(authorization)) return 'Your session has ended. Sign in again.';
  if (isMisspelled(authorization)) return 'Your API token is misspelled or incomplete: its checksum is wrong.';
  return isTooLong(authorization)
    ? `Your token has more than ${MAX_TOKEN_LENGTH} characters, the most that is accepted. Ask your identity provider for fewer claims.`
    : 'Your credentials are missing, wrong or expired. Send them as "Authorization: Bearer TOKEN".';
}

/** The same in the few words for which the close frame of a WebSocket has room. */
export function whyClosed({ authorization }: Credentials): string {
  if (isMisspelled(authorization)) return 'Token misspelled';
  return isTooLong(authorization) ? 'Token too long' : 'Forbidden';
}

/** Whether credentials hold an API token with a wrong checksum. */
function isMisspelled(authorization: unknown): boolean {
  const token = bearerOf(authorization);
  return token !== undefined && isApiToken(token) && !isIntact(token);
}

/** Whether credentials hold a token that is too long to be looked at. */
function isTooLong(credentials: unknown): boolean {
  return typeof credentials === 'string' && credentials.length > 'Bearer '.length + MAX_TOKEN_LENGTH;
}
