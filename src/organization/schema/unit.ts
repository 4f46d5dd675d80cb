import { containing } from '../../database/text.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { UnitKind } from '../../generated/prisma/enums.js';
import { recordKey } from '../../schema/record-key.js';
import { builder } from '../../schema/builder.js';
import { calendarOf, daysOf } from '../../schema/days.js';
import { anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';

/** What a unit is, in the graph. */
export const UnitKindEnum = builder.enumType(UnitKind, {
  name: 'UnitKind',
  description: 'Kinds of units.',
  values: {
    PROJECT: { description: 'A project, with a start, an end and its own defined process.' },
    SUPPORT_GROUP: { description: 'A group that supports projects, such as configuration management.' },
    ORGANIZATIONAL_GROUP: { description: 'A group that acts for the whole organization, such as the process group.' },
  },
});

const UnitAttribute = builder
  .objectRef<{ name: string; value: string }>('UnitAttribute')
  .implement({
    description: 'An attribute of a unit for grouping, such as phase, size or site.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Name of the attribute.' }),
      value: t.exposeString('value', { description: 'The value for this unit.' }),
    }),
  });

/** A unit, in the graph. */
export const Unit = builder.prismaNode('Unit', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    kind: t.expose('kind', { type: UnitKindEnum }),
    name: t.exposeString('name'),
    attributes: t.field({
      type: [UnitAttribute],
      description: 'Attributes for grouping, by name.',
      select: { attributes: true },
      resolve: ({ attributes }) => attributeList(attributes),
    }),
    attribute: t.string({
      nullable: true,
      description: 'The value of one attribute; null if the unit has none of that name.',
      args: { name: t.arg.string({ required: true, description: 'Name of the attribute.' }) },
      select: { attributes: true },
      resolve: ({ attributes }, { name }) =>
        attributeList(attributes).find((each) => each.name === name)?.value ?? null,
    }),
    timeZone: t.string({
      description: 'IANA name of the time zone by whose days it goes: its own, or else that of the organization.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => (await calendarOf(context)).zoneOf(id),
    }),
    ownTimeZone: t.exposeString('timeZone', { nullable: true }),
    today: t.field({
      type: 'Date',
      description: 'The day that it is in it.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => (await daysOf(context)).in(id),
    }),
    retiredAt: t.expose('retiredAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

/** Units by one attribute, in the graph. */
export const AttributeFilter = builder.inputType('UnitAttributeFilter', {
  description: 'Units by one attribute.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the attribute.' }),
    values: t.stringList({ required: true, description: 'Any of these values.' }),
  }),
});

/** Which units are meant, in the graph. */
export const UnitFilter = builder.inputType('UnitFilter', {
  description: 'Filters units. Conditions are ANDed.',
  fields: (t) => ({
    kinds: t.field({ type: [UnitKindEnum], description: 'Any of these kinds.' }),
    attributes: t.field({ type: [AttributeFilter], description: 'All of these attributes.' }),
    text: t.string({ description: 'Part of the name, whatever the case.' }),
    retired: t.boolean({ description: 'Retired (true) or not (false).' }),
  }),
});

/** The lists of units. */
export const units = new NodeList({
  type: Unit,
  filter: UnitFilter,
  where: (filter, organizationId) => unitWhere(organizationId, filter),
  orders: {
    NAME: { by: (direction) => ({ name: direction }), description: 'By name.' },
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were added.' },
  },
  order: ['NAME', 'asc'],
});

builder.queryField('units', (t) => units.root(t, 'The units of your organization.'));

/** The condition that nothing fulfills. */
const NONE = { id: { in: [] } };

/** The condition on units that a filter stands for. */
export function unitWhere(
  organizationId: string,
  filter: Partial<typeof UnitFilter.$inferInput> | null | undefined,
): Prisma.UnitWhereInput {
  return {
    organizationId,
    kind: anyOf(filter?.kinds),
    ...(filter?.text ? { name: containing(filter.text) } : {}),
    ...(typeof filter?.retired === 'boolean' ? { retiredAt: filter.retired ? { not: null } : null } : {}),
    AND: (filter?.attributes ?? []).map(({ name, values }) => ({
      // Hazard: Prisma takes an empty OR within AND for no condition.
      ...(values.length === 0
        ? NONE
        : { OR: values.map((value) => ({ attributes: { path: [name], equals: value } })) }),
    })),
  };
}

function attributeList(attributes: unknown): { name: string; value: string }[] {
  const entries = Object.entries((attributes ?? {}) as Record<string, unknown>);
  return entries.map(([name, value]) => ({ name, value: String(value) })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
