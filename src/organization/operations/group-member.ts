import { administrators } from '../../auth/allowed.js';
import { id } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { ConcurrentWriteError } from '../../commands/unit-of-work.js';
import { insertRows } from '../../database/insert-rows.js';
import type { Group, GroupMember, Person } from '../../generated/prisma/client.js';
import type { MembershipSource } from '../../generated/prisma/enums.js';
import type { FieldValues } from '../../log/event.js';
import { alreadyExists } from '../../user-error.js';
import { demandMemberByHand } from '../rules.js';
import { byGroup, groupCommand, groupHeader } from './group.js';
import { memberOf, personOf } from './person.js';
import { followGroups } from './rights-by-groups.js';

const personId = id('Person', 'The person.');

export const addGroupMember = groupCommand({
  name: 'addGroupMember',
  description:
    'Makes a person a member of a group by hand: they have what it is mapped to. It is independent of memberships that the identity provider manages.',
  allowed: administrators,
  event: 'GroupMemberAdded',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: { personId },
  async change(work, group, input) {
    const person = await personOf(work, input.personId);
    if ((await sourcesOf(work, group, person)).includes('HAND'))
      throw alreadyExists('GroupMember', `called "${person.name}" who was added by hand`);
    const [member] = await insertMembers(work, group, [person.id], 'HAND');
    await followGroups(work, [person.id], { note: byGroup(group) });
    return { relatedFields: { before: { member: null }, after: { member: member ? fieldsOf(member) : null } } };
  },
});

export const removeGroupMember = groupCommand({
  name: 'removeGroupMember',
  description:
    'Removes a member of a group who was added by hand: they lose what only it gave them. Members whom the identity provider added are removed there.',
  allowed: administrators,
  event: 'GroupMemberRemoved',
  input: { personId },
  async change(work, group, input) {
    const person = await memberOf(work, input.personId);
    demandMemberByHand(person, await sourcesOf(work, group, person));
    const [member] = await deleteMembers(work, group, [person.id], 'HAND');
    await followGroups(work, [person.id], { note: byGroup(group) });
    return { relatedFields: { before: { member: member ? fieldsOf(member) : null }, after: { member: null } } };
  },
});

/** Who is to become a member of a group, and who is to be none any more, by one of those who manage memberships. */
export interface MemberChange {
  readonly source: MembershipSource;
  /** Ids of people who are no members by it. */
  readonly add: readonly string[];
  /** Ids of people who are members by it. */
  readonly remove: readonly string[];
}

/** Changes many members of a group that is locked, with an event for each. Returns the group as it is then. */
export async function changeMembers(
  work: UnitOfWork,
  group: Group,
  { source, add, remove }: MemberChange,
): Promise<Group> {
  const added = await insertMembers(work, group, add, source);
  const removed = await deleteMembers(work, group, remove, source);
  await followGroups(work, [...new Set([...add, ...remove])], { note: byGroup(group) });
  return noteMembers(work, group, { added, removed });
}

/** Takes a person out of all groups, whoever manages their memberships; what the groups gave is left to the caller. */
export async function leaveAllGroups(work: UnitOfWork, person: Person): Promise<void> {
  const groups = await work.db.$queryRaw<Group[]>`
    SELECT g.* FROM "Group" g
     WHERE g."organizationId" = ${person.organizationId}::uuid AND g."deletedAt" IS NULL
       AND EXISTS (SELECT 1 FROM "GroupMember" m WHERE m."groupId" = g."id" AND m."personId" = ${person.id}::uuid)
     ORDER BY g."id" FOR NO KEY UPDATE OF g`;
  for (const group of groups) {
    const removed = await deleteMembers(work, group, [person.id]);
    await noteMembers(work, group, { added: [], removed });
  }
}

/** Writes the version of a group whose members have changed, and notes an event for each of them. */
async function noteMembers(
  work: UnitOfWork,
  group: Group,
  { added, removed }: { readonly added: readonly GroupMember[]; readonly removed: readonly GroupMember[] },
): Promise<Group> {
  const changes = [
    ...added.map((member) => ({ type: 'GroupMemberAdded' as const, before: null, after: fieldsOf(member) })),
    ...removed.map((member) => ({ type: 'GroupMemberRemoved' as const, before: fieldsOf(member), after: null })),
  ];
  if (changes.length === 0) return group;
  const version = group.version + changes.length;
  const { count } = await work.db.group.updateMany({
    where: { id: group.id, version: group.version },
    data: { version, updatedAt: work.now },
  });
  if (count !== 1) throw new ConcurrentWriteError(`Group ${group.id}`);
  for (const [index, { type, before, after }] of changes.entries()) {
    const current = { ...group, version: group.version + index };
    work.changed(current, {}, groupHeader(type), { before: { member: before }, after: { member: after } });
  }
  return { ...group, version };
}

function insertMembers(
  work: UnitOfWork,
  { id: groupId, organizationId }: Group,
  personIds: readonly string[],
  managedBy: MembershipSource,
): Promise<GroupMember[]> {
  const rows = personIds.map((each) => ({ organizationId, groupId, personId: each, managedBy, addedAt: work.now }));
  return insertRows<GroupMember>(work.db, 'GroupMember', rows);
}

/** Deletes memberships of people: those that one source manages, or all where none is given. */
async function deleteMembers(
  { db }: UnitOfWork,
  { id: groupId }: Group,
  personIds: readonly string[],
  managedBy?: MembershipSource,
): Promise<GroupMember[]> {
  const members = await db.groupMember.findMany({
    where: { groupId, ...(managedBy ? { managedBy } : {}), personId: { in: [...personIds] } },
    orderBy: { id: 'asc' },
  });
  await db.groupMember.deleteMany({ where: { id: { in: members.map((member) => member.id) } } });
  return members;
}

/** By whom a person is a member of a group. */
async function sourcesOf(
  { db }: UnitOfWork,
  { id: groupId }: Group,
  { id: ofPerson }: Person,
): Promise<MembershipSource[]> {
  const members = await db.groupMember.findMany({
    where: { groupId, personId: ofPerson },
    orderBy: { managedBy: 'asc' },
    select: { managedBy: true },
  });
  return members.map(({ managedBy }) => managedBy);
}

/** What events say of a member: of which group, they say anyway. */
function fieldsOf({ id: memberId, personId: ofPerson, managedBy, addedAt }: GroupMember): FieldValues {
  return { id: memberId, personId: ofPerson, managedBy, addedAt: new Date(addedAt).toISOString() };
}
