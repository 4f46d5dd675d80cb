import { containing } from '../../database/text.js';
import type { Prisma } from '../../generated/prisma/client.js';
import {
  ImprovementKind,
  ImprovementOrigin,
  ImprovementScale,
  ImprovementState,
} from '../../generated/prisma/enums.js';
import { Practice } from '../../catalog/schema/practice.js';
import { builder } from '../../schema/builder.js';
import { anyOf, filterKeys } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import type { Context } from '../../schema/context.js';
import { recordKey } from '../../schema/record-key.js';

/** Process or technology, in the graph. */
export const ImprovementKindEnum = builder.enumType(ImprovementKind, {
  name: 'ImprovementKind',
  description: 'What an improvement changes.',
  values: {
    PROCESS: { description: 'The way of working.' },
    TECHNOLOGY: { description: 'The tools and methods used for it.' },
  },
});

/** Incremental or innovative, in the graph. */
export const ImprovementScaleEnum = builder.enumType(ImprovementScale, {
  name: 'ImprovementScale',
  description: 'How far an improvement goes.',
  values: {
    INCREMENTAL: { description: 'Makes what is there better, step by step.' },
    INNOVATIVE: { description: 'Replaces what is there by something new.' },
  },
});

/** Where an improvement came from, in the graph. */
export const ImprovementOriginEnum = builder.enumType(ImprovementOrigin, {
  name: 'ImprovementOrigin',
  description: 'Where an improvement came from.',
  values: {
    SUGGESTION: { description: 'It was suggested.' },
    CAR_ACTION_PROPOSAL: { description: 'An action proposal of causal analysis and resolution (CAR SP 2.1).' },
    APPRAISAL_FINDING: { description: 'A finding of an appraisal.' },
    PILOT: { description: 'A pilot that showed its worth.' },
  },
});

/** State of an improvement, in the graph. */
export const ImprovementStateEnum = builder.enumType(ImprovementState, {
  name: 'ImprovementState',
  description: 'State of an improvement.',
  values: {
    SUGGESTED: { description: 'Suggested, and not yet analyzed.' },
    ANALYZED: { description: 'Analyzed: its costs, benefits and barriers are known.' },
    SELECTED: { description: 'Selected for deployment.' },
    DEPLOYING: { description: 'Being deployed in projects.' },
    DEPLOYED: { description: 'Every deployment is confirmed, waived or rolled back.' },
    CLOSED: { description: 'Nothing more is to be done.' },
    REJECTED: { description: 'Rejected.' },
    ON_HOLD: { description: 'On hold; resumes its former state.' },
  },
});

/** An improvement, in the graph. */
export const Improvement = builder.prismaNode('Improvement', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    title: t.exposeString('title'),
    description: t.exposeString('description'),
    kind: t.expose('kind', { type: ImprovementKindEnum }),
    scale: t.expose('scale', { type: ImprovementScaleEnum }),
    origin: t.expose('origin', { type: ImprovementOriginEnum }),
    state: t.expose('state', { type: ImprovementStateEnum }),
    priority: t.exposeInt('priority', { nullable: true }),
    resumeState: t.expose('heldState', { type: ImprovementStateEnum, nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    practices: t.field({
      type: [Practice],
      description:
        'The practices that it addresses, such as OPM SP 3.2. One that the model in force does not have is left out.',
      select: { practices: true },
      resolve: ({ practices }, _args, { catalog }) => practices.flatMap((ref) => catalog.practice(ref) ?? []),
    }),
  }),
});

/** Which improvements are meant, in the graph. */
export const ImprovementFilter = builder.inputType('ImprovementFilter', {
  description: 'Filters improvements. Conditions are ANDed.',
  fields: (t) => ({
    states: t.field({ type: [ImprovementStateEnum], description: 'In any of these states.' }),
    origins: t.field({ type: [ImprovementOriginEnum], description: 'From any of these origins.' }),
    practiceIds: t.idList({ description: 'Addressing any of these practices.' }),
    text: t.string({ description: 'Part of the title, whatever the case.' }),
  }),
});

/** The lists of improvements. */
export const improvements = new NodeList({
  type: Improvement,
  filter: ImprovementFilter,
  where: improvementWhere,
  orders: {
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were suggested.' },
    UPDATED_AT: { by: (direction) => ({ updatedAt: direction }), description: 'By their last change.' },
    TITLE: { by: (direction) => ({ title: direction }), description: 'By title.' },
  },
  order: ['CREATED_AT', 'desc'],
});

builder.queryField('improvements', (t) => improvements.root(t, 'The improvements of your organization.'));

builder.objectField(Practice, 'improvements', (t) =>
  improvements.within(t, 'The improvements of your organization that address this practice.', ({ ref }) => ({
    practices: { has: ref },
  })),
);

/** References of practices by their ids. One that the catalog does not have has none. */
export function refsOf(practiceIds: readonly string[], catalog: Context['catalog']): string[] {
  return filterKeys(practiceIds, 'Practice').flatMap((key) => {
    const item = catalog.byKey(key);
    return item?.type === 'Practice' ? item.ref : [];
  });
}

/** The condition on improvements that a filter stands for. */
function improvementWhere(
  { states, origins, practiceIds, text }: Partial<typeof ImprovementFilter.$inferInput>,
  organizationId: string,
  { catalog }: Context,
): Prisma.ImprovementWhereInput {
  return {
    organizationId,
    state: anyOf(states),
    origin: anyOf(origins),
    ...(practiceIds ? { practices: { hasSome: refsOf(practiceIds, catalog) } } : {}),
    ...(text ? { title: containing(text) } : {}),
  };
}
