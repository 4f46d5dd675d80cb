import type { Role } from '../graphql.js';

/** A person of the demo. */
export interface DemoPerson {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  /** Names of the units that they lead. */
  readonly leads: readonly string[];
}

/** Who is signed in in this browser, and the ways to sign in. */
export interface Offers {
  readonly person: {
    readonly id: string;
    readonly name: string;
    /** When they last proved who they are, and the class of that authentication; null where that is not known. */
    readonly signIn: { readonly at: string | null; readonly acr: string | null };
  } | null;
  /** Whether visitors may read. */
  readonly visitors: boolean;
  /** The people of a demo; absent on any other server. */
  readonly people?: readonly DemoPerson[];
  /** Whether there is an identity provider. */
  readonly provider?: boolean;
}

/** The offers of a server without sessions: it accepts only tokens. */
const NONE: Offers = { person: null, visitors: false };

/** Asks the server. */
export async function readOffers(): Promise<Offers> {
  const answer = await fetch('/auth/session');
  return answer.ok ? ((await answer.json()) as Offers) : NONE;
}

/**
 * Signs in as a person of the demo.
 * @throws Error when the server refuses.
 */
export async function enterDemo(subject: string): Promise<void> {
  await post('/auth/demo', { subject });
}

/** Signs out; returns where the browser goes to sign out there, too. */
export async function leave(): Promise<string> {
  return ((await post('/auth/logout', {})) as { to: string }).to;
}

/** The address that leads to the identity provider, and from there back to a page of ours. */
export function providerAddress(to: string): string {
  return `/auth/login?to=${encodeURIComponent(to)}`;
}

async function post(address: string, body: object): Promise<unknown> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address} failed: ${answer.status}`);
  return answer.json();
}
