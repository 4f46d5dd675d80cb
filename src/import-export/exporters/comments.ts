import { encodeGlobalId } from '../../ids.js';
import { SUBJECT_FIELDS, SUBJECTS } from '../../comments/rules.js';
import type { CommentSubject } from '../../comments/rules.js';
import { idOf, inOrder, list, several, stamps, subject } from './list.js';
import type { List } from './list.js';

/** The id of the record that a comment is about. */
const recordOf = (comment: CommentSubject): string | undefined => {
  const field = SUBJECT_FIELDS.find((each) => comment[each] !== null);
  return field && encodeGlobalId(SUBJECTS[field], String(comment[field]));
};

const comments = list({
  name: 'comments',
  of: 'Comment',
  read: (where, { db }) =>
    db.comment.findMany({
      where,
      ...inOrder,
      include: {
        author: subject,
        resolvedBy: subject,
        removedBy: subject,
        mentions: { select: { person: subject }, orderBy: { personId: 'asc' } },
      },
    }),
})({
  record: recordOf,
  inReplyTo: (comment) => comment.inReplyToId && encodeGlobalId('Comment', comment.inReplyToId),
  state: (comment) => comment.state,
  body: (comment) => comment.body,
  author: (comment) => comment.author.subject,
  mentions: (comment) => several(comment.mentions.map(({ person }) => person.subject)),
  revisedAt: (comment) => comment.revisedAt,
  resolvedBy: (comment) => comment.resolvedBy?.subject,
  resolvedAt: (comment) => comment.resolvedAt,
  removedBy: (comment) => comment.removedBy?.subject,
  removedAt: (comment) => comment.removedAt,
  id: idOf('Comment'),
  ...stamps,
});

/** The list of what people say about records. */
export const commentLists: readonly List[] = [comments];
