import { administrators } from '../../auth/allowed.js';
import { enumOf, id, optional } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Group, GroupMapping } from '../../generated/prisma/client.js';
import { Role } from '../../generated/prisma/enums.js';
import type { FieldValues } from '../../log/event.js';
import { alreadyExists, invalidInput } from '../../user-error.js';
import { demandMapped } from '../rules.js';
import { byGroup, groupCommand, memberIds } from './group.js';
import { followGroups } from './rights-by-groups.js';
import { liveUnit, unitOf } from './unit.js';

const given = {
  role: optional(enumOf(Role, 'Role', 'The role. Give either this or a unit.')),
  unitId: optional(id('Unit', 'The unit, for its lead. Give either this or a role.')),
};

/** What a group is to give, or to give no more. */
interface Gift {
  readonly role: Role | null;
  readonly unitId: string | null;
}

export const mapGroup = groupCommand({
  name: 'mapGroup',
  description:
    'Maps a group to a role, or to the lead of a unit: its members have it from now on. A group gives one role at most: another one takes its place. Of several groups, the highest role counts.',
  allowed: administrators,
  event: 'GroupMapped',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: given,
  prepare: (_work, gift) => demandOne(gift),
  async change(work, group, { role, unitId }) {
    const before = await mappingOf(work, group, role === null ? { unitId } : { role: { not: null } });
    if (before && before.role === role)
      throw alreadyExists('GroupMapping', `of the group "${group.name}" to ${role ?? 'this unit'}`);
    const unit = unitId === null ? null : await liveUnit(work, unitId);
    const { id: groupId, organizationId } = group;
    const after = before
      ? await work.db.groupMapping.update({ where: { id: before.id }, data: { role } })
      : await work.db.groupMapping.create({
          data: { organizationId, groupId, role, unitId: unit?.id ?? null, addedAt: work.now },
        });
    await followGroups(work, await memberIds(work, groupId), { note: byGroup(group) });
    return { relatedFields: { before: { mapping: fieldsOf(before) }, after: { mapping: fieldsOf(after) } } };
  },
});

export const unmapGroup = groupCommand({
  name: 'unmapGroup',
  description:
    'Takes the role, or the lead of a unit, from a group. Members to whom no other group gives a role get back the one that they have by hand.',
  allowed: administrators,
  event: 'GroupUnmapped',
  input: given,
  prepare: (_work, gift) => demandOne(gift),
  async change(work, group, gift) {
    if (gift.unitId !== null) await unitOf(work, gift.unitId);
    const mapping = await mappingOf(work, group, gift);
    demandMapped(group, mapping !== null);
    await work.db.groupMapping.deleteMany({ where: { id: mapping?.id ?? '' } });
    await followGroups(work, await memberIds(work, group.id), { note: byGroup(group) });
    return { relatedFields: { before: { mapping: fieldsOf(mapping) }, after: { mapping: null } } };
  },
});

function demandOne({ role, unitId }: Gift): void {
  if ((role === null) !== (unitId === null)) return;
  const message = 'Give either a role or a unit.';
  throw invalidInput([
    { path: 'role', message },
    { path: 'unitId', message },
  ]);
}

function mappingOf(
  { db }: UnitOfWork,
  { id: groupId }: Group,
  where: { readonly role?: Role | null | { readonly not: null }; readonly unitId?: string | null },
): Promise<GroupMapping | null> {
  return db.groupMapping.findFirst({ where: { groupId, ...where } });
}

/** What events say of a mapping: whose it is, they say anyway. */
function fieldsOf(mapping: GroupMapping | null): FieldValues[string] {
  if (!mapping) return null;
  const { id: mappingId, role, unitId, addedAt } = mapping;
  return { id: mappingId, role, unitId, addedAt: addedAt.toISOString() };
}
