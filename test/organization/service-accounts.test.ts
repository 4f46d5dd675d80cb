import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { signLink } from '../../src/auth/sign-in-link.js';
import { signToken } from '../../src/auth/tokens.js';
import { takeOverOrganization } from '../../src/import-export/backup/read.js';
import { copyOrganization } from '../../src/import-export/backup/write.js';
import { act } from '../commands/act.js';
import { putDeployment, putGroup, putPerson, putServiceAccount, putUnit } from '../commands/fixtures.js';
import { importFile } from '../import-export/import-file.js';
import { DAYS, Stage } from '../plans/stage.js';
import { waysTo } from '../server/ways.js';
import { createTestOrganization, HOUR, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestPerson } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import { signIn } from '../support/signed-in.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp({
  parts: { remembersActors: true, signIn: { limits: { maxIdle: HOUR, maxAge: HOUR }, linkSecret: SECRET } },
});
const organization = useOrganization(app);
let administrator: string;
beforeAll(() => {
  administrator = organization.people.ADMINISTRATOR.bearer;
});

type Account = Awaited<ReturnType<typeof putServiceAccount>>;
type Role = keyof typeof organization.people;

const prisma = () => app.services.database.prisma;
const putAccount = (role: Role, owner: Pick<TestPerson, 'id'>) =>
  putServiceAccount(app, organization.id, role, owner.id);
const tokenOf = (account: { id: string }, scopes: readonly string[] = ['read', 'export']) =>
  putToken(app, { organizationId: organization.id, personId: account.id, scopes });
const lastDay = (): string => new Date(app.services.clock().getTime() + 86_400_000).toISOString().slice(0, 10);

const ask1 = async (query: string, variables: object, bearer: string) => {
  const { data, errors } = await ask(app.url, query, { ...variables }, bearer);
  expect(errors).toBeUndefined();
  return data?.['result'];
};
const CREATE = `mutation ($input: CreateTokenInput!) { result: createToken(input: $input) { __typename ... on UserError { message }
  ... on CreateTokenPayload { secret token { id person { id owner { id } } } } } }`;
const ROTATE = `mutation ($input: RotateTokenInput!) { result: rotateToken(input: $input) { __typename ... on UserError { message }
  ... on RotateTokenPayload { secret } } }`;
const REVOKE = 'mutation ($id: ID!) { result: revokeToken(input: { tokenId: $id }) { __typename } }';
const create = (personId: string, bearer: string, scopes: readonly string[] = ['read']) =>
  ask1(CREATE, { input: { personId, name: 'CI', scopes, expiresOn: lastDay() } }, bearer);
const rotate = (tokenId: string, bearer: string) => ask1(ROTATE, { input: { tokenId } }, bearer);
const revoke = (id: string, bearer: string) => ask1(REVOKE, { id }, bearer);
const roleBy = async (bearer: string): Promise<unknown> => {
  const { data, errors } = await ask(app.url, '{ viewer { role } }', {}, bearer);
  return data?.['viewer'].role ?? errors?.[0]?.extensions?.['code'];
};

describe('a service account', () => {
  it('is added with an owner, and acts with a token of its own', async () => {
    const { SPONSOR } = organization.people;
    const input = { name: 'CI', role: 'DEPLOYMENT_LEAD', ownerId: SPONSOR.globalId };
    const added = await act(
      app.url,
      'addServiceAccount',
      input,
      administrator,
      'id name role subject active owner { id }',
    );
    expect(added['record']).toEqual({
      id: expect.any(String),
      name: 'CI',
      role: 'DEPLOYMENT_LEAD',
      subject: expect.stringMatching(/^service-account-[0-9a-f-]{36}$/),
      active: true,
      owner: { id: SPONSOR.globalId },
    });
    const { id } = added['record'];
    const { secret, token } = await create(id, SPONSOR.bearer, ['read', 'recordProgress']);
    expect(token.person).toEqual({ id, owner: { id: SPONSOR.globalId } });
    const bearer = `Bearer ${secret}`;
    const { globalId: deploymentId } = await putDeployment(app, organization.id, organization.ledUnit.id);
    const reported = await act(app.url, 'recordProgress', { deploymentId, version: 1, percent: 10 }, bearer);
    expect(reported).toMatchObject({ __typename: 'RecordProgressPayload' });
    const query =
      '{ viewer { person { id } organization { events(last: 1) { nodes { actor { id } via { tokenId } } } } } }';
    const { data } = await ask(app.url, query, {}, bearer);
    const events = { nodes: [{ actor: { id }, via: { tokenId: token.id } }] };
    expect(data).toEqual({ viewer: { person: { id }, organization: { events } } });
  });

  test.each<[string, () => Promise<string>, string]>([
    [
      'a service account',
      async () => (await putAccount('VIEWER', organization.people.SPONSOR)).globalId,
      'is-a-person',
    ],
    [
      'somebody who has left',
      async () => (await putPerson(app, organization.id, 'SPONSOR', false)).globalId,
      'person-is-still-there',
    ],
  ])('has no %s as its owner', async (_who, make, rule) => {
    const ownerId = await make();
    const refused = { __typename: 'RuleViolationError', rule };
    const added = await act(app.url, 'addServiceAccount', { name: 'CI', role: 'VIEWER', ownerId }, administrator);
    expect(added).toMatchObject(refused);
    const { globalId: personId } = await putAccount('VIEWER', organization.people.SPONSOR);
    const changed = await act(app.url, 'changeServiceAccountOwner', { personId, version: 1, ownerId }, administrator);
    expect(changed).toMatchObject(refused);
  });

  it('has no owner of another organization', async () => {
    const { people } = await createTestOrganization(app);
    const input = { name: 'CI', role: 'VIEWER', ownerId: people.SPONSOR.globalId };
    expect(await act(app.url, 'addServiceAccount', input, administrator)).toMatchObject({
      __typename: 'NotFoundError',
    });
  });

  it('is no person, and a person is none', async () => {
    const { globalId: personId } = await putAccount('VIEWER', organization.people.SPONSOR);
    const { globalId: person } = await putPerson(app, organization.id, 'VIEWER');
    const { globalId: ownerId } = organization.people.SPONSOR;
    expect(
      await act(app.url, 'changeSubject', { personId, version: 1, subject: 'somebody' }, administrator),
    ).toMatchObject({ rule: 'is-a-person' });
    expect(
      await act(app.url, 'changeServiceAccountOwner', { personId: person, version: 1, ownerId }, administrator),
    ).toMatchObject({ rule: 'is-a-service-account' });
    const query =
      '{ people(filter: { serviceAccounts: true, active: true }) { nodes { viewerCan { command allowed } } } }';
    const { data } = await ask(app.url, query, {}, administrator);
    const { people } = data as { people: { nodes: { viewerCan: object[] }[] } };
    expect(people.nodes[0]?.viewerCan).toContainEqual({ command: 'changeSubject', allowed: false });
    expect(people.nodes[0]?.viewerCan).toContainEqual({ command: 'changeServiceAccountOwner', allowed: true });
  });

  it('is given no work', async () => {
    const { globalId: ownerId } = await putAccount('SPONSOR', organization.people.SPONSOR);
    const { globalId: deploymentId } = await putDeployment(app, organization.id, organization.ledUnit.id, {
      state: 'IN_PROGRESS',
    });
    const input = { deploymentId, version: 1, reason: 'Nobody has time.', ownerId };
    expect(await act(app.url, 'blockDeployment', input, administrator)).toMatchObject({ rule: 'is-a-person' });
  });
});

describe.each(waysTo(() => app.url))('over %s, a service account', (_name, way) => {
  const somebody = expect.stringMatching(/^(SPONSOR|somebody)$/);

  it('comes in with an API token, and with nothing else', async () => {
    const account = await putAccount('SPONSOR', organization.people.SPONSOR);
    const jwt = `Bearer ${await signToken(SECRET, account.subject, organization.slug, '1h')}`;
    const anywhere = `Bearer ${await signToken(SECRET, account.subject, '', '1h')}`;
    const session = await signIn(app, organization, account);
    const tries = async () => {
      expect(await way({ bearer: jwt })).toBe('UNAUTHENTICATED');
      expect(await way({ bearer: anywhere, organization: organization.slug })).toBe('UNAUTHENTICATED');
      expect(await way({ headers: session.headersFor(app) })).toBe('UNAUTHENTICATED');
    };
    await tries();
    const { bearer } = await tokenOf(account);
    // Twice: the second time, the server remembers it.
    for (let times = 0; times < 2; times += 1) expect(await way({ bearer })).toEqual(somebody);
    await tries();
  });
});

it('a service account has no sign-in link', async () => {
  const { subject } = await putAccount('SPONSOR', organization.people.SPONSOR);
  const code = await signLink(SECRET, subject, organization.slug);
  const address = new URL(`/auth/link?code=${code}`, app.url);
  const { origin } = address;
  expect((await fetch(address)).status).toBe(400);
  const followed = await fetch(address, { method: 'POST', redirect: 'manual', headers: { origin } });
  expect([followed.status, followed.headers.getSetCookie()]).toEqual([400, []]);
});

describe('a token of a service account', () => {
  const may: readonly (readonly [owner: Role, account: Role, isAllowed: boolean])[] = [
    ['VIEWER', 'VIEWER', true],
    ['VIEWER', 'PROJECT_LEAD', false],
    ['DEPLOYMENT_LEAD', 'DEPLOYMENT_LEAD', true],
    ['DEPLOYMENT_LEAD', 'SPONSOR', false],
    ['SPONSOR', 'ADMINISTRATOR', false],
    ['ADMINISTRATOR', 'ADMINISTRATOR', true],
  ];
  test.each(may)('is issued by its owner %s for %s: %s', async (role, of, isAllowed) => {
    const owner = organization.people[role];
    const account = await putAccount(of, owner);
    const old = await tokenOf(account);
    const created = await create(account.globalId, owner.bearer);
    const rotated = await rotate(old.globalId, owner.bearer);
    expect([created.__typename, rotated.__typename]).toEqual(
      isAllowed ? ['CreateTokenPayload', 'RotateTokenPayload'] : ['ForbiddenError', 'ForbiddenError'],
    );
    if (!isAllowed) expect(created.message).toContain(`the role ${of} or above`);
    // What takes rights away is theirs, whatever the account may do.
    const one = await tokenOf(account);
    expect(await revoke(one.globalId, owner.bearer)).toEqual({ __typename: 'RevokeTokenPayload' });
    expect(await roleBy(one.bearer)).toBe('UNAUTHENTICATED');
  });

  it('is issued for units that its owner leads', async () => {
    const { PROJECT_LEAD } = organization.people;
    const account = await putAccount('PROJECT_LEAD', PROJECT_LEAD);
    const lead = (unitId: string) =>
      prisma().unitLead.create({ data: { organizationId: organization.id, unitId, personId: account.id } });
    await lead(organization.ledUnit.id);
    expect(await create(account.globalId, PROJECT_LEAD.bearer)).toMatchObject({ __typename: 'CreateTokenPayload' });
    await lead(organization.otherUnit.id);
    expect(await create(account.globalId, PROJECT_LEAD.bearer)).toMatchObject({ __typename: 'ForbiddenError' });
    expect(await create(account.globalId, administrator)).toMatchObject({ __typename: 'CreateTokenPayload' });
  });

  it('is issued by an administrator who is not its owner, and by nobody else', async () => {
    const account = await putAccount('VIEWER', organization.people.VIEWER);
    const old = await tokenOf(account);
    for (const [{ bearer }, came] of [
      [organization.people.SPONSOR, 'ForbiddenError'],
      [organization.people.ADMINISTRATOR, 'CreateTokenPayload'],
    ] as const)
      expect(await create(account.globalId, bearer)).toMatchObject({ __typename: came });
    expect(await rotate(old.globalId, organization.people.SPONSOR.bearer)).toMatchObject({
      __typename: 'NotFoundError',
    });
    expect(await revoke(old.globalId, organization.people.SPONSOR.bearer)).toEqual({ __typename: 'NotFoundError' });
    expect(await rotate(old.globalId, administrator)).toMatchObject({ __typename: 'RotateTokenPayload' });
  });

  it('is rotated by itself, and does not issue another', async () => {
    const account = await putAccount('VIEWER', organization.people.VIEWER);
    const { bearer } = await tokenOf(account, ['read']);
    expect(await ask1(ROTATE, { input: {} }, bearer)).toMatchObject({ __typename: 'RotateTokenPayload' });
    expect(await create(account.globalId, bearer)).toMatchObject({ __typename: 'ForbiddenError' });
  });

  it('is not issued for another person, not by an administrator either', async () => {
    const { SPONSOR } = organization.people;
    const old = await tokenOf(SPONSOR);
    expect(await create(SPONSOR.globalId, administrator)).toMatchObject({ __typename: 'ForbiddenError' });
    expect(await rotate(old.globalId, administrator)).toMatchObject({ __typename: 'NotFoundError' });
  });

  it('is not issued for one of another organization, nor for one that was deactivated', async () => {
    const other = await createTestOrganization(app);
    const theirs = await putServiceAccount(app, other.id, 'VIEWER', other.people.VIEWER.id);
    expect(await create(theirs.globalId, administrator)).toMatchObject({ __typename: 'NotFoundError' });
    const account = await putAccount('VIEWER', organization.people.VIEWER);
    const { bearer } = await tokenOf(account);
    await act(app.url, 'deactivatePerson', { personId: account.globalId, version: 1 }, administrator);
    expect(await roleBy(bearer)).toBe('UNAUTHENTICATED');
    expect(await create(account.globalId, administrator)).toMatchObject({ __typename: 'RuleViolationError' });
  });

  it('is seen by its owner, and by nobody else who is no administrator', async () => {
    const owner = await createTestOrganization(app);
    const account = await putServiceAccount(app, owner.id, 'VIEWER', owner.people.VIEWER.id);
    const { globalId: id } = await putToken(app, { organizationId: owner.id, personId: account.id });
    const seenBy = async ({ bearer }: TestPerson) =>
      (await ask(app.url, '{ tokens { nodes { id } } }', {}, bearer)).data?.['tokens'].nodes;
    expect(await seenBy(owner.people.VIEWER)).toEqual([{ id }]);
    expect(await seenBy(owner.people.ADMINISTRATOR)).toEqual([{ id }]);
    expect(await seenBy(owner.people.SPONSOR)).toEqual([]);
  });

  describe('ends where the account may do more from now on than its owner may', () => {
    const raise = async (owner: Role, from: Role, to: Role): Promise<unknown> => {
      const account = await putAccount(from, organization.people[owner]);
      const { bearer } = await tokenOf(account);
      await act(app.url, 'changePersonRole', { personId: account.globalId, version: 1, role: to }, administrator);
      return roleBy(bearer);
    };

    test.each<[Role, Role, Role, string]>([
      ['VIEWER', 'VIEWER', 'ADMINISTRATOR', 'UNAUTHENTICATED'],
      ['DEPLOYMENT_LEAD', 'VIEWER', 'SPONSOR', 'UNAUTHENTICATED'],
      ['SPONSOR', 'VIEWER', 'SPONSOR', 'SPONSOR'],
      // It loses rights.
      ['VIEWER', 'ADMINISTRATOR', 'SPONSOR', 'SPONSOR'],
    ])('of a %s, from %s to %s: %s', async (owner, from, to, expected) => {
      expect(await raise(owner, from, to)).toBe(expected);
    });

    it('by a unit that it leads', async () => {
      const { PROJECT_LEAD, VIEWER } = organization.people;
      const assigned = async (owner: TestPerson): Promise<unknown> => {
        const account = await putAccount('PROJECT_LEAD', owner);
        const { bearer } = await tokenOf(account);
        const { globalId: unitId } = await putUnit(app, organization.id, [PROJECT_LEAD.id]);
        const lead = { unitId, version: 1, personId: account.globalId };
        expect(await act(app.url, 'assignUnitLead', lead, administrator)).toMatchObject({
          __typename: 'AssignUnitLeadPayload',
        });
        return roleBy(bearer);
      };
      expect(await assigned(PROJECT_LEAD)).toBe('PROJECT_LEAD');
      expect(await assigned(VIEWER)).toBe('UNAUTHENTICATED');
    });
  });
});

describe('a token of a service account ends, open streams on another server included', () => {
  const WATCH = 'subscription { deploymentProgress { position } }';
  let elsewhere: TestApp;
  beforeAll(async () => {
    elsewhere = await startApp({ parts: { database: app.services.database } });
  });
  afterAll(() => elsewhere.stop());

  /** What becomes of two tokens of an account, and of a stream with one of them, once its owner was changed. */
  const after = async (owner: Pick<TestPerson, 'id'>, role: Role, change: (account: Account) => Promise<unknown>) => {
    const account = await putAccount(role, owner);
    const tokens = [await tokenOf(account), await tokenOf(account)];
    const stream = subscribeWs(elsewhere.url, WATCH, {}, tokens[0]!.bearer);
    await stream.next();
    expect(await change(account)).toMatchObject({ position: expect.any(Number) });
    const roles = await Promise.all(tokens.map(({ bearer }) => roleBy(bearer)));
    if (roles.every((each) => each === 'UNAUTHENTICATED')) expect(await stream.end()).toMatchObject({ code: 4403 });
    else await stream.stop();
    return roles;
  };
  const setRole = (person: Pick<TestPerson, 'globalId'>, role: Role) => () =>
    act(app.url, 'changePersonRole', { personId: person.globalId, version: 1, role }, administrator);
  const ENDED = ['UNAUTHENTICATED', 'UNAUTHENTICATED'];

  test.each<[Role, Role, Role, boolean]>([
    ['ADMINISTRATOR', 'VIEWER', 'ADMINISTRATOR', true],
    ['SPONSOR', 'DEPLOYMENT_LEAD', 'SPONSOR', true],
    ['SPONSOR', 'DEPLOYMENT_LEAD', 'DEPLOYMENT_LEAD', false],
    // What it may do beyond its owner, an administrator gave it, and its owner never knew the secret.
    ['SPONSOR', 'DEPLOYMENT_LEAD', 'ADMINISTRATOR', false],
  ])('where its owner is no %s any more but a %s, and it is a %s: %s', async (from, to, of, ends) => {
    const owner = await putPerson(app, organization.id, from);
    expect(await after(owner, of, setRole(owner, to))).toEqual(ends ? ENDED : [of, of]);
  });

  it('where its owner does not lead a unit any more that it leads', async () => {
    const owner = await putPerson(app, organization.id, 'PROJECT_LEAD');
    const unit = await putUnit(app, organization.id, [owner.id]);
    const remove = async ({ id: personId }: Account) => {
      await prisma().unitLead.create({ data: { organizationId: organization.id, unitId: unit.id, personId } });
      const input = { unitId: unit.globalId, version: 1, personId: owner.globalId };
      return act(app.url, 'removeUnitLead', input, administrator);
    };
    expect(await after(owner, 'PROJECT_LEAD', remove)).toEqual(ENDED);
  });

  it('where its owner loses the role by leaving a group, within a second', async () => {
    const owner = await putPerson(app, organization.id, 'VIEWER');
    const group = await putGroup(app, organization.id, { role: 'SPONSOR' });
    const change = (name: string, version: number) =>
      act(app.url, name, { groupId: group.globalId, version, personId: owner.globalId }, administrator);
    expect(await change('addGroupMember', 1)).toHaveProperty('position');
    const stream = subscribeWs(elsewhere.url, WATCH, {}, (await tokenOf(await putAccount('SPONSOR', owner))).bearer);
    await stream.next();
    const asked = performance.now();
    expect(await change('removeGroupMember', 2)).toHaveProperty('position');
    expect(await stream.end(5_000)).toMatchObject({ code: 4403 });
    expect(performance.now() - asked).toBeLessThan(1_000);
  });

  it('where it gets another owner, at once or after a while', async () => {
    const { SPONSOR, VIEWER } = organization.people;
    const give =
      (owner: TestPerson, more: object = {}) =>
      ({ globalId: personId }: Account) =>
        act(
          app.url,
          'changeServiceAccountOwner',
          { personId, version: 1, ownerId: owner.globalId, ...more },
          administrator,
        );
    expect(await after(VIEWER, 'VIEWER', give(SPONSOR))).toEqual(ENDED);
    expect(await after(VIEWER, 'VIEWER', give(VIEWER))).toEqual(['VIEWER', 'VIEWER']);
    let account: Account | undefined;
    const later = async (of: Account) => give(SPONSOR, { overlapMinutes: 30 })((account = of));
    expect(await after(VIEWER, 'VIEWER', later)).toEqual(['VIEWER', 'VIEWER']);
    const tokens = await prisma().token.findMany({ where: { personId: account?.id ?? '' } });
    const now = app.services.clock().getTime();
    for (const { expiresAt } of tokens) {
      expect(expiresAt.getTime()).toBeLessThanOrEqual(now + 30 * 60_000);
      expect(expiresAt.getTime()).toBeGreaterThan(now + 28 * 60_000);
    }
  });

  it('is not issued by an owner who is demoted meanwhile', async () => {
    const owner = await putPerson(app, organization.id, 'SPONSOR');
    const account = await putAccount('SPONSOR', owner);
    const { subject } = await prisma().person.findUniqueOrThrow({ where: { id: owner.id } });
    const bearer = `Bearer ${await signToken(SECRET, subject, organization.slug, '1h')}`;
    const [created] = await Promise.all([create(account.globalId, bearer), setRole(owner, 'VIEWER')()]);
    if (created.__typename === 'CreateTokenPayload')
      expect(await roleBy(`Bearer ${created.secret}`)).toBe('UNAUTHENTICATED');
    else expect(created.__typename).toBe('ForbiddenError');
  });
});

describe('the owner of a service account who leaves', () => {
  const leave = async (command: string): Promise<{ account: Account; payload: Record<string, any> }> => {
    const owner = await putPerson(app, organization.id, 'SPONSOR');
    const account = await putAccount('VIEWER', owner);
    const input = { personId: owner.globalId, version: 1 };
    const record = 'name active serviceAccounts(filter: { active: true }) { nodes { id owner { name } } }';
    return { account, payload: (await act(app.url, command, input, administrator, record))['record'] };
  };
  const unowned = async (): Promise<string[]> => {
    const query = '{ people(first: 100, filter: { ownerActive: false }) { nodes { id } } }';
    const { data } = await ask(app.url, query, {}, administrator);
    return (data as { people: { nodes: { id: string }[] } }).people.nodes.map(({ id }) => id);
  };

  test.each(['deactivatePerson', 'erasePerson'])('by %s is pointed out', async (command) => {
    const { account, payload } = await leave(command);
    const owner = { name: payload['name'] };
    expect(payload['serviceAccounts'].nodes).toEqual([{ id: account.globalId, owner }]);
    if (command === 'erasePerson') expect(owner.name).toMatch(/^Former member \d+$/);
    expect(await unowned()).toContain(account.globalId);
    // What it does goes on until an administrator decides.
    expect(await roleBy((await tokenOf(account)).bearer)).toBe('VIEWER');
    const change = { personId: account.globalId, version: 1, ownerId: organization.people.SPONSOR.globalId };
    expect(await act(app.url, 'changeServiceAccountOwner', change, administrator, 'owner { id }')).toMatchObject({
      record: { owner: { id: organization.people.SPONSOR.globalId } },
    });
    expect(await unowned()).not.toContain(account.globalId);
  });
});

describe('an organization whose only other administrator is a service account', () => {
  test.each<[string, object]>([
    ['deactivatePerson', {}],
    ['changePersonRole', { role: 'SPONSOR' }],
    ['changeSubject', { subject: 'somebody else' }],
  ])('keeps the last person: %s', async (command, more) => {
    const { id, people } = await createTestOrganization(app);
    const { ADMINISTRATOR, SPONSOR } = people;
    const account = await putServiceAccount(app, id, 'ADMINISTRATOR', ADMINISTRATOR.id);
    const { bearer } = await putToken(app, { organizationId: id, personId: account.id, scopes: ['read', command] });
    const asked = { version: 1, ...more };
    for (const by of [ADMINISTRATOR.bearer, bearer])
      expect(await act(app.url, command, { personId: ADMINISTRATOR.globalId, ...asked }, by)).toMatchObject({
        rule: 'an-administrator-stays',
      });
    // The account itself may go, as long as there is a person.
    if (command !== 'changeSubject')
      expect(await act(app.url, command, { personId: account.globalId, ...asked }, ADMINISTRATOR.bearer)).toMatchObject(
        { position: expect.any(Number) },
      );
    await act(
      app.url,
      'changePersonRole',
      { personId: SPONSOR.globalId, version: 1, role: 'ADMINISTRATOR' },
      ADMINISTRATOR.bearer,
    );
    expect(await act(app.url, command, { personId: ADMINISTRATOR.globalId, ...asked }, SPONSOR.bearer)).toMatchObject({
      position: expect.any(Number),
    });
  });
});

describe('where people answer for something, a service account', () => {
  it('agrees to no plan, and no plan waits for it', async () => {
    const { id: organizationId, people } = organization;
    const lead = await putAccount('PROJECT_LEAD', people.SPONSOR);
    const sponsor = await putAccount('SPONSOR', people.SPONSOR);
    const unit = await putUnit(app, organizationId, [lead.id]);
    const stage = new Stage(app, app.url);
    const group = stage.as(people.DEPLOYMENT_LEAD);
    const { globalId: improvementId } = await stage.improvement(organization);
    const { id: planId } = await group.done('draftPlan', { improvementId, targetUnitIds: [unit.globalId], ...DAYS });
    await group.done('submitPlan', { planId });
    for (const [account, unitIds] of [
      [lead, [unit.globalId]],
      [sponsor, null],
    ] as const) {
      const { bearer } = await tokenOf(account, ['read', 'agreeToPlan', 'declinePlan']);
      for (const [command, more] of [
        ['agreeToPlan', {}],
        ['declinePlan', { reason: 'No.' }],
      ] as const)
        expect(await act(app.url, command, { planId, planVersion: 1, unitIds, ...more }, bearer)).toMatchObject({
          __typename: 'ForbiddenError',
          requires: expect.stringContaining('a person'),
        });
      const said = `query ($planId: ID!) { viewer { mutations }
        node(id: $planId) { ... on DeploymentPlan { viewerCan { command allowed reason } } } }`;
      const { data } = await ask(app.url, said, { planId }, bearer);
      expect(data?.['viewer'].mutations).toEqual([]);
      for (const command of ['agreeToPlan', 'declinePlan'])
        expect(data?.['node'].viewerCan).toContainEqual({
          command,
          allowed: false,
          reason: expect.stringContaining('a person'),
        });
    }
    const query = `query ($improvementId: ID!) { waitingWork(filter: { improvementIds: [$improvementId] }) { nodes {
      kind people { id } } } }`;
    const { data } = await ask(app.url, query, { improvementId }, administrator);
    const nodes = data?.['waitingWork'].nodes as { kind: string; people: object[] }[];
    expect(nodes).toContainEqual({ kind: 'PLAN_TO_AGREE_FOR_UNIT', people: [] });
    const asked = nodes.find(({ kind }) => kind === 'PLAN_TO_AGREE')?.people;
    expect(asked).toContainEqual({ id: people.SPONSOR.globalId });
    expect(asked).not.toContainEqual({ id: sponsor.globalId });
    // A lead who is a person is needed, whoever agrees as a sponsor.
    await stage.as(people.SPONSOR).done('agreeToPlan', { planId });
    const { data: plan } = await ask(
      app.url,
      'query ($id: ID!) { node(id: $id) { ... on DeploymentPlan { state unmetForActivation { rule } } } }',
      { id: planId },
      administrator,
    );
    expect(plan?.['node']).toMatchObject({ state: 'IN_REVIEW' });
    expect(plan?.['node'].unmetForActivation).not.toEqual([]);
  });

  it('affirms nothing', async () => {
    const account = await putAccount('DEPLOYMENT_LEAD', organization.people.SPONSOR);
    const { bearer } = await tokenOf(account, ['read', 'affirmPractice']);
    const { globalId: unitId } = organization.ledUnit;
    const input = { practice: 'OPM SP 3.2', unitId, text: 'We do.' };
    expect(await act(app.url, 'affirmPractice', input, bearer)).toMatchObject({ __typename: 'ForbiddenError' });
  });
});

describe('in lists of people, a service account', () => {
  it('has its owner, and is not imported', async () => {
    const { people } = organization;
    const account = await putAccount('VIEWER', people.SPONSOR);
    const response = await fetch(new URL('/export/people.csv', app.url), { headers: { authorization: administrator } });
    const [header = '', ...rows] = (await response.text()).split(/\r?\n/);
    const row = rows.find((each) => each.includes(account.subject))?.split(',');
    expect(row?.[header.split(',').indexOf('owner')]).toBe(`${organization.slug}-SPONSOR`);
    const csv = `subject,name,role,owner\nci,CI,viewer,${organization.slug}-SPONSOR\nada,Ada,viewer,\n`;
    expect(await importFile(app, administrator, 'PEOPLE', csv)).toMatchObject({
      __typename: 'FileRejectedError',
      mistakes: [{ line: 2, column: 'owner' }],
    });
  });

  it('is told apart, and found by its owner', async () => {
    const owner = await putPerson(app, organization.id, 'VIEWER');
    const { globalId: id } = await putAccount('VIEWER', owner);
    const found = async (filter: object): Promise<string[]> => {
      const query = 'query ($filter: PersonFilter) { people(first: 100, filter: $filter) { nodes { id } } }';
      const { data } = await ask(app.url, query, { filter }, administrator);
      return (data?.['people'].nodes as { id: string }[]).map((each) => each.id);
    };
    expect(await found({ ownerIds: [owner.globalId] })).toEqual([id]);
    expect(await found({ ownerIds: [owner.globalId], serviceAccounts: false })).toEqual([]);
    expect(await found({ ownerIds: [owner.globalId], ownerActive: true })).toEqual([id]);
    expect(await found({ serviceAccounts: true })).toContain(id);
    expect(await found({ serviceAccounts: false })).toContain(owner.globalId);
    expect(await found({ serviceAccounts: false })).not.toContain(id);
  });
});

it('a copy of an organization has its service accounts, also those that are older than their owner', async () => {
  const [from, to] = [await startApp(), await startApp()];
  const folder = await mkdtemp(join(tmpdir(), 'uplift-accounts-'));
  try {
    const { id, slug, people } = await createTestOrganization(from);
    const { id: account } = await putServiceAccount(from, id, 'VIEWER', people.SPONSOR.id);
    // More than are written at once lie between them.
    const more = Array.from({ length: 1_001 }, (_, n) => ({
      organizationId: id,
      subject: `${n}`,
      name: `${n}`,
      role: 'VIEWER' as const,
    }));
    const now = new Date();
    await from.services.database.prisma.person.createMany({
      data: more.map((each) => ({ ...each, createdAt: now, updatedAt: now })),
    });
    const { id: ownerId } = await putPerson(from, id, 'SPONSOR');
    await from.services.database.prisma.person.update({ where: { id: account }, data: { ownerId } });
    const file = join(folder, 'copy.jsonl');
    await copyOrganization(from.services.database.prisma, slug, file);
    await takeOverOrganization(to.services.database.prisma, file, { catalog: to.services.catalogStore.current() });
    const taken = await to.services.database.prisma.person.findUniqueOrThrow({ where: { id: account } });
    expect(taken.ownerId).toBe(ownerId);
  } finally {
    await Promise.all([from.stop(), to.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
});
