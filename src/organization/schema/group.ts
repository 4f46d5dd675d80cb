import { containing } from '../../database/text.js';
import { Prisma } from '../../generated/prisma/client.js';
import { MembershipSource } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyOf, filterIds } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { recordKey } from '../../schema/record-key.js';
import { Person, RoleEnum } from './person.js';
import { Organization } from './viewer.js';

const MembershipSourceEnum = builder.enumType(MembershipSource, {
  name: 'MembershipSource',
  description: 'Who manages a membership in a group. Each adds and removes only its own.',
  values: {
    SCIM: { description: 'The identity provider, by SCIM.' },
    CLAIM: { description: 'The identity provider, by a claim at each sign-in in a browser.' },
    HAND: { description: 'Administrators, by hand.' },
  },
});

/** A group of people, in the graph. */
export const Group = builder.prismaNode('Group', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    name: t.exposeString('name'),
    externalId: t.exposeString('externalId', { nullable: true }),
    deletedAt: t.expose('deletedAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

const GroupMember = builder.prismaNode('GroupMember', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    group: t.relation('group'),
    person: t.relation('person'),
    managedBy: t.expose('managedBy', { type: MembershipSourceEnum }),
    addedAt: t.expose('addedAt', { type: 'DateTime' }),
  }),
});

const GroupMapping = builder.prismaNode('GroupMapping', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    group: t.relation('group'),
    role: t.expose('role', { type: RoleEnum, nullable: true }),
    unit: t.relation('unit', { nullable: true }),
    addedAt: t.expose('addedAt', { type: 'DateTime' }),
  }),
});

const GroupFilter = builder.inputType('GroupFilter', {
  description: 'Filters groups. Conditions are ANDed.',
  fields: (t) => ({
    text: t.string({ description: 'Part of the name, whatever the case.' }),
    personIds: t.idList({ description: 'With any of these people as a member.' }),
  }),
});

/** The lists of groups. Those that were deleted are on none. */
const groups = new NodeList({
  type: Group,
  filter: GroupFilter,
  where: ({ text, personIds }, organizationId) => ({
    organizationId,
    deletedAt: null,
    ...(text ? { name: containing(text) } : {}),
    ...(personIds ? { members: { some: { personId: anyIdOf(personIds, 'Person') } } } : {}),
  }),
  sql: ({ text, personIds }, organizationId) => {
    const parts = [
      Prisma.sql`d."organizationId" = ${organizationId}::uuid AND d."deletedAt" IS NULL`,
      ...(text ? [Prisma.sql`d."name" ILIKE ${`%${containing(text).contains}%`}`] : []),
      ...(personIds ? [hasMember(Prisma.sql`ANY(${filterIds(personIds, 'Person')}::uuid[])`)] : []),
    ];
    return Prisma.join(parts, ' AND ');
  },
  orders: {
    NAME: { by: (direction) => ({ name: direction }), description: 'By name.' },
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were created.' },
  },
  order: ['NAME', 'asc'],
});

/** The condition on a group `d` that it has a person as a member. */
function hasMember(person: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM "GroupMember" m WHERE m."groupId" = d."id" AND m."personId" = ${person})`;
}

const GroupMemberFilter = builder.inputType('GroupMemberFilter', {
  description: 'Filters members of groups. Conditions are ANDed.',
  fields: (t) => ({
    managedBy: t.field({ type: [MembershipSourceEnum], description: 'Managed by any of these.' }),
    personIds: t.idList({ description: 'Any of these people.' }),
  }),
});

const groupMembers = new NodeList({
  type: GroupMember,
  filter: GroupMemberFilter,
  where: ({ managedBy, personIds }, organizationId) => ({
    organizationId,
    managedBy: anyOf(managedBy),
    personId: anyIdOf(personIds, 'Person'),
  }),
  orders: { ADDED_AT: { by: (direction) => ({ addedAt: direction }), description: 'By when they were added.' } },
  order: ['ADDED_AT', 'asc'],
});

const GroupMappingFilter = builder.inputType('GroupMappingFilter', {
  description: 'Filters mappings of groups. Conditions are ANDed.',
  fields: (t) => ({
    roles: t.field({ type: [RoleEnum], description: 'To any of exactly these roles.' }),
    unitIds: t.idList({ description: 'To the lead of any of these units.' }),
  }),
});

const groupMappings = new NodeList({
  type: GroupMapping,
  filter: GroupMappingFilter,
  where: ({ roles, unitIds }, organizationId) => ({
    organizationId,
    role: anyOf(roles),
    unitId: anyIdOf(unitIds, 'Unit'),
  }),
  orders: { ADDED_AT: { by: (direction) => ({ addedAt: direction }), description: 'By when they were added.' } },
  order: ['ADDED_AT', 'asc'],
});

builder.queryField('groups', (t) => groups.root(t, 'The groups of your organization.'));

builder.prismaObjectField(Organization, 'groups', (t) => groups.below(t, 'groups', 'Its groups.'));

builder.prismaObjectField(Person, 'groups', (t) =>
  groups.nested(t, hasMember(Prisma.sql`p.id`), 'The groups of which they are a member, whoever manages that.'),
);

builder.prismaObjectField(Group, 'members', (t) =>
  groupMembers.below(
    t,
    'members',
    'Its members. A person is on it once for each of those who manage a membership of theirs.',
  ),
);

builder.prismaObjectField(Group, 'mappings', (t) =>
  groupMappings.below(t, 'mappings', 'What its members have by it: a role, and the lead of units.'),
);
