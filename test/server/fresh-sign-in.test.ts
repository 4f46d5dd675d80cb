import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { signLink } from '../../src/auth/sign-in-link.js';
import { placeOfSecret } from '../../src/auth/issuer-outlet.js';
import { createSealing } from '../../src/sealing.js';
import { operationOf } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { putDeployment } from '../commands/fixtures.js';
import { createTestOrganization, HOUR, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { freePort } from '../support/free-port.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { Navigator } from '../support/navigator.js';
import { putToken } from '../support/put-token.js';
import { useApp } from '../support/use-app.js';

const MINUTE = 60_000;
const limits = { maxIdle: HOUR, maxAge: HOUR };
const plain = useApp();
let organization: TestOrganization;
let provider: IdentityProvider;
let own: IdentityProvider;
let origin: string;
/** A server with the provider, and one with people of a demo and links. */
let app: TestApp;
let demo: TestApp;
/** By how much the clock of both is ahead, in milliseconds. */
let ahead = 0;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  provider = await startIdentityProvider(origin);
  organization = await createTestOrganization(plain);
  own = await startIdentityProvider(origin, 0, false, { callback: `/auth/callback/${organization.slug}` });
  const { database } = plain.services;
  const clock = () => new Date(Date.now() + ahead);
  const { issuer } = provider;
  app = await startApp({
    clock,
    parts: {
      database,
      port,
      trust: { kind: 'jwks', issuer, audience: 'the API' },
      issuerNetworks: ['127.0.0.0/8'],
      sealing: createSealing(SECRET),
      signIn: { origin, limits, provider },
    },
  });
  const { id: personId } = organization.people.DEPLOYMENT_LEAD;
  const lead = { personId, organizationId: organization.id, subject: leadSubject(), name: 'Lou', leads: [] };
  const users = async () => [{ ...lead, role: 'DEPLOYMENT_LEAD' as const }];
  demo = await startApp({ clock, parts: { database, signIn: { limits, demo: users, linkSecret: SECRET } } });
});
afterAll(async () => {
  await Promise.all([app, demo].map((each) => each.stop()));
  await Promise.all([provider, own].map((each) => each.stop()));
});

const leadSubject = () => `${organization.slug}-DEPLOYMENT_LEAD`;
const administrator = () => `${organization.slug}-ADMINISTRATOR`;
const prisma = () => plain.services.database.prisma;

/** What the organization asks, as the database has it. */
const putRule = (rule: {
  readonly freshSignInOccasions?: ('CONFIRMATION' | 'GATE' | 'AGREEMENT')[];
  readonly freshSignInMinutes?: number;
  readonly freshSignInAcrValues?: string[];
}) =>
  prisma().organization.update({
    where: { id: organization.id },
    data: { freshSignInOccasions: [], freshSignInMinutes: 15, freshSignInAcrValues: [], ...rule },
  });
beforeEach(async () => {
  ahead = 0;
  await putRule({ freshSignInOccasions: ['CONFIRMATION'] });
});

const asks = (url: URL): boolean => url.pathname.startsWith('/interaction/');
/** Signs in at a provider: `said` is what that is told. */
async function signIn(browser: Navigator, path: string, said: Readonly<Record<string, string>> = {}) {
  const { url } = await browser.open(new URL(path, origin), asks);
  if (!asks(url)) return { url, response: undefined };
  for (const [name, value] of Object.entries({ as: leadSubject(), ...said })) url.searchParams.set(name, value);
  return browser.open(url);
}
const headersOf = (browser: Navigator, at = origin) => ({ cookie: browser.header(at), origin: at });
type Headers = Readonly<Record<string, string>>;

/** A deployment of the organization that can be confirmed. */
const adopted = async () =>
  (await putDeployment(plain, organization.id, organization.ledUnit.id, { state: 'ADOPTED', percent: 100 })).globalId;
/** Confirms a deployment; what came of it. */
async function confirm(headers: Headers, more: object = {}, at = app.url): Promise<Result> {
  const input = { deploymentId: await adopted(), version: 1, ...more };
  const answer = await ask(at, operationOf('confirmDeployment'), { input }, undefined, headers);
  expect(answer.errors).toBeUndefined();
  return answer.data?.['result'] as Result;
}
const DONE = { __typename: 'ConfirmDeploymentPayload' };
const REFUSED = { __typename: 'FreshSignInRequiredError', action: 'confirmDeployment' };
/** The sign-in that the newest event says. */
async function newestSignIn(headers: Headers, at = app.url): Promise<unknown> {
  const query = '{ viewer { organization { events(last: 1) { nodes { __typename signIn { at acr } } } } } }';
  const { data } = await ask(at, query, {}, undefined, headers);
  return (data as { viewer: { organization: { events: { nodes: unknown[] } } } }).viewer.organization.events.nodes[0];
}
/** An access token of the provider. */
const tokenOf = async (claims: object): Promise<Headers> => {
  const token = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: provider.kid, typ: 'at+jwt' })
    .setIssuer(provider.issuer)
    .setAudience('the API')
    .setSubject(leadSubject())
    .setExpirationTime('10m')
    .sign(provider.key);
  return { authorization: `Bearer ${token}` };
};
const inSeconds = (): number => Math.floor(Date.now() / 1_000);

describe('with a session of the identity provider', () => {
  it('a command needs a sign-in that is no older than the organization asks, and its event says so', async () => {
    const browser = new Navigator();
    await signIn(browser, '/auth/login?max_age=900');
    expect(await confirm(headersOf(browser))).toMatchObject(DONE);
    const { signIn: said } = (await newestSignIn(headersOf(browser))) as { signIn: { at: string; acr: unknown } };
    expect(said.acr).toBeNull();
    expect(Math.abs(Date.parse(said.at) - Date.now())).toBeLessThan(30_000);

    ahead = 16 * MINUTE;
    const refused = await confirm(headersOf(browser));
    expect(refused).toMatchObject({ ...REFUSED, maxAge: 900, acrValues: [] });
    expect(refused['message']).toBe(
      'Your organization asks for a fresh sign-in before confirmDeployment. Yours is older than 15 minutes. Sign in again.',
    );
  });

  it('the refusal leads to a sign-in with which the same command is done, under the same key', async () => {
    const browser = new Navigator();
    await signIn(browser, '/auth/login?max_age=900', { ago: '800' });
    ahead = 2 * MINUTE;
    const more = { deploymentId: await adopted(), idempotencyKey: randomUUID() };
    const { signInPath } = await confirm(headersOf(browser), more);
    expect(signInPath).toBe(`/auth/login?organization=${organization.slug}&issuer=server&max_age=900`);
    // The provider's clock cannot be set ahead.
    ahead = 0;
    const again = new Navigator();
    await signIn(again, `${signInPath}&to=/plans`);
    const done = await confirm(headersOf(again), more);
    expect(done).toMatchObject(DONE);
    expect(await confirm(headersOf(again), more)).toEqual(done);
  });

  it('asks the provider again who one is, where its own session is too old, and not where it is fresh', async () => {
    const browser = new Navigator();
    await signIn(browser, '/auth/login', { ago: '1000' });
    const asked = await browser.open(`${origin}/auth/login?max_age=900`, asks);
    expect(asks(asked.url)).toBe(true);
    const fresh = new Navigator();
    await signIn(fresh, '/auth/login', { ago: '10' });
    const { url } = await fresh.open(`${origin}/auth/login?max_age=900&to=/plans`, asks);
    expect(url.pathname).toBe('/plans');
    expect(await confirm(headersOf(fresh))).toMatchObject(DONE);
  });

  it('a sign-in of which the provider does not say when it was is not fresh', async () => {
    const browser = new Navigator();
    await signIn(browser, '/auth/login');
    const refused = await confirm(headersOf(browser));
    expect(refused).toMatchObject(REFUSED);
    expect(refused['message']).toContain('does not say when you signed in');
  });

  it('only the classes of authentication that the organization asks for are enough', async () => {
    await putRule({ freshSignInOccasions: ['CONFIRMATION'], freshSignInAcrValues: ['phr', 'mfa'] });
    const path = '/auth/login?max_age=900&acr_values=phr%20mfa';
    const asked = await new Navigator().open(`${origin}${path}`, ({ origin: to }) => to === provider.issuer);
    expect(asked.url.searchParams.get('acr_values')).toBe('phr mfa');
    for (const said of [{ acr: 'pwd' }, {}]) {
      const browser = new Navigator();
      await signIn(browser, path, said);
      expect(await confirm(headersOf(browser))).toMatchObject({ ...REFUSED, acrValues: ['phr', 'mfa'] });
    }
    const browser = new Navigator();
    await signIn(browser, path, { acr: 'phr' });
    expect(await confirm(headersOf(browser))).toMatchObject(DONE);
    expect(await newestSignIn(headersOf(browser))).toMatchObject({ signIn: { acr: 'phr' } });
  });

  describe('nothing comes of', () => {
    it('taking the age out of what the browser keeps of its sign-in', async () => {
      const browser = new Navigator();
      const { url } = await browser.open(`${origin}/auth/login?max_age=900`, asks);
      for (const [name, value] of browser.cookies(origin)) {
        const { maxAge, ...kept } = JSON.parse(Buffer.from(value, 'base64url').toString()) as { maxAge?: number };
        expect(maxAge).toBe(900);
        browser.put(origin, name, Buffer.from(JSON.stringify(kept)).toString('base64url'));
      }
      url.searchParams.set('as', leadSubject());
      url.searchParams.set('ago', '1000');
      await browser.open(url);
      expect(await confirm(headersOf(browser))).toMatchObject(REFUSED);
    });

    it('asking for another age than the organization does', async () => {
      const browser = new Navigator();
      await signIn(browser, '/auth/login?max_age=9000', { ago: '1000' });
      expect(await confirm(headersOf(browser))).toMatchObject(REFUSED);
    });

    it.each(['max_age=x', 'max_age=-1', 'max_age=99999999', 'acr_values=%0A', 'max_age=&acr_values='])(
      'the malformed wish %s: it is left out',
      async (query) => {
        const { url } = await new Navigator().open(
          `${origin}/auth/login?${query}`,
          ({ origin: to }) => to === provider.issuer,
        );
        expect([url.searchParams.get('max_age'), url.searchParams.get('acr_values')]).toEqual([null, null]);
      },
    );

    it('a provider that answers with an older sign-in than was asked for', async () => {
      const browser = new Navigator();
      await signIn(browser, '/auth/login?max_age=60', { ago: '1000' });
      expect(browser.cookies(origin).has('uplift')).toBe(false);
    });
  });
});

describe('with a bearer token', () => {
  it('its own claims say when and how its bearer signed in', async () => {
    await putRule({ freshSignInOccasions: ['CONFIRMATION'], freshSignInAcrValues: ['phr'] });
    const fresh = { auth_time: inSeconds() - 60, acr: 'phr' };
    expect(await confirm(await tokenOf(fresh))).toMatchObject(DONE);
    for (const claims of [
      {},
      { acr: 'phr' },
      { auth_time: inSeconds() - 60 },
      { ...fresh, acr: 'pwd' },
      { ...fresh, acr: ['phr'] },
      { ...fresh, auth_time: inSeconds() - 1_000 },
      { ...fresh, auth_time: inSeconds() + 1_000 },
      { ...fresh, auth_time: `${inSeconds()}` },
      { ...fresh, auth_time: 1e300 },
    ])
      expect([claims, await confirm(await tokenOf(claims))]).toMatchObject([claims, { ...REFUSED, signInPath: null }]);
  });

  it('of our own there is no fresh sign-in', async () => {
    const { bearer } = organization.people.DEPLOYMENT_LEAD;
    expect(await confirm({ authorization: bearer }, {}, demo.url)).toMatchObject({ ...REFUSED, signInPath: null });
  });

  it('an API token is refused, whatever its scopes, and viewerCan says so', async () => {
    const { id: personId } = organization.people.DEPLOYMENT_LEAD;
    const scopes = ['read', 'confirmDeployment'];
    const { secret } = await putToken(plain, { organizationId: organization.id, personId, scopes });
    const headers = { authorization: `Bearer ${secret}` };
    const refused = await confirm(headers);
    expect(refused).toMatchObject({ ...REFUSED, signInPath: null });
    expect(refused['message']).toContain('An API token cannot show one');
    expect(await permission(headers)).toMatchObject({ allowed: false, needsSignIn: false });
    await putRule({});
    expect(await confirm(headers)).toMatchObject(DONE);
  });
});

/** What `viewerCan` says of confirming. */
async function permission(headers: Headers, at = app.url): Promise<unknown> {
  const query = `query ($id: ID!) { node(id: $id) { ... on Deployment { viewerCan { command allowed reason needsSignIn } } } }`;
  const { data } = await ask(at, query, { id: await adopted() }, undefined, headers);
  const { viewerCan } = (data as { node: { viewerCan: { command: string }[] } }).node;
  return viewerCan.find(({ command }) => command === 'confirmDeployment');
}

it('viewerCan says that one has to sign in anew, and the command stays allowed', async () => {
  const browser = new Navigator();
  await signIn(browser, '/auth/login?max_age=900');
  expect(await permission(headersOf(browser))).toMatchObject({ allowed: true, reason: null, needsSignIn: false });
  ahead = 16 * MINUTE;
  expect(await permission(headersOf(browser))).toMatchObject({ allowed: true, reason: null, needsSignIn: true });
  await putRule({ freshSignInOccasions: ['GATE', 'AGREEMENT'] });
  expect(await permission(headersOf(browser))).toMatchObject({ allowed: true, needsSignIn: false });
  expect(await confirm(headersOf(browser))).toMatchObject(DONE);
  expect(await newestSignIn(headersOf(browser))).toMatchObject({ signIn: null });
});

it('in a batch, each command needs it, its own event says it, and a dry run is refused as well', async () => {
  const browser = new Navigator();
  await signIn(browser, '/auth/login?max_age=900');
  const BATCH = `mutation ($input: BatchInput!) { result: batch(input: $input) { __typename
    ... on BatchPayload { results { position } } ... on BatchRefusedError { index refusal { __typename } } } }`;
  const improvement = {
    title: 'A title',
    description: 'What for.',
    kind: 'PROCESS',
    scale: 'INCREMENTAL',
    origin: 'SUGGESTION',
  };
  const commands = async () => [
    { suggestImprovement: { ...improvement, title: `A title ${randomUUID()}`, practices: [] } },
    { confirmDeployment: { deploymentId: await adopted(), version: 1 } },
  ];
  const batch = async (more: object) => {
    const variables = { input: { commands: await commands(), ...more } };
    const { data } = await ask(app.url, BATCH, variables, undefined, headersOf(browser));
    return data?.['result'];
  };
  expect(await batch({ atomic: true })).toMatchObject({ __typename: 'BatchPayload' });
  const events = await prisma().event.findMany({
    where: { organizationId: organization.id },
    orderBy: { position: 'desc' },
    take: 2,
  });
  expect(events.map(({ type, signIn: said }) => [type, said !== null])).toEqual([
    ['DeploymentConfirmed', true],
    ['ImprovementSuggested', false],
  ]);
  ahead = 16 * MINUTE;
  const refusal = { __typename: 'FreshSignInRequiredError' };
  expect(await batch({ atomic: true })).toMatchObject({ __typename: 'BatchRefusedError', index: 1, refusal });
  expect(await batch({ dryRun: true })).toMatchObject({ __typename: 'BatchRefusedError', index: 1, refusal });
  expect(await confirm(headersOf(browser), { dryRun: true })).toMatchObject(REFUSED);
});

it('a sign-in by the issuer of an organization counts, and the refusal leads back to it', async () => {
  const issuer = await prisma().issuer.create({
    data: {
      organizationId: organization.id,
      name: 'Own',
      address: own.issuer,
      clientId: own.clientId,
      clientSecret: null,
      domains: [],
      createdAt: new Date(),
      updatedAt: new Date(),
    },
  });
  const sealing = createSealing(SECRET);
  await prisma().issuer.update({
    where: { id: issuer.id },
    data: { clientSecretSetAt: new Date(), clientSecret: sealing.seal(own.clientSecret, placeOfSecret(issuer)) },
  });
  const { id } = organization.people.SPONSOR;
  await prisma().person.update({ where: { id }, data: { issuerId: issuer.id } });
  const said = { as: `${organization.slug}-SPONSOR` };
  const browser = new Navigator();
  const path = `/auth/login?organization=${organization.slug}`;
  await signIn(browser, path, said);
  const { signInPath } = await confirm(headersOf(browser));
  expect(signInPath).toBe(`${path}&issuer=${issuer.id}&max_age=900`);
  await signIn(browser, String(signInPath), said);
  expect(await confirm(headersOf(browser))).toMatchObject(DONE);
  await prisma().person.update({ where: { id }, data: { issuerId: null } });
  await prisma().issuer.delete({ where: { id: issuer.id } });
});

describe('without a provider', () => {
  it('a sign-in link is a fresh sign-in, and for another one it takes a new link', async () => {
    const at = new URL(demo.url).origin;
    const browser = new Navigator();
    const follow = async () => {
      const code = await signLink(SECRET, leadSubject(), organization.slug);
      await browser.fetch(`${at}/auth/link?code=${code}`, { method: 'POST', headers: { origin: at } });
    };
    await follow();
    expect(await confirm(headersOf(browser, at), {}, demo.url)).toMatchObject(DONE);
    ahead = 16 * MINUTE;
    const refused = await confirm(headersOf(browser, at), {}, demo.url);
    expect(refused).toMatchObject({ ...REFUSED, signInPath: null });
    expect(refused['message']).toContain('new sign-in link');
    await follow();
    expect(await confirm(headersOf(browser, at), {}, demo.url)).toMatchObject(DONE);
  });

  it('choosing somebody of the demo is a fresh sign-in, of no class', async () => {
    const at = new URL(demo.url).origin;
    const browser = new Navigator();
    await browser.fetch(`${at}/auth/demo`, {
      method: 'POST',
      headers: { origin: at, 'content-type': 'application/json' },
      body: JSON.stringify({ subject: leadSubject() }),
    });
    expect(await confirm(headersOf(browser, at), {}, demo.url)).toMatchObject(DONE);
    await putRule({ freshSignInOccasions: ['CONFIRMATION'], freshSignInAcrValues: ['phr'] });
    expect(await confirm(headersOf(browser, at), {}, demo.url)).toMatchObject(REFUSED);
  });
});

describe('setting what the organization asks', () => {
  const require = async (headers: Headers, wanted: object): Promise<Result> => {
    const { version } = await prisma().organization.findUniqueOrThrow({ where: { id: organization.id } });
    const input = { version, ...wanted };
    const selection = 'freshSignInOccasions freshSignInMinutes freshSignInAcrValues';
    const answer = await ask(app.url, operationOf('requireFreshSignIn', selection), { input }, undefined, headers);
    expect(answer.errors).toBeUndefined();
    return answer.data?.['result'] as Result;
  };
  const signedIn = async (said: Readonly<Record<string, string>> = {}, path = '/auth/login?max_age=900') => {
    const browser = new Navigator();
    await signIn(browser, path, { as: administrator(), ...said });
    return browser;
  };

  it('takes a sign-in as it asks, so that nobody locks themselves out', async () => {
    await putRule({});
    const all = { occasions: ['GATE', 'CONFIRMATION', 'GATE'], minutes: 5, acrValues: ['phr'] };
    const stale = await signedIn({}, '/auth/login');
    expect(await require(headersOf(stale), all)).toMatchObject({ __typename: 'FreshSignInRequiredError', maxAge: 300 });
    const weak = await signedIn({ acr: 'pwd' }, '/auth/login?max_age=900&acr_values=phr');
    expect(await require(headersOf(weak), all)).toMatchObject({ __typename: 'FreshSignInRequiredError' });
    const strong = await signedIn({ acr: 'phr' }, '/auth/login?max_age=900&acr_values=phr');
    expect(await require(headersOf(strong), all)).toMatchObject({
      __typename: 'RequireFreshSignInPayload',
      record: { freshSignInOccasions: ['CONFIRMATION', 'GATE'], freshSignInMinutes: 5, freshSignInAcrValues: ['phr'] },
    });
    expect(await newestSignIn(headersOf(strong))).toMatchObject({
      __typename: 'FreshSignInRuleChanged',
      signIn: { acr: 'phr' },
    });
    // Hazard: a stolen session must not be enough to end it.
    expect(await require(headersOf(weak), { occasions: [] })).toMatchObject({ __typename: 'FreshSignInRequiredError' });
    // What is omitted stays.
    expect(await require(headersOf(strong), { occasions: [] })).toMatchObject({
      __typename: 'RequireFreshSignInPayload',
      record: { freshSignInOccasions: [], freshSignInMinutes: 5, freshSignInAcrValues: ['phr'] },
    });
  });

  it('is for administrators, and not for API tokens', async () => {
    await putRule({});
    const lead = new Navigator();
    await signIn(lead, '/auth/login?max_age=900');
    expect(await require(headersOf(lead), { occasions: [] })).toMatchObject({ __typename: 'ForbiddenError' });
    const { id } = organization.people.ADMINISTRATOR;
    const { secret } = await putToken(plain, {
      organizationId: organization.id,
      personId: id,
      scopes: ['read', 'requireFreshSignIn'],
    });
    expect(await require({ authorization: `Bearer ${secret}` }, { occasions: [] })).toMatchObject({
      __typename: 'ForbiddenError',
    });
  });

  test.each([{ minutes: 0 }, { minutes: 1_441 }, { acrValues: ['a b'] }, { acrValues: [''] }])(
    'refuses %j',
    async (wrong) => {
      await putRule({});
      const browser = await signedIn();
      expect(await require(headersOf(browser), { occasions: [], ...wrong })).toMatchObject({
        __typename: 'InvalidInputError',
      });
    },
  );
});

it('the records of access have who was refused for want of a fresh sign-in', async () => {
  const browser = new Navigator();
  await signIn(browser, '/auth/login');
  await confirm(headersOf(browser));
  const [record] = await prisma().accessRecord.findMany({
    where: { organizationId: organization.id, kind: 'COMMAND_REFUSED' },
    orderBy: { position: 'desc' },
    take: 1,
  });
  expect(record).toMatchObject({ about: 'confirmDeployment requires a fresh sign-in' });
});
