import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { everything, putGroup, putPerson, putServiceAccount, putUnit } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization, TestPerson } from '../support/app.js';
import { ask } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import { useApp } from '../support/use-app.js';

const app = useApp();
let organization: TestOrganization;
let administrator: string;
let ada: Put;
beforeEach(async () => {
  organization = await createTestOrganization(app);
  administrator = organization.people.ADMINISTRATOR.bearer;
  ada = await putPerson(app, organization.id, 'VIEWER');
});

const prisma = () => app.services.database.prisma;
const groupOf = (id: string) => prisma().group.findUniqueOrThrow({ where: { id } });
const personOf = ({ id }: Pick<Put, 'id'>) => prisma().person.findUniqueOrThrow({ where: { id } });
const rightsOf = async (person: Pick<Put, 'id'>) => {
  const { role, roleByHand } = await personOf(person);
  return [role, roleByHand];
};
const leadsOf = async (unit: Put) =>
  (await prisma().unitLead.findMany({ where: { unitId: unit.id }, orderBy: { personId: 'asc' } })).map(
    ({ personId, managedBy }) => `${personId} ${managedBy}`,
  );

/** Changes a group as it is now. */
const change = async (command: string, group: Put, input: object = {}, bearer = administrator): Promise<Result> => {
  const { version } = await groupOf(group.id);
  return act(app.url, command, { groupId: group.globalId, version, ...input }, bearer);
};
const done = async (command: string, group: Put, input: object = {}): Promise<Result> => {
  const result = await change(command, group, input);
  expect(result, JSON.stringify(result)).toHaveProperty('record');
  return result;
};
const add = (group: Put, person: Pick<Put, 'globalId'>) => done('addGroupMember', group, { personId: person.globalId });
const remove = (group: Put, person: Pick<Put, 'globalId'>) =>
  done('removeGroupMember', group, { personId: person.globalId });
const group = (mapping: Parameters<typeof putGroup>[2] = {}) => putGroup(app, organization.id, mapping);
const eventsSince = async (position: number) =>
  prisma().event.findMany({
    where: { organizationId: organization.id, position: { gt: position } },
    orderBy: { position: 'asc' },
  });
const head = async () =>
  (await prisma().eventLog.findUniqueOrThrow({ where: { organizationId: organization.id } })).position;

describe('a group', () => {
  it('has a name of its own as long as it is there', async () => {
    const created = await act(app.url, 'createGroup', { name: ' Approvers ' }, administrator, 'id version name');
    expect(created['record']).toEqual({ id: expect.any(String), version: 1, name: 'Approvers' });
    const taken = { __typename: 'AlreadyExistsError', recordType: 'Group' };
    expect(await act(app.url, 'createGroup', { name: 'Approvers' }, administrator)).toMatchObject(taken);
    const other = await group();
    expect(await change('reviseGroup', other, { name: 'Approvers' })).toMatchObject(taken);
    const { record } = created;
    await act(app.url, 'deleteGroup', { groupId: record.id, version: 1 }, administrator);
    expect(await act(app.url, 'createGroup', { name: 'Approvers' }, administrator)).toHaveProperty('record');
    const elsewhere = await createTestOrganization(app);
    const { bearer } = elsewhere.people.ADMINISTRATOR;
    expect(await act(app.url, 'createGroup', { name: 'Approvers' }, bearer)).toHaveProperty('record');
  });

  it('keeps what is left out of a revision, and null clears its external id', async () => {
    const input = { name: `Group ${randomUUID()}`, externalId: 'x-1' };
    const { record } = await act(app.url, 'createGroup', input, administrator);
    const revise = (more: object) =>
      act(app.url, 'reviseGroup', { groupId: record.id, ...more }, administrator, 'name externalId');
    expect((await revise({ version: 1, name: 'New' }))['record']).toEqual({ name: 'New', externalId: 'x-1' });
    expect((await revise({ version: 2, externalId: null }))['record']).toEqual({ name: 'New', externalId: null });
  });

  it('is not changed any more once it is deleted, and on no list', async () => {
    const [gone, there] = [await group({ members: [ada.id] }), await group({ members: [ada.id] })];
    await done('deleteGroup', gone);
    const refused = { __typename: 'RuleViolationError', rule: 'group-is-not-deleted' };
    for (const [command, input] of [
      ['reviseGroup', { name: 'x' }],
      ['deleteGroup', {}],
      ['addGroupMember', { personId: ada.globalId }],
      ['mapGroup', { role: 'SPONSOR' }],
    ] as const)
      expect(await change(command, gone, input), command).toMatchObject(refused);
    const { data } = await ask(
      app.url,
      `query ($id: ID!, $gone: ID!) {
        groups { nodes { id } }
        viewer { organization { groups { totalCount } } }
        person: node(id: $id) { ... on Person { groups { totalCount nodes { id } } } }
        gone: node(id: $gone) { ... on Group { deletedAt viewerCan { command allowed } } }
      }`,
      { id: ada.globalId, gone: gone.globalId },
      administrator,
    );
    expect(data).toMatchObject({
      groups: { nodes: [{ id: there.globalId }] },
      viewer: { organization: { groups: { totalCount: 1 } } },
      person: { groups: { totalCount: 1, nodes: [{ id: there.globalId }] } },
      gone: { deletedAt: expect.any(String) },
    });
    const { viewerCan } = data?.['gone'] as { viewerCan: { allowed: boolean }[] };
    expect(viewerCan.map(({ allowed }) => allowed)).not.toContain(true);
  });

  it('tells its members, who manages them, and what they have by it', async () => {
    const team = await group({ members: [ada.id], role: 'SPONSOR' });
    await prisma().groupMember.create({
      data: {
        organizationId: organization.id,
        groupId: team.id,
        personId: ada.id,
        managedBy: 'SCIM',
        addedAt: new Date(),
      },
    });
    const { data, errors } = await ask(
      app.url,
      `query ($id: ID!) { node(id: $id) { ... on Group {
        members { totalCount nodes { managedBy person { id } } }
        byScim: members(filter: { managedBy: [SCIM] }) { totalCount }
        mappings { nodes { role unit { id } } } } } }`,
      { id: team.globalId },
      organization.people.VIEWER.bearer,
    );
    expect(errors).toBeUndefined();
    expect(data?.['node']).toEqual({
      members: {
        totalCount: 2,
        nodes: ['HAND', 'SCIM'].map((managedBy) => ({ managedBy, person: { id: ada.globalId } })),
      },
      byScim: { totalCount: 1 },
      mappings: { nodes: [{ role: 'SPONSOR', unit: null }] },
    });
  });
});

describe('the role by groups', () => {
  it('is the highest that one of them gives, and goes back to the one by hand', async () => {
    const [low, high] = [await group({ role: 'PROJECT_LEAD' }), await group({ role: 'SPONSOR' })];
    await add(low, ada);
    expect(await rightsOf(ada)).toEqual(['PROJECT_LEAD', 'VIEWER']);
    await add(high, ada);
    expect(await rightsOf(ada)).toEqual(['SPONSOR', 'VIEWER']);
    await done('unmapGroup', high, { role: 'SPONSOR' });
    expect(await rightsOf(ada)).toEqual(['PROJECT_LEAD', 'VIEWER']);
    await done('deleteGroup', low);
    expect(await rightsOf(ada)).toEqual(['VIEWER', null]);
  });

  it('may be lower than the one by hand', async () => {
    const { SPONSOR } = organization.people;
    const team = await group({ members: [SPONSOR.id] });
    await done('mapGroup', team, { role: 'PROJECT_LEAD' });
    expect(await rightsOf(SPONSOR)).toEqual(['PROJECT_LEAD', 'SPONSOR']);
    await remove(team, SPONSOR);
    expect(await rightsOf(SPONSOR)).toEqual(['SPONSOR', null]);
  });

  it('follows another role of the group: it gives one at most', async () => {
    const team = await group();
    await add(team, ada);
    await done('mapGroup', team, { role: 'PROJECT_LEAD' });
    const before = await head();
    await done('mapGroup', team, { role: 'SPONSOR' });
    expect(await rightsOf(ada)).toEqual(['SPONSOR', 'VIEWER']);
    expect(await prisma().groupMapping.count({ where: { groupId: team.id } })).toBe(1);
    expect(await eventsSince(before)).toMatchObject([
      { type: 'PersonRoleChanged', before: { role: 'PROJECT_LEAD' }, after: { role: 'SPONSOR' } },
      {
        type: 'GroupMapped',
        before: { mapping: { role: 'PROJECT_LEAD', unitId: null } },
        after: { mapping: { role: 'SPONSOR', unitId: null } },
      },
    ]);
    expect(await change('mapGroup', team, { role: 'SPONSOR' })).toMatchObject({ __typename: 'AlreadyExistsError' });
  });

  it('is not changed by hand, and says so in advance', async () => {
    const team = await group({ role: 'SPONSOR' });
    await add(team, ada);
    const { version } = await personOf(ada);
    const input = { personId: ada.globalId, version, role: 'VIEWER' };
    const refused = { __typename: 'RuleViolationError', rule: 'role-is-by-hand' };
    expect(await act(app.url, 'changePersonRole', input, administrator)).toMatchObject(refused);
    const read = async () =>
      (
        await ask(
          app.url,
          `query ($id: ID!) { node(id: $id) { ... on Person { role roleByHand roleManagedBy viewerCan { command allowed } } } }`,
          { id: ada.globalId },
          administrator,
        )
      ).data?.['node'];
    const cannot = { viewerCan: expect.arrayContaining([{ command: 'changePersonRole', allowed: false }]) as unknown };
    expect(await read()).toMatchObject({ role: 'SPONSOR', roleByHand: 'VIEWER', roleManagedBy: 'GROUPS', ...cannot });
    await remove(team, ada);
    const can = { viewerCan: expect.arrayContaining([{ command: 'changePersonRole', allowed: true }]) as unknown };
    expect(await read()).toMatchObject({ role: 'VIEWER', roleByHand: null, roleManagedBy: 'HAND', ...can });
  });

  it('counts at once for what its holder may do', async () => {
    const { VIEWER } = organization.people;
    const team = await group({ role: 'ADMINISTRATOR' });
    const input = { name: `Group ${randomUUID()}` };
    const create = () => act(app.url, 'createGroup', input, VIEWER.bearer);
    expect(await create()).toMatchObject({ __typename: 'ForbiddenError' });
    await add(team, VIEWER);
    expect(await create()).toHaveProperty('record');
    await remove(team, VIEWER);
    expect(await create()).toMatchObject({ __typename: 'ForbiddenError' });
  });
});

describe('the lead of a unit by groups', () => {
  it('is given and taken with membership, mapping and group', async () => {
    const unit = await putUnit(app, organization.id);
    const team = await group();
    await add(team, ada);
    await done('mapGroup', team, { unitId: unit.globalId });
    expect(await leadsOf(unit)).toEqual([`${ada.id} GROUPS`]);
    await remove(team, ada);
    expect(await leadsOf(unit)).toEqual([]);
    await add(team, ada);
    await done('unmapGroup', team, { unitId: unit.globalId });
    expect(await leadsOf(unit)).toEqual([]);
    await done('mapGroup', team, { unitId: unit.globalId });
    await done('deleteGroup', team);
    expect(await leadsOf(unit)).toEqual([]);
  });

  it('stays while another group gives it', async () => {
    const unit = await putUnit(app, organization.id);
    const both = [await group({ unitId: unit.id }), await group({ unitId: unit.id })] as const;
    for (const each of both) await add(each, ada);
    await remove(both[0], ada);
    expect(await leadsOf(unit)).toEqual([`${ada.id} GROUPS`]);
    await remove(both[1], ada);
    expect(await leadsOf(unit)).toEqual([]);
  });

  it('leaves one by hand as it is, and one that is given by hand meanwhile stays', async () => {
    const { SPONSOR } = organization.people;
    const unit = await putUnit(app, organization.id, [SPONSOR.id]);
    const team = await group({ unitId: unit.id });
    await add(team, SPONSOR);
    await add(team, ada);
    const { version } = await prisma().unit.findUniqueOrThrow({ where: { id: unit.id } });
    await act(app.url, 'assignUnitLead', { unitId: unit.globalId, personId: ada.globalId, version }, administrator);
    const byHand = [`${ada.id} HAND`, `${SPONSOR.id} HAND`].sort();
    expect(await leadsOf(unit)).toEqual(byHand);
    await done('deleteGroup', team);
    expect(await leadsOf(unit)).toEqual(byHand);
  });

  it('is not removed by hand, and shows who has it by groups', async () => {
    const { SPONSOR } = organization.people;
    const unit = await putUnit(app, organization.id, [SPONSOR.id]);
    const team = await group({ unitId: unit.id });
    await add(team, ada);
    await add(team, SPONSOR);
    const removeLead = async (person: Pick<Put, 'globalId'>) => {
      const { version } = await prisma().unit.findUniqueOrThrow({ where: { id: unit.id } });
      const input = { unitId: unit.globalId, personId: person.globalId, version };
      return act(app.url, 'removeUnitLead', input, administrator);
    };
    const refused = { __typename: 'RuleViolationError', rule: 'lead-is-by-hand' };
    expect(await removeLead(ada)).toMatchObject(refused);
    expect(await removeLead(SPONSOR)).toMatchObject(refused);
    const { data } = await ask(
      app.url,
      'query ($id: ID!) { node(id: $id) { ... on Unit { leads { id } leadsByGroups { id } } } }',
      { id: unit.globalId },
      administrator,
    );
    expect(data?.['node'].leads).toHaveLength(2);
    expect(data?.['node'].leadsByGroups).toEqual([{ id: ada.globalId }]);
    await done('unmapGroup', team, { unitId: unit.globalId });
    expect(await removeLead(SPONSOR)).toHaveProperty('record');
  });

  it('is not given in a unit that is retired', async () => {
    const unit = await putUnit(app, organization.id);
    await prisma().unit.update({ where: { id: unit.id }, data: { retiredAt: new Date() } });
    expect(await change('mapGroup', await group(), { unitId: unit.globalId })).toMatchObject({
      __typename: 'RuleViolationError',
      rule: 'unit-is-not-retired',
    });
  });
});

describe('a mapping', () => {
  test.each([
    ['neither a role nor a unit', () => ({})],
    ['both', (unitId: string) => ({ unitId, role: 'SPONSOR' })],
  ])('is not to %s', async (_what, inputOf) => {
    const { globalId } = await putUnit(app, organization.id);
    const team = await group();
    for (const command of ['mapGroup', 'unmapGroup'])
      expect(await change(command, team, inputOf(globalId))).toMatchObject({
        __typename: 'InvalidInputError',
        issues: [{ path: 'role' }, { path: 'unitId' }],
      });
  });

  it('is there once, and taken only where it is there', async () => {
    const unit = await putUnit(app, organization.id);
    const team = await group({ unitId: unit.id });
    const taken = { __typename: 'AlreadyExistsError', recordType: 'GroupMapping' };
    expect(await change('mapGroup', team, { unitId: unit.globalId })).toMatchObject(taken);
    const missing = { __typename: 'RuleViolationError', rule: 'group-is-mapped' };
    expect(await change('unmapGroup', team, { role: 'SPONSOR' })).toMatchObject(missing);
    await done('mapGroup', team, { role: 'SPONSOR' });
    expect(await change('unmapGroup', team, { role: 'VIEWER' })).toMatchObject(missing);
  });
});

describe('a membership', () => {
  it('by hand is there once, for an active person', async () => {
    const team = await group({ members: [ada.id] });
    const left = await putPerson(app, organization.id, 'VIEWER', false);
    const account = await putServiceAccount(app, organization.id, 'VIEWER', organization.people.SPONSOR.id);
    const tryToAdd = ({ globalId }: Put) => change('addGroupMember', team, { personId: globalId });
    expect(await tryToAdd(ada)).toMatchObject({ __typename: 'AlreadyExistsError', recordType: 'GroupMember' });
    expect(await tryToAdd(left)).toMatchObject({ rule: 'person-is-still-there' });
    expect(await tryToAdd(account)).toMatchObject({ rule: 'is-a-person' });
  });

  it('that others manage is not removed by hand, and stays when the one by hand goes', async () => {
    const team = await group({ role: 'SPONSOR' });
    const data = { organizationId: organization.id, groupId: team.id, personId: ada.id, addedAt: new Date() };
    const { id } = await prisma().groupMember.create({ data: { ...data, managedBy: 'SCIM' } });
    const refused = await change('removeGroupMember', team, { personId: ada.globalId });
    expect(refused).toMatchObject({ rule: 'member-by-hand', message: expect.stringContaining('by SCIM') });
    await add(team, ada);
    await remove(team, ada);
    expect(await rightsOf(ada)).toEqual(['SPONSOR', 'VIEWER']);
    expect(await prisma().groupMember.findMany({ where: { groupId: team.id } })).toMatchObject([{ id }]);
    const none = await change('removeGroupMember', team, { personId: organization.people.VIEWER.globalId });
    expect(none).toMatchObject({ rule: 'member-by-hand', message: expect.stringContaining('is not a member') });
  });

  it('is told with the person, and with who gained what before it', async () => {
    const unit = await putUnit(app, organization.id);
    const team = await group({ role: 'SPONSOR' });
    await done('mapGroup', team, { unitId: unit.globalId });
    const before = await head();
    await add(team, ada);
    const { data } = await ask(
      app.url,
      `{ viewer { organization { events(last: 3) { nodes { __typename position note changes { field before after }
        ... on PersonRoleChanged { person { id } }
        ... on UnitLeadAssigned { person { id } unit { id } }
        ... on GroupMemberAdded { person { id } group { id } } } } } } }`,
      {},
      administrator,
    );
    const note = `By the group "${(await groupOf(team.id)).name}".`;
    const person = { id: ada.globalId };
    expect(data?.['viewer'].organization.events.nodes).toEqual([
      {
        __typename: 'PersonRoleChanged',
        position: before + 1,
        note,
        person,
        changes: [
          { field: 'role', before: 'VIEWER', after: 'SPONSOR' },
          { field: 'roleByHand', before: null, after: 'VIEWER' },
        ],
      },
      {
        __typename: 'UnitLeadAssigned',
        position: before + 2,
        note,
        person,
        unit: { id: unit.globalId },
        changes: [
          { field: 'leads', before: [], after: [ada.globalId] },
          { field: 'leadsByGroups', before: [], after: [ada.globalId] },
        ],
      },
      {
        __typename: 'GroupMemberAdded',
        position: before + 3,
        note: null,
        person,
        group: { id: team.globalId },
        changes: [
          {
            field: 'member',
            before: null,
            after: { personId: ada.globalId, managedBy: 'HAND', addedAt: expect.any(String) },
          },
        ],
      },
    ]);
  });
});

it('a dry run says who would gain or lose what, and changes nothing', async () => {
  const unit = await putUnit(app, organization.id);
  const team = await group({ members: [ada.id, organization.people.SPONSOR.id], unitId: unit.id });
  const lead = { organizationId: organization.id, unitId: unit.id, managedBy: 'GROUPS' } as const;
  await prisma().unitLead.createMany({
    data: [ada, organization.people.SPONSOR].map(({ id }) => ({ ...lead, personId: id })),
  });
  const before = await everything(app);
  const events = async (command: string, input: object) => {
    const { data, errors } = await ask(
      app.url,
      `mutation ($input: ${command.charAt(0).toUpperCase()}${command.slice(1)}Input!) { result: ${command}(input: $input) {
        ... on DryRun { events { type recordId note changes { field before after } } } ... on UserError { message } } }`,
      { input: { groupId: team.globalId, version: 1, dryRun: true, ...input } },
      administrator,
    );
    expect(errors).toBeUndefined();
    return (data?.['result'] as { events: { type: string; recordId: string; changes: object[] }[] }).events;
  };
  const mapped = await events('mapGroup', { role: 'DEPLOYMENT_LEAD' });
  expect(mapped.map(({ type }) => type)).toEqual(['PERSON_ROLE_CHANGED', 'PERSON_ROLE_CHANGED', 'GROUP_MAPPED']);
  expect(mapped).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        recordId: ada.globalId,
        changes: expect.arrayContaining([{ field: 'role', before: 'VIEWER', after: 'DEPLOYMENT_LEAD' }]) as unknown,
      }),
      expect.objectContaining({
        recordId: organization.people.SPONSOR.globalId,
        changes: expect.arrayContaining([{ field: 'role', before: 'SPONSOR', after: 'DEPLOYMENT_LEAD' }]) as unknown,
      }),
    ]),
  );
  expect(await events('deleteGroup', {})).toMatchObject([
    { type: 'UNIT_LEAD_REMOVED', recordId: unit.globalId },
    { type: 'UNIT_LEAD_REMOVED', recordId: unit.globalId },
    { type: 'GROUP_DELETED', recordId: team.globalId },
  ]);
  expect(await everything(app)).toEqual(before);
});

describe('the last administrator stays', () => {
  /** An administrator by a group alone: those by hand are gone. */
  const onlyByGroup = async (): Promise<{ team: Put; admin: TestPerson }> => {
    const admin = organization.people.ADMINISTRATOR;
    await prisma().person.update({ where: { id: admin.id }, data: { roleByHand: 'VIEWER' } });
    return { team: await group({ members: [admin.id], role: 'ADMINISTRATOR' }), admin };
  };

  test.each<[string, string, (personId: string) => object]>([
    ['they leave the group', 'removeGroupMember', (personId) => ({ personId })],
    ['the group is mapped to another role', 'mapGroup', () => ({ role: 'SPONSOR' })],
    ['the group loses the role', 'unmapGroup', () => ({ role: 'ADMINISTRATOR' })],
    ['the group is deleted', 'deleteGroup', () => ({})],
  ])('where %s', async (_how, command, inputOf) => {
    const { team, admin } = await onlyByGroup();
    const before = await everything(app);
    const refused = { __typename: 'RuleViolationError', rule: 'an-administrator-stays' };
    expect(await change(command, team, inputOf(admin.globalId))).toMatchObject(refused);
    expect(await everything(app)).toEqual(before);
    // With another one, it is done.
    await putPerson(app, organization.id, 'ADMINISTRATOR');
    expect(await change(command, team, inputOf(admin.globalId))).toHaveProperty('record');
    expect((await personOf(admin)).role).not.toBe('ADMINISTRATOR');
  });

  test.each<[string, (admin: TestPerson) => Promise<Result>]>([
    [
      'they join a group with a lower role',
      async ({ globalId }) => change('addGroupMember', await group({ role: 'SPONSOR' }), { personId: globalId }),
    ],
    [
      'their group gets a lower role',
      async ({ id }) => change('mapGroup', await group({ members: [id] }), { role: 'VIEWER' }),
    ],
  ])('where %s', async (_how, tryIt) => {
    const refused = { __typename: 'RuleViolationError', rule: 'an-administrator-stays' };
    expect(await tryIt(organization.people.ADMINISTRATOR)).toMatchObject(refused);
    expect(await rightsOf(organization.people.ADMINISTRATOR)).toEqual(['ADMINISTRATOR', null]);
  });

  it('where two lose the role at once, each by another group', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { people, id: organizationId } = await createTestOrganization(app);
      const asking = people.ADMINISTRATOR;
      const other = await putPerson(app, organizationId, 'ADMINISTRATOR');
      const ids = [asking.id, other.id];
      await prisma().person.updateMany({ where: { id: { in: ids } }, data: { roleByHand: 'VIEWER' } });
      const teams = [];
      for (const id of ids) teams.push(await putGroup(app, organizationId, { members: [id], role: 'ADMINISTRATOR' }));
      const answers = await Promise.all(teams.map((team) => change('deleteGroup', team, {}, asking.bearer)));
      expect(answers.filter((answer) => 'record' in answer)).toHaveLength(1);
      const left = { organizationId, role: 'ADMINISTRATOR', active: true } as const;
      expect(await prisma().person.count({ where: left })).toBe(1);
    }
  });
});

it('two changes of the rights of one person at once leave what both groups give', async () => {
  for (let round = 0; round < 5; round += 1) {
    const person = await putPerson(app, organization.id, 'VIEWER');
    const [high, low] = [await group({ role: 'SPONSOR' }), await group({ role: 'PROJECT_LEAD' })];
    await add(high, person);
    const answers = await Promise.all([
      change('removeGroupMember', high, { personId: person.globalId }),
      change('addGroupMember', low, { personId: person.globalId }),
    ]);
    for (const answer of answers) expect(answer).toHaveProperty('record');
    expect(await rightsOf(person)).toEqual(['PROJECT_LEAD', 'VIEWER']);
  }
});

it('who is erased leaves all groups, and keeps nothing by them', async () => {
  const unit = await putUnit(app, organization.id);
  const [first, second] = [await group({ role: 'SPONSOR' }), await group({ unitId: unit.id })];
  await add(first, ada);
  await add(second, ada);
  const { version } = await personOf(ada);
  const before = await head();
  await act(app.url, 'erasePerson', { personId: ada.globalId, version }, administrator);
  expect(await rightsOf(ada)).toEqual(['VIEWER', null]);
  expect(await leadsOf(unit)).toEqual([]);
  expect(await prisma().groupMember.count({ where: { personId: ada.id } })).toBe(0);
  expect((await eventsSince(before)).map(({ type }) => type).sort()).toEqual(
    ['GroupMemberRemoved', 'GroupMemberRemoved', 'PersonErased', 'UnitLeadRemoved'].sort(),
  );
});

it('who loses a role by a group no longer knows the secrets of a service account that may do more', async () => {
  const team = await group({ role: 'SPONSOR' });
  await add(team, ada);
  const account = await putServiceAccount(app, organization.id, 'SPONSOR', ada.id);
  const token = { organizationId: organization.id, personId: account.id, scopes: ['read'] };
  const { bearer } = await putToken(app, token);
  const works = async () => (await ask(app.url, '{ viewer { role } }', {}, bearer)).errors === undefined;
  expect(await works()).toBe(true);
  await done('unmapGroup', team, { role: 'SPONSOR' });
  expect(await works()).toBe(false);
});

it('who has left keeps their groups, and comes back with the role that these give', async () => {
  const team = await group({ role: 'SPONSOR' });
  await add(team, ada);
  const act1 = async (command: string) =>
    act(app.url, command, { personId: ada.globalId, version: (await personOf(ada)).version }, administrator);
  await act1('deactivatePerson');
  await done('mapGroup', team, { role: 'DEPLOYMENT_LEAD' });
  await act1('reactivatePerson');
  expect(await rightsOf(ada)).toEqual(['DEPLOYMENT_LEAD', 'VIEWER']);
});

it('groups of another organization do not exist', async () => {
  const other = await createTestOrganization(app);
  const team = await putGroup(app, other.id, { role: 'SPONSOR', members: [] });
  const input = { groupId: team.globalId, personId: ada.globalId, version: 1 };
  expect(await act(app.url, 'addGroupMember', input, administrator)).toMatchObject({
    __typename: 'NotFoundError',
    recordType: 'Group',
  });
  const { data } = await ask(
    app.url,
    'query ($id: ID!) { node(id: $id) { id } }',
    { id: team.globalId },
    administrator,
  );
  expect(data?.['node']).toBeNull();
});
