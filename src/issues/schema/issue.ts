import { IssueState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';

/** State of an issue, in the graph. */
export const IssueStateEnum = builder.enumType(IssueState, {
  name: 'IssueState',
  description: 'State of an issue.',
  values: {
    OPEN: { description: 'Reported; nothing has been done yet.' },
    IN_ACTION: { description: 'It is being worked on.' },
    CLOSED: { description: 'Resolved; the resolution is recorded.' },
  },
});

/** An issue, in the graph. */
export const Issue = builder.prismaNode('Issue', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    improvement: t.relation('improvement'),
    unit: t.relation('unit', { nullable: true }),
    deployment: t.relation('deployment', { nullable: true }),
    increment: t.relation('increment', { nullable: true }),
    title: t.exposeString('title'),
    description: t.exposeString('description'),
    state: t.expose('state', { type: IssueStateEnum }),
    owner: t.relation('owner', { nullable: true }),
    resolution: t.exposeString('resolution', { nullable: true }),
    openedBy: t.relation('openedBy'),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});
