import { id, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Queryable } from '../../database/database.js';
import type { Comment } from '../../generated/prisma/client.js';
import type { FieldValues } from '../../log/event.js';
import { notFound } from '../../user-error.js';
import type { CommentEventType } from '../events.js';
import { commentStates } from '../rules.js';
import type { CommentVerb } from '../rules.js';

/** What the record of a comment belongs to, as events say it. */
export interface Place {
  readonly improvementId: string;
  /** Absent where the log finds it: the plan of the improvement that is open. */
  readonly planId?: string;
  readonly deploymentId: string | null;
  readonly unitId: string | null;
}

/** A comment as it is loaded for a change: with whom it mentions, and what its record belongs to. */
export type LoadedComment = Comment & { readonly mentionIds: readonly string[]; readonly place: Place };

/** A comment as far as permission and state depend on it. */
export type JudgedComment = Pick<Comment, 'state' | 'authorId' | 'inReplyToId'>;

/** What a command changes: fields of the comment, and what belongs to it, already written. */
interface CommentChange {
  readonly patch: Partial<Omit<Comment, 'id' | 'version' | 'state'>>;
  readonly relatedFields?: { readonly before?: FieldValues; readonly after?: FieldValues };
}

const target = { commentId: id('Comment', 'The comment.'), version: version('Comment') };

/** Describes a command on a comment. */
export const commentCommand = recordCommands<
  LoadedComment,
  JudgedComment,
  CommentChange,
  CommentVerb,
  CommentEventType,
  typeof target
>({
  record: 'Comment',
  target,
  load: commentOf,
  guard: (verb, { state }) => void commentStates.next(state, verb),
  write(work, comment, change, { verb, type, note }) {
    const changed: Partial<Comment> = { state: commentStates.next(comment.state, verb), ...change?.patch };
    const about = { ...header(type, comment.place), note };
    return work.change(work.db.comment, comment, changed, about, change?.relatedFields);
  },
});

/** What the log says of every event of a comment. */
export function header(type: CommentEventType, place: Place) {
  return { type, recordType: 'Comment', ...place };
}

/** A comment of the actor's organization, locked. */
async function commentOf(work: UnitOfWork, id: string): Promise<LoadedComment> {
  const { organizationId } = work.actor;
  await work.db.$queryRaw`
    SELECT 1 FROM "Comment" WHERE "id" = ${id}::uuid AND "organizationId" = ${organizationId}::uuid FOR NO KEY UPDATE`;
  const found = await work.db.comment.findUnique({
    where: { id, organizationId },
    include: { mentions: { select: { personId: true }, orderBy: { personId: 'asc' } } },
  });
  if (!found) throw notFound('Comment');
  const { mentions, ...comment } = found;
  const place = (await placesOf(work.db, organizationId, [id])).get(id);
  if (!place) throw new Error(`The comment ${id} is about nothing.`);
  return { ...comment, mentionIds: mentions.map(({ personId }) => personId), place };
}

/** What the records of comments belong to, by the ids of the comments: one statement for all of them. */
export async function placesOf(
  db: Queryable,
  organizationId: string,
  commentIds: readonly string[],
): Promise<Map<string, Place>> {
  const places = await db.$queryRaw<
    { id: string; improvementId: string; planId: string | null; deploymentId: string | null; unitId: string | null }[]
  >`
    SELECT c."id",
           COALESCE(c."improvementId", d."improvementId", p."improvementId", s."improvementId", t."improvementId") AS "improvementId",
           p."id" AS "planId", COALESCE(d."id", s."deploymentId") AS "deploymentId", COALESCE(d."unitId", s."unitId") AS "unitId"
      FROM "Comment" c
      LEFT JOIN "Deployment" d ON d."id" = c."deploymentId"
      LEFT JOIN "Issue" s ON s."id" = c."issueId"
      LEFT JOIN "TrainingItem" t ON t."id" = c."trainingItemId"
      LEFT JOIN "Increment" i ON i."id" = c."incrementId"
      LEFT JOIN "ResultReview" r ON r."id" = c."reviewId"
      LEFT JOIN "DeploymentPlan" p ON p."id" = COALESCE(c."planId", i."planId", r."planId")
     WHERE c."organizationId" = ${organizationId}::uuid AND c."id" = ANY(${[...commentIds]}::uuid[])`;
  return new Map(
    places.map(({ id, planId, ...place }) => [id, planId === null ? place : { ...place, planId }] as const),
  );
}
