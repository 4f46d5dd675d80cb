import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { createAccessAudit } from '../../src/auth/access-audit.js';
import { createLogger } from '../../src/logger.js';
import { act } from '../commands/act.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization, TestPerson } from '../support/app.js';
import { ask } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import { signIn } from '../support/signed-in.js';
import { useApp } from '../support/use-app.js';

const DAY = 86_400_000;

const app = useApp();
let organization: TestOrganization;
beforeEach(async () => {
  organization = await createTestOrganization(app);
});

const LIST = `query ($filter: AccessRecordFilter) { accessRecords(filter: $filter, first: 100) { totalCount nodes {
  id kind person { id } token { id } about address agent count } } }`;

const records = async (filter: object = {}): Promise<Record<string, any>[]> => {
  const { data, errors } = await ask(app.url, LIST, { filter }, organization.people.ADMINISTRATOR.bearer);
  expect(errors).toBeUndefined();
  return data?.['accessRecords'].nodes;
};
const refuse = ({ bearer }: Pick<TestPerson, 'bearer'>) =>
  act(app.url, 'addUnit', { kind: 'PROJECT', name: 'New' }, bearer);
const get = (path: string, bearer: string) =>
  fetch(new URL(path, app.url), {
    headers: { authorization: bearer, 'user-agent': 'A script', 'x-forwarded-for': '203.0.113.9' },
  });

describe('there is a record of', () => {
  it('the end of a session', async () => {
    const { people } = organization;
    const [{ headersFor }, other] = [
      await signIn(app, organization, people.SPONSOR),
      await signIn(app, organization, people.SPONSOR),
    ];
    const signedOut = await fetch(new URL('/auth/logout', app.url), { method: 'POST', headers: headersFor(app) });
    expect(signedOut.status).toBe(200);
    const sessions = '{ viewer { sessions { id } } }';
    const { data } = await ask(app.url, sessions, {}, undefined, other.headersFor(app));
    const [{ id }] = data?.['viewer'].sessions;
    await ask(
      app.url,
      `mutation { revokeSession(input: { sessionId: "${id}" }) { __typename } }`,
      {},
      people.SPONSOR.bearer,
    );
    expect(await records()).toMatchObject(
      ['revoked', 'signed out'].map((about) => ({
        kind: 'SESSION_ENDED',
        person: { id: people.SPONSOR.globalId },
        about,
      })),
    );
  });

  it('the end of a session by an administrator, with whose it was', async () => {
    const { SPONSOR, ADMINISTRATOR } = organization.people;
    const { headersFor } = await signIn(app, organization, SPONSOR);
    const { data } = await ask(app.url, '{ viewer { sessions { id } } }', {}, undefined, headersFor(app));
    const [{ id }] = data?.['viewer'].sessions;
    const revoke = `mutation { revokeSession(input: { sessionId: "${id}" }) { __typename } }`;
    await ask(app.url, revoke, {}, ADMINISTRATOR.bearer);
    expect(await records()).toMatchObject([
      { kind: 'SESSION_ENDED', person: { id: ADMINISTRATOR.globalId }, about: `revoked, of ${SPONSOR.globalId}` },
    ]);
  });

  it('the life of a token, without its secret', async () => {
    const { bearer, globalId } = organization.people.SPONSOR;
    const expiresOn = new Date(Date.now() + DAY).toISOString().slice(0, 10);
    const issue = async (mutation: string, asker: string) => {
      const answer = await ask(app.url, `mutation { issued: ${mutation} }`, {}, asker, {
        'x-forwarded-for': '203.0.113.9',
      });
      return answer.data?.['issued'];
    };
    const created = await issue(
      `createToken(input: { name: "A script", scopes: ["read"], expiresOn: "${expiresOn}" }) { ... on CreateTokenPayload { secret token { id } } }`,
      bearer,
    );
    const rotated = await issue(
      'rotateToken(input: {}) { ... on RotateTokenPayload { secret token { id } } }',
      `Bearer ${created.secret}`,
    );
    await issue(
      `revokeToken(input: { tokenId: "${rotated.token.id}" }) { __typename }`,
      organization.people.ADMINISTRATOR.bearer,
    );
    const person = { id: globalId };
    const address = '203.0.113.9';
    const found = await records();
    expect(found).toMatchObject([
      {
        kind: 'TOKEN_REVOKED',
        person: { id: organization.people.ADMINISTRATOR.globalId },
        token: rotated.token,
        address,
      },
      { kind: 'TOKEN_ROTATED', person, token: created.token, address },
      { kind: 'TOKEN_CREATED', person, token: created.token, address },
    ]);
    const all = JSON.stringify(await app.services.database.prisma.accessRecord.findMany());
    for (const { secret } of [created, rotated]) expect(all).not.toContain(secret.slice(16));
  });

  it('a download, by whom, with what and from where', async () => {
    const { people } = organization;
    const token = await putToken(app, {
      organizationId: organization.id,
      personId: people.SPONSOR.id,
      scopes: ['export'],
    });
    await (await get('/export/units.csv', token.bearer)).text();
    await (await get('/work-products/bm9uZQ/results.md', people.SPONSOR.bearer)).text();
    await (await get('/audit/checkpoint', people.ADMINISTRATOR.bearer)).text();
    const from = { address: '203.0.113.9', agent: 'A script', count: 1 };
    expect(await records()).toMatchObject([
      { kind: 'CHECKPOINT_READ', person: { id: people.ADMINISTRATOR.globalId }, token: null, ...from },
      { kind: 'DOCUMENT_READ', about: expect.stringMatching(/^results of /), token: null, ...from },
      {
        kind: 'LIST_EXPORTED',
        about: 'units',
        token: { id: token.globalId },
        person: { id: people.SPONSOR.globalId },
        ...from,
      },
    ]);
  });

  it('a refused mutation, and of none that breaks a rule', async () => {
    const { people } = organization;
    await refuse(people.VIEWER);
    await act(app.url, 'addUnit', { kind: 'PROJECT', name: 'Led project' }, people.ADMINISTRATOR.bearer);
    await act(app.url, 'addUnit', { kind: 'PROJECT', name: '' }, people.ADMINISTRATOR.bearer);
    const batch = `mutation { batch(input: { commands: [{ addUnit: { kind: PROJECT, name: "Other" } }] }) { __typename } }`;
    await ask(app.url, batch, {}, people.SPONSOR.bearer);
    const about = 'addUnit requires the role ADMINISTRATOR or above';
    expect(await records()).toMatchObject([
      { kind: 'COMMAND_REFUSED', person: { id: people.SPONSOR.globalId }, about },
      { kind: 'COMMAND_REFUSED', person: { id: people.VIEWER.globalId }, about },
    ]);
  });
});

it('of a flood, a few are records of their own, and the rest is counted', async () => {
  const { prisma } = app.services.database;
  const audit = createAccessAudit(prisma, app.services.clock, createLogger('silent'), 365);
  const { id: organizationId, people } = organization;
  const kind = 'COMMAND_REFUSED';
  for (let times = 0; times < 100; times += 1)
    await audit.recordFew({ kind, organizationId, personId: people.VIEWER.id, about: `${times}` });
  await audit.recordFew({ kind, organizationId, personId: people.SPONSOR.id, about: 'once' });
  await audit.flush();
  await audit.flush();
  const found = await records({ personIds: [people.VIEWER.globalId] });
  expect(found.map(({ count }) => count)).toEqual([70, ...Array.from({ length: 30 }, () => 1)]);
  expect(await records({ personIds: [people.SPONSOR.globalId] })).toMatchObject([{ about: 'once', count: 1 }]);
});

it('they are for administrators', async () => {
  await refuse(organization.people.VIEWER);
  const [{ id } = expect.fail('There is no record.')] = await records();
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  const { ADMINISTRATOR, ...others } = organization.people;
  const { people: foreign } = await createTestOrganization(app);
  expect((await ask(app.url, node, { id }, ADMINISTRATOR.bearer)).data).toEqual({ node: { id } });
  for (const { bearer } of Object.values(others)) {
    expect(await ask(app.url, LIST, {}, bearer)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect((await ask(app.url, node, { id }, bearer)).data).toEqual({ node: null });
  }
  expect((await ask(app.url, node, { id }, foreign.ADMINISTRATOR.bearer)).data).toEqual({ node: null });
  expect((await ask(app.url, LIST, {}, foreign.ADMINISTRATOR.bearer)).data).toMatchObject({
    accessRecords: { totalCount: 0 },
  });
});

it('they are filtered', async () => {
  const { people } = organization;
  const token = await putToken(app, { organizationId: organization.id, personId: people.SPONSOR.id, scopes: ['read'] });
  await refuse(token);
  await sleep(2);
  const later = new Date();
  expect(await records({ kinds: ['COMMAND_REFUSED'], tokenIds: [token.globalId], to: later })).toHaveLength(1);
  expect(await records({ kinds: ['SIGN_IN'] })).toEqual([]);
  expect(await records({ tokenIds: [people.VIEWER.globalId].slice(1) })).toEqual([]);
  expect(await records({ from: later })).toEqual([]);
});

describe('the database', () => {
  test.each([`UPDATE "AccessRecord" SET "about" = 'nothing'`, 'DELETE FROM "AccessRecord"', 'TRUNCATE "AccessRecord"'])(
    'refuses %s',
    async (sql) => {
      await refuse(organization.people.VIEWER);
      await expect(app.services.database.prisma.$executeRawUnsafe(sql)).rejects.toThrow('stay as they were written');
    },
  );

  it('lets go of records that are older than they are kept, and of no others', async () => {
    const { prisma } = app.services.database;
    const { id: organizationId, people } = organization;
    const put = (days: number) =>
      createAccessAudit(prisma, () => new Date(Date.now() - days * DAY), createLogger('silent'), 365).record({
        kind: 'SIGN_IN',
        organizationId,
        personId: people.VIEWER.id,
        about: `${days}`,
      });
    for (const days of [366, 364, 0]) await put(days);
    await createAccessAudit(prisma, () => new Date(), createLogger('silent'), 365).forgetOld();
    expect((await records()).map(({ about }) => about)).toEqual(['0', '364']);
  });
});
