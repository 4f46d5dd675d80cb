import { encodeGlobalId } from '../../ids.js';
import { SUBJECTS } from '../../comments/rules.js';
import { idOf, inOrder, list, recordIn, several, stamps, subject } from './list.js';
import type { List } from './list.js';

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
  record: recordIn(SUBJECTS),
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
