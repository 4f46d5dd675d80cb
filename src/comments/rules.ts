import type { Subject } from '../commands/one-record.js';
import type { CommentState } from '../generated/prisma/enums.js';
import { stateMachine } from '../state-machine.js';
import { invalidInput, ruleViolation } from '../user-error.js';

/** The verbs that change the state of a comment. */
export type CommentVerb = 'reviseComment' | 'resolveComment' | 'reopenComment' | 'removeComment';

/** States of a comment whose text is there. */
export const READABLE_COMMENT_STATES = ['OPEN', 'RESOLVED'] as const satisfies readonly CommentState[];

/** The states of a comment. */
export const commentStates = stateMachine<CommentVerb, CommentState>({
  rule: 'comment-life',
  source: 'Uplift: what was removed does not come back',
  record: 'comment',
  transitions: {
    reviseComment: { from: READABLE_COMMENT_STATES },
    resolveComment: { from: ['OPEN'], to: 'RESOLVED' },
    reopenComment: { from: ['RESOLVED'], to: 'OPEN' },
    removeComment: { from: READABLE_COMMENT_STATES, to: 'REMOVED' },
  },
});

/** Most comments on a record, replies and removed ones included. */
export const MOST_COMMENTS = 1_000;

/** Most people whom a comment mentions. */
export const MOST_MENTIONS = 20;

/** Records on which people comment, by the field that leads to them: the type of each, and its table. */
export const SUBJECTS = {
  improvementId: 'Improvement',
  planId: 'DeploymentPlan',
  incrementId: 'Increment',
  deploymentId: 'Deployment',
  issueId: 'Issue',
  reviewId: 'ResultReview',
  trainingItemId: 'TrainingItem',
} as const;

/** A field that leads to the record of a comment. */
export type SubjectField = keyof typeof SUBJECTS;

/** The fields that lead to records. */
export const SUBJECT_FIELDS = Object.keys(SUBJECTS) as readonly SubjectField[];

/** What leads to the record of a comment: one of these fields, and the others are null. */
export type CommentSubject = Readonly<Record<SubjectField, string | null>>;

/** Refuses a reply to a reply, and one to a comment on another record. */
export function demandThread(
  { field, id }: Subject<SubjectField>,
  repliedTo: CommentSubject & { readonly inReplyToId: string | null },
): void {
  const path = 'inReplyToId';
  if (repliedTo[field] !== id) throw invalidInput([{ path, message: 'Is a comment on another record.' }]);
  if (repliedTo.inReplyToId !== null)
    throw invalidInput([{ path, message: 'Is a reply: reply to the comment that begins its thread.' }]);
}

/** Refuses to settle a reply by itself. */
export function demandBeginning({ inReplyToId }: { readonly inReplyToId: string | null }): void {
  if (inReplyToId === null) return;
  throw ruleViolation({
    rule: 'threads-are-resolved-as-a-whole',
    source: 'Uplift: what was asked is settled, not an answer to it',
    message: 'The comment is a reply.',
    missing: ['the comment that begins the thread'],
  });
}

/** Refuses one more comment on a record that has the most. */
export function demandRoom(count: number): void {
  if (count < MOST_COMMENTS) return;
  throw ruleViolation({
    rule: 'at-most-1000-comments',
    source: 'Uplift: a record is read with its comments',
    message: `The record has ${count} comments, the most that is allowed.`,
    missing: ['a record with fewer comments'],
  });
}
