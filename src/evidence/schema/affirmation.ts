import { Practice } from '../../catalog/schema/practice.js';
import { AffirmationState } from '../../generated/prisma/enums.js';
import { RoleEnum } from '../../organization/schema/person.js';
import { builder } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';

/** Whether an affirmation stands, in the graph. */
export const AffirmationStateEnum = builder.enumType(AffirmationState, {
  name: 'AffirmationState',
  description: 'State of an affirmation.',
  values: {
    AFFIRMED: { description: 'In force.' },
    WITHDRAWN: { description: 'The person withdrew it, with a reason.' },
  },
});

/** A person's word on a practice, in the graph. */
export const Affirmation = builder.prismaNode('Affirmation', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    practiceRef: t.exposeString('practiceRef'),
    practice: t.field({
      type: Practice,
      nullable: true,
      description: 'The practice; null if the model in force does not have it.',
      select: { practiceRef: true },
      resolve: ({ practiceRef }, _args, { catalog }) => catalog.practice(practiceRef),
    }),
    subpractice: t.exposeInt('subpractice', { nullable: true }),
    improvement: t.relation('improvement', { nullable: true }),
    unit: t.relation('unit', { nullable: true }),
    text: t.exposeString('text'),
    person: t.relation('person'),
    role: t.expose('role', { type: RoleEnum }),
    state: t.expose('state', { type: AffirmationStateEnum }),
    reason: t.exposeString('reason', { nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});
