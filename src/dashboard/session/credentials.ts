/** The credentials of the page: the cookie of the browser, if there is one, or a token of this tab. */
export type Credentials = { readonly kind: 'browser' } | { readonly kind: 'token'; readonly token: string };

const BROWSER: Credentials = { kind: 'browser' };

/** Kept for this tab and its reloads only. */
const KEY = 'uplift:credentials';

/** The credentials of this tab. */
export function readCredentials(): Credentials {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Credentials | null;
    return kept?.kind === 'token' ? kept : BROWSER;
  } catch {
    return BROWSER;
  }
}

/** Keeps the credentials for this tab. */
export function keepCredentials(credentials: Credentials): void {
  if (credentials.kind === 'token') sessionStorage.setItem(KEY, JSON.stringify(credentials));
  else sessionStorage.removeItem(KEY);
}
