import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { EXPORT, READ } from '../../src/auth/grant.js';
import { newSecret } from '../../src/auth/token-secret.js';
import { encodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import { putDeployment } from '../commands/fixtures.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization, TestPerson } from '../support/app.js';
import { ask, subscribeSse, subscribeWs } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { waysTo } from './ways.js';

const DAY = 86_400_000;

const app = useApp();
const organization = useOrganization(app);
/** A second server of the same database. */
let elsewhere: TestApp;
beforeAll(async () => {
  elsewhere = await startApp({ parts: { database: app.services.database } });
});
afterAll(() => elsewhere.stop());

const day = (days: number): string => new Date(app.services.clock().getTime() + days * DAY).toISOString().slice(0, 10);
const put = (person: Pick<TestPerson, 'id'>, scopes: readonly string[], more: { unitIds?: string[] } = {}) =>
  putToken(app, { organizationId: organization.id, personId: person.id, scopes, ...more });

const CREATE = `mutation ($input: CreateTokenInput!) { result: createToken(input: $input) { __typename
  ... on UserError { message } ... on InvalidInputError { issues { path } } ... on NotFoundError { recordType }
  ... on CreateTokenPayload { secret token { id name prefix scopes unitIds valid person { id } expiresAt lastUsedAt } } } }`;
const ROTATE = `mutation ($input: RotateTokenInput!) { result: rotateToken(input: $input) { __typename
  ... on UserError { message } ... on RotateTokenPayload { secret } } }`;
const REVOKE = `mutation ($id: ID!) { result: revokeToken(input: { tokenId: $id }) { __typename
  ... on UserError { message } ... on RevokeTokenPayload { tokenId } } }`;
const WATCHED = 'subscription { deploymentProgress { position } }';
const ROLE = '{ viewer { role } }';

const result = async (query: string, variables: object, bearer: string, at = app): Promise<Record<string, any>> => {
  const { data, errors } = await ask(at.url, query, { ...variables }, bearer);
  expect(errors).toBeUndefined();
  return data?.['result'];
};
const create = (input: object, bearer = organization.people.SPONSOR.bearer) =>
  result(CREATE, { input: { name: 'A script', expiresOn: day(30), ...input } }, bearer);
const statusOf = async (bearer: string, at = app): Promise<number> => (await ask(at.url, ROLE, {}, bearer)).status;

// An import takes the scope of its mutation, which imports.test.ts has.
const ways = waysTo(() => app.url).filter(([name]) => name !== 'an import');

describe.each(ways)('over %s, a token', (name, way) => {
  const isDownload = ['an export', 'an appraisal package', 'a work product'].includes(name);
  const somebody = /^(SPONSOR|somebody)$/;

  test.each([
    [[], false],
    [['recordProgress'], false],
    [[READ], !isDownload],
    [[EXPORT], isDownload],
    [[READ, EXPORT], true],
  ])('with the scopes %j is let in: %j', async (scopes, isLetIn) => {
    const { bearer } = await put(organization.people.SPONSOR, scopes);
    expect(await way({ bearer })).toMatch(isLetIn ? somebody : /^FORBIDDEN$/);
  });
});

describe('a new token', () => {
  it('shows its secret once, and acts for who created it', async () => {
    const { globalId } = organization.people.SPONSOR;
    const created = await create({
      scopes: ['read', 'read', 'recordProgress'],
      unitIds: [organization.ledUnit.globalId],
    });
    const expiresAt = new Date(`${day(31)}T00:00:00Z`).toISOString();
    expect(created).toEqual({
      __typename: 'CreateTokenPayload',
      secret: expect.stringMatching(/^uplift_pat_[0-9A-Za-z]{38}$/),
      token: {
        id: expect.any(String),
        name: 'A script',
        prefix: created['secret'].slice(0, 15),
        scopes: ['read', 'recordProgress'],
        unitIds: [organization.ledUnit.globalId],
        valid: true,
        person: { id: globalId },
        expiresAt,
        lastUsedAt: null,
      },
    });
    const bearer = `Bearer ${created['secret']}`;
    const query = '{ viewer { person { id } mutations token { id } tokens { id } } }';
    const { data } = await ask(app.url, query, {}, bearer);
    const { viewer } = data as Record<string, any>;
    expect(viewer).toMatchObject({ person: { id: globalId }, mutations: ['recordProgress'] });
    expect(viewer.token).toEqual({ id: created['token'].id });
    expect(viewer.tokens).toContainEqual({ id: created['token'].id });
    // By oneself, one asks without a token.
    const own = await ask(app.url, '{ viewer { token { id } } }', {}, organization.people.SPONSOR.bearer);
    expect(own.data).toEqual({ viewer: { token: null } });
  });

  it('leaves its secret nowhere in the database', async () => {
    const { secret } = await create({ scopes: ['read'] });
    await ask(app.url, ROLE, {}, `Bearer ${secret}`);
    const { prisma } = app.services.database;
    const tables = await prisma.$queryRaw<{ name: string }[]>`
      SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'CatalogImport'`;
    for (const { name } of tables) {
      const found = await prisma.$queryRawUnsafe(
        `SELECT 1 FROM "${name}" t WHERE position($1 IN to_jsonb(t)::text) > 0`,
        secret.slice(16),
      );
      expect(found, name).toEqual([]);
    }
  });

  it('without scopes may do nothing', async () => {
    const { secret } = await create({});
    const bearer = `Bearer ${secret}`;
    for (const query of [ROLE, '{ __typename }', '{ __schema { queryType { name } } }'])
      expect(await ask(app.url, query, {}, bearer)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  test.each<[string, object, string]>([
    ['an unknown scope', { scopes: ['read', 'everything'] }, 'scopes.1'],
    ['the mutation of a credential', { scopes: ['createToken'] }, 'scopes.0'],
    ['no unit', { unitIds: [] }, 'unitIds'],
    ['a day that has passed', { expiresOn: '2020-01-01' }, 'expiresOn'],
    ['a life of more than a year', { expiresOn: '2099-01-01' }, 'expiresOn'],
    ['an empty name', { name: ' ' }, 'name'],
  ])('is refused with %s', async (_what, input, path) => {
    expect(await create(input)).toMatchObject({ __typename: 'InvalidInputError', issues: [{ path }] });
  });

  it('is for units of the organization alone', async () => {
    const other = await createTestOrganization(app);
    for (const unitId of [other.ledUnit.globalId, encodeGlobalId('Unit', randomUUID())])
      expect(await create({ unitIds: [organization.ledUnit.globalId, unitId] })).toMatchObject({
        __typename: 'NotFoundError',
        recordType: 'Unit',
      });
  });

  it('is one of a hundred at most', async () => {
    const { people } = await createTestOrganization(app);
    const { bearer, id } = people.VIEWER;
    const { organizationId } = await app.services.database.prisma.person.findUniqueOrThrow({ where: { id } });
    for (let count = 0; count < 99; count += 1) await putToken(app, { organizationId, personId: id });
    await putToken(app, { organizationId, personId: id, revokedAt: new Date() });
    expect(await create({}, bearer)).toMatchObject({ __typename: 'CreateTokenPayload' });
    expect(await create({}, bearer)).toMatchObject({ __typename: 'RuleViolationError' });
  });
});

describe('an event', () => {
  const VIA = '{ viewer { organization { events(last: 1) { nodes { via { tokenId name } } } } } }';
  const newest = async (bearer: string): Promise<unknown> =>
    (await ask(app.url, VIA, {}, bearer)).data?.['viewer'].organization.events.nodes[0].via;

  it('says the token with which it was caused, to every member and subscriber, and null without one', async () => {
    const { people } = organization;
    const { bearer, globalId } = await put(people.ADMINISTRATOR, ['addUnit', 'read']);
    const live = subscribeWs(elsewhere.url, 'subscription { events { via { name } } }', {}, people.VIEWER.bearer);
    await expect.poll(() => elsewhere.services.delivery.openFeeds).toBeGreaterThan(0);
    await act(app.url, 'addUnit', { kind: 'PROJECT', name: randomUUID() }, bearer);
    expect(await newest(people.VIEWER.bearer)).toEqual({ tokenId: globalId, name: 'A script' });
    expect((await live.next()).data).toEqual({ events: { via: { name: 'A script' } } });
    await act(app.url, 'addUnit', { kind: 'PROJECT', name: randomUUID() }, people.ADMINISTRATOR.bearer);
    expect(await newest(people.VIEWER.bearer)).toBeNull();
    expect((await live.next()).data).toEqual({ events: { via: null } });
    await live.stop();
  });
});

it('a misspelled token is refused with words, and without a statement', async () => {
  const secret = newSecret();
  const bearer = `Bearer ${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`;
  app.forgetStatements();
  const answer = await ask(app.url, ROLE, {}, bearer);
  expect(answer).toMatchObject({ status: 401, errors: [{ message: expect.stringContaining('misspelled') }] });
  expect(await subscribeWs(app.url, WATCHED, {}, bearer).end()).toMatchObject({
    code: 4403,
    reason: 'Token misspelled',
  });
  expect(app.statements.filter((sql) => sql.includes('"Token"'))).toEqual([]);
});

describe('the mutations of a token', () => {
  const PROGRESS = (selection: string) => `mutation ($id: ID!, $version: Int!) {
    result: recordProgress(input: { deploymentId: $id, version: $version, percent: 40 }) { __typename ${selection} } }`;
  const deployment = (unit = organization.ledUnit) => putDeployment(app, organization.id, unit.id, {});

  it('give records back only with the scope read, and are not done otherwise', async () => {
    const { bearer } = await put(organization.people.DEPLOYMENT_LEAD, ['recordProgress']);
    const { globalId: id } = await deployment();
    const variables = { id, version: 1 };
    for (const selection of [
      '... on RecordProgressPayload { deployment { percent } }',
      '... on StaleVersionError { changes { position } }',
      '... on DryRun { events { type } }',
      '... f } } fragment f on RecordProgressResult { ... on RecordProgressPayload { deployment { id }',
    ])
      expect(await ask(app.url, PROGRESS(selection), variables, bearer)).toMatchObject({
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      });
    const selection = `... on RecordProgressPayload { position } ... on UserError { message }
      ... on InvalidInputError { issues { path message } } ... on RuleViolationError { rule missing }`;
    const done = await result(PROGRESS(selection), variables, bearer);
    expect(done).toEqual({ __typename: 'RecordProgressPayload', position: expect.any(Number) });
    const { bearer: reader } = await put(organization.people.DEPLOYMENT_LEAD, ['recordProgress', 'read']);
    const read = PROGRESS('... on RecordProgressPayload { deployment { percent } }');
    expect(await result(read, { id, version: 2 }, reader)).toMatchObject({ deployment: { percent: 40 } });
  });

  it('of a batch each need their scope, and the batch none', async () => {
    const { bearer } = await put(organization.people.DEPLOYMENT_LEAD, ['recordProgress']);
    const { globalId: deploymentId } = await deployment();
    const batch = (commands: object[], atomic: boolean) =>
      result(
        `mutation ($commands: [BatchCommandInput!]!, $atomic: Boolean!) { result: batch(input: { commands: $commands, atomic: $atomic }) {
          __typename ... on BatchRefusedError { index command refusal { __typename } }
          ... on BatchPayload { results { command position refusal { __typename } } } } }`,
        { commands, atomic },
        bearer,
      );
    const progress = { recordProgress: { deploymentId, version: 1, percent: 10 } };
    const defer = { deferDeployment: { deploymentId, version: 2, reason: 'Later.' } };
    const refusal = { __typename: 'ForbiddenError' };
    expect(await batch([progress, defer], true)).toEqual({
      __typename: 'BatchRefusedError',
      index: 1,
      command: 'deferDeployment',
      refusal,
    });
    expect(await batch([progress, defer], false)).toMatchObject({
      results: [
        { position: expect.any(Number), refusal: null },
        { position: null, refusal },
      ],
    });
  });

  it('are within its units, whatever the role allows', async () => {
    const { people, ledUnit, otherUnit } = organization;
    const { bearer } = await put(people.ADMINISTRATOR, ['recordProgress', 'read', 'addUnit'], {
      unitIds: [ledUnit.id],
    });
    const [inside, outside] = [await deployment(ledUnit), await deployment(otherUnit)];
    const selection = '... on ForbiddenError { requires }';
    const progress = ({ globalId: id }: { globalId: string }) =>
      result(PROGRESS(selection), { id, version: 1 }, bearer);
    expect(await progress(inside)).toMatchObject({ __typename: 'RecordProgressPayload' });
    expect(await progress(outside)).toEqual({ __typename: 'ForbiddenError', requires: 'a token for this unit' });
    const added = await act(app.url, 'addUnit', { kind: 'PROJECT', name: randomUUID() }, bearer);
    expect(added).toMatchObject({ __typename: 'ForbiddenError', requires: 'a token for this unit' });
    // What it reads is not restricted.
    const read = await ask(app.url, 'query ($id: ID!) { node(id: $id) { id } }', { id: outside.globalId }, bearer);
    expect(read.data).toEqual({ node: { id: outside.globalId } });
  });

  it('are said by viewerCan', async () => {
    const { bearer } = await put(organization.people.ADMINISTRATOR, ['recordProgress', 'read']);
    const { globalId: id } = await deployment();
    const query = `query ($id: ID!) { node(id: $id) { ... on Deployment { viewerCan { command allowed reason } } } }`;
    const { data } = await ask(app.url, query, { id }, bearer);
    const allowed = data?.['node'].viewerCan.filter((each: any) => each.allowed);
    expect(allowed).toEqual([{ command: 'recordProgress', allowed: true, reason: null }]);
    expect(data?.['node'].viewerCan).toContainEqual({
      command: 'deferDeployment',
      allowed: false,
      reason: 'You may not do this: deferDeployment requires a token with the scope "deferDeployment".',
    });
  });

  it('are said by viewerCan as far as the unit of the record decides', async () => {
    const { people, ledUnit, otherUnit } = organization;
    const { bearer } = await put(people.ADMINISTRATOR, ['recordProgress', 'read'], { unitIds: [ledUnit.id] });
    const query = `query ($id: ID!) { node(id: $id) { ... on Deployment { viewerCan { command allowed } } } }`;
    for (const [unit, allowed] of [
      [ledUnit, true],
      [otherUnit, false],
    ] as const) {
      const { globalId: id } = await deployment(unit);
      const { data } = await ask(app.url, query, { id }, bearer);
      expect(data?.['node'].viewerCan).toContainEqual({ command: 'recordProgress', allowed });
    }
  });

  it('touch no credentials of others', async () => {
    const scopes = ['read', 'export', 'deactivatePerson'];
    const [{ bearer }, another] = [
      await put(organization.people.ADMINISTRATOR, scopes),
      await put(organization.people.ADMINISTRATOR, scopes),
    ];
    expect(await create({}, bearer)).toMatchObject({ __typename: 'ForbiddenError' });
    for (const query of [
      ROTATE.replace('input: $input', `input: { tokenId: "${another.globalId}" }`).replace(
        '($input: RotateTokenInput!)',
        '',
      ),
    ])
      expect(await result(query, {}, bearer)).toMatchObject({ __typename: 'ForbiddenError' });
    expect(await result(REVOKE, { id: another.globalId }, bearer)).toMatchObject({ __typename: 'ForbiddenError' });
    const session = `mutation { result: revokeSession(input: { sessionId: "${encodeGlobalId('Session', randomUUID())}" }) { __typename } }`;
    expect(await result(session, {}, bearer)).toEqual({ __typename: 'ForbiddenError' });
    expect(await statusOf(another.bearer)).toBe(200);
  });
});

describe('a token that is rotated', () => {
  it('is valid besides the new one for a while, which has all else of it', async () => {
    const old = await put(organization.people.SPONSOR, ['read', 'recordProgress'], {
      unitIds: [organization.ledUnit.id],
    });
    const { bearer } = organization.people.SPONSOR;
    const rotated = await result(ROTATE, { input: { tokenId: old.globalId, overlapMinutes: 5 } }, bearer);
    expect(rotated).toMatchObject({ __typename: 'RotateTokenPayload' });
    const renewed = `Bearer ${rotated['secret']}`;
    for (const each of [old.bearer, renewed]) expect(await statusOf(each)).toBe(200);
    const query = '{ viewer { token { name scopes unitIds createdAt expiresAt replacedBy { id } } } }';
    const [before, after] = await Promise.all(
      [old.bearer, renewed].map(async (each) => (await ask(app.url, query, {}, each)).data?.['viewer'].token),
    );
    const { name, scopes, unitIds } = before;
    expect(after).toMatchObject({ name, scopes, unitIds, replacedBy: null });
    expect(before.replacedBy).not.toBeNull();
    const minutes = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 60_000;
    expect(minutes(after.createdAt, before.expiresAt)).toBe(5);
    expect(minutes(after.createdAt, after.expiresAt)).toBe(60);
    // Not twice, also not by two who ask at once.
    expect(await result(ROTATE, { input: { tokenId: old.globalId } }, bearer)).toMatchObject({
      __typename: 'RuleViolationError',
    });
    const { globalId: tokenId } = await put(organization.people.SPONSOR, []);
    const both = await Promise.all([1, 2].map(() => result(ROTATE, { input: { tokenId } }, bearer)));
    const came = new Set(both.map(({ __typename }) => __typename));
    expect(came).toEqual(new Set(['RotateTokenPayload', 'RuleViolationError']));
  });

  it('ends the one that it replaced, so that revoking the newest ends all', async () => {
    const first = await put(organization.people.VIEWER, ['read']);
    const rotate = async (bearer: string) => `Bearer ${(await result(ROTATE, { input: {} }, bearer))['secret']}`;
    const second = await rotate(first.bearer);
    const third = await rotate(second);
    const statuses = () => Promise.all([first.bearer, second, third].map((bearer) => statusOf(bearer)));
    expect(await statuses()).toEqual([401, 200, 200]);
    const { data } = await ask(app.url, '{ viewer { token { id } } }', {}, third);
    await result(REVOKE, { id: data?.['viewer'].token.id }, organization.people.VIEWER.bearer);
    expect(await statuses()).toEqual([401, 401, 401]);
  });

  it('may rotate itself without a scope, and revoke itself', async () => {
    const { bearer } = await put(organization.people.VIEWER, []);
    const rotated = await result(ROTATE, { input: { overlapMinutes: 0 } }, bearer);
    expect(rotated).toMatchObject({ __typename: 'RotateTokenPayload' });
    expect(await statusOf(bearer)).toBe(401);
    const own = await put(organization.people.VIEWER, []);
    expect(await result(REVOKE, { id: own.globalId }, own.bearer)).toMatchObject({ tokenId: own.globalId });
    expect(await statusOf(own.bearer)).toBe(401);
  });

  it('is one’s own and a valid one', async () => {
    const theirs = await put(organization.people.VIEWER, []);
    const { bearer } = organization.people.ADMINISTRATOR;
    const ended = await put(organization.people.ADMINISTRATOR, []);
    await result(REVOKE, { id: ended.globalId }, bearer);
    for (const tokenId of [theirs.globalId, ended.globalId, encodeGlobalId('Token', randomUUID())])
      expect(await result(ROTATE, { input: { tokenId } }, bearer)).toMatchObject({ __typename: 'NotFoundError' });
    expect(await result(ROTATE, { input: {} }, bearer)).toMatchObject({ __typename: 'InvalidInputError' });
  });
});

describe('what ends a token ends all that is open with it within a second, on another server too', () => {
  const ends: readonly (readonly [string, (token: { globalId: string; bearer: string }) => Promise<unknown>])[] = [
    ['revoking it', ({ globalId }) => result(REVOKE, { id: globalId }, organization.people.SPONSOR.bearer)],
    [
      'an administrator revoking it',
      ({ globalId }) => result(REVOKE, { id: globalId }, organization.people.ADMINISTRATOR.bearer),
    ],
    ['revoking itself', ({ globalId, bearer }) => result(REVOKE, { id: globalId }, bearer)],
    [
      'rotating it without an overlap',
      ({ globalId }) =>
        result(ROTATE, { input: { tokenId: globalId, overlapMinutes: 0 } }, organization.people.SPONSOR.bearer),
    ],
  ];

  test.each(ends)('%s', async (_name, end) => {
    const [token, another] = [
      await put(organization.people.SPONSOR, ['read']),
      await put(organization.people.SPONSOR, ['read']),
    ];
    const open = [app, elsewhere].flatMap((at) => [
      subscribeWs(at.url, WATCHED, {}, token.bearer),
      subscribeSse(at.url, WATCHED, {}, token.bearer),
    ]);
    const unconcerned = subscribeWs(elsewhere.url, WATCHED, {}, another.bearer);
    for (const each of [...open, unconcerned]) await each.next();
    const asked = performance.now();
    expect((await end(token)) as object).toMatchObject({ __typename: expect.stringMatching(/Payload$/) });
    const how = await Promise.all(open.map((each) => each.end(5_000)));
    expect(performance.now() - asked).toBeLessThan(1_000);
    for (const index of [0, 2]) expect(how[index]).toMatchObject({ code: 4403 });
    for (const at of [app, elsewhere]) expect(await statusOf(token.bearer, at)).toBe(401);
    expect(unconcerned.ended).toBeUndefined();
    await unconcerned.stop();
  });
});

it('tokens of a person who left stay ended when they come back', async () => {
  const { otherLead, people } = organization;
  const { bearer } = await put(otherLead, ['read']);
  for (const [command, version] of [
    ['deactivatePerson', 1],
    ['reactivatePerson', 2],
  ] as const)
    await act(app.url, command, { personId: otherLead.globalId, version }, people.ADMINISTRATOR.bearer);
  expect(await statusOf(bearer)).toBe(401);
});

describe('the list of tokens', () => {
  const LIST = `query ($filter: TokenFilter) { tokens(filter: $filter, first: 100) { totalCount nodes { id person { id } } } }`;
  let its: TestOrganization;
  let mine: string;
  let theirs: string;
  beforeAll(async () => {
    its = await createTestOrganization(app);
    const of = { organizationId: its.id, scopes: ['read'] };
    mine = (await putToken(app, { ...of, personId: its.people.SPONSOR.id })).globalId;
    theirs = (await putToken(app, { ...of, personId: its.people.VIEWER.id, revokedAt: new Date() })).globalId;
  });
  const listed = async (bearer: string, filter: object = {}): Promise<string[]> =>
    (await ask(app.url, LIST, { filter }, bearer)).data?.['tokens'].nodes.map(({ id }: { id: string }) => id).sort();
  const node = async (id: string, bearer: string): Promise<unknown> =>
    (await ask(app.url, 'query ($id: ID!) { node(id: $id) { id } }', { id }, bearer)).data?.['node'];

  it('has one’s own, and for administrators all of the organization', async () => {
    const { SPONSOR, VIEWER, ADMINISTRATOR, DEPLOYMENT_LEAD } = its.people;
    expect(await listed(SPONSOR.bearer)).toEqual([mine]);
    expect(await listed(VIEWER.bearer)).toEqual([theirs]);
    expect(await listed(DEPLOYMENT_LEAD.bearer)).toEqual([]);
    expect(await listed(ADMINISTRATOR.bearer)).toEqual([mine, theirs].sort());
    expect(await listed(organization.people.ADMINISTRATOR.bearer)).not.toContain(mine);
  });

  it('is filtered', async () => {
    const { bearer } = its.people.ADMINISTRATOR;
    expect(await listed(bearer, { valid: true })).toEqual([mine]);
    expect(await listed(bearer, { valid: false })).toEqual([theirs]);
    expect(await listed(bearer, { personIds: [its.people.SPONSOR.globalId] })).toEqual([mine]);
    expect(await listed(bearer, { text: 'nothing' })).toEqual([]);
    expect(await listed(bearer, { expiresBefore: new Date(Date.now() + 2 * DAY) })).toHaveLength(2);
  });

  it('is no way to tokens of others by their ids', async () => {
    expect(await node(mine, its.people.SPONSOR.bearer)).toEqual({ id: mine });
    expect(await node(mine, its.people.ADMINISTRATOR.bearer)).toEqual({ id: mine });
    for (const bearer of [its.people.DEPLOYMENT_LEAD.bearer, organization.people.ADMINISTRATOR.bearer]) {
      expect(await node(mine, bearer)).toBeNull();
      expect(await result(REVOKE, { id: mine }, bearer)).toMatchObject({ __typename: 'NotFoundError' });
    }
  });
});

it('a token says when it was last used, and from where', async () => {
  const { id, bearer } = await put(organization.people.SPONSOR, ['read']);
  await ask(app.url, ROLE, {}, bearer, { 'x-forwarded-for': '203.0.113.9, 198.51.100.4' });
  const { prisma } = app.services.database;
  const used = () => prisma.token.findUniqueOrThrow({ where: { id } });
  await expect.poll(async () => (await used()).lastUsedFrom).toBe('198.51.100.4');
  const first = (await used()).lastUsedAt;
  await ask(app.url, ROLE, {}, bearer, { 'x-forwarded-for': '203.0.113.9' });
  await sleep(100);
  expect((await used()).lastUsedAt).toEqual(first);
});
