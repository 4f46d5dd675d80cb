import { ImprovementRelationKind } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { ownedBy, recordUuid } from '../../schema/record-key.js';
import { Improvement } from './improvement.js';

/** How two improvements stand to each other, in the graph. */
export const ImprovementRelationKindEnum = builder.enumType(ImprovementRelationKind, {
  name: 'ImprovementRelationKind',
  description: 'How two improvements relate to each other.',
  values: {
    REQUIRES: {
      description:
        'The first can only be deployed once the second is: in a unit where both are to be deployed, once the unit has adopted the second; elsewhere, once the second is deployed in the organization.',
    },
    CONFLICTS_WITH: {
      description: 'The two cannot be deployed in the same project at the same time. Holds both ways.',
    },
    BUNDLED_WITH: { description: 'The two are to be deployed together. Holds both ways.' },
    REPLACES: { description: 'The first takes the place of the second.' },
  },
});

const ImprovementRelation = builder.prismaNode('ImprovementRelation', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: (id, context) => ({ id: recordUuid(id), from: ownedBy(context) }),
  nullable: true,
  fields: (t) => ({
    from: t.relation('from'),
    kind: t.expose('kind', { type: ImprovementRelationKindEnum }),
    to: t.relation('to'),
    note: t.exposeString('note', { nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

const oldestFirst = { orderBy: [{ createdAt: 'asc' as const }, { id: 'asc' as const }], take: 100 };

builder.prismaObjectField(Improvement, 'relations', (t) =>
  t.field({
    type: [ImprovementRelation],
    description:
      'Its relations to other improvements: first those recorded on it, then those recorded on others; oldest first, at most 100 of each.',
    select: (_args, _context, nestedSelection) => ({
      outgoing: nestedSelection(oldestFirst),
      incoming: nestedSelection(oldestFirst),
    }),
    resolve: ({ outgoing, incoming }) => [...outgoing, ...incoming],
  }),
);
