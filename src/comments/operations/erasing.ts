import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Comment } from '../../generated/prisma/client.js';
import { demandChained, eraseTexts } from '../../log/erasure.js';
import type { LogPlaces } from '../../log/erasure.js';
import { header, placesOf } from './comment.js';

/** What becomes of a comment that is removed. */
export function withoutText({ actor, now }: UnitOfWork) {
  return { body: null, removedById: actor.personId, removedAt: now };
}

/** What was erased of the comments of a person. */
interface ErasedComments {
  /** How many were removed. */
  readonly removed: number;
  /** Where the log had their texts, and those of comments that had been removed before. */
  readonly inLog: readonly LogPlaces[];
}

/** Removes all comments that a person wrote, and erases what they ever said from the log. */
export async function eraseCommentsOf(work: UnitOfWork, personId: string): Promise<ErasedComments> {
  const { db, actor } = work;
  const { organizationId } = actor;
  await demandChained(db, organizationId);
  const inLog = await bodiesInLog(work, personId);
  work.afterAppend.push(async () => {
    for (const { position, paths } of await bodiesInLog(work, personId))
      await eraseTexts(db, organizationId, position, paths);
  });
  return { removed: await removeCommentsOf(work, personId), inLog };
}

async function removeCommentsOf(work: UnitOfWork, personId: string): Promise<number> {
  const { organizationId } = work.actor;
  const comments = await work.db.$queryRaw<Comment[]>`
    SELECT * FROM "Comment"
     WHERE "organizationId" = ${organizationId}::uuid AND "authorId" = ${personId}::uuid AND "state" <> 'REMOVED'
     ORDER BY "id" FOR NO KEY UPDATE`;
  const ids = comments.map(({ id }) => id);
  const patch = { state: 'REMOVED', ...withoutText(work) } as const;
  await work.db.$executeRaw`
    UPDATE "Comment" SET "state" = 'REMOVED', "body" = NULL, "removedById" = ${patch.removedById}::uuid,
                         "removedAt" = ${work.now}, "updatedAt" = ${work.now}, "version" = "version" + 1
     WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${ids}::uuid[])`;
  const places = await placesOf(work.db, organizationId, ids);
  for (const comment of comments) {
    const place = places.get(comment.id);
    if (!place) throw new Error(`The comment ${comment.id} is about nothing.`);
    // Hazard: what was there before would stand in the log anew.
    work.changed(comment, patch, header('CommentRemoved', place), { before: { body: null } });
  }
  return comments.length;
}

/** Where the log has texts of comments that a person wrote. */
function bodiesInLog({ db, actor }: UnitOfWork, personId: string): Promise<LogPlaces[]> {
  return db.$queryRaw<LogPlaces[]>`
    SELECT e."position", e."type", array_agg(side || '.body') AS paths
      FROM "Event" e JOIN "Comment" c ON c."id" = e."recordId" AND c."organizationId" = e."organizationId"
     CROSS JOIN unnest(ARRAY['before', 'after']) side
     WHERE c."organizationId" = ${actor.organizationId}::uuid AND c."authorId" = ${personId}::uuid
       AND jsonb_typeof(CASE side WHEN 'before' THEN e."before" ELSE e."after" END -> 'body') = 'string'
     GROUP BY e."position", e."type" ORDER BY e."position"`;
}
