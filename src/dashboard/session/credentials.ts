import { demoToken } from './demo.js';

/** Who the page speaks for: a visitor, the bearer of a token, or a person of the demo. */
export type Credentials =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'demo'; readonly subject: string };

const VISITOR: Credentials = { kind: 'visitor' };

/** Kept for this tab and its reloads only. */
const KEY = 'uplift:credentials';

/** The credentials of this tab. */
export function readCredentials(): Credentials {
  try {
    return (JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Credentials | null) ?? VISITOR;
  } catch {
    return VISITOR;
  }
}

/** Keeps the credentials for this tab. */
export function keepCredentials(credentials: Credentials): void {
  sessionStorage.setItem(KEY, JSON.stringify(credentials));
}

/** How to get the token for a request: a fresh one where it can expire; undefined for a visitor. */
export function tokenOf(credentials: Credentials): (() => Promise<string>) | undefined {
  if (credentials.kind === 'visitor') return undefined;
  if (credentials.kind === 'demo') return () => demoToken(credentials.subject);
  return async () => credentials.token;
}
