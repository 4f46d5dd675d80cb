import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createSealing } from '../../src/sealing.js';
import { act } from '../commands/act.js';
import { putGroup, putPerson } from '../commands/fixtures.js';
import { testPermissions } from '../records/suite.js';
import { createTestOrganization, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { useApp } from '../support/use-app.js';
import { issuerRows, putIssuer } from './issuer-rows.js';

const networks = ['127.0.0.0/8'];
const app = useApp({ parts: { issuerNetworks: networks, sealing: createSealing(SECRET) } });
let provider: IdentityProvider;
let own: TestOrganization;
let foreign: TestOrganization;
beforeAll(async () => {
  provider = await startIdentityProvider('http://127.0.0.1:1');
  own = await createTestOrganization(app);
  foreign = await createTestOrganization(app);
});
afterAll(() => provider.stop());

testPermissions(
  issuerRows(
    () => app,
    () => provider.issuer,
  ),
  () => ({ app, own, foreign }),
);

const bearer = () => own.people.ADMINISTRATOR.bearer;
const prisma = () => app.services.database.prisma;
const wanted = (more: object = {}) => ({ name: 'Acme', address: provider.issuer, clientId: randomUUID(), ...more });
const add = (more: object = {}, as = bearer(), at: Pick<TestApp, 'url'> = app) =>
  act(at.url, 'addIssuer', wanted(more), as);
const idOf = async (more: object = {}): Promise<string> => ((await add(more))['record'] as { id: string }).id;

describe('the secret of a client', () => {
  const SECRETS = ['the first secret of the client', 'the second secret of the client'] as const;

  it('is sealed in the database, and nowhere in events, outcomes, answers and refusals', async () => {
    const [first, second] = SECRETS;
    const idempotencyKey = randomUUID();
    const issuerId = await idOf({ clientSecret: first, idempotencyKey });
    const revised = await act(app.url, 'reviseIssuer', { issuerId, version: 1, clientSecret: second }, bearer());
    expect(revised).toMatchObject({ __typename: 'ReviseIssuerPayload' });
    const refused = await add({ address: 'http://127.0.0.1:1', clientSecret: first });
    expect(refused).toMatchObject({ __typename: 'InvalidInputError' });
    const shown = await ask(
      app.url,
      '{ viewer { organization { issuers { name clientSecretSetAt } events(last: 100) { nodes { changes { field before after } } } } } }',
      {},
      bearer(),
    );
    expect(shown.data).toMatchObject({
      viewer: {
        organization: { issuers: expect.arrayContaining([{ name: 'Acme', clientSecretSetAt: expect.any(String) }]) },
      },
    });
    const everywhere = await prisma().$queryRaw<{ text: string }[]>`
      SELECT e::text AS "text" FROM "Event" e UNION ALL SELECT o::text FROM "CommandOutcome" o
       UNION ALL SELECT i::text FROM "Issuer" i UNION ALL SELECT a::text FROM "AccessRecord" a`;
    expect(everywhere.length).toBeGreaterThan(3);
    const all = JSON.stringify([everywhere, shown, revised, refused]);
    for (const secret of SECRETS) expect(all).not.toContain(secret);
    const stored = await prisma().issuer.findMany({ where: { organizationId: own.id, clientSecret: { not: null } } });
    expect(stored.every(({ clientSecret }) => /^[\w-]{8}\.[\w-]{40,}$/.test(clientSecret ?? ''))).toBe(true);
  });

  it('is taken away by null, and goes with the issuer', async () => {
    const issuerId = await idOf({ clientSecret: SECRETS[0] });
    const secretOf = async () => {
      const issuers = await prisma().issuer.findMany({
        where: { organizationId: own.id },
        orderBy: { id: 'desc' },
        take: 1,
      });
      return [issuers[0]?.clientSecret ?? null, issuers[0]?.clientSecretSetAt ?? null];
    };
    await act(app.url, 'reviseIssuer', { issuerId, version: 1, clientSecret: null }, bearer());
    expect(await secretOf()).toEqual([null, null]);
    await act(app.url, 'reviseIssuer', { issuerId, version: 2, clientSecret: SECRETS[1] }, bearer());
    expect((await secretOf())[0]).not.toBeNull();
    await act(app.url, 'removeIssuer', { issuerId, version: 3 }, bearer());
    expect((await secretOf())[0]).toBeNull();
  });

  it('is refused where the server has no key', async () => {
    const keyless = await startApp({ parts: { database: app.services.database, issuerNetworks: networks } });
    expect(await add({ clientSecret: SECRETS[0] }, bearer(), keyless)).toMatchObject({
      __typename: 'RuleViolationError',
      rule: 'secrets-are-sealed',
    });
    expect(await add({}, bearer(), keyless)).toMatchObject({ __typename: 'AddIssuerPayload' });
    await keyless.stop();
  });
});

describe('the address of an issuer', () => {
  const answers = new Map<string, (origin: string) => unknown>();
  let origin: string;
  const server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '')?.(origin);
    if (answer === undefined) return void response.writeHead(404).end();
    if (typeof answer === 'string' && answer.startsWith('http'))
      return void response.writeHead(302, { location: answer }).end();
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  const whole = (issuer: string, at: string) => ({
    issuer,
    authorization_endpoint: `${at}/authorize`,
    token_endpoint: `${at}/token`,
    jwks_uri: `${at}/keys`,
  });
  const DESCRIPTION = '/.well-known/openid-configuration';
  const complaint = async (address: string): Promise<unknown> => {
    const refused = await add({ address });
    return refused['__typename'] === 'InvalidInputError'
      ? (refused['issues'] as { path: string; message: string }[])[0]
      : refused;
  };

  test.each<[string, (at: string) => unknown, string]>([
    ['that is not there', () => undefined, 'answers with 404'],
    ['that is no JSON', () => 'nonsense', 'Does not answer as an identity provider'],
    [
      'that lacks what is needed',
      (at) => ({ issuer: `${at}/case` }),
      'authorization_endpoint, token_endpoint, jwks_uri',
    ],
    [
      'of another issuer',
      (at) => whole('https://id.example.org', at),
      'exactly as the issuer calls itself: https://id.example.org',
    ],
    ['without codes', (at) => ({ ...whole(`${at}/case`, at), response_types_supported: ['id_token'] }), '"code"'],
    [
      'signed by a shared secret',
      (at) => ({ ...whole(`${at}/case`, at), id_token_signing_alg_values_supported: ['HS256'] }),
      'Must sign',
    ],
    [
      'that leads into a private network',
      (at) => ({ ...whole(`${at}/case`, at), token_endpoint: 'https://10.1.2.3/' }),
      'Its token_endpoint: Must not lead to a private address.',
    ],
    [
      'that leads to no web address',
      (at) => ({ ...whole(`${at}/case`, at), authorization_endpoint: 'javascript:1' }),
      'Its authorization_endpoint',
    ],
    ['without keys', (at) => whole(`${at}/case`, at), 'keys'],
    ['that leads elsewhere', () => 'http://127.0.0.1:1/', 'answers with 302'],
  ])('is refused where it has a description %s', async (_what, answer, says) => {
    answers.clear();
    answers.set(`/case${DESCRIPTION}`, answer);
    expect(await complaint(`${origin}/case`)).toEqual({ path: 'address', message: expect.stringContaining(says) });
  });

  test.each([
    ['https://10.1.2.3', 'Must not lead to a private address.'],
    ['https://169.254.169.254', 'Must not lead to a private address.'],
    ['https://[::1]', 'Must not lead to a private address.'],
    ['https://user:secret@id.example.org', 'Must not contain credentials.'],
    ['https://id.example.org/?tenant=1', 'Must not have a query.'],
    ['ftp://id.example.org', 'Must be an http or https address.'],
  ])('%s is refused without being asked', async (address, message) => {
    expect(await complaint(address)).toMatchObject({ path: 'address', message });
  });

  it('on the machine itself is refused unless the operators allow it', async () => {
    const strict = await startApp({ parts: { database: app.services.database } });
    const refused = await add({}, bearer(), strict);
    expect(refused).toMatchObject({ issues: [{ path: 'address', message: 'Must not lead to a private address.' }] });
    await strict.stop();
  });

  it('is not asked for who may not add issuers, in a batch either', async () => {
    let asked = 0;
    answers.clear();
    answers.set(`/case${DESCRIPTION}`, () => void (asked += 1));
    const input = wanted({ address: `${origin}/case` });
    expect(await act(app.url, 'addIssuer', input, own.people.SPONSOR.bearer)).toMatchObject({
      __typename: 'ForbiddenError',
    });
    const batch =
      'mutation ($commands: [BatchCommandInput!]!) { batch(input: { commands: $commands }) { __typename ... on BatchRefusedError { command refusal { __typename } } } }';
    const refused = await ask(app.url, batch, { commands: [{ addIssuer: input }] }, own.people.SPONSOR.bearer);
    expect(refused.data).toEqual({
      batch: { __typename: 'BatchRefusedError', command: 'addIssuer', refusal: { __typename: 'ForbiddenError' } },
    });
    expect(asked).toBe(0);
    const wrong = await ask(app.url, batch, { commands: [{ addIssuer: input }] }, bearer());
    expect(wrong.data).toMatchObject({ batch: { command: 'addIssuer', refusal: { __typename: 'InvalidInputError' } } });
    expect(asked).toBe(1);
  });
});

describe('what leads to one organization', () => {
  it('is a domain, for whoever has it first, until the issuer is removed', async () => {
    const name = `${randomUUID()}.example`;
    const issuerId = await idOf({ domains: [name.toUpperCase(), name] });
    const { bearer: other } = foreign.people.ADMINISTRATOR;
    const taken = {
      __typename: 'AlreadyExistsError',
      message: `There is already a issuer for the domain "${name}" on this server.`,
    };
    expect(await add({ domains: [name] }, other)).toMatchObject({ ...taken, message: expect.stringContaining(name) });
    expect(await add({ domains: [name] })).toMatchObject({ __typename: 'AlreadyExistsError' });
    const theirs = ((await add({}, other))['record'] as { id: string }).id;
    expect(await act(app.url, 'reviseIssuer', { issuerId: theirs, version: 1, domains: [name] }, other)).toMatchObject({
      __typename: 'AlreadyExistsError',
    });
    await act(app.url, 'removeIssuer', { issuerId, version: 1 }, bearer());
    expect(await add({ domains: [name] }, other)).toMatchObject({ __typename: 'AddIssuerPayload' });
  });

  it('is a domain that two ask for at once', async () => {
    const name = `${randomUUID()}.example`;
    const came = await Promise.all(
      [bearer(), foreign.people.ADMINISTRATOR.bearer].map((as) => add({ domains: [name] }, as)),
    );
    expect(came.map(({ __typename }) => __typename as string).sort()).toEqual([
      'AddIssuerPayload',
      'AlreadyExistsError',
    ]);
  });

  it('is a client or an audience at an address', async () => {
    const [clientId, audience] = [randomUUID(), randomUUID()];
    await add({ clientId, audience });
    const { bearer: other } = foreign.people.ADMINISTRATOR;
    expect(await add({ clientId }, other)).toMatchObject({ __typename: 'AlreadyExistsError' });
    expect(await add({ audience }, other)).toMatchObject({ __typename: 'AlreadyExistsError' });
  });

  test.each(['example', 'a b.example', 'https://acme.example', '-a.example', `${'a'.repeat(254)}.example`])(
    'is not %j',
    async (name) => {
      expect(await add({ domains: [name] })).toMatchObject({
        __typename: 'InvalidInputError',
        issues: [{ path: 'domains.0' }],
      });
    },
  );
});

describe('people of an issuer', () => {
  it('are those who are added, unless it is said otherwise', async () => {
    const { id, people } = await createTestOrganization(app);
    const { bearer: as } = people.ADMINISTRATOR;
    const addPerson = async (more: object = {}) => {
      const added = await act(
        app.url,
        'addPerson',
        { name: 'Noor', subject: randomUUID(), role: 'VIEWER', ...more },
        as,
        'id version issuer { id }',
      );
      return (added['record'] as { issuer: { id: string } | null } | undefined)?.issuer?.id ?? null;
    };
    expect(await addPerson()).toBeNull();
    const issuer = await putIssuer(app, id);
    const second = await putIssuer(app, id);
    expect(await addPerson()).toBe(issuer.globalId);
    expect(await addPerson({ issuerId: second.globalId })).toBe(second.globalId);
    expect(await addPerson({ issuerId: null })).toBeNull();
    await act(app.url, 'removeIssuer', { issuerId: second.globalId, version: 1 }, as);
    const toRemoved = { name: 'Noor', subject: randomUUID(), role: 'VIEWER', issuerId: second.globalId };
    expect(await act(app.url, 'addPerson', toRemoved, as)).toMatchObject({ rule: 'issuer-is-not-removed' });
    const foreignIssuer = await putIssuer(app, own.id);
    expect(await act(app.url, 'addPerson', { ...toRemoved, issuerId: foreignIssuer.globalId }, as)).toMatchObject({
      __typename: 'NotFoundError',
      recordType: 'Issuer',
    });
  });

  it('are counted by a dry run of its removal, and the last administrator who signs in keeps it', async () => {
    const { id, people } = await createTestOrganization(app);
    const { globalId: personId, id: administratorId, bearer: as } = people.ADMINISTRATOR;
    const issuer = await putIssuer(app, id);
    const { globalId: another } = await putPerson(app, id, 'ADMINISTRATOR');
    await prisma().person.updateMany({
      where: { id: { in: [administratorId, people.VIEWER.id] } },
      data: { issuerId: issuer.id },
    });
    const remove = { issuerId: issuer.globalId, version: 1 };
    const trial = await ask(
      app.url,
      'mutation ($input: RemoveIssuerInput!) { removeIssuer(input: $input) { ... on DryRun { events { changes { field after } } } } }',
      { input: { ...remove, dryRun: true } },
      as,
    );
    const fields = (trial.data as { removeIssuer: { events: { changes: { field: string; after: unknown }[] }[] } })
      .removeIssuer.events[0]?.changes;
    expect(fields).toEqual(
      expect.arrayContaining([
        { field: 'peopleWithoutSignIn', after: 2 },
        { field: 'actorWithoutSignIn', after: true },
      ]),
    );
    await act(app.url, 'deactivatePerson', { personId: another, version: 1 }, as);
    const refused = { __typename: 'RuleViolationError', rule: 'an-administrator-signs-in' };
    expect(await act(app.url, 'removeIssuer', remove, as)).toMatchObject(refused);
    await act(app.url, 'reactivatePerson', { personId: another, version: 2 }, as);
    expect(await act(app.url, 'removeIssuer', remove, as)).toMatchObject({ __typename: 'RemoveIssuerPayload' });
    // Who cannot sign in any more does not count as the administrator who stays.
    expect(await act(app.url, 'deactivatePerson', { personId: another, version: 3 }, as)).toMatchObject({
      rule: 'an-administrator-stays',
    });
    expect(await act(app.url, 'deactivatePerson', { personId, version: 1 }, as)).toMatchObject({
      __typename: 'DeactivatePersonPayload',
    });
  });

  it('whose issuer was removed do not count as the administrator who stays, where a group gave the role', async () => {
    const { id, people } = await createTestOrganization(app);
    const issuer = await putIssuer(app, id);
    const byGroup = await putPerson(app, id, 'VIEWER');
    const leads = await putGroup(app, id, { role: 'ADMINISTRATOR' });
    const { id: administratorId, bearer: as } = people.ADMINISTRATOR;
    const member = { groupId: leads.globalId, personId: byGroup.globalId };
    await act(app.url, 'addGroupMember', { ...member, version: 1 }, as);
    await prisma().person.update({ where: { id: administratorId }, data: { issuerId: issuer.id } });
    await act(app.url, 'removeIssuer', { issuerId: issuer.globalId, version: 1 }, as);
    expect(await act(app.url, 'removeGroupMember', { ...member, version: 2 }, as)).toMatchObject({
      rule: 'an-administrator-stays',
    });
    await putPerson(app, id, 'ADMINISTRATOR');
    expect(await act(app.url, 'removeGroupMember', { ...member, version: 2 }, as)).toMatchObject({
      __typename: 'RemoveGroupMemberPayload',
    });
  });
});

it('an organization has 20 issuers at most', async () => {
  const { id, people } = await createTestOrganization(app);
  for (let made = 0; made < 20; made += 1) await putIssuer(app, id);
  expect(await add({}, people.ADMINISTRATOR.bearer)).toMatchObject({ rule: 'at-most-20-issuers' });
});

it('an issuer that was removed is not removed again, nor listed', async () => {
  const issuerId = await idOf();
  await act(app.url, 'removeIssuer', { issuerId, version: 1 }, bearer());
  expect(await act(app.url, 'removeIssuer', { issuerId, version: 2 }, bearer())).toMatchObject({
    rule: 'issuer-is-not-removed',
  });
  const { data } = await ask(app.url, '{ viewer { organization { issuers { id } } } }', {}, bearer());
  expect(JSON.stringify(data)).not.toContain(issuerId);
});
