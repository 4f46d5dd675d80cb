import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { createSealing } from '../../src/sealing.js';
import { act } from '../commands/act.js';
import { putGroup, putPerson } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { createTestOrganization, HOUR, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization, TestPerson } from '../support/app.js';
import { freePort } from '../support/free-port.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { Navigator } from '../support/navigator.js';
import { useApp } from '../support/use-app.js';

const plain = useApp();

/** A server with a provider at which people sign in. */
interface Stage {
  readonly provider: IdentityProvider;
  readonly app: TestApp;
  readonly origin: string;
}
/** At one, the claim `groups` counts; at the other, none does. */
let stage: Stage;
let without: Stage;

async function start(more: object): Promise<Stage> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const provider = await startIdentityProvider(origin);
  const { issuer, clientId, clientSecret } = provider;
  const limits = { maxIdle: HOUR, maxAge: HOUR };
  const signIn = { origin, limits, provider: { issuer, clientId, clientSecret, ...more } };
  const { database } = plain.services;
  const parts = { database, port, signIn, issuerNetworks: ['127.0.0.0/8'], sealing: createSealing(SECRET) };
  return { provider, origin, app: await startApp({ parts }) };
}
beforeAll(async () => {
  stage = await start({ groupsClaim: 'groups', accounts: { role: 'VIEWER' } });
  without = await start({});
});
afterAll(async () => {
  for (const { app, provider } of [stage, without]) {
    await app.stop();
    await provider.stop();
  }
});

let organization: TestOrganization;
let ada: TestPerson;
let approvers: Put;
let leads: Put;
beforeEach(async () => {
  organization = await createTestOrganization(plain);
  ada = organization.people.VIEWER;
  approvers = await named('approvers', { role: 'SPONSOR' });
  leads = await named('leads', { unitId: organization.otherUnit.id });
});

const prisma = () => plain.services.database.prisma;
async function named(name: string, mapping: Parameters<typeof putGroup>[2] = {}): Promise<Put> {
  const group = await putGroup(plain, organization.id, mapping);
  await prisma().group.update({ where: { id: group.id }, data: { name } });
  return group;
}

/** Signs somebody in, of whom the provider says something; 200 where they have a session. */
async function signIn(claims: object, { at = stage, as = subjectOf(ada) } = {}): Promise<number> {
  const { origin, provider } = at;
  provider.organizations.set(as, organization.slug);
  provider.profiles.set(as, { ...claims });
  const browser = new Navigator();
  const { url } = await browser.open(`${origin}/auth/login`, (to) => to.pathname.startsWith('/interaction/'));
  url.searchParams.set('as', as);
  const { response } = await browser.open(url);
  return browser.cookies(origin).has('uplift') ? 200 : response.status;
}
function subjectOf({ id }: Pick<TestPerson, 'id'>): string {
  return `${organization.slug}-${Object.entries(organization.people).find(([, each]) => each.id === id)?.[0]}`;
}
const membershipsOf = async ({ id }: Pick<Put, 'id'> = ada) => {
  const found = await prisma().groupMember.findMany({
    where: { personId: id },
    include: { group: true },
    orderBy: [{ group: { name: 'asc' } }, { managedBy: 'asc' }],
  });
  return found.map(({ group, managedBy }) => `${group.name} ${managedBy}`);
};
const roleOf = async ({ id }: Pick<Put, 'id'> = ada) =>
  (await prisma().person.findUniqueOrThrow({ where: { id } })).role;

it('follows the groups that the provider names, at each sign-in', async () => {
  expect(await signIn({ groups: ['approvers', '/leads', 'unknown here'] })).toBe(200);
  expect(await membershipsOf()).toEqual(['approvers CLAIM', 'leads CLAIM']);
  expect(await roleOf()).toBe('SPONSOR');
  const where = { organizationId: organization.id };
  const events = await prisma().event.findMany({ where, orderBy: { position: 'desc' }, take: 4 });
  expect(events.map(({ type }) => type).sort()).toEqual([
    'GroupMemberAdded',
    'GroupMemberAdded',
    'PersonRoleChanged',
    'UnitLeadAssigned',
  ]);
  for (const event of events) expect(event).toMatchObject({ actorId: null, viaService: 'SIGN_IN' });
  // What has not changed is not told again.
  const { position } = await prisma().eventLog.findUniqueOrThrow({ where });
  expect(await signIn({ groups: ['/leads', 'approvers'] })).toBe(200);
  expect((await prisma().eventLog.findUniqueOrThrow({ where })).position).toBe(position);
  expect(await signIn({ groups: 'leads' })).toBe(200);
  expect(await membershipsOf()).toEqual(['leads CLAIM']);
  expect(await roleOf()).toBe('VIEWER');
  expect(await signIn({})).toBe(200);
  expect(await membershipsOf()).toEqual([]);
  expect(await prisma().unitLead.count({ where: { unitId: organization.otherUnit.id, personId: ada.id } })).toBe(0);
});

it('changes nothing of what others manage', async () => {
  const data = { organizationId: organization.id, personId: ada.id, addedAt: new Date() };
  await prisma().groupMember.createMany({
    data: [
      { ...data, groupId: approvers.id, managedBy: 'SCIM' },
      { ...data, groupId: leads.id, managedBy: 'HAND' },
    ],
  });
  await signIn({ groups: ['approvers'] });
  expect(await membershipsOf()).toEqual(['approvers SCIM', 'approvers CLAIM', 'leads HAND']);
  await signIn({ groups: [] });
  expect(await membershipsOf()).toEqual(['approvers SCIM', 'leads HAND']);
  expect(await roleOf()).toBe('SPONSOR');
});

test.each<[string, object]>([
  ['a claim of another form', { groups: { approvers: true } }],
  ['numbers and texts that no group has', { groups: [7, null, 'a\0b', 'Approvers', 'approvers/'] }],
])('takes %s for no groups', async (_what, claims) => {
  await signIn({ groups: ['approvers'] });
  expect(await signIn(claims)).toBe(200);
  expect(await membershipsOf()).toEqual([]);
});

it('leaves groups as they are where the provider says that they are to be read elsewhere', async () => {
  await signIn({ groups: ['approvers'] });
  const elsewhere = {
    _claim_names: { groups: 'source' },
    _claim_sources: { source: { endpoint: 'https://provider.example/groups' } },
  };
  expect(await signIn(elsewhere)).toBe(200);
  expect(await membershipsOf()).toEqual(['approvers CLAIM']);
});

it('counts for somebody who gets their account at this sign-in', async () => {
  const as = `newcomer-${organization.slug}`;
  expect(await signIn({ groups: ['approvers'], name: 'Noor Haddad' }, { as })).toBe(200);
  const person = await prisma().person.findFirstOrThrow({ where: { organizationId: organization.id, subject: as } });
  expect(person).toMatchObject({ role: 'SPONSOR', roleByHand: 'VIEWER' });
});

it('does not count where it is not configured', async () => {
  expect(await signIn({ groups: ['approvers'] }, { at: without })).toBe(200);
  expect(await membershipsOf()).toEqual([]);
});

it('does not name groups of another organization, nor one that was deleted', async () => {
  const other = await createTestOrganization(plain);
  const foreign = await putGroup(plain, other.id, { role: 'SPONSOR' });
  await prisma().group.update({ where: { id: foreign.id }, data: { name: 'foreign' } });
  await prisma().group.update({ where: { id: approvers.id }, data: { deletedAt: new Date() } });
  expect(await signIn({ groups: ['foreign', 'approvers'] })).toBe(200);
  expect(await membershipsOf()).toEqual([]);
});

describe('the last administrator', () => {
  it('stays, and signs in, although the provider takes their group away', async () => {
    const { ADMINISTRATOR } = organization.people;
    await named('administrators', { role: 'ADMINISTRATOR' });
    const as = subjectOf(ADMINISTRATOR);
    await signIn({ groups: ['administrators'] }, { as });
    await prisma().person.update({ where: { id: ADMINISTRATOR.id }, data: { roleByHand: 'VIEWER' } });
    expect(await signIn({ groups: [] }, { as })).toBe(200);
    expect(await roleOf(ADMINISTRATOR)).toBe('ADMINISTRATOR');
    expect(await membershipsOf(ADMINISTRATOR)).toEqual(['administrators CLAIM']);
    // Once there is another one, the provider is followed.
    await putPerson(plain, organization.id, 'ADMINISTRATOR');
    expect(await signIn({ groups: [] }, { as })).toBe(200);
    expect(await roleOf(ADMINISTRATOR)).toBe('VIEWER');
  });

  it('is not lost to a group with a lower role', async () => {
    const { ADMINISTRATOR } = organization.people;
    expect(await signIn({ groups: ['approvers'] }, { as: subjectOf(ADMINISTRATOR) })).toBe(200);
    expect(await roleOf(ADMINISTRATOR)).toBe('ADMINISTRATOR');
  });

  it('changes from one group to another at one sign-in', async () => {
    const { ADMINISTRATOR } = organization.people;
    for (const name of ['one', 'two']) await named(name, { role: 'ADMINISTRATOR' });
    const as = subjectOf(ADMINISTRATOR);
    await signIn({ groups: ['two'] }, { as });
    await prisma().person.update({ where: { id: ADMINISTRATOR.id }, data: { roleByHand: 'VIEWER' } });
    await signIn({ groups: ['one'] }, { as });
    expect(await membershipsOf(ADMINISTRATOR)).toEqual(['one CLAIM']);
  });
});

it('of an issuer of the organization, the claim counts for nothing', async () => {
  const { app, origin } = stage;
  const own = await startIdentityProvider(origin, 0, false, { callback: `/auth/callback/${organization.slug}` });
  const { bearer } = organization.people.ADMINISTRATOR;
  const { issuer: address, clientId, clientSecret } = own;
  const added = await act(app.url, 'addIssuer', { name: 'Own', address, clientId, clientSecret }, bearer);
  const issuerId = String((added['record'] as { id: unknown }).id);
  const moved = { personId: ada.globalId, version: 1, subject: 'ada', issuerId };
  expect(await act(app.url, 'changeSubject', moved, bearer)).toMatchObject({ __typename: 'ChangeSubjectPayload' });
  const where = { organizationId: organization.id };
  const { position } = await prisma().eventLog.findUniqueOrThrow({ where });
  own.organizations.set('ada', organization.slug);
  own.profiles.set('ada', { groups: ['approvers', 'leads'] });
  const browser = new Navigator();
  const { url } = await browser.open(`${origin}/auth/login?organization=${organization.slug}`, (to) =>
    to.pathname.startsWith('/interaction/'),
  );
  expect(url.origin).toBe(own.issuer);
  url.searchParams.set('as', 'ada');
  await browser.open(url);
  expect(browser.cookies(origin).has('uplift')).toBe(true);
  expect([await membershipsOf(), await roleOf()]).toEqual([[], 'VIEWER']);
  expect((await prisma().eventLog.findUniqueOrThrow({ where })).position).toBe(position);
  await act(
    app.url,
    'changeSubject',
    { ...moved, version: 2, subject: `${organization.slug}-VIEWER`, issuerId: null },
    bearer,
  );
  await act(app.url, 'removeIssuer', { issuerId, version: 1 }, bearer);
  await own.stop();
});
