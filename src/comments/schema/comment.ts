import { CommentState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';
import { Person } from '../../organization/schema/person.js';

/** State of a comment, in the graph. */
export const CommentStateEnum = builder.enumType(CommentState, {
  name: 'CommentState',
  description: 'State of a comment.',
  values: {
    OPEN: { description: 'Said, and not settled.' },
    RESOLVED: { description: 'Settled, with all of its replies.' },
    REMOVED: { description: 'Removed: its text is gone.' },
  },
});

/** A comment, in the graph. */
export const Comment = builder.prismaNode('Comment', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    improvement: t.relation('improvement', { nullable: true }),
    plan: t.relation('plan', { nullable: true }),
    increment: t.relation('increment', { nullable: true }),
    deployment: t.relation('deployment', { nullable: true }),
    issue: t.relation('issue', { nullable: true }),
    review: t.relation('review', { nullable: true }),
    trainingItem: t.relation('trainingItem', { nullable: true }),
    inReplyTo: t.relation('inReplyTo', { nullable: true }),
    state: t.expose('state', { type: CommentStateEnum }),
    body: t.exposeString('body', { nullable: true }),
    author: t.relation('author'),
    mentions: t.field({
      type: [Person],
      description: 'The people and service accounts whom it mentions, by name.',
      select: (_args, _context, nested) => ({
        mentions: { select: { person: nested(true) }, orderBy: { person: { name: 'asc' } } },
      }),
      resolve: ({ mentions }) => mentions.map(({ person }) => person),
    }),
    revisedAt: t.expose('revisedAt', { type: 'DateTime', nullable: true }),
    resolvedBy: t.relation('resolvedBy', { nullable: true }),
    resolvedAt: t.expose('resolvedAt', { type: 'DateTime', nullable: true }),
    removedBy: t.relation('removedBy', { nullable: true }),
    removedAt: t.expose('removedAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});
