import { beforeAll, describe, expect, it, test } from 'vitest';
import { READ } from '../../src/auth/grant.js';
import { putServiceAccount } from '../commands/fixtures.js';
import { ask, subscribeWs } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import { useApp, useOrganization } from '../support/use-app.js';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** What a token needs to manage people. */
const SCOPES = [
  READ,
  'addPerson',
  'revisePerson',
  'changePersonRole',
  'changeSubject',
  'deactivatePerson',
  'reactivatePerson',
];

const app = useApp();
const organization = useOrganization(app);
const other = useOrganization(app);
let bearer: string;
let otherBearer: string;

beforeAll(async () => {
  const of = async ({ id, people }: typeof organization): Promise<string> =>
    (await putToken(app, { organizationId: id, personId: people.ADMINISTRATOR.id, scopes: SCOPES })).bearer;
  bearer = await of(organization);
  otherBearer = await of(other);
});

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly location: string | null;
  readonly body: any;
}

async function send(method: string, path: string, body?: unknown, as = bearer): Promise<Answer> {
  const response = await fetch(new URL(`/scim/v2${path}`, app.url), {
    method,
    headers: { authorization: as, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const { headers, status } = response;
  return {
    status,
    type: headers.get('content-type'),
    location: headers.get('location'),
    body: text && JSON.parse(text),
  };
}

const where = (filter: string): string => `/Users?filter=${encodeURIComponent(filter)}`;
const patch = (id: string, ...Operations: object[]) => send('PATCH', `/Users/${id}`, { schemas: [PATCH], Operations });
const eventsOf = async (subject: string): Promise<string[]> => {
  const { prisma } = app.services.database;
  const person = await prisma.person.findFirstOrThrow({ where: { organizationId: organization.id, subject } });
  const events = await prisma.event.findMany({ where: { recordId: person.id }, orderBy: { position: 'asc' } });
  return events.map(({ type }) => type);
};

let made = 0;
/** A new user, by what Okta sends. */
async function add(more: object = {}): Promise<{ id: string; userName: string; externalId: string }> {
  made += 1;
  const userName = `person${made}@example.com`;
  const externalId = `00u${made}`;
  const { body, status } = await send('POST', '/Users', {
    schemas: [CORE],
    userName,
    externalId,
    active: true,
    ...more,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return { id: body.id, userName, externalId };
}

test('what Entra sends: a look, a new user, changes, the end', async () => {
  const userName = 'Elif.Demir@Example.com';
  const none = await send('GET', where(`userName eq "${userName}"`));
  expect(none).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } });

  const created = await send('POST', '/Users', {
    schemas: [CORE, ENTERPRISE],
    externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
    userName,
    active: true,
    emails: [{ primary: true, type: 'work', value: userName }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Elif Demir', familyName: 'Demir', givenName: 'Elif' },
    roles: [],
    [ENTERPRISE]: { department: 'Acquisition' },
  });
  expect(created).toMatchObject({
    status: 201,
    type: 'application/scim+json; charset=utf-8',
    body: {
      schemas: [CORE],
      externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
      userName: userName.toLowerCase(),
      displayName: 'Elif Demir',
      active: true,
      roles: [{ value: 'VIEWER' }],
      meta: { resourceType: 'User' },
    },
  });
  const { id } = created.body;
  expect(created.location).toBe(created.body.meta.location);
  expect((await send('GET', `/Users/${id}`)).body).toEqual(created.body);
  expect((await send('GET', where(`userName eq "${userName}"`))).body).toMatchObject({
    totalResults: 1,
    Resources: [{ id }],
  });

  const renamed = await patch(
    id,
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'nowhere@example.com' },
    { op: 'Replace', path: 'name.familyName', value: 'Kaya' },
    { op: 'Add', path: `${ENTERPRISE}:department`, value: 'Suppliers' },
    { op: 'Replace', path: 'displayName', value: 'Elif Kaya' },
    { op: 'Replace', path: 'userName', value: 'elif.kaya@example.com' },
  );
  expect(renamed).toMatchObject({ status: 200, body: { displayName: 'Elif Kaya', userName: 'elif.kaya@example.com' } });
  const promoted = await patch(id, {
    op: 'Add',
    path: 'roles',
    value: [{ primary: 'True', value: 'Deployment Lead' }],
  });
  expect(promoted.body).toMatchObject({ roles: [{ value: 'DEPLOYMENT_LEAD' }] });
  const again = await patch(id, { op: 'Replace', path: 'roles[primary eq "True"].value', value: 'PROJECT_LEAD' });
  expect(again.body).toMatchObject({ roles: [{ value: 'PROJECT_LEAD' }] });
  const gone = await patch(id, { op: 'Add', value: { active: 'False', 'name.givenName': 'Elif' } });
  expect(gone).toMatchObject({ status: 200, body: { active: false, displayName: 'Elif Kaya' } });
  expect(await send('DELETE', `/Users/${id}`)).toMatchObject({ status: 204, body: '' });
  expect(await eventsOf('0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef')).toEqual([
    'PersonAdded',
    'PersonRevised',
    'PersonRoleChanged',
    'PersonRoleChanged',
    'PersonDeactivated',
  ]);
});

test('what Okta sends: a new user, a profile as a whole, an end and a return', async () => {
  const user = {
    schemas: [CORE],
    userName: 'noah.meier@example.com',
    name: { givenName: 'Noah', familyName: 'Meier' },
    emails: [{ primary: true, value: 'noah.meier@example.com', type: 'work' }],
    displayName: 'Noah Meier',
    locale: 'de-CH',
    timezone: 'Europe/Zurich',
    externalId: '00ujl29u0le5T6Aj10h7',
    groups: [],
    password: 'a secret that nobody keeps',
    active: true,
  };
  expect((await send('GET', `${where(`userName eq "${user.userName}"`)}&startIndex=1&count=100`)).body).toMatchObject({
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
  });
  const { status, body } = await send('POST', '/Users', user);
  expect({ status, body }).toMatchObject({ status: 201, body: { locale: 'de-CH', timezone: 'Europe/Zurich' } });
  expect(JSON.stringify(body)).not.toContain('password');
  const { id } = body;
  const changed = await send('PUT', `/Users/${id}`, { ...user, id, displayName: 'Noah Meier-Rossi', locale: null });
  expect(changed).toMatchObject({ status: 200, body: { displayName: 'Noah Meier-Rossi' } });
  expect(changed.body).not.toHaveProperty('locale');
  expect((await patch(id, { op: 'replace', value: { active: false } })).body).toMatchObject({ active: false });
  // A user who was ended is added again as the same.
  const again = await send('POST', '/Users', user);
  expect(again).toMatchObject({ status: 201, body: { id, active: true, displayName: 'Noah Meier' } });
  expect(await eventsOf(user.externalId)).toEqual([
    'PersonAdded',
    'PersonRevised',
    'PersonDeactivated',
    'PersonReactivated',
    'PersonRevised',
  ]);
});

test('one whose access ends loses their streams', async () => {
  const { people } = other;
  const watching = subscribeWs(app.url, 'subscription { deploymentProgress { position } }', {}, people.VIEWER.bearer);
  await watching.next();
  const { status } = await send('DELETE', `/Users/${people.VIEWER.globalId}`, undefined, otherBearer);
  expect(status).toBe(204);
  await expect(watching.next()).rejects.toThrow();
  expect((await ask(app.url, '{ viewer { role } }', {}, people.VIEWER.bearer)).errors).toBeDefined();
});

describe('users are refused', () => {
  it('who are there already, by userName or externalId', async () => {
    const { userName, externalId } = await add();
    for (const taken of [
      { userName, externalId: 'another' },
      { userName: userName.toUpperCase() },
      { userName: 'another@example.com', externalId },
    ]) {
      expect(await send('POST', '/Users', taken)).toMatchObject({
        status: 409,
        body: { schemas: [ERROR], status: '409', scimType: 'uniqueness' },
      });
    }
    const { id } = await add();
    expect(await patch(id, { op: 'replace', path: 'userName', value: userName })).toMatchObject({ status: 409 });
  });

  it.each([
    ['no userName', { externalId: 'x' }, 'invalidValue'],
    ['a userName that is neither address nor subject', { userName: 'x', externalId: 'y' }, 'invalidValue'],
    ['no such role', { userName: 'x@example.com', roles: [{ value: 'EMPEROR' }] }, 'invalidValue'],
    ['a malformed address', { userName: 'x@@example' }, 'invalidValue'],
    ['no name for a time zone', { userName: 'x@example.com', timezone: 'Mars/Olympus' }, 'invalidValue'],
    ['neither true nor false', { userName: 'x@example.com', active: 'perhaps' }, 'invalidValue'],
    ['not active', { userName: 'x@example.com', active: false }, 'invalidValue'],
    ['text that no database takes', { userName: 'x@example.com', displayName: 'a\0b' }, 'invalidValue'],
    ['not JSON', '{', 'invalidSyntax'],
    ['null', null, 'invalidValue'],
  ])('with %s', async (_what, body, scimType) => {
    expect(await send('POST', '/Users', body)).toMatchObject({
      status: 400,
      body: { schemas: [ERROR], status: '400', scimType, detail: expect.any(String) },
    });
  });

  it('with a body of another type, or too large', async () => {
    const headers = { authorization: bearer, 'content-type': 'text/plain' };
    const response = await fetch(new URL('/scim/v2/Users', app.url), { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(415);
    expect(await send('POST', '/Users', { userName: 'x@example.com', note: 'x'.repeat(2_000_000) })).toMatchObject({
      status: 413,
      body: { status: '413' },
    });
  });
});

it.each([
  ['no operations', []],
  ['another operation', [{ op: 'move', path: 'active', value: true }]],
  ['an operation on everything without an object', [{ op: 'replace', value: 'x' }]],
  ['too many operations', Array.from({ length: 101 }, () => ({ op: 'replace', path: 'active', value: true }))],
  ['a path that is none', [{ op: 'replace', path: 'roles[', value: 'x' }]],
])('a patch with %s is refused, and nothing changes', async (_what, operations) => {
  const { id, externalId } = await add();
  expect(await patch(id, ...operations)).toMatchObject({ status: 400, body: { schemas: [ERROR] } });
  expect(await eventsOf(externalId)).toEqual(['PersonAdded']);
});

it('a patch that adds a role, without saying that it is the primary one, gives it', async () => {
  const { id } = await add({ roles: [{ value: 'VIEWER', primary: true }] });
  expect((await patch(id, { op: 'add', path: 'roles', value: [{ value: 'SPONSOR' }] })).body).toMatchObject({
    roles: [{ value: 'SPONSOR' }],
  });
});

it('a patch that removes, without a value, clears', async () => {
  const { id } = await add({ locale: 'de-CH' });
  const { status, body } = await patch(id, { op: 'remove', path: 'locale' });
  expect({ status, body }).toMatchObject({ status: 200, body: { id } });
  expect(body).not.toHaveProperty('locale');
});

it('a patch is made as a whole or not at all', async () => {
  const { userName } = await add();
  const { id, externalId } = await add();
  const refused = await patch(
    id,
    { op: 'replace', path: 'displayName', value: 'Somebody else' },
    { op: 'replace', path: 'userName', value: userName },
  );
  expect(refused.status).toBe(409);
  expect(await eventsOf(externalId)).toEqual(['PersonAdded']);
});

it('the last administrator stays', async () => {
  const { id, people } = other;
  expect(
    await app.services.database.prisma.person.count({ where: { organizationId: id, role: 'ADMINISTRATOR' } }),
  ).toBe(1);
  const refused = await send('DELETE', `/Users/${people.ADMINISTRATOR.globalId}`, undefined, otherBearer);
  expect(refused).toMatchObject({
    status: 400,
    body: { scimType: 'mutability', detail: expect.stringMatching(/administrator/i) },
  });
});

describe('filters', () => {
  it('find by externalId, id and several conditions, in any case of the name', async () => {
    const { id, userName, externalId } = await add();
    for (const filter of [
      `externalId eq "${externalId}"`,
      `EXTERNALID EQ "${externalId}"`,
      `id eq "${id}"`,
      `userName eq "${userName}" and externalId eq "${externalId}"`,
    ]) {
      expect((await send('GET', where(filter))).body, filter).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    }
    expect((await send('GET', where(`id eq "nonsense"`))).body).toMatchObject({ totalResults: 0 });
  });

  it.each([
    'userName sw "a"',
    'title eq "x"',
    'userName eq 3',
    'not (userName eq "x")',
    'userName eq',
    'x'.repeat(1_001),
  ])('%s is refused', async (filter) => {
    expect(await send('GET', where(filter))).toMatchObject({ status: 400, body: { scimType: 'invalidFilter' } });
  });
});

it('lists everybody in pages', async () => {
  const first = await send('GET', '/Users?count=3');
  expect(first.body).toMatchObject({ startIndex: 1, itemsPerPage: 3 });
  const all = first.body.totalResults;
  const ids: string[] = [];
  for (let startIndex = 1; startIndex <= all; startIndex += 3) {
    const { body } = await send('GET', `/Users?startIndex=${startIndex}&count=3`);
    ids.push(...body.Resources.map((each: { id: string }) => each.id));
  }
  expect(new Set(ids).size).toBe(all);
  expect((await send('GET', '/Users?count=0')).body).toMatchObject({
    totalResults: all,
    itemsPerPage: 0,
    Resources: [],
  });
  expect((await send('GET', '/Users?count=many')).status).toBe(400);
});

describe('who may', () => {
  it('not those of another organization: their users do not exist', async () => {
    const { id } = await add();
    for (const [method, body] of [['GET'], ['DELETE'], ['PUT', { userName: 'x@example.com' }]] as const) {
      expect(await send(method, `/Users/${id}`, body, otherBearer)).toMatchObject({
        status: 404,
        body: { status: '404' },
      });
    }
    expect((await send('GET', where(`id eq "${id}"`), undefined, otherBearer)).body).toMatchObject({ totalResults: 0 });
  });

  it('not without credentials, by credentials of a browser or a person, or without the role', async () => {
    const { people, id: organizationId } = organization;
    expect((await send('GET', '/Users', undefined, '')).status).toBe(401);
    expect((await send('GET', '/Users', undefined, 'Bearer nonsense')).status).toBe(401);
    expect((await send('GET', '/Users', undefined, people.ADMINISTRATOR.bearer)).status).toBe(403);
    const lead = await putToken(app, { organizationId, personId: people.SPONSOR.id, scopes: SCOPES });
    for (const method of ['GET', 'POST']) {
      expect(
        await send(method, '/Users', method === 'POST' ? { userName: 'x@example.com' } : undefined, lead.bearer),
      ).toMatchObject({ status: 403, body: { schemas: [ERROR] } });
    }
  });

  it('not without the scopes that a change needs, which is recorded', async () => {
    const { people, id: organizationId } = organization;
    const reader = await putToken(app, { organizationId, personId: people.ADMINISTRATOR.id, scopes: [READ] });
    expect((await send('GET', '/Users', undefined, reader.bearer)).status).toBe(200);
    expect((await send('POST', '/Users', { userName: 'x@example.com' }, reader.bearer)).status).toBe(403);
    const records = await app.services.database.prisma.accessRecord.findMany({ where: { tokenId: reader.id } });
    expect(records).toMatchObject([{ kind: 'COMMAND_REFUSED', about: expect.stringContaining('addPerson') }]);
  });
});

it('describes itself', async () => {
  expect((await send('GET', '/ServiceProviderConfig')).body).toMatchObject({ patch: { supported: true } });
  expect((await send('GET', '/ResourceTypes')).body).toMatchObject({
    totalResults: 2,
    Resources: [{ endpoint: '/Users' }, { endpoint: '/Groups' }],
  });
  expect((await send('GET', '/ResourceTypes/User')).body).toMatchObject({ schema: CORE });
  expect((await send('GET', `/Schemas/${CORE}`)).body).toMatchObject({ id: CORE });
  expect((await send('GET', '/Schemas')).body).toMatchObject({ totalResults: 2 });
  expect(await send('GET', '/Roles')).toMatchObject({ status: 404, body: { schemas: [ERROR] } });
  expect(await send('PUT', '/Users', {})).toMatchObject({ status: 405 });
  expect(await send('GET', '/Users/nonsense')).toMatchObject({ status: 404 });
});

describe('a service account', () => {
  const put = (role: 'VIEWER' | 'ADMINISTRATOR') =>
    putServiceAccount(app, organization.id, role, organization.people.ADMINISTRATOR.id);

  it('is no user, so that no identity provider takes it away', async () => {
    const { globalId, subject } = await put('VIEWER');
    expect((await send('GET', where(`externalId eq "${subject}"`))).body).toMatchObject({ totalResults: 0 });
    expect((await send('GET', `/Users/${globalId}`)).status).toBe(404);
    expect((await send('DELETE', `/Users/${globalId}`)).status).toBe(404);
  });

  it('manages users, by its own name in the log', async () => {
    const { id: personId } = await put('ADMINISTRATOR');
    const token = await putToken(app, { organizationId: organization.id, personId, scopes: SCOPES });
    const { status } = await send('POST', '/Users', { userName: 'by-a-service@example.com' }, token.bearer);
    expect(status).toBe(201);
    const { prisma } = app.services.database;
    const where = { organizationId: organization.id, type: 'PersonAdded' };
    expect(await prisma.event.findFirst({ where, orderBy: { position: 'desc' } })).toMatchObject({ actorId: personId });
  });
});
