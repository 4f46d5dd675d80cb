import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { line, optional, recordId, recordVersion } from '../../commands/validators.js';
import type { Each, UnitOfWork } from '../../commands/unit-of-work.js';
import { insertRows } from '../../database/insert-rows.js';
import type { Person, Unit } from '../../generated/prisma/client.js';
import { UnitKind } from '../../generated/prisma/enums.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { UserError } from '../../user-error.js';
import type { OrganizationEventType } from '../events.js';
import { memberOf, personOf } from './person.js';

const ATTRIBUTE_NAME = 'Names are lower-case letters, digits, - and _, at most 50.';

/** At most 50 attributes a unit, names of letters, digits, hyphens and underscores, values of at most 200 characters. */
const attributes = z
  .custom<Readonly<Record<string, unknown>>>((value) => typeof value === 'object' && value !== null)
  // Hazard: a record of Zod's leaves this name out and says nothing.
  .refine((value) => !Object.hasOwn(value, '__proto__'), { path: ['__proto__'], message: ATTRIBUTE_NAME, abort: true })
  .pipe(z.record(z.string().regex(/^[a-z][a-z0-9_-]{0,49}$/, ATTRIBUTE_NAME), line))
  .refine((value) => Object.keys(value).length <= 50, 'At most 50 attributes.');

const unitForm = z.object({ kind: z.enum(UnitKind), name: line, attributes: attributes.default({}) });

/** Adds a project, a support group or an organizational group. */
export const addUnit = plainCommand({
  name: 'addUnit',
  refusals: ['AlreadyExistsError'],
  input: unitForm,
  async perform(work, input) {
    await demandFreeName(work, input.name);
    const [unit] = await addUnits(work, [{ ...input, leads: [] }]);
    return unit;
  },
});

/** A unit to be added, with those who lead it. */
export type NewUnit = z.output<typeof unitForm> & { readonly leads: readonly Person[] };

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
  const leads = led.flatMap(({ row, leads }) => leads.map(({ id }) => ({ unitId: row.id, personId: id })));
  if (leads.length > 0) await work.db.unitLead.createMany({ data: leads });
  for (const { row, leads } of led) {
    work.created({ ...row, version: 1 }, header('UnitAdded', row.id));
    const ids = leads.map(({ id }) => id);
    leads.forEach(({ name }, index) => {
      const about = { ...header('UnitLeadAssigned', row.id), note: name };
      const relatedFields = { before: { leads: ids.slice(0, index) }, after: { leads: ids.slice(0, index + 1) } };
      work.changed({ ...row, version: 1 + index }, {}, about, relatedFields);
    });
  }
  return rows as Each<Units, Unit>;
}

/** Changes the name or the attributes of a unit; attributes are replaced as a whole. */
export const changeUnit = plainCommand({
  name: 'changeUnit',
  refusals: ['AlreadyExistsError'],
  input: z.object({ unitId: recordId, version: recordVersion, name: optional(line), attributes: optional(attributes) }),
  async perform(work, input) {
    const unit = await unitOf(work, input.unitId);
    work.demandVersion(unit, input.version, 'Unit');
    if (input.name && input.name !== unit.name) await demandFreeName(work, input.name);
    const patch = { name: input.name ?? unit.name, attributes: input.attributes ?? unit.attributes };
    await work.change(work.db.unit, unit, patch, header('UnitChanged', unit.id));
    return unit;
  },
});

const leadForm = z.object({ unitId: recordId, personId: recordId, version: recordVersion });

/** Makes a person a lead of a unit; with that they may report on it. */
export const assignUnitLead = plainCommand({
  name: 'assignUnitLead',
  input: leadForm,
  perform: (work, input) =>
    changeLeads(work, input, personOf, 'UnitLeadAssigned', async (unitId, personId) => {
      await work.db.unitLead.createMany({ data: [{ unitId, personId }], skipDuplicates: true });
    }),
});

/** Takes the lead of a unit from a person. */
export const removeUnitLead = plainCommand({
  name: 'removeUnitLead',
  refusals: [],
  input: leadForm,
  perform: (work, input) =>
    changeLeads(work, input, memberOf, 'UnitLeadRemoved', async (unitId, personId) => {
      await work.db.unitLead.deleteMany({ where: { unitId, personId } });
    }),
});

/** A unit of the actor's organization. */
export async function unitOf(work: UnitOfWork, id: string): Promise<Unit> {
  const unit = await work.db.unit.findUnique({ where: { id, organizationId: work.actor.organizationId } });
  if (!unit) throw notFound('Unit');
  return unit;
}

/** Ids of units, each once and in order. Refuses unless all of them are of the actor's organization. */
export async function demandUnits(work: UnitOfWork, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)].sort();
  const { organizationId } = work.actor;
  const known = await work.db.unit.count({ where: { id: { in: wanted }, organizationId } });
  if (known !== wanted.length) throw notFound('Unit');
  return wanted;
}

/** The leads count as part of their unit: its version guards them and its events have who leads it before and after. */
async function changeLeads(
  work: UnitOfWork,
  input: z.output<typeof leadForm>,
  leadOf: (work: UnitOfWork, id: string) => Promise<Person>,
  type: OrganizationEventType,
  write: (unitId: string, personId: string) => Promise<void>,
): Promise<Unit> {
  const unit = await unitOf(work, input.unitId);
  const person = await leadOf(work, input.personId);
  work.demandVersion(unit, input.version, 'Unit');
  const before = await leadsOf(work, unit.id);
  await write(unit.id, person.id);
  const after = await leadsOf(work, unit.id);
  const relatedFields = { before: { leads: before }, after: { leads: after } };
  await work.change(work.db.unit, unit, {}, { ...header(type, unit.id), note: person.name }, relatedFields);
  return unit;
}

async function leadsOf(work: UnitOfWork, unitId: string): Promise<string[]> {
  const leads = await work.db.unitLead.findMany({ where: { unitId }, orderBy: { personId: 'asc' } });
  return leads.map((lead) => lead.personId);
}

async function demandFreeName(work: UnitOfWork, name: string): Promise<void> {
  if ((await unitsByName(work, [name])).size > 0) throw unitExists(name);
}

/** Units of the actor's organization by their names, as far as there are such. */
export async function unitsByName(work: UnitOfWork, names: readonly string[]): Promise<Map<string, Unit>> {
  const { organizationId } = work.actor;
  const units = await work.db.$queryRaw<Unit[]>`
    SELECT * FROM "Unit" WHERE "organizationId" = ${organizationId}::uuid AND "name" = ANY(${[...names]})`;
  return new Map(units.map((unit) => [unit.name, unit]));
}

/** Refuses because there is a unit of that name. */
export function unitExists(name: string): UserError {
  return alreadyExists('Unit', `called "${name}"`);
}

function byId(one: Person, other: Person): number {
  return one.id < other.id ? -1 : 1;
}

function header(type: OrganizationEventType, unitId: string) {
  return { type, recordType: 'Unit', unitId };
}
