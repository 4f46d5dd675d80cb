import { TailoringState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';

/** State of a tailoring, in the graph. */
export const TailoringStateEnum = builder.enumType(TailoringState, {
  name: 'TailoringState',
  description: 'State of a tailoring or process waiver.',
  values: {
    RECORDED: { description: 'A version of the defined process contains the change.' },
    WAIVER_REQUESTED: {
      description: 'The project asks to work with the improvement without changing its defined process.',
    },
    WAIVER_ACCEPTED: { description: 'A sponsor accepted the waiver.' },
    WAIVER_DECLINED: { description: 'A sponsor declined the waiver.' },
    WITHDRAWN: { description: 'Withdrawn, with a reason.' },
  },
});

/** What an improvement changed in a defined process, in the graph. */
export const Tailoring = builder.prismaNode('Tailoring', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    improvement: t.relation('improvement'),
    unit: t.relation('unit'),
    state: t.expose('state', { type: TailoringStateEnum }),
    change: t.exposeString('change', { nullable: true }),
    waiver: t.exposeString('waiver', { nullable: true }),
    fromVersion: t.relation('fromVersion', { nullable: true }),
    toVersion: t.relation('toVersion', { nullable: true }),
    decidedBy: t.relation('decidedBy', { nullable: true }),
    reason: t.exposeString('reason', { nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});
