import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import { putServiceAccount } from '../commands/fixtures.js';
import { createTestOrganization, HOUR, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { freePort } from '../support/free-port.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { Navigator } from '../support/navigator.js';
import { useApp } from '../support/use-app.js';

const plain = useApp();

/** A server at which people get accounts, and its provider. */
interface Stage {
  readonly provider: IdentityProvider;
  readonly app: TestApp;
  readonly origin: string;
}
/** Of one, names are in the ID token; of the other, in its userinfo, and only people of a group get an account. */
let stage: Stage;
let grouped: Stage;
let organization: TestOrganization;

const limits = { maxIdle: HOUR, maxAge: HOUR };
async function start(conforms: boolean, accounts: object): Promise<Stage> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const provider = await startIdentityProvider(origin, 0, conforms);
  const { database } = plain.services;
  const { issuer, clientId, clientSecret } = provider;
  const client = { issuer, clientId, clientSecret, accounts: { role: 'PROJECT_LEAD' as const, ...accounts } };
  return {
    provider,
    origin,
    app: await startApp({ parts: { database, port, signIn: { origin, limits, provider: client } } }),
  };
}
beforeAll(async () => {
  stage = await start(false, {});
  grouped = await start(true, { group: 'uplift' });
});
afterAll(async () => {
  for (const { app, provider } of [stage, grouped]) {
    await app.stop();
    await provider.stop();
  }
});
let subject: string;
let made = 0;
beforeEach(async () => {
  organization = await createTestOrganization(plain);
  subject = `newcomer-${(made += 1)}`;
});

/** Signs somebody in, of whom the provider says something; returns 200 where they have a session, or else the status. */
async function signIn(
  claim: unknown,
  profile: object = {},
  { at = stage, as = subject, query = '' } = {},
): Promise<number> {
  const { origin, provider } = at;
  provider.organizations.set(as, claim);
  provider.profiles.set(as, { ...profile });
  const browser = new Navigator();
  const { url } = await browser.open(`${origin}/auth/login${query}`, (to) => to.pathname.startsWith('/interaction/'));
  url.searchParams.set('as', as);
  const { response } = await browser.open(url);
  return browser.cookies(origin).has('uplift') ? 200 : response.status;
}
const people = (as = subject) =>
  plain.services.database.prisma.person.findMany({ where: { subject: as }, orderBy: { createdAt: 'asc' } });
const slug = () => organization.slug;

describe('somebody whom the provider names as of an organization', () => {
  test.each<[string, (slug: string) => unknown]>([
    ['as a text', (slug) => slug],
    ['in a list', (slug) => [slug]],
    ['in a map, as Keycloak does', (slug) => ({ [slug]: { id: '1' } })],
  ])('%s, gets an account there, with an event', async (_form, claimOf) => {
    const profile = {
      name: 'Noor Haddad',
      email: `${subject.toUpperCase()}@Example.org`,
      locale: 'de-ch',
      zoneinfo: 'Europe/Zurich',
    };
    expect(await signIn(claimOf(slug()), profile)).toBe(200);
    const [person, ...more] = await people();
    expect(more).toEqual([]);
    expect(person).toMatchObject({
      organizationId: organization.id,
      name: 'Noor Haddad',
      email: `${subject}@example.org`,
      locale: 'de-CH',
      timeZone: 'Europe/Zurich',
      role: 'PROJECT_LEAD',
      ownerId: null,
      active: true,
    });
    const { prisma } = plain.services.database;
    const events = await prisma.event.findMany({ where: { recordId: person?.id ?? '' } });
    expect(events).toMatchObject([
      {
        type: 'PersonAdded',
        actorId: null,
        viaTokenId: null,
        viaService: 'SIGN_IN',
        recordVersion: 1,
        note: expect.stringContaining('first sign-in'),
        after: { subject },
      },
    ]);
    const told =
      '{ viewer { organization { events(last: 1) { nodes { __typename actor { id } via { service tokenId name } } } } } }';
    const { data } = await ask(plain.url, told, {}, organization.people.VIEWER.bearer);
    expect(data?.['viewer'].organization.events.nodes).toEqual([
      { __typename: 'PersonAdded', actor: null, via: { service: 'SIGN_IN', tokenId: null, name: null } },
    ]);
    const access = await prisma.accessRecord.findMany({ where: { personId: person?.id ?? '' } });
    expect(access).toMatchObject([{ kind: 'SIGN_IN', about: 'provider' }]);
    // The second time, they are there already.
    expect(await signIn(claimOf(slug()), { ...profile, name: 'Another name' })).toBe(200);
    expect(await people()).toEqual([person]);
  });

  it('gets one account where they sign in twice at once', async () => {
    expect(await Promise.all([1, 2, 3].map(() => signIn(slug())))).toEqual([200, 200, 200]);
    expect(await people()).toHaveLength(1);
  });

  it('gets it in the organization that they ask for, if that is one of theirs', async () => {
    const other = await createTestOrganization(plain);
    const both = [slug(), other.slug];
    const third = await createTestOrganization(plain);
    expect(await signIn(both)).toBe(403);
    expect(await signIn(both, {}, { query: `?organization=${third.slug}` })).toBe(403);
    expect(await people()).toEqual([]);
    expect(await signIn(both, {}, { query: `?organization=${other.slug}` })).toBe(200);
    expect(await people()).toMatchObject([{ organizationId: other.id }]);
  });

  it('has as their name what the provider says, or their subject', async () => {
    expect(await signIn(slug(), { name: '  ', email: 'no address', locale: 'no locale', zoneinfo: 'Nowhere' })).toBe(
      200,
    );
    expect(await people()).toMatchObject([{ name: subject, email: null, locale: null, timeZone: null }]);
  });

  it('has no address that is not verified, or that somebody else has', async () => {
    const { globalId: personId, bearer } = organization.people.ADMINISTRATOR;
    await act(plain.url, 'revisePerson', { personId, version: 1, email: `${subject}@example.org` }, bearer);
    expect(await signIn(slug(), { email: `${subject}@example.org` })).toBe(200);
    const as = `${subject}-unverified`;
    expect(await signIn(slug(), { email: `${as}@example.org`, email_verified: false }, { as })).toBe(200);
    expect([await people(), await people(as)]).toMatchObject([[{ email: null }], [{ email: null }]]);
  });
});

describe('nobody gets an account', () => {
  test.each<[string, unknown]>([
    ['without the claim', undefined],
    ['of an organization that is not there', 'no-such-organization'],
    ['by a claim that is empty', {}],
    ['by a claim of another form', 7],
  ])('%s', async (_what, claim) => {
    expect(await signIn(claim)).toBe(403);
    expect(await signIn(claim, {}, { query: `?organization=${slug()}` })).toBe(403);
    expect(await people()).toEqual([]);
  });

  it('where that is not configured', async () => {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const provider = await startIdentityProvider(origin);
    const app = await startApp({
      parts: { database: plain.services.database, port, signIn: { origin, limits, provider } },
    });
    expect(await signIn(slug(), {}, { at: { provider, app, origin } })).toBe(403);
    expect(await people()).toEqual([]);
    await app.stop();
    await provider.stop();
  });

  test.each([
    ['without the group', undefined, 403],
    ['with other groups', ['finance', 'uplift/others'], 403],
    ['with the group, it is given', ['finance', 'uplift'], 200],
    ['with the path of the group, it is given', ['/uplift'], 200],
  ])('where it takes a group: %s', async (_what, groups, status) => {
    expect(await signIn(slug(), { groups, name: 'Noor Haddad' }, { at: grouped })).toBe(status);
    // The name is in the userinfo only.
    expect(await people()).toMatchObject(status === 200 ? [{ name: 'Noor Haddad' }] : []);
  });
});

describe('whom the provider names does not come back this way', () => {
  const administrate = (command: string, input: object) =>
    act(plain.url, command, { ...input }, organization.people.ADMINISTRATOR.bearer);
  const join = async () => {
    expect(await signIn(slug())).toBe(200);
    const added = await people();
    return { personId: encodeGlobalId('Person', added[0]?.id ?? ''), version: 1 };
  };

  test.each<[string, object]>([
    ['deactivatePerson', {}],
    ['erasePerson', {}],
    ['changeSubject', { subject: 'another subject' }],
  ])('after %s', async (command, more) => {
    const { prisma } = plain.services.database;
    const who = await join();
    expect(await administrate(command, { ...who, ...more })).toMatchObject({ position: expect.any(Number) });
    const before = await prisma.person.count({ where: { organizationId: organization.id } });
    expect(await signIn(slug())).toBe(403);
    expect(await prisma.person.count({ where: { organizationId: organization.id } })).toBe(before);
    expect(await people()).toHaveLength(command === 'deactivatePerson' ? 1 : 0);
  });

  it('after another subject and then an erasure, by none of them', async () => {
    const who = await join();
    const later = `${subject}-later`;
    await administrate('changeSubject', { ...who, subject: later });
    await administrate('erasePerson', { ...who, version: 2 });
    for (const as of [subject, later]) expect(await signIn(slug(), {}, { as })).toBe(403);
    // Elsewhere, they are nobody's former member.
    const other = await createTestOrganization(plain);
    expect(await signIn(other.slug)).toBe(200);
    expect(await people()).toMatchObject([{ organizationId: other.id }]);
  });

  it('an administrator may add them again', async () => {
    const who = await join();
    await administrate('erasePerson', who);
    await administrate('addPerson', { name: 'Back', subject, role: 'VIEWER' });
    expect(await signIn(slug())).toBe(200);
  });

  it('and a service account stays one', async () => {
    const account = await putServiceAccount(plain, organization.id, 'VIEWER', organization.people.SPONSOR.id);
    expect(await signIn(slug(), {}, { as: account.subject })).toBe(403);
    expect(await people(account.subject)).toHaveLength(1);
  });
});
