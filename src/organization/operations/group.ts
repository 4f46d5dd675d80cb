import { administrators } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { clearable, id, line, optional, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { insertRows } from '../../database/insert-rows.js';
import type { Group } from '../../generated/prisma/client.js';
import type { FieldValues } from '../../log/event.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { OrganizationEventType } from '../events.js';
import { demandNotDeleted } from '../rules.js';
import { followGroups } from './rights-by-groups.js';

const newGroup = {
  name: line('Name, unique in the organization. With a claim for groups, the name that the identity provider uses.'),
  externalId: optional(line('Its id at the identity provider, the `externalId` of SCIM.')),
};

export const createGroup = command({
  name: 'createGroup',
  description: 'Creates a group of people. Map it to a role or to the lead of a unit, and its members have that.',
  allowed: administrators,
  record: 'Group',
  event: 'GroupCreated',
  refusals: ['AlreadyExistsError'],
  input: newGroup,
  async perform(work, input) {
    await demandFreeName(work, input.name);
    const stamp = { organizationId: work.actor.organizationId, createdAt: work.now, updatedAt: work.now };
    const [group] = await insertRows<Group>(work.db, 'Group', [{ ...input, ...stamp, version: 1 }]);
    if (!group) throw new Error('A group that is inserted is there.');
    work.created(group, groupHeader('GroupCreated'));
    return group;
  },
});

const target = { groupId: id('Group', 'The group.'), version: version('Group') };

/** What a command changes of a group; members and mappings count as parts of it: its version guards them, and its events have them. */
interface GroupChange {
  readonly patch?: Partial<Pick<Group, 'name' | 'externalId' | 'deletedAt'>>;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
}

/** Describes a command that changes a group. */
export const groupCommand = recordCommands<
  Group,
  Pick<Group, 'name' | 'deletedAt'>,
  GroupChange,
  'reviseGroup' | 'deleteGroup' | 'addGroupMember' | 'removeGroupMember' | 'mapGroup' | 'unmapGroup',
  OrganizationEventType,
  typeof target
>({
  record: 'Group',
  target,
  load: lockedGroup,
  guard: (_verb, group) => demandNotDeleted(group),
  write: (work, group, { patch = {}, relatedFields } = {}, { type }) =>
    work.change(work.db.group, group, patch, groupHeader(type), relatedFields),
});

export const reviseGroup = groupCommand({
  name: 'reviseGroup',
  description: 'Changes the name or the external id of a group. Omitted fields stay as they are.',
  allowed: administrators,
  event: 'GroupRevised',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: { name: optional(newGroup.name), externalId: clearable(line('Its id at the identity provider.')) },
  async change(work, group, { name, externalId = group.externalId }) {
    if (name && name !== group.name) await demandFreeName(work, name);
    return { patch: { name: name ?? group.name, externalId } };
  },
});

export const deleteGroup = groupCommand({
  name: 'deleteGroup',
  description: 'Deletes a group for good. Its members lose what only it gave them.',
  allowed: administrators,
  event: 'GroupDeleted',
  input: {},
  async change(work, group) {
    await followGroups(work, await memberIds(work, group.id), { note: byGroup(group), without: group.id });
    return { patch: { deletedAt: work.now } };
  },
});

/** What the events say of a right that changed by a group. */
export function byGroup({ name }: Pick<Group, 'name'>): string {
  return `By the group "${name}".`;
}

/** Ids of the people who are members of a group. */
export async function memberIds({ db }: UnitOfWork, groupId: string): Promise<string[]> {
  const members = await db.groupMember.findMany({
    where: { groupId },
    distinct: ['personId'],
    orderBy: { personId: 'asc' },
    select: { personId: true },
  });
  return members.map(({ personId }) => personId);
}

/** A group of the actor's organization, be it one that was deleted, which nobody else changes until this work is done. */
export async function lockedGroup({ db, actor }: UnitOfWork, groupId: string): Promise<Group> {
  const [group] = await db.$queryRaw<Group[]>`
    SELECT * FROM "Group" WHERE "id" = ${groupId}::uuid AND "organizationId" = ${actor.organizationId}::uuid
       FOR NO KEY UPDATE`;
  if (!group) throw notFound('Group');
  return group;
}

/** What the event of a group is called. */
export function groupHeader(type: OrganizationEventType) {
  return { type, recordType: 'Group' };
}

async function demandFreeName({ db, actor }: UnitOfWork, name: string): Promise<void> {
  const taken = await db.group.count({ where: { organizationId: actor.organizationId, name, deletedAt: null } });
  if (taken > 0) throw alreadyExists('Group', `called "${name}"`);
}
