import { ROLES } from '../../auth/permissions.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Queryable } from '../../database/database.js';
import type { Person } from '../../generated/prisma/client.js';
import type { Role } from '../../generated/prisma/enums.js';
import { groupBy } from '../../group-by.js';
import { demandAnAdministratorStays } from '../rules.js';
import { whoSignIn } from './issuer.js';
import { endTokensBeyondLessened, readRights } from './service-account-tokens.js';
import type { Rights } from './service-account-tokens.js';
import { assignLead, leadRows, leadsIn, lockedUnits, unitHeader } from './unit-leads.js';

/** What the groups of a person give them. */
interface Given {
  /** The highest role that one of them gives; undefined where none gives one. */
  readonly role: Role | undefined;
  /** Ids of the units that they lead by one of them. */
  readonly unitIds: ReadonlySet<string>;
}

const NOTHING: Given = { role: undefined, unitIds: new Set() };

/** What there is to say of a change. */
interface Cause {
  /** The note of the events. */
  readonly note: string;
  /** A group that counts no more, because it is being deleted. */
  readonly without?: string;
}

/**
 * Brings roles and leads of people up to date with what their groups give them: the highest role of their groups, or where none gives
 * one, the role that they have by hand; and the lead of units, besides those by hand. Memberships and mappings are written before.
 * Refuses where no administrator would be left. What it writes, it notes as events of the people and the units.
 */
export async function followGroups(work: UnitOfWork, personIds: readonly string[], cause: Cause): Promise<void> {
  if (personIds.length === 0) return;
  const people = await lockPeople(work, personIds);
  const given = await givenTo(work.db, personIds, cause.without);
  const concerned = new Set(personIds);
  const changes = people.flatMap((person) => {
    const patch = concerned.has(person.id) && roleChange(person, given.get(person.id)?.role);
    return patch ? [{ person, patch }] : [];
  });
  await demandAnAdministrator(work, people, changes);
  const owners = await ownersAmong(work.db, personIds);
  for (const { person, patch } of changes) {
    const header = { type: 'PersonRoleChanged', recordType: 'Person', note: cause.note };
    await work.change(work.db.person, person, patch, header);
  }
  await followLeads(work, personIds, given, cause.note);
  for (const [ownerId, before] of owners) await endTokensBeyondLessened(work, ownerId, before);
}

/** What those of some people may do who answer for service accounts, by their ids. */
async function ownersAmong(db: Queryable, personIds: readonly string[]): Promise<ReadonlyMap<string, Rights>> {
  const accounts = await db.person.findMany({
    where: { ownerId: { in: [...personIds] } },
    select: { ownerId: true },
    orderBy: { ownerId: 'asc' },
  });
  const owners = new Map<string, Rights>();
  for (const ownerId of new Set(accounts.flatMap((account) => account.ownerId ?? [])))
    owners.set(ownerId, await readRights(db, ownerId));
  return owners;
}

/** What changes of the role of a person who leaves all groups. */
export function roleWithoutGroups(person: Person): RoleChange {
  return roleChange(person, undefined) ?? {};
}

/** Takes from a person the lead of the units that only groups give them. */
export function dropLeadsByGroups(work: UnitOfWork, personId: string, note: string): Promise<void> {
  return followLeads(work, [personId], new Map(), note);
}

/** Whether a group of a person makes them a lead of a unit; it stays so until this work is done. */
export async function isLeadByGroups({ db }: UnitOfWork, personId: string, unitId: string): Promise<boolean> {
  await db.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId}::uuid FOR NO KEY UPDATE`;
  return (await givenTo(db, [personId])).get(personId)?.unitIds.has(unitId) ?? false;
}

/** A change of a role, or of who manages it. */
type RoleChange = Partial<Pick<Person, 'role' | 'roleByHand'>>;

/** What changes of a role where groups give this one, or none; undefined where nothing does. */
function roleChange(person: Person, given: Role | undefined): RoleChange | undefined {
  const byHand = person.roleByHand ?? person.role;
  const [role, roleByHand] = given ? [given, byHand] : [byHand, null];
  if (role === person.role && roleByHand === person.roleByHand) return undefined;
  return { ...(role === person.role ? {} : { role }), ...(roleByHand === person.roleByHand ? {} : { roleByHand }) };
}

/**
 * Hazard: two administrators who lose the role at once, each by another group. Locking all of them makes the second see the first, and
 * locking the people lets each of two changes see the memberships of the other. Not FOR UPDATE: see `personCommand`.
 */
function lockPeople({ db, actor }: UnitOfWork, personIds: readonly string[]): Promise<Person[]> {
  return db.$queryRaw<Person[]>`
    SELECT * FROM "Person"
     WHERE "organizationId" = ${actor.organizationId}::uuid AND "erasedAt" IS NULL
       AND ("id" = ANY(${[...personIds]}::uuid[]) OR "role" = 'ADMINISTRATOR' AND "active" AND "ownerId" IS NULL)
     ORDER BY "id" FOR NO KEY UPDATE`;
}

function isAdministrator({ role, active, ownerId }: Person): boolean {
  return role === 'ADMINISTRATOR' && active && ownerId === null;
}

async function demandAnAdministrator(
  work: UnitOfWork,
  people: readonly Person[],
  changes: readonly { readonly person: Person; readonly patch: RoleChange }[],
): Promise<void> {
  const losing = changes.filter(({ person }) => isAdministrator(person));
  if (losing.length === 0) return;
  const changed = new Map(changes.map(({ person, patch }) => [person.id, { ...person, ...patch }]));
  const staying = await whoSignIn(
    work,
    people.map((person) => changed.get(person.id) ?? person).filter(isAdministrator),
  );
  for (const { person } of losing) demandAnAdministratorStays(staying, changed.get(person.id) ?? person);
}

/** What groups give to people, by the ids of the people; nobody for whom there is nothing. */
async function givenTo(
  db: Queryable,
  personIds: readonly string[],
  without?: string,
): Promise<ReadonlyMap<string, Given>> {
  const mappings = await db.groupMapping.findMany({
    where: {
      group: { deletedAt: null, members: { some: { personId: { in: [...personIds] } } } },
      ...(without === undefined ? {} : { groupId: { not: without } }),
    },
    select: { role: true, unitId: true, groupId: true },
  });
  const groupIds = [...new Set(mappings.map(({ groupId }) => groupId))];
  const members = await db.groupMember.findMany({
    where: { groupId: { in: groupIds }, personId: { in: [...personIds] } },
    select: { groupId: true, personId: true },
  });
  const byGroup = groupBy(mappings, ({ groupId }) => groupId);
  return new Map(
    Array.from(
      groupBy(members, ({ personId }) => personId),
      ([personId, of]) => {
        const all = of.flatMap(({ groupId }) => byGroup.get(groupId) ?? []);
        const roles = all.flatMap(({ role }) => role ?? []);
        const role = ROLES.findLast((each) => roles.includes(each));
        return [personId, { role, unitIds: new Set(all.flatMap(({ unitId }) => unitId ?? [])) }];
      },
    ),
  );
}

/** Makes people leads of the units that groups give them, and no longer of those that no group gives them any more. */
async function followLeads(
  work: UnitOfWork,
  personIds: readonly string[],
  given: ReadonlyMap<string, Given>,
  note: string,
): Promise<void> {
  const wanted = (personId: string, unitId: string) => (given.get(personId) ?? NOTHING).unitIds.has(unitId);
  const there = await work.db.unitLead.findMany({ where: { personId: { in: [...personIds] } } });
  const isThere = new Set(there.map(({ personId, unitId }) => `${personId} ${unitId}`));
  const changes = [
    ...personIds.flatMap((personId) =>
      [...(given.get(personId) ?? NOTHING).unitIds]
        .filter((unitId) => !isThere.has(`${personId} ${unitId}`))
        .map((unitId) => ({ personId, unitId, isLead: true })),
    ),
    ...there
      .filter(({ personId, unitId, managedBy }) => managedBy === 'GROUPS' && !wanted(personId, unitId))
      .map(({ personId, unitId }) => ({ personId, unitId, isLead: false })),
  ];
  const byUnit = groupBy(changes, ({ unitId }) => unitId);
  for (let unit of await lockedUnits(work, [...byUnit.keys()])) {
    let rows = await leadRows(work, unit.id);
    for (const { personId, isLead } of byUnit.get(unit.id) ?? []) {
      const before = rows;
      if (isLead) await assignLead(work, unit, personId, 'GROUPS');
      else await work.db.unitLead.deleteMany({ where: { unitId: unit.id, personId, managedBy: 'GROUPS' } });
      rows = await leadRows(work, unit.id);
      const header = unitHeader(isLead ? 'UnitLeadAssigned' : 'UnitLeadRemoved', unit.id);
      await work.change(work.db.unit, unit, {}, { ...header, note }, leadsIn(before, rows));
      unit = { ...unit, version: unit.version + 1 };
    }
  }
}
