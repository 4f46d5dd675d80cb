import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Unit, UnitLead } from '../../generated/prisma/client.js';
import type { RightSource } from '../../generated/prisma/enums.js';
import type { FieldValues } from '../../log/event.js';
import type { OrganizationEventType } from '../events.js';

/** A lead of a unit, and who manages that. */
export type LeadRow = Pick<UnitLead, 'personId' | 'managedBy'>;

/** The leads of a unit. */
export function leadRows({ db }: UnitOfWork, unitId: string): Promise<LeadRow[]> {
  return db.unitLead.findMany({
    where: { unitId },
    orderBy: { personId: 'asc' },
    select: { personId: true, managedBy: true },
  });
}

/** Makes a person a lead of a unit. One who is a lead already is managed by hand from now on, where that is asked for. */
export async function assignLead(
  { db }: UnitOfWork,
  { id: unitId, organizationId }: Pick<Unit, 'id' | 'organizationId'>,
  personId: string,
  managedBy: RightSource,
): Promise<void> {
  await db.unitLead.createMany({ data: [{ organizationId, unitId, personId, managedBy }], skipDuplicates: true });
  if (managedBy === 'HAND') await db.unitLead.updateMany({ where: { unitId, personId }, data: { managedBy } });
}

/** What events say of the leads of a unit, before and after a change: all of them and, where there are such, those by groups. */
export function leadsIn(
  before: readonly LeadRow[],
  after: readonly LeadRow[],
): { readonly before: FieldValues; readonly after: FieldValues } {
  const isByGroups = ({ managedBy }: LeadRow): boolean => managedBy === 'GROUPS';
  const areThere = [...before, ...after].some(isByGroups);
  const fieldsOf = (rows: readonly LeadRow[]): FieldValues => ({
    leads: rows.map(({ personId }) => personId),
    ...(areThere ? { leadsByGroups: rows.filter(isByGroups).map(({ personId }) => personId) } : {}),
  });
  return { before: fieldsOf(before), after: fieldsOf(after) };
}

/** Units of the actor's organization, which nobody else changes until this work is done. */
export async function lockedUnits({ db, actor }: UnitOfWork, ids: readonly string[]): Promise<Unit[]> {
  if (ids.length === 0) return [];
  return db.$queryRaw<Unit[]>`
    SELECT * FROM "Unit" WHERE "organizationId" = ${actor.organizationId}::uuid AND "id" = ANY(${[...ids]}::uuid[])
     ORDER BY "id" FOR NO KEY UPDATE`;
}

/** What the event of a unit is called, and which unit it concerns. */
export function unitHeader(type: OrganizationEventType, unitId: string) {
  return { type, recordType: 'Unit', unitId };
}
