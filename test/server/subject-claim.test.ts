import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSealing } from '../../src/sealing.js';
import { act } from '../commands/act.js';
import { createTestOrganization, HOUR, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { freePort } from '../support/free-port.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { Navigator } from '../support/navigator.js';
import { putToken } from '../support/put-token.js';
import { useApp } from '../support/use-app.js';

const limits = { maxIdle: HOUR, maxAge: HOUR };
const plain = useApp({ parts: { issuerNetworks: ['127.0.0.0/8'], sealing: createSealing(SECRET) } });
let organization: TestOrganization;
let provider: IdentityProvider;
let own: IdentityProvider;
let origin: string;
let app: TestApp;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  organization = await createTestOrganization(plain);
  provider = await startIdentityProvider(origin);
  own = await startIdentityProvider(origin, 0, false, { callback: `/auth/callback/${organization.slug}` });
  const { database } = plain.services;
  const { issuer, clientId, clientSecret } = provider;
  app = await startApp({
    parts: {
      database,
      port,
      issuerNetworks: ['127.0.0.0/8'],
      sealing: createSealing(SECRET),
      trust: { kind: 'jwks', issuer, audience: 'the API', subjectClaim: 'oid' },
      signIn: { origin, limits, provider: { issuer, clientId, clientSecret, subjectClaim: 'oid' } },
    },
  });
});
afterAll(async () => {
  await app.stop();
  await Promise.all([provider, own].map((each) => each.stop()));
});

const sponsor = () => `${organization.slug}-SPONSOR`;
async function signIn(as: string, query = '') {
  const browser = new Navigator();
  const { url } = await browser.open(`${origin}/auth/login${query}`, ({ pathname }) =>
    pathname.startsWith('/interaction/'),
  );
  url.searchParams.set('as', as);
  const { response } = await browser.open(url);
  return { browser, status: response.status };
}
const VIEWER = '{ viewer { person { subject } } }';
async function subjectOf(headers: Record<string, string>): Promise<string | undefined> {
  const { data } = await ask(app.url, VIEWER, {}, undefined, headers);
  return (data as { viewer?: { person: { subject: string } } } | null | undefined)?.viewer?.person.subject;
}
const whoIs = (browser: Navigator) => subjectOf({ cookie: browser.header(origin), origin });
const tokenOf = async (claims: { sub: string; oid?: unknown }) => {
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: provider.kid, typ: 'at+jwt' })
    .setIssuer(provider.issuer)
    .setAudience('the API')
    .setExpirationTime('10m')
    .sign(provider.key);
  return { authorization: `Bearer ${token}` };
};

it('the claim names who signs in, and nobody else is named by sub', async () => {
  provider.profiles.set('pairwise-1', { oid: sponsor() });
  const { browser } = await signIn('pairwise-1');
  expect(await whoIs(browser)).toBe(sponsor());
  // Who has the subject of somebody as their sub, and no claim or that of nobody, is not that person.
  for (const oid of [undefined, '', 7, [sponsor()], 'nobody']) {
    provider.profiles.set(sponsor(), { oid });
    const { browser: other, status } = await signIn(sponsor());
    expect([oid, status]).toEqual([oid, oid === 'nobody' ? 403 : 400]);
    expect(await whoIs(other)).toBeUndefined();
  }
});

it('bearer tokens are read by the same claim', async () => {
  expect(await subjectOf(await tokenOf({ sub: 'pairwise-1', oid: sponsor() }))).toBe(sponsor());
  for (const claims of [{ sub: sponsor() }, { sub: sponsor(), oid: '' }, { sub: sponsor(), oid: [sponsor()] }])
    expect(await subjectOf(await tokenOf(claims))).toBeUndefined();
});

it('logout tokens name people by sub all the same', async () => {
  provider.profiles.set('pairwise-2', { oid: sponsor() });
  const { browser } = await signIn('pairwise-2');
  const logout = async (sub: string) => {
    const token = await new SignJWT({
      sub,
      jti: 'x',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
      .setProtectedHeader({ alg: 'RS256', kid: provider.kid, typ: 'logout+jwt' })
      .setIssuer(provider.issuer)
      .setAudience(provider.clientId)
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(provider.key);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = `logout_token=${token}`;
    const { status } = await fetch(`${origin}/auth/backchannel-logout`, { method: 'POST', headers, body });
    expect(status).toBe(200);
  };
  await logout(sponsor());
  expect(await whoIs(browser)).toBe(sponsor());
  await logout('pairwise-2');
  expect(await whoIs(browser)).toBeUndefined();
});

it('people whom SCIM adds by their externalId sign in by the claim', async () => {
  const scopes = ['read', 'addPerson', 'revisePerson'];
  const { bearer } = await putToken(plain, {
    organizationId: organization.id,
    personId: organization.people.ADMINISTRATOR.id,
    scopes,
  });
  const externalId = '8c1f5b2e-0000-4000-8000-00000000beef';
  const answer = await fetch(new URL('/scim/v2/Users', app.url), {
    method: 'POST',
    headers: { authorization: bearer, 'content-type': 'application/scim+json' },
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'noor@example.com',
      displayName: 'Noor Haddad',
      externalId,
      active: true,
    }),
  });
  expect(answer.status).toBe(201);
  provider.profiles.set('pairwise-3', { oid: externalId });
  const { browser } = await signIn('pairwise-3', `?organization=${organization.slug}`);
  expect(await whoIs(browser)).toBe(externalId);
});

it('an issuer of an organization has a claim of its own, which is set once', async () => {
  const { bearer } = organization.people.ADMINISTRATOR;
  const { issuer: address, clientId, clientSecret } = own;
  const wanted = { name: 'Own', address, clientId, clientSecret, subjectClaim: 'oid', scopes: ['email'] };
  for (const subjectClaim of ['email', 'preferred_username', ''])
    expect(await act(plain.url, 'addIssuer', { ...wanted, subjectClaim }, bearer)).toMatchObject({
      __typename: 'InvalidInputError',
      issues: [{ path: 'subjectClaim' }],
    });
  const added = await act(plain.url, 'addIssuer', wanted, bearer, 'id version subjectClaim scopes');
  expect(added['record']).toMatchObject({ subjectClaim: 'oid', scopes: ['email'] });
  const issuerId = String((added['record'] as { id: unknown }).id);
  const moved = { personId: organization.people.VIEWER.globalId, version: 1, subject: 'their oid', issuerId };
  expect(await act(plain.url, 'changeSubject', moved, bearer)).toMatchObject({ __typename: 'ChangeSubjectPayload' });
  own.profiles.set('pairwise-4', { oid: 'their oid' });
  const query = `?organization=${organization.slug}`;
  const asked = await new Navigator().open(`${origin}/auth/login${query}`, ({ origin: to }) => to === own.issuer);
  expect(asked.url.searchParams.get('scope')).toBe('openid email');
  const { browser } = await signIn('pairwise-4', query);
  expect(await whoIs(browser)).toBe('their oid');
  expect((await signIn('their oid', query)).status).toBe(400);
});
