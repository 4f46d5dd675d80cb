import { z } from 'zod';
import { administrators } from '../../auth/allowed.js';
import { demandStillThere } from '../../auth/still-there.js';
import { command } from '../../commands/command.js';
import { clearable, enumOf, id, line, list, object, optional, timeZone, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { Each, UnitOfWork } from '../../commands/unit-of-work.js';
import * as validators from '../../commands/validators.js';
import { insertRows } from '../../database/insert-rows.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Person, Unit } from '../../generated/prisma/client.js';
import { UnitKind } from '../../generated/prisma/enums.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { UserError } from '../../user-error.js';
import type { FieldValues } from '../../log/event.js';
import type { OrganizationEventType } from '../events.js';
import { demandLeadByHand, demandNotRetired } from '../rules.js';
import { memberOf } from './person.js';
import { isLeadByGroups } from './rights-by-groups.js';
import { endTokensBeyondLessened, endTokensBeyondOwner, readRights } from './service-account-tokens.js';
import { assignLead, leadRows, leadsIn, unitHeader } from './unit-leads.js';

const ATTRIBUTE_NAME = /^[a-z][a-z0-9_-]{0,49}$/;

const attribute = object('UnitAttributeInput', 'An attribute of a unit for grouping.', {
  name: z.string().meta({ description: 'Name: lower-case letters, digits, - and _, at most 50 characters.' }),
  value: z.string().meta({ description: 'The value for this unit, at most 200 characters.' }),
});

/** Attributes are a list in the graph and one object in the record, each name once. What is wrong is said by their names. */
const attributes = (description: string) =>
  list(attribute, 50, description)
    .superRefine((given, context) => {
      const names = new Set<string>();
      for (const { name } of given) {
        const message = names.has(name) ? 'Is given twice.' : complaintOfName(name);
        if (message) context.addIssue({ code: 'custom', path: [name], message });
        names.add(name);
      }
    })
    .transform((given) => Object.fromEntries(given.map(({ name, value }) => [name, value])))
    .pipe(z.record(z.string(), validators.line));

function complaintOfName(name: string): string | undefined {
  // Hazard: a record of Zod's leaves the name __proto__ out and says nothing.
  return ATTRIBUTE_NAME.test(name) ? undefined : 'Names are lower-case letters, digits, - and _, at most 50.';
}

const zone = timeZone(
  'Time zone by whose days it goes, by its IANA name, such as `America/Denver`. Without one, it goes by that of the organization.',
);

const newUnit = {
  kind: enumOf(UnitKind, 'UnitKind', 'What it is.'),
  name: line('Name, unique in the organization.'),
  attributes: attributes('Attributes for grouping.')
    .nullish()
    .transform((given) => given ?? {}),
  timeZone: optional(zone),
};

export const addUnit = command({
  name: 'addUnit',
  description: 'Adds a project, a support group or an organizational group.',
  allowed: administrators,
  record: 'Unit',
  event: 'UnitAdded',
  refusals: ['AlreadyExistsError'],
  input: newUnit,
  async perform(work, input) {
    await demandFreeName(work, input.name);
    const [unit] = await addUnits(work, [{ ...input, leads: [] }]);
    return unit;
  },
});

/** A unit to be added, with those who lead it. */
export type NewUnit = z.output<z.ZodObject<typeof newUnit>> & { readonly leads: readonly Person[] };

/** Adds units of which it is known that their names are free, with their leads: two statements, however many. */
export async function addUnits<const Units extends readonly NewUnit[]>(
  work: UnitOfWork,
  units: Units,
): Promise<Each<Units, Unit>> {
  const stamp = { organizationId: work.actor.organizationId, createdAt: work.now, updatedAt: work.now };
  const rows = await insertRows<Unit>(
    work.db,
    'Unit',
    units.map(({ leads, ...unit }) => ({ ...unit, ...stamp, version: 1 + leads.length })),
  );
  const led = rows.map((row, index) => ({ row, leads: units[index]?.leads.toSorted(byId) ?? [] }));
  const leads = led.flatMap(({ row, leads }) =>
    leads.map(({ id, organizationId }) => ({ organizationId, unitId: row.id, personId: id })),
  );
  if (leads.length > 0) await work.db.unitLead.createMany({ data: leads });
  const accounts = led.flatMap(({ leads }) => leads.filter(({ ownerId }) => ownerId !== null));
  for (const accountId of new Set(accounts.map(({ id }) => id))) await endTokensBeyondOwner(work, accountId);
  for (const { row, leads } of led) {
    work.created({ ...row, version: 1 }, unitHeader('UnitAdded', row.id));
    const ids = leads.map(({ id }) => id);
    leads.forEach((_lead, index) => {
      const about = unitHeader('UnitLeadAssigned', row.id);
      const relatedFields = { before: { leads: ids.slice(0, index) }, after: { leads: ids.slice(0, index + 1) } };
      work.changed({ ...row, version: 1 + index }, {}, about, relatedFields);
    });
  }
  return rows as Each<Units, Unit>;
}

/** What a command changes; leads count as part of their unit: its version guards them, and its events have them. */
interface UnitChange {
  readonly patch?: Partial<Pick<Unit, 'name' | 'attributes' | 'timeZone' | 'retiredAt'>>;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
  readonly note?: string | null;
}

const target = { unitId: id('Unit', 'The unit.'), version: version('Unit') };

/** Describes a command that changes a unit. */
export const unitCommand = recordCommands<
  Unit,
  Pick<Unit, 'name' | 'retiredAt'>,
  UnitChange,
  'changeUnit' | 'retireUnit' | 'reinstateUnit' | 'assignUnitLead' | 'removeUnitLead',
  OrganizationEventType,
  typeof target
>({
  record: 'Unit',
  target,
  load: unitOf,
  write: (work, unit, { patch = {}, relatedFields, note } = {}, { type }) =>
    work.change(work.db.unit, unit, patch, { ...unitHeader(type, unit.id), note: note ?? null }, relatedFields),
});

export const changeUnit = unitCommand({
  name: 'changeUnit',
  description:
    'Changes the name, the attributes or the time zone of a unit. Omitted fields stay as they are, and null gives it the time zone of the organization. Agreed dates stay: by another time zone, their days begin and end at other times.',
  allowed: administrators,
  event: 'UnitChanged',
  refusals: ['AlreadyExistsError'],
  input: {
    name: optional(line('Its new name.')),
    attributes: optional(attributes('All of its attributes, replacing the present ones.')),
    timeZone: clearable(zone),
  },
  async change(work, unit, { name, attributes, timeZone: zoneThen = unit.timeZone }) {
    if (name && name !== unit.name) await demandFreeName(work, name);
    return { patch: { name: name ?? unit.name, attributes: attributes ?? unit.attributes, timeZone: zoneThen } };
  },
});

const lead = { personId: id('Person', 'The person.') };

export const assignUnitLead = unitCommand({
  name: 'assignUnitLead',
  description:
    'Makes a person or a service account a lead of a unit, which allows them to report on it. Where a service account may do more then than its owner, its tokens end.',
  allowed: administrators,
  event: 'UnitLeadAssigned',
  input: lead,
  guard: (_actor, unit) => demandNotRetired(unit),
  async change(work, unit, { personId }) {
    demandStillThere(await memberOf(work, personId));
    const before = await leadRows(work, unit.id);
    await assignLead(work, unit, personId, 'HAND');
    await endTokensBeyondOwner(work, personId);
    return { relatedFields: leadsIn(before, await leadRows(work, unit.id)) };
  },
});

export const removeUnitLead = unitCommand({
  name: 'removeUnitLead',
  description:
    'Removes a person from the leads of a unit. Where a service account of theirs may do more then than they, its tokens end. Refused where a group makes them one: change the group instead.',
  allowed: administrators,
  event: 'UnitLeadRemoved',
  input: lead,
  async change(work, { id: unitId }, { personId }) {
    const person = await memberOf(work, personId);
    demandLeadByHand(person, await isLeadByGroups(work, personId, unitId));
    const before = await leadRows(work, unitId);
    const rights = await readRights(work.db, personId);
    await work.db.unitLead.deleteMany({ where: { unitId, personId } });
    await endTokensBeyondLessened(work, personId, rights);
    return { relatedFields: leadsIn(before, await leadRows(work, unitId)) };
  },
});

/** A unit of the actor's organization. */
export async function unitOf(work: UnitOfWork, id: string): Promise<Unit> {
  const unit = await work.db.unit.findUnique({ where: { id, organizationId: work.actor.organizationId } });
  if (!unit) throw notFound('Unit');
  return unit;
}

/** Units of the actor's organization in which something begins: none of them is retired, nor will be until this work is done. */
export async function liveUnits(work: UnitOfWork, ids: readonly string[]): Promise<Unit[]> {
  const wanted = new Set(ids);
  if (wanted.size === 0) return [];
  const { organizationId } = work.actor;
  const units = await work.db.$queryRaw<Unit[]>`
    SELECT * FROM "Unit" WHERE "id" = ANY(${[...wanted]}::uuid[]) AND "organizationId" = ${organizationId}::uuid
     ORDER BY "id" FOR SHARE`;
  if (units.length !== wanted.size) throw notFound('Unit');
  units.forEach(demandNotRetired);
  return units;
}

/** A unit of the actor's organization in which something begins: see `liveUnits`. */
export async function liveUnit(work: UnitOfWork, id: string): Promise<Unit> {
  const [unit] = await liveUnits(work, [id]);
  if (!unit) throw notFound('Unit');
  return unit;
}

/** Ids of units, each once and in order. Refuses unless all of them are of the actor's organization. */
export async function demandUnits(
  { db, actor: { organizationId } }: Pick<UnitOfWork, 'db' | 'actor'>,
  ids: readonly string[],
): Promise<string[]> {
  const wanted = [...new Set(ids)].sort();
  const known = await db.unit.count({ where: { id: { in: wanted }, organizationId } });
  if (known !== wanted.length) throw notFound('Unit');
  return wanted;
}

async function demandFreeName(work: UnitOfWork, name: string): Promise<void> {
  if ((await unitsByName(work, [name])).size > 0) throw unitExists(name);
}

/** Units of the actor's organization by their names, as far as there are such, held as they are until this work is done. */
export function lockedUnitsByName(work: UnitOfWork, names: readonly string[]): Promise<Map<string, Unit>> {
  return unitsByName(work, names, Prisma.sql`ORDER BY "id" FOR SHARE`);
}

/** Units of the actor's organization by their names, as far as there are such. */
export async function unitsByName(
  work: UnitOfWork,
  names: readonly string[],
  lock = Prisma.empty,
): Promise<Map<string, Unit>> {
  const { organizationId } = work.actor;
  const units = await work.db.$queryRaw<Unit[]>`
    SELECT * FROM "Unit" WHERE "organizationId" = ${organizationId}::uuid AND "name" = ANY(${[...names]}) ${lock}`;
  return new Map(units.map((unit) => [unit.name, unit]));
}

/** Refuses because there is a unit of that name. */
export function unitExists(name: string): UserError {
  return alreadyExists('Unit', `called "${name}"`);
}

function byId(one: Person, other: Person): number {
  return one.id < other.id ? -1 : 1;
}
