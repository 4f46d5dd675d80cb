import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { READ } from '../../src/auth/grant.js';
import { encodeGlobalId } from '../../src/ids.js';
import { putGroup, putPerson, putServiceAccount } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { putToken } from '../support/put-token.js';
import { useApp } from '../support/use-app.js';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** What a token needs to manage groups. */
const SCOPES = [READ, 'createGroup', 'reviseGroup', 'deleteGroup', 'addGroupMember', 'removeGroupMember'];

const app = useApp();
let organization: TestOrganization;
let bearer: string;
let ada: Put;
let bo: Put;

const tokenFor = async ({ id, people }: TestOrganization, scopes: readonly string[] = SCOPES): Promise<string> =>
  (await putToken(app, { organizationId: id, personId: people.ADMINISTRATOR.id, scopes })).bearer;

beforeEach(async () => {
  organization = await createTestOrganization(app);
  bearer = await tokenFor(organization);
  ada = await putPerson(app, organization.id, 'VIEWER');
  bo = await putPerson(app, organization.id, 'VIEWER');
});

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly body: any;
}

async function send(method: string, path: string, body?: unknown, as = bearer): Promise<Answer> {
  const response = await fetch(new URL(`/scim/v2${path}`, app.url), {
    method,
    headers: { authorization: as, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, location: response.headers.get('location'), body: text && JSON.parse(text) };
}

const where = (filter: string, more = ''): string => `/Groups?filter=${encodeURIComponent(filter)}${more}`;
const patch = (id: string, ...Operations: object[]) => send('PATCH', `/Groups/${id}`, { schemas: [PATCH], Operations });
const prisma = () => app.services.database.prisma;
const membersOf = async (id: string): Promise<string[]> =>
  (await send('GET', `/Groups/${id}`)).body.members.map(({ value }: { value: string }) => value).sort();
const of = (...people: readonly Pick<Put, 'globalId'>[]): string[] => people.map(({ globalId }) => globalId).sort();
const values = (...people: readonly Pick<Put, 'globalId'>[]) => people.map(({ globalId }) => ({ value: globalId }));
const roleOf = async ({ id }: Pick<Put, 'id'>): Promise<string> =>
  (await prisma().person.findUniqueOrThrow({ where: { id } })).role;
const eventsIn = async (id: string): Promise<string[]> => {
  const events = await prisma().event.findMany({
    where: { organizationId: organization.id, recordType: 'Group' },
    orderBy: { position: 'asc' },
  });
  return events.filter(({ recordId }) => encodeGlobalId('Group', recordId) === id).map(({ type }) => type);
};
/** All that requests write: groups, with what belongs to them, and the log. */
const written = async () => [
  await prisma().group.findMany({ include: { members: true, mappings: true }, orderBy: { id: 'asc' } }),
  await prisma().person.findMany({ select: { id: true, role: true, version: true }, orderBy: { id: 'asc' } }),
  await prisma().eventLog.findMany({ select: { position: true }, orderBy: { organizationId: 'asc' } }),
];
const mapTo = async (id: string, role: 'ADMINISTRATOR' | 'SPONSOR'): Promise<void> => {
  const group = await prisma().group.findFirstOrThrow({
    where: { id: Buffer.from(id, 'base64url').toString().replace('Group:', '') },
  });
  const { organizationId } = group;
  await prisma().groupMapping.create({ data: { organizationId, groupId: group.id, role, addedAt: new Date() } });
};
const create = async (displayName = `Group ${randomUUID()}`, more: object = {}): Promise<string> => {
  const { status, body } = await send('POST', '/Groups', { schemas: [CORE], displayName, ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
};

test('what Entra sends: a look, a new group, members one by one, a new name, the end', async () => {
  const look = (name: string) =>
    send('GET', `/Groups?excludedAttributes=members&filter=${encodeURIComponent(`displayName eq "${name}"`)}`);
  expect(await look('Approvers')).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } });
  const externalId = '0e60f9a2-6f2a-4d0c-8d3c-6e7e3a1d8a43';
  const created = await send('POST', '/Groups', {
    schemas: [CORE, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
    externalId,
    displayName: 'Approvers',
    members: [],
    meta: { resourceType: 'Group' },
  });
  expect(created).toMatchObject({
    status: 201,
    body: { schemas: [CORE], externalId, displayName: 'Approvers', members: [], meta: { resourceType: 'Group' } },
  });
  const { id } = created.body;
  expect(created.location).toBe(created.body.meta.location);
  expect((await look('Approvers')).body.Resources).toEqual([
    { schemas: [CORE], id, externalId, displayName: 'Approvers', meta: created.body.meta },
  ]);
  const got = await send('GET', `/Groups/${id}?excludedAttributes=members`);
  expect(got.body).not.toHaveProperty('members');
  await mapTo(id, 'SPONSOR');

  expect(await patch(id, { op: 'Add', path: 'members', value: values(ada) })).toEqual({
    status: 204,
    location: null,
    body: '',
  });
  expect(await membersOf(id)).toEqual(of(ada));
  expect(await roleOf(ada)).toBe('SPONSOR');
  const reference = await send('GET', where(`id eq "${id}" and members eq "${ada.globalId}"`, '&attributes=id'));
  expect(reference.body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
  expect(reference.body.Resources[0]).not.toHaveProperty('members');
  // A member whose value is null is none, and what is there already stays.
  await patch(id, { op: 'Add', path: 'members', value: [{ value: null }, ...values(ada, bo)] });
  expect(await membersOf(id)).toEqual(of(ada, bo));
  await patch(id, { op: 'Remove', path: 'members', value: [{ value: null }] });
  expect(await membersOf(id)).toEqual(of(ada, bo));
  await patch(id, { op: 'Remove', path: 'members', value: values(bo) });
  await patch(id, { op: 'Remove', path: `members[value eq "${ada.globalId}"]` });
  expect(await membersOf(id)).toEqual([]);
  expect(await roleOf(ada)).toBe('VIEWER');
  expect((await patch(id, { op: 'Replace', path: 'displayName', value: 'Sponsors' })).status).toBe(204);
  expect((await look('Sponsors')).body.totalResults).toBe(1);
  expect(await send('DELETE', `/Groups/${id}`)).toMatchObject({ status: 204, body: '' });
  expect(await send('DELETE', `/Groups/${id}`)).toMatchObject({ status: 404, body: { schemas: [ERROR] } });
  expect(await eventsIn(id)).toEqual([
    'GroupCreated',
    'GroupMemberAdded',
    'GroupMemberAdded',
    'GroupMemberRemoved',
    'GroupMemberRemoved',
    'GroupRevised',
    'GroupDeleted',
  ]);
});

test('what Okta sends: a push of a group, members, a name without a path, a group as a whole, the end', async () => {
  const look = await send('GET', `${where('displayName eq "Leads"')}&startIndex=1&count=100`);
  expect(look.body).toMatchObject({ totalResults: 0, startIndex: 1, itemsPerPage: 0 });
  const display = (person: Put) => ({ value: person.globalId, display: 'who@example.com' });
  const { status, body } = await send('POST', '/Groups', {
    schemas: [CORE],
    displayName: 'Leads',
    members: [display(ada)],
  });
  expect({ status, body }).toMatchObject({
    status: 201,
    body: { displayName: 'Leads', members: [{ value: ada.globalId }] },
  });
  const { id } = body;
  await mapTo(id, 'SPONSOR');
  expect((await patch(id, { op: 'replace', value: { id, displayName: 'Unit leads' } })).status).toBe(204);
  await patch(
    id,
    { op: 'remove', path: `members[value eq "${ada.globalId}"]` },
    { op: 'add', path: 'members', value: [display(bo)] },
  );
  expect((await send('GET', `/Groups/${id}`)).body).toMatchObject({
    displayName: 'Unit leads',
    members: [{ value: bo.globalId, type: 'User', $ref: `/scim/v2/Users/${bo.globalId}` }],
  });
  await patch(id, { op: 'replace', path: 'members', value: [display(ada), display(bo)] });
  expect(await membersOf(id)).toEqual(of(ada, bo));
  const whole = { schemas: [CORE], id, displayName: 'Leads of units', members: [display(ada)] };
  expect(await send('PUT', `/Groups/${id}`, whole)).toMatchObject({
    status: 200,
    body: { displayName: 'Leads of units', members: [{ value: ada.globalId }] },
  });
  expect([await roleOf(ada), await roleOf(bo)]).toEqual(['SPONSOR', 'VIEWER']);
  expect((await send('DELETE', `/Groups/${id}`)).status).toBe(204);
  expect(await roleOf(ada)).toBe('VIEWER');
});

describe('a patch', () => {
  test.each<[string, () => object[], () => string[]]>([
    ['adds a member by its id alone', () => [{ op: 'add', path: 'members', value: bo.globalId }], () => of(ada, bo)],
    ['adds a member as one object', () => [{ op: 'add', path: 'Members', value: values(bo)[0] }], () => of(ada, bo)],
    ['adds members without a path', () => [{ op: 'ADD', value: { members: values(bo) } }], () => of(ada, bo)],
    ['adds by the full name', () => [{ op: 'add', path: `${CORE}:members`, value: values(bo) }], () => of(ada, bo)],
    ['removes all without a value', () => [{ op: 'remove', path: 'members' }], () => []],
    ['removes none by an empty list', () => [{ op: 'remove', path: 'members', value: [] }], () => of(ada)],
    [
      'removes several by one filter',
      () => [
        { op: 'add', path: 'members', value: values(bo) },
        { op: 'remove', path: `members[value eq "${ada.globalId}" or value eq "${bo.globalId}"]` },
      ],
      () => [],
    ],
    ['removes nobody who is no member', () => [{ op: 'remove', path: `members[value eq "nobody"]` }], () => of(ada)],
    ['ignores what groups do not have', () => [{ op: 'replace', path: 'description', value: 'x' }], () => of(ada)],
    ['replaces by null', () => [{ op: 'replace', path: 'members', value: null }], () => []],
  ])('%s', async (_what, operations, expected) => {
    const id = await create(undefined, { members: values(ada) });
    expect(await patch(id, ...operations())).toMatchObject({ status: 204 });
    expect(await membersOf(id)).toEqual(expected());
  });

  test.each<[string, () => object[], string]>([
    ['another operation', () => [{ op: 'move', path: 'members' }], 'invalidSyntax'],
    ['an operation on everything without an object', () => [{ op: 'add', value: 'x' }], 'invalidValue'],
    [
      'too many operations',
      () => Array.from({ length: 1_001 }, () => ({ op: 'add', path: 'members' })),
      'invalidSyntax',
    ],
    ['a filter that is none', () => [{ op: 'remove', path: 'members[value eq' }], 'invalidPath'],
    ['a filter of something else', () => [{ op: 'remove', path: 'members[display eq "x"]' }], 'invalidPath'],
    ['a filter to add by', () => [{ op: 'add', path: `members[value eq "x"]`, value: 'x' }], 'invalidPath'],
    ['no name', () => [{ op: 'replace', path: 'displayName', value: '' }], 'invalidValue'],
    ['the removal of the name', () => [{ op: 'remove', path: 'displayName' }], 'invalidValue'],
    ['a name that is too long', () => [{ op: 'replace', path: 'displayName', value: 'x'.repeat(201) }], 'invalidValue'],
    ['a member of another form', () => [{ op: 'add', path: 'members', value: 7 }], 'invalidValue'],
    ['a member who is nobody', () => [{ op: 'add', path: 'members', value: ['nobody'] }], 'invalidValue'],
  ])('with %s is refused as a whole', async (_what, operations, scimType) => {
    const id = await create(undefined, { members: values(ada) });
    const before = await written();
    const refused = { status: 400, body: { schemas: [ERROR], status: '400', scimType } };
    const renaming = { op: 'replace', path: 'displayName', value: 'Another' };
    expect(await patch(id, renaming, ...operations())).toMatchObject(refused);
    expect(await written()).toEqual(before);
  });

  it('without operations is refused', async () => {
    expect(await patch(await create())).toMatchObject({ status: 400, body: { scimType: 'invalidSyntax' } });
  });

  it('is made once, whoever else changes the group at the same moment', async () => {
    const id = await create();
    const people = await Promise.all(Array.from({ length: 8 }, () => putPerson(app, organization.id, 'VIEWER')));
    const answers = await Promise.all(
      people.map((person) => patch(id, { op: 'Add', path: 'members', value: values(person) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 204));
    expect(await membersOf(id)).toEqual(of(...people));
  });

  it('of many members takes as many statements as one of one, and has an event for each', async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => putPerson(app, organization.id, 'VIEWER')));
    const id = await create();
    await patch(id, { op: 'add', path: 'members', value: values(ada) });
    app.forgetStatements();
    await patch(id, { op: 'add', path: 'members', value: values(...people.slice(0, 1)) });
    const one = app.statements.length;
    app.forgetStatements();
    await patch(id, { op: 'add', path: 'members', value: values(...people.slice(1)) });
    expect(app.statements.length).toBe(one);
    expect((await eventsIn(id)).filter((type) => type === 'GroupMemberAdded')).toHaveLength(41);
  });
});

describe('members', () => {
  it('that others manage are neither shown nor removed', async () => {
    const { id, globalId } = await putGroup(app, organization.id, { members: [ada.id], role: 'SPONSOR' });
    expect(await membersOf(globalId)).toEqual([]);
    await patch(globalId, { op: 'add', path: 'members', value: values(ada, bo) });
    expect(await membersOf(globalId)).toEqual(of(ada, bo));
    await patch(globalId, { op: 'remove', path: 'members' });
    const left = await prisma().groupMember.findMany({ where: { groupId: id } });
    expect(left).toMatchObject([{ personId: ada.id, managedBy: 'HAND' }]);
    expect([await roleOf(ada), await roleOf(bo)]).toEqual(['SPONSOR', 'VIEWER']);
  });

  it('stay where a group is sent without them, and go where they are null', async () => {
    const id = await create('Team', { members: values(ada) });
    await send('PUT', `/Groups/${id}`, { displayName: 'Crew', externalId: 'x' });
    expect((await send('GET', `/Groups/${id}`)).body).toMatchObject({ displayName: 'Crew', externalId: 'x' });
    expect(await membersOf(id)).toEqual(of(ada));
    await send('PUT', `/Groups/${id}`, { displayName: 'Crew', members: null });
    expect(await membersOf(id)).toEqual([]);
    expect((await send('GET', `/Groups/${id}`)).body).not.toHaveProperty('externalId');
  });

  it('are users: no service account, nobody who was erased or is of another organization', async () => {
    const id = await create();
    const other = await createTestOrganization(app);
    const account = await putServiceAccount(app, organization.id, 'VIEWER', ada.id);
    const erased = await putPerson(app, organization.id, 'VIEWER', false);
    await prisma().person.update({ where: { id: erased.id }, data: { erasedAt: new Date() } });
    for (const value of [other.people.VIEWER.globalId, account.globalId, erased.globalId, id])
      expect(await patch(id, { op: 'add', path: 'members', value: [{ value }] })).toMatchObject({
        status: 400,
        body: { scimType: 'invalidValue', detail: `members: There is no such user: ${value}` },
      });
    const left = await putPerson(app, organization.id, 'VIEWER', false);
    expect((await patch(id, { op: 'add', path: 'members', value: values(left) })).status).toBe(204);
  });

  it('are shown at the users, who do not set them', async () => {
    const id = await create('Team', { members: values(ada) });
    const people = await tokenFor(organization, [...SCOPES, 'addPerson', 'revisePerson', 'changePersonRole']);
    const groups = [{ value: id, display: 'Team', type: 'direct', $ref: `/scim/v2/Groups/${id}` }];
    const { body } = await send('GET', `/Users/${ada.globalId}`);
    expect(body.groups).toEqual(groups);
    expect((await send('GET', `/Users/${bo.globalId}`)).body.groups).toEqual([]);
    const operations = [{ op: 'replace', path: 'groups', value: [] }];
    const answer = await send('PATCH', `/Users/${ada.globalId}`, { schemas: [PATCH], Operations: operations }, people);
    expect(answer).toMatchObject({ status: 200, body: { groups } });
    // The role that a group gives stays as well, whatever is sent.
    await mapTo(id, 'SPONSOR');
    await patch(id, { op: 'replace', path: 'members', value: [] });
    await patch(id, { op: 'add', path: 'members', value: values(ada) });
    const sent = { ...body, displayName: 'Ada', roles: [{ value: 'PROJECT_LEAD' }] };
    expect(await send('PUT', `/Users/${ada.globalId}`, sent, people)).toMatchObject({
      status: 200,
      body: { displayName: 'Ada', roles: [{ value: 'SPONSOR' }] },
    });
  });
});

describe('the last administrator stays', () => {
  const byGroup = async (): Promise<string> => {
    const { ADMINISTRATOR } = organization.people;
    await prisma().person.update({ where: { id: ADMINISTRATOR.id }, data: { roleByHand: 'VIEWER' } });
    const { id, globalId } = await putGroup(app, organization.id, { role: 'ADMINISTRATOR' });
    const data = { organizationId: organization.id, groupId: id, personId: ADMINISTRATOR.id, addedAt: new Date() };
    await prisma().groupMember.create({ data: { ...data, managedBy: 'SCIM' } });
    return globalId;
  };
  const refused = {
    status: 400,
    body: { schemas: [ERROR], scimType: 'mutability', detail: expect.stringMatching(/administrator/i) as unknown },
  };

  test.each<[string, (id: string) => Promise<Answer>]>([
    ['a patch', (id) => patch(id, { op: 'remove', path: 'members' })],
    ['a group as a whole', (id) => send('PUT', `/Groups/${id}`, { displayName: 'x', members: [] })],
    ['the end of the group', (id) => send('DELETE', `/Groups/${id}`)],
  ])('at %s', async (_how, tryIt) => {
    const id = await byGroup();
    const before = await written();
    expect(await tryIt(id)).toMatchObject(refused);
    expect(await written()).toEqual(before);
  });

  it('and may be replaced by another one in one request', async () => {
    const id = await byGroup();
    expect((await patch(id, { op: 'replace', path: 'members', value: values(ada) })).status).toBe(204);
    expect([await roleOf(ada), await roleOf(organization.people.ADMINISTRATOR)]).toEqual(['ADMINISTRATOR', 'VIEWER']);
  });
});

describe('filters and pages', () => {
  it('find by name, externalId, id, members and several conditions', async () => {
    const id = await create('Team', { externalId: 'x-7', members: values(ada) });
    await create('team');
    for (const filter of [
      'displayName eq "Team"',
      'DISPLAYNAME EQ "Team"',
      'externalId eq "x-7"',
      `id eq "${id}"`,
      `members.value eq "${ada.globalId}"`,
      'displayName eq "Team" and externalId eq "x-7"',
    ])
      expect((await send('GET', where(filter))).body, filter).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    for (const filter of ['id eq "nonsense"', 'displayName eq "T%"', 'members eq "nobody"'])
      expect((await send('GET', where(filter))).body, filter).toMatchObject({ totalResults: 0 });
  });

  test.each(['displayName sw "a"', 'description eq "x"', 'displayName eq 3', 'displayName eq'])(
    '%s is refused',
    async (filter) => {
      expect(await send('GET', where(filter))).toMatchObject({ status: 400, body: { scimType: 'invalidFilter' } });
    },
  );

  it('lists all in pages, and none that was deleted', async () => {
    const ids = [await create(), await create(), await create()];
    await send('DELETE', `/Groups/${await create()}`);
    const found: string[] = [];
    for (const startIndex of [1, 3]) {
      const { body } = await send('GET', `/Groups?startIndex=${startIndex}&count=2`);
      expect(body.totalResults).toBe(3);
      found.push(...body.Resources.map((each: { id: string }) => each.id));
    }
    expect(found).toEqual(ids);
  });
});

describe('groups are refused', () => {
  it('whose name another one has', async () => {
    await create('Team');
    const taken = { status: 409, body: { schemas: [ERROR], status: '409', scimType: 'uniqueness' } };
    expect(await send('POST', '/Groups', { displayName: 'Team' })).toMatchObject(taken);
    const id = await create('Crew');
    expect(await patch(id, { op: 'replace', path: 'displayName', value: 'Team' })).toMatchObject(taken);
    expect(await send('PUT', `/Groups/${id}`, { displayName: 'Team' })).toMatchObject(taken);
  });

  test.each([
    ['no name', {}],
    ['a name of another form', { displayName: ['x'] }],
    ['a name that no database takes', { displayName: 'a\0b' }],
    ['null', null],
    ['a member who is nobody', { displayName: 'x', members: [{ value: 'nobody' }] }],
  ])('with %s', async (_what, body) => {
    const before = await written();
    expect(await send('POST', '/Groups', body)).toMatchObject({
      status: 400,
      body: { schemas: [ERROR], status: '400', scimType: 'invalidValue', detail: expect.any(String) },
    });
    expect(await written()).toEqual(before);
  });
});

describe('who may', () => {
  it('not those of another organization: their groups do not exist', async () => {
    const id = await create();
    const other = await tokenFor(await createTestOrganization(app));
    for (const [method, body] of [
      ['GET'],
      ['DELETE'],
      ['PUT', { displayName: 'x' }],
      ['PATCH', { Operations: [{ op: 'replace', path: 'displayName', value: 'x' }] }],
    ] as const)
      expect(await send(method, `/Groups/${id}`, body, other), method).toMatchObject({
        status: 404,
        body: { status: '404' },
      });
    expect((await send('GET', where(`id eq "${id}"`), undefined, other)).body).toMatchObject({ totalResults: 0 });
  });

  it('not without the role', async () => {
    const { people, id: organizationId } = organization;
    const sponsor = await putToken(app, { organizationId, personId: people.SPONSOR.id, scopes: SCOPES });
    const id = await create();
    for (const [method, path, body] of [
      ['GET', '/Groups'],
      ['GET', `/Groups/${id}`],
      ['POST', '/Groups', { displayName: 'x' }],
      ['DELETE', `/Groups/${id}`],
    ] as const)
      expect(await send(method, path, body, sponsor.bearer), method).toMatchObject({ status: 403 });
  });

  test.each<[string, (id: string, as: string) => Promise<Answer>]>([
    ['createGroup', (_id, as) => send('POST', '/Groups', { displayName: 'New' }, as)],
    ['reviseGroup', (id, as) => send('PUT', `/Groups/${id}`, { displayName: 'New' }, as)],
    ['addGroupMember', (id, as) => send('PUT', `/Groups/${id}`, { displayName: 'Team', members: values(ada, bo) }, as)],
    ['removeGroupMember', (id, as) => send('PUT', `/Groups/${id}`, { displayName: 'Team', members: [] }, as)],
    ['deleteGroup', (id, as) => send('DELETE', `/Groups/${id}`, undefined, as)],
  ])('not without the scope %s, and with it alone', async (scope, tryIt) => {
    const id = await create('Team', { members: values(ada) });
    const without = await tokenFor(
      organization,
      SCOPES.filter((each) => each !== scope),
    );
    const before = await written();
    expect(await tryIt(id, without)).toMatchObject({ status: 403, body: { detail: expect.stringContaining(scope) } });
    expect(await written()).toEqual(before);
    expect([200, 201, 204]).toContain((await tryIt(id, await tokenFor(organization, [READ, scope]))).status);
  });
});

describe('what is said of the service', () => {
  it('has groups as a type and a schema', async () => {
    const { body } = await send('GET', '/ResourceTypes');
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual(['User', 'Group']);
    expect((await send('GET', '/ResourceTypes/Group')).body).toMatchObject({ endpoint: '/Groups', schema: CORE });
    expect((await send('GET', `/Schemas/${CORE}`)).body).toMatchObject({
      id: CORE,
      attributes: [
        { name: 'displayName', required: true },
        { name: 'members', multiValued: true },
      ],
    });
    expect((await send('GET', '/Schemas')).body).toMatchObject({ totalResults: 2 });
    expect((await send('GET', '/ServiceProviderConfig')).body).toMatchObject({ patch: { supported: true } });
  });

  it('is 404 for other resources, and 405 for other methods', async () => {
    expect((await send('GET', '/Roles')).status).toBe(404);
    expect((await send('GET', `/Groups/${await create()}/members`)).status).toBe(404);
    expect((await send('POST', `/Groups/${await create()}`, { displayName: 'x' })).status).toBe(405);
  });
});
