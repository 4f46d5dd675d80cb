import type { App } from '../../src/server/app.js';
import type { TestApp, TestPerson } from './app.js';

/** A browser in which somebody is signed in. */
export interface SignedIn {
  /** What is in its cookie. */
  readonly secret: string;
  /** What it sends to a server from a page of that server. */
  headersFor(app: Pick<TestApp, 'url'>): Record<string, string>;
}

/** Signs somebody of a test's organization in. */
export async function signIn(
  app: App,
  organization: { readonly id: string },
  person: Pick<TestPerson, 'id'>,
): Promise<SignedIn> {
  const who = { personId: person.id, organizationId: organization.id, address: undefined, agent: 'A browser' };
  const begun = await app.services.sessions?.begin(who);
  if (!begun) throw new Error('There are no sessions.');
  const { secret } = begun;
  return { secret, headersFor: ({ url }) => ({ cookie: `uplift=${secret}`, origin: new URL(url).origin }) };
}
