import { containing } from '../../database/text.js';
import { RightSource, Role } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { recordKey } from '../../schema/record-key.js';
import { Unit } from './unit.js';

/** What a person may do, in the graph. */
export const RoleEnum = builder.enumType(Role, {
  name: 'Role',
  description: 'The role of a person. Each role includes the ones before it.',
  values: {
    VIEWER: { description: 'Reads everything in the organization, subscribes and comments.' },
    PROJECT_LEAD: { description: 'Also reports on the units that they lead.' },
    DEPLOYMENT_LEAD: { description: 'Also manages improvements and their deployment, and reports on any unit.' },
    SPONSOR: { description: 'Also accepts waivers.' },
    ADMINISTRATOR: { description: 'Also manages units, people, roles and the catalog.' },
  },
});

/** Who manages a role or a lead, in the graph. */
const RightSourceEnum = builder.enumType(RightSource, {
  name: 'RightSource',
  description: 'Who manages a role, or the lead of a unit.',
  values: {
    HAND: { description: 'Administrators, by hand.' },
    GROUPS: { description: 'Groups of the person that are mapped to it.' },
  },
});

/** A person, in the graph. */
export const Person = builder.prismaNode('Person', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    name: t.exposeString('name'),
    subject: t.exposeString('subject'),
    email: t.exposeString('email', { nullable: true }),
    locale: t.exposeString('locale', { nullable: true }),
    timeZone: t.exposeString('timeZone', { nullable: true }),
    role: t.expose('role', { type: RoleEnum }),
    roleManagedBy: t.field({
      type: RightSourceEnum,
      description: 'Who manages the role: `changePersonRole` is refused while groups do.',
      select: { roleByHand: true },
      resolve: ({ roleByHand }) => (roleByHand === null ? 'HAND' : 'GROUPS'),
    }),
    roleByHand: t.expose('roleByHand', { type: RoleEnum, nullable: true }),
    active: t.exposeBoolean('active'),
    erasedAt: t.expose('erasedAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

builder.prismaObjectField(Person, 'owner', (t) => t.relation('owner', { nullable: true }));

builder.prismaObjectField(Person, 'ledUnits', (t) =>
  t.field({
    type: [Unit],
    description: 'The units that they lead, by name.',
    select: (_args, _context, nested) => ({
      leads: { select: { unit: nested(true) }, orderBy: { unit: { name: 'asc' } } },
    }),
    resolve: ({ leads }) => leads.map(({ unit }) => unit),
  }),
);

builder.prismaObjectField(Unit, 'leads', (t) =>
  t.field({
    type: [Person],
    description: 'The people who lead it, by name.',
    select: (_args, _context, nested) => ({
      leads: { select: { person: nested(true) }, orderBy: { person: { name: 'asc' } } },
    }),
    resolve: ({ leads }) => leads.map(({ person }) => person),
  }),
);

builder.prismaObjectField(Unit, 'leadsByGroups', (t) =>
  t.field({
    type: [Person],
    description:
      'Those of the people who lead it whom a group makes leads, by name. `removeUnitLead` is refused for them.',
    select: (_args, _context, nested) => ({
      leads: { select: { person: nested(true), managedBy: true }, orderBy: { person: { name: 'asc' } } },
    }),
    resolve: ({ leads }) => leads.flatMap(({ person, managedBy }) => (managedBy === 'GROUPS' ? [person] : [])),
  }),
);

const PersonFilter = builder.inputType('PersonFilter', {
  description: 'Filters people. Conditions are ANDed.',
  fields: (t) => ({
    roles: t.field({ type: [RoleEnum], description: 'With any of exactly these roles.' }),
    text: t.string({ description: 'Part of the name or the e-mail address, whatever the case.' }),
    active: t.boolean({ description: 'Active (true) or having left (false).' }),
    serviceAccounts: t.boolean({ description: 'Service accounts (true) or people (false).' }),
    ownerIds: t.idList({ description: 'Service accounts of any of these owners.' }),
    ownerActive: t.boolean({
      description: 'Service accounts whose owner is active (true), or has left (false): those need another one.',
    }),
  }),
});

const people = new NodeList({
  type: Person,
  filter: PersonFilter,
  where: ({ roles, text, active, serviceAccounts, ownerIds, ownerActive }, organizationId) => ({
    organizationId,
    role: anyOf(roles),
    ...(text ? { OR: [{ name: containing(text) }, { email: containing(text) }] } : {}),
    ...(typeof active === 'boolean' ? { active } : {}),
    ownerId: anyIdOf(ownerIds, 'Person'),
    ...(typeof serviceAccounts === 'boolean' ? { AND: { ownerId: serviceAccounts ? { not: null } : null } } : {}),
    ...(typeof ownerActive === 'boolean' ? { owner: { active: ownerActive } } : {}),
  }),
  orders: {
    NAME: { by: (direction) => ({ name: direction }), description: 'By name.' },
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were added.' },
  },
  order: ['NAME', 'asc'],
});

builder.queryField('people', (t) => people.root(t, 'The people of your organization, and its service accounts.'));

builder.prismaObjectField(Person, 'serviceAccounts', (t) =>
  people.below(t, 'serviceAccounts', 'The service accounts for which they answer.'),
);
