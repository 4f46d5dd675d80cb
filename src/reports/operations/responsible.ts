import { includesRole } from '../../auth/permissions.js';
import type { Queryable } from '../../database/database.js';
import type { Person } from '../../generated/prisma/client.js';
import type { Role } from '../../generated/prisma/enums.js';
import { groupBy } from '../../group-by.js';
import { WAITING_KINDS } from './waiting-kinds.js';
import type { Responsible, WaitingKind } from './waiting-kinds.js';

/** Those for whom work waits: people who are still here. A service account may do it; nobody waits for one. */
const HERE = { active: true, ownerId: null } as const;

/** Names of people that an item has at most. */
const MOST_PEOPLE = 20;

/** Work, as far as it decides whom it waits for. */
export interface Assigned {
  readonly kind: WaitingKind;
  /** The unit concerned; null where it is the improvement as a whole. */
  readonly unitId: string | null;
  /** The one person whom it waits for; null where it waits for those who lead the unit or have a role. */
  readonly ownerId: string | null;
  /** The one person who may not settle it; null where there is none. */
  readonly exceptId: string | null;
}

/** A person, as far as work waits for them. */
export interface Worker {
  readonly personId: string;
  /** Ids of the units that they lead. */
  readonly leads: readonly string[];
  /** The groups that they stand for. */
  readonly groups: readonly Responsible[];
}

const GROUPS = { DEPLOYMENT_LEADS: 'DEPLOYMENT_LEAD', SPONSORS: 'SPONSOR' } as const;

/** People who have a role that work waits for. */
type Group = keyof typeof GROUPS;

/**
 * The role that stands for a group: work waits for those who have exactly the role or, if no one has it, for those of the
 * next role above that anyone has. Undefined if no one has any.
 */
export function roleFor(group: Group, rolesInUse: readonly Role[]): Role | undefined {
  const able = rolesInUse.filter((role) => includesRole(role, GROUPS[group]));
  return able.find((role) => able.every((other) => includesRole(other, role)));
}

/**
 * A person of the organization as far as work waits for them: nothing waits for people who have left, nor for service accounts. Undefined where
 * there is no such person. Two statements.
 */
export async function workerOf(db: Queryable, organizationId: string, personId: string): Promise<Worker | undefined> {
  const person = await db.person.findUnique({
    where: { id: personId, organizationId },
    select: { role: true, active: true, ownerId: true, leads: { select: { unitId: true } } },
  });
  if (!person) return undefined;
  if (!person.active || person.ownerId !== null) return { personId, leads: [], groups: [] };
  const inUse = await rolesInUse(db, organizationId);
  const leads = includesRole(person.role, 'PROJECT_LEAD') ? person.leads.map(({ unitId }) => unitId) : [];
  const groups = (Object.keys(GROUPS) as Group[]).filter((group) => roleFor(group, inUse) === person.role);
  return { personId, leads, groups };
}

/** The people whom each of some items waits for, at most 20 each. At most five statements, however many items. */
export async function peopleFor(
  db: Queryable,
  organizationId: string,
  items: readonly Assigned[],
): Promise<Person[][]> {
  const assigned = new Set(items.flatMap(({ kind }) => responsibleFor(kind)));
  const owners = assigned.has('OWNER') ? await ownersOf(db, organizationId, items) : [];
  const leads = assigned.has('UNIT_LEADS') ? await leadsOf(db, organizationId, items) : new Map<string, Person[]>();
  const members = await membersOf(
    db,
    organizationId,
    (Object.keys(GROUPS) as Group[]).filter((group) => assigned.has(group)),
  );
  return items.map(({ kind, ownerId, unitId, exceptId }) => {
    const people = responsibleFor(kind).flatMap((responsible) => {
      if (responsible === 'OWNER') return owners.filter(({ id }) => id === ownerId);
      if (responsible === 'UNIT_LEADS') return leads.get(unitId ?? '') ?? [];
      return members.get(responsible) ?? [];
    });
    const each = new Map(people.filter(({ id }) => id !== exceptId).map((person) => [person.id, person]));
    return [...each.values()].slice(0, MOST_PEOPLE);
  });
}

function ownersOf(db: Queryable, organizationId: string, items: readonly Assigned[]): Promise<Person[]> {
  const ids = items.flatMap(({ ownerId }) => ownerId ?? []);
  return db.person.findMany({ where: { id: { in: ids }, organizationId, ...HERE } });
}

async function leadsOf(
  db: Queryable,
  organizationId: string,
  items: readonly Assigned[],
): Promise<ReadonlyMap<string, Person[]>> {
  const unitIds = items.flatMap(({ unitId }) => unitId ?? []);
  const leads = await db.unitLead.findMany({
    where: { unitId: { in: unitIds }, unit: { organizationId }, person: { ...HERE, role: { not: 'VIEWER' } } },
    include: { person: true },
    orderBy: { person: { name: 'asc' } },
  });
  const groups = groupBy(leads, ({ unitId }) => unitId);
  return new Map([...groups].map(([unitId, group]) => [unitId, group.map(({ person }) => person)]));
}

/** The people who stand for some groups, one more of each than are named: one of them may be left out. */
async function membersOf(
  db: Queryable,
  organizationId: string,
  groups: readonly Group[],
): Promise<ReadonlyMap<Responsible, Person[]>> {
  if (groups.length === 0) return new Map();
  const inUse = await rolesInUse(db, organizationId);
  const members = groups.map(async (group): Promise<[Group, Person[]]> => {
    const role = roleFor(group, inUse);
    if (!role) return [group, []];
    const where = { organizationId, ...HERE, role };
    return [
      group,
      await db.person.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }], take: MOST_PEOPLE + 1 }),
    ];
  });
  return new Map(await Promise.all(members));
}

function responsibleFor(kind: WaitingKind): readonly Responsible[] {
  return WAITING_KINDS[kind].responsible;
}

async function rolesInUse(db: Queryable, organizationId: string): Promise<Role[]> {
  const groups = await db.person.groupBy({ by: ['role'], where: { organizationId, ...HERE } });
  return groups.map(({ role }) => role);
}
