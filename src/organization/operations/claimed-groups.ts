import type { Actor } from '../../auth/actor.js';
import { performUnattended } from '../../commands/execute.js';
import type { CommandEnvironment } from '../../commands/execute.js';
import type { Group } from '../../generated/prisma/client.js';
import { changeMembers } from './group-member.js';

/** A group with whether a person is a member by the claim. */
interface Claimable extends Group {
  readonly isMember: boolean;
}

/**
 * Brings the memberships of a person that the claim manages up to date with the groups that an identity provider names at their
 * sign-in. Names that no group has say nothing. Its events have no actor: the provider says so.
 * @throws UserError where it would take the last administrator away; then nothing changes.
 */
export async function followClaim(
  environment: CommandEnvironment,
  actor: Actor,
  names: readonly string[],
): Promise<void> {
  const { personId, organizationId } = actor;
  await performUnattended(environment, actor, 'SIGN_IN', async (work) => {
    const groups = await work.db.$queryRaw<Claimable[]>`
      SELECT g.*, m."id" IS NOT NULL AS "isMember" FROM "Group" g
        LEFT JOIN "GroupMember" m ON m."groupId" = g."id" AND m."personId" = ${personId}::uuid AND m."managedBy" = 'CLAIM'
       WHERE g."organizationId" = ${organizationId}::uuid AND g."deletedAt" IS NULL
         AND (m."id" IS NOT NULL OR g."name" = ANY(${[...names]}))
       ORDER BY g."id" FOR NO KEY UPDATE OF g`;
    // Adds first, or the last administrator could not change from one group to another.
    const changes = groups.filter(({ name, isMember }) => names.includes(name) !== isMember);
    for (const { isMember, ...group } of changes.toSorted(
      (one, other) => Number(one.isMember) - Number(other.isMember),
    ))
      await changeMembers(work, group, {
        source: 'CLAIM',
        add: isMember ? [] : [personId],
        remove: isMember ? [personId] : [],
      });
  });
}
