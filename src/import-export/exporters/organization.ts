import { ATTRIBUTE } from '../importers/units.js';
import { idOf, inOrder, list, nameOnly, several, stamps, subject } from './list.js';
import type { List } from './list.js';

const units = list({
  name: 'units',
  of: 'Unit',
  read: (where, { db }) =>
    db.unit.findMany({
      where,
      ...inOrder,
      include: { leads: { select: { person: subject }, orderBy: { personId: 'asc' } } },
    }),
})(async ({ db, actor }) => {
  const names = await db.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT jsonb_object_keys("attributes") AS name FROM "Unit"
       WHERE "organizationId" = ${actor.organizationId}::uuid ORDER BY name`;
  return {
    name: (unit) => unit.name,
    kind: (unit) => unit.kind,
    timeZone: (unit) => unit.timeZone,
    ...Object.fromEntries(
      names.map(({ name }) => [
        `${ATTRIBUTE}${name}`,
        ({ attributes }: { attributes: unknown }) =>
          Object.hasOwn(attributes as object, name) ? (attributes as Record<string, string>)[name] : undefined,
      ]),
    ),
    leads: (unit) => several(unit.leads.map(({ person }) => person.subject)),
    retiredAt: (unit) => unit.retiredAt,
    id: idOf('Unit'),
    ...stamps,
  };
});

const people = list({
  name: 'people',
  of: 'Person',
  read: (where, { db }) =>
    db.person.findMany({
      where,
      ...inOrder,
      include: { owner: subject, leads: { select: { unit: nameOnly }, orderBy: { unitId: 'asc' } } },
    }),
})({
  subject: (person) => person.subject,
  name: (person) => person.name,
  email: (person) => person.email,
  locale: (person) => person.locale,
  timeZone: (person) => person.timeZone,
  role: (person) => person.role,
  owner: (person) => person.owner?.subject,
  active: (person) => person.active,
  leads: (person) => several(person.leads.map(({ unit }) => unit.name)),
  id: idOf('Person'),
  ...stamps,
});

const groups = list({
  name: 'groups',
  of: 'Group',
  read: (where, { db }) =>
    db.group.findMany({
      where,
      ...inOrder,
      include: {
        mappings: { select: { role: true, unit: nameOnly }, orderBy: { id: 'asc' } },
        members: { distinct: ['personId'], select: { person: subject }, orderBy: { personId: 'asc' } },
      },
    }),
})({
  name: (group) => group.name,
  externalId: (group) => group.externalId,
  role: (group) => group.mappings.find(({ role }) => role)?.role,
  leads: (group) => several(group.mappings.flatMap(({ unit }) => unit?.name ?? [])),
  members: (group) => several(group.members.map(({ person }) => person.subject)),
  deletedAt: (group) => group.deletedAt,
  id: idOf('Group'),
  ...stamps,
});

/** The lists of units, people and groups. */
export const organizationLists: readonly List[] = [units, people, groups];
