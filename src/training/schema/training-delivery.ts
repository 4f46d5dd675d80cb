import { Person } from '../../organization/schema/person.js';
import { builder } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';
import { TrainingItem } from './training-item.js';

/** A delivery of training, in the graph. */
export const TrainingDelivery = builder.prismaNode('TrainingDelivery', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    item: t.relation('item'),
    itemVersion: t.relation('itemVersion'),
    unit: t.relation('unit'),
    deliveredOn: t.expose('deliveredOn', { type: 'Date' }),
    trainer: t.exposeString('trainer'),
    headCount: t.exposeInt('headCount'),
    attendees: t.field({
      type: [Person],
      description: 'The people known to have attended, by name, at most 500.',
      select: (_args, _context, nestedSelection) => ({
        attendees: { orderBy: { person: { name: 'asc' } }, take: 500, select: { person: nestedSelection(true) } },
      }),
      resolve: ({ attendees }) => attendees.map(({ person }) => person),
    }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

/** A waiver of training, in the graph. */
export const TrainingWaiver = builder.prismaNode('TrainingWaiver', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    item: t.relation('item'),
    unit: t.relation('unit'),
    reason: t.exposeString('reason'),
    acceptedBy: t.relation('acceptedBy'),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

builder.prismaObjectField(TrainingItem, 'waivers', (t) =>
  t.relation('waivers', {
    type: TrainingWaiver,
    description: 'The units for which it is waived, by name, at most 200.',
    query: { orderBy: { unit: { name: 'asc' } }, take: 200 },
  }),
);
