import type { Claims, ReadToken } from './tokens.js';

/** Says who somebody is by the credentials that they show, the same for HTTP, WebSocket and SSE. */
export type Authenticate = (credentials: unknown) => Promise<Claims | null>;

/**
 * Makes the check of credentials: `Bearer TOKEN`, as the header `Authorization` or the connection parameter of that
 * name has it. `anonymous` is who comes without any; null where nobody may. Bad credentials are never anonymous.
 */
export function createAuthenticate(readToken: ReadToken, anonymous: Claims | null): Authenticate {
  return async (credentials) => {
    if (credentials === undefined || credentials === null || credentials === '') return anonymous;
    if (typeof credentials !== 'string') return null;
    const [, token] = /^Bearer +(\S+)$/i.exec(credentials) ?? [];
    return token ? readToken(token) : null;
  };
}

/** The credentials among the parameters of a WebSocket connection: `Authorization`, whatever the case, also below `headers`. */
export function connectionCredentials(parameters: Readonly<Record<string, unknown>> | null | undefined): unknown {
  if (!parameters) return undefined;
  for (const [name, value] of Object.entries(parameters)) {
    if (name.toLowerCase() === 'authorization') return value;
  }
  const { headers } = parameters;
  return headers && typeof headers === 'object' ? connectionCredentials(headers as Record<string, unknown>) : undefined;
}
