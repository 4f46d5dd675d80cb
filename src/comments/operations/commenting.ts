import { administrators, members, personOr } from '../../auth/allowed.js';
import type { Allowed } from '../../auth/allowed.js';
import { demandStillThere } from '../../auth/still-there.js';
import { command } from '../../commands/command.js';
import { id, ids, optional, text } from '../../commands/fields.js';
import { demandOneRecord, lockRecord } from '../../commands/one-record.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Comment } from '../../generated/prisma/client.js';
import { notFound } from '../../user-error.js';
import { demandBeginning, demandRoom, demandThread, MOST_MENTIONS, SUBJECT_FIELDS, SUBJECTS } from '../rules.js';
import { commentCommand, header, placesOf } from './comment.js';
import { withoutText } from './erasing.js';

const authorOf = ({ authorId }: Pick<Comment, 'authorId'>): string => authorId;

/** Who may change what a comment says: nobody puts words into the mouth of somebody else. */
const author: Allowed<Pick<Comment, 'authorId'>> = {
  minimumRole: 'VIEWER',
  sentence: 'The author.',
  missing: ({ personId }, comment) => (authorOf(comment) === personId ? undefined : 'the author of the comment'),
};

const body = text('What it says, in Markdown.');
const mentionIds = ids(
  'Person',
  MOST_MENTIONS,
  'The people and service accounts whom it mentions. Mentions are in no text, so that a name that changes is right everywhere.',
);

export const addComment = command({
  name: 'addComment',
  description: 'Comments on a record. Its version stays as it is.',
  allowed: members,
  record: 'Comment',
  event: 'CommentAdded',
  input: {
    improvementId: optional(id('Improvement', 'The improvement, if it is about one as such. Give exactly one record.')),
    planId: optional(id('DeploymentPlan', 'The plan, if it is about one.')),
    incrementId: optional(id('Increment', 'The increment, if it is about one.')),
    deploymentId: optional(id('Deployment', 'The deployment, if it is about one.')),
    issueId: optional(id('Issue', 'The issue, if it is about one.')),
    reviewId: optional(id('ResultReview', 'The review, if it is about one.')),
    trainingItemId: optional(id('TrainingItem', 'The training item, if it is about one.')),
    inReplyToId: optional(
      id('Comment', 'The comment to which it is a reply: one on the same record that is no reply.'),
    ),
    body,
    mentionIds: optional(mentionIds),
  },
  async perform(work, { inReplyToId, body, mentionIds, ...subject }) {
    const about = demandOneRecord(SUBJECT_FIELDS, subject);
    await lockRecord(work, SUBJECTS[about.field], about.id);
    const { organizationId, personId: authorId } = work.actor;
    const of = { organizationId, [about.field]: about.id };
    demandRoom(await work.db.comment.count({ where: of }));
    if (inReplyToId !== null) {
      const repliedTo = await work.db.comment.findUnique({ where: { id: inReplyToId, organizationId } });
      if (!repliedTo) throw notFound('Comment');
      demandThread(about, repliedTo);
    }
    const mentioned = await demandMembers(work, mentionIds ?? []);
    const comment = await work.db.comment.create({
      data: { ...subject, inReplyToId, body, organizationId, authorId, createdAt: work.now, updatedAt: work.now },
    });
    await mention(work, comment.id, mentioned);
    const place = (await placesOf(work.db, organizationId, [comment.id])).get(comment.id);
    if (!place) throw new Error('The comment was just written.');
    const withMentions = { ...comment, mentionIds: mentioned };
    work.created(withMentions, header('CommentAdded', place));
    return comment;
  },
});

export const reviseComment = commentCommand({
  name: 'reviseComment',
  description: 'Changes the text or the mentions of a comment. Omitted fields stay as they are.',
  allowed: author,
  event: 'CommentRevised',
  input: { body: optional(body), mentionIds: optional(mentionIds) },
  async change(work, comment, { body, mentionIds }) {
    const mentioned = mentionIds ? await demandMembers(work, mentionIds, comment.mentionIds) : comment.mentionIds;
    if (mentionIds) {
      await work.db.commentMention.deleteMany({
        where: { organizationId: comment.organizationId, commentId: comment.id },
      });
      await mention(work, comment.id, mentioned);
    }
    return {
      patch: { body: body ?? comment.body, revisedAt: work.now },
      relatedFields: { before: { mentionIds: comment.mentionIds }, after: { mentionIds: mentioned } },
    };
  },
});

export const resolveComment = commentCommand({
  name: 'resolveComment',
  description: 'Resolves a comment that begins a thread, with all of its replies: OPEN to RESOLVED.',
  allowed: members,
  event: 'CommentResolved',
  input: {},
  guard: (_actor, comment) => demandBeginning(comment),
  change: (work) => ({ patch: { resolvedById: work.actor.personId, resolvedAt: work.now } }),
});

export const reopenComment = commentCommand({
  name: 'reopenComment',
  description: 'Reopens a resolved comment: RESOLVED to OPEN.',
  allowed: members,
  event: 'CommentReopened',
  input: {},
  guard: (_actor, comment) => demandBeginning(comment),
  change: () => ({ patch: { resolvedById: null, resolvedAt: null } }),
});

export const removeComment = commentCommand({
  name: 'removeComment',
  description:
    'Removes a comment for good: nobody reads its text any more, nor in its history. That there was one, its replies and its mentions stay.',
  allowed: personOr('author of the comment', authorOf, administrators),
  event: 'CommentRemoved',
  input: {},
  change: (work) => ({ patch: withoutText(work) }),
});

/**
 * Ids of people, each once and in order. Refuses unless all of them are of the actor's organization, and still there where
 * they were not mentioned before.
 */
async function demandMembers(
  { db, actor }: UnitOfWork,
  ids: readonly string[],
  before: readonly string[] = [],
): Promise<string[]> {
  const wanted = [...new Set(ids)].sort();
  const { organizationId } = actor;
  const known = await db.person.findMany({ where: { id: { in: wanted }, organizationId }, orderBy: { id: 'asc' } });
  if (known.length < wanted.length) throw notFound('Person');
  for (const person of known) if (!before.includes(person.id)) demandStillThere(person);
  return wanted;
}

async function mention({ db, actor }: UnitOfWork, commentId: string, people: readonly string[]): Promise<void> {
  const { organizationId } = actor;
  await db.commentMention.createMany({ data: people.map((personId) => ({ organizationId, commentId, personId })) });
}
