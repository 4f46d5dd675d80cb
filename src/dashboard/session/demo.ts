import type { Role } from '../graphql.js';

/** Where the embedded demo, and no other server, lets a page sign in as one of its people. */
const ADDRESS = '/demo/sign-in';

/** A token is replaced when it is good for less than this, in milliseconds. */
const SPARE = 60_000;

/** Somebody of the demo. */
export interface DemoPerson {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  /** Names of the units that they lead. */
  readonly leads: readonly string[];
}

interface DemoToken {
  readonly token: string;
  readonly expiresAt: string;
}

const tokens = new Map<string, Promise<DemoToken>>();

/** The people that one can sign in as; none where the server is not the demo. */
export async function demoPeople(): Promise<readonly DemoPerson[]> {
  const answer = await fetch(ADDRESS);
  if (!answer.ok) return [];
  return ((await answer.json()) as { people: readonly DemoPerson[] }).people;
}

/**
 * A short-lived token of a person of the demo.
 * @throws Error when the server gives none.
 */
export async function demoToken(subject: string): Promise<string> {
  const kept = await tokens.get(subject)?.catch(() => undefined);
  if (kept && Date.parse(kept.expiresAt) - Date.now() > SPARE) return kept.token;
  const asked = askForToken(subject);
  tokens.set(subject, asked);
  return (await asked).token;
}

async function askForToken(subject: string): Promise<DemoToken> {
  const answer = await fetch(ADDRESS, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subject }),
  });
  if (!answer.ok) throw new Error(`Signing in as ${subject} failed: ${answer.status}`);
  return (await answer.json()) as DemoToken;
}
