import { CoordinationState } from '../../generated/prisma/enums.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { builder } from '../../schema/builder.js';
import { ownedBy, recordKey, recordUuid } from '../../schema/record-key.js';

/** State of a coordination activity, in the graph. */
export const CoordinationStateEnum = builder.enumType(CoordinationState, {
  name: 'CoordinationState',
  description: 'State of a coordination activity.',
  values: {
    OPEN: { description: 'In progress.' },
    DONE: { description: 'Every unit that takes part did its share.' },
    DROPPED: { description: 'Given up, with a reason.' },
  },
});

/** The share of a unit in a coordination activity, in the graph. */
export const CoordinationShare = builder.prismaNode('CoordinationShare', {
  id: { resolve: ({ activityId, unitId }) => `${activityId}:${unitId}`, description: 'Opaque id.' },
  findUnique: (id, context) => {
    const [activityId = '', unitId = ''] = id.split(':');
    return {
      activityId_unitId: { activityId: recordUuid(activityId), unitId: recordUuid(unitId) },
      activity: ownedBy(context),
    };
  },
  nullable: true,
  fields: (t) => ({
    activity: t.relation('activity'),
    unit: t.relation('unit'),
    done: t.boolean({
      description: 'Whether the share is done.',
      select: { doneAt: true },
      resolve: ({ doneAt }) => doneAt !== null,
    }),
    doneAt: t.expose('doneAt', { type: 'DateTime', nullable: true }),
    doneBy: t.relation('doneBy', { nullable: true }),
    note: t.exposeString('note', { nullable: true }),
  }),
});

/** A coordination activity, in the graph. */
export const CoordinationActivity = builder.prismaNode('CoordinationActivity', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    improvement: t.relation('improvement'),
    relatedImprovements: t.field({
      type: [Improvement],
      description: 'The other improvements that it serves, by title, at most 50.',
      select: (_args, _context, nestedSelection) => ({
        related: {
          orderBy: { improvement: { title: 'asc' } },
          take: 50,
          select: { improvement: nestedSelection(true) },
        },
      }),
      resolve: ({ related }) => related.map(({ improvement }) => improvement),
    }),
    state: t.expose('state', { type: CoordinationStateEnum }),
    title: t.exposeString('title'),
    description: t.exposeString('description'),
    owner: t.relation('owner'),
    dueOn: t.expose('dueOn', { type: 'Date' }),
    outcome: t.exposeString('outcome', { nullable: true }),
    reason: t.exposeString('reason', { nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    shares: t.relation('shares', {
      type: CoordinationShare,
      description: 'The units that take part, each with its share, by name, at most 200.',
      query: { orderBy: { unit: { name: 'asc' } }, take: 200 },
    }),
  }),
});
