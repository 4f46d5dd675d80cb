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
}

/** Identifies callers by their credentials, the same for HTTP, WebSocket and SSE. */
export type Authenticate = (credentials: Credentials) => Promise<Claims | null>;

/** The header that names the organization, in lower case; among the parameters of a connection it is `organization`. */
export const ORGANIZATION_HEADER = 'uplift-organization';

/** Longest name of an organization that is looked at, in characters. */
const MAX_SLUG = 200;

/** Finds the claims of the session with a secret; null if there is none, or it has ended. */
export type FindSession = (secret: string) => Promise<Claims | null>;

/**
 * Makes the check of credentials. `anonymous` are the claims of callers without any; null if there may be none. Bad credentials are never
 * anonymous, nor is a session that has ended.
 */
export function createAuthenticate(
  readToken: ReadToken,
  anonymous: Claims | null,
  findSession: FindSession = async () => null,
): Authenticate {
  return async ({ authorization, session, organization }) => {
    const claims = isGiven(authorization)
      ? await readAuthorization(authorization, readToken)
      : session === undefined
        ? anonymous
        : await findSession(session);
    return claims && within(claims, organization);
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

async function readAuthorization(value: unknown, readToken: ReadToken) {
  if (typeof value !== 'string') return null;
  const [, token] = /^Bearer +(\S+)$/i.exec(value) ?? [];
  return token ? readToken(token) : null;
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
  return isTooLong(authorization)
    ? `Your token has more than ${MAX_TOKEN_LENGTH} characters, the most that is accepted. Ask your identity provider for fewer claims.`
    : 'Your credentials are missing, wrong or expired. Send them as "Authorization: Bearer TOKEN".';
}

/** Whether credentials hold a token that is too long to be looked at. */
export function isTooLong(credentials: unknown): boolean {
  return typeof credentials === 'string' && credentials.length > 'Bearer '.length + MAX_TOKEN_LENGTH;
}
