import { PlanTemplateState } from '../../generated/prisma/enums.js';
import { MOST_INCREMENTS } from '../../plans/rules.js';
import { DeploymentPlan, PlanBarrier, PlanRisk } from '../../plans/schema/plan.js';
import { builder } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';
import type { TemplateContent } from '../operations/content.js';

/** Whether plans are drafted from a template, in the graph. */
export const PlanTemplateStateEnum = builder.enumType('PlanTemplateState', {
  description: 'Whether plans are drafted from a template.',
  values: {
    ACTIVE: { value: PlanTemplateState.ACTIVE, description: 'Plans are drafted from it.' },
    RETIRED: {
      value: PlanTemplateState.RETIRED,
      description: 'Kept for the plans that were drafted from it; no others are.',
    },
  },
});

const PlanTemplateIncrement = builder
  .objectRef<TemplateContent['increments'][number]>('PlanTemplateIncrement')
  .implement({
    description: 'An increment as plans that are drafted from a template have it.',
    fields: (t) => ({
      title: t.exposeString('title', { description: 'Short name.' }),
      startsAfter: t.exposeInt('startsAfter', {
        description: 'Days from the beginning of the plan to its own; negative where it begins before.',
      }),
      duration: t.exposeInt('duration', {
        description: 'Days from its beginning to the day on which it is to be at its gate.',
      }),
      entryConditions: t.exposeStringList('entryConditions', { description: 'What has to be so before it starts.' }),
      exitConditions: t.exposeStringList('exitConditions', {
        description: 'What has to be so before it passes its gate.',
      }),
      fallBack: t.exposeString('fallBack', { description: 'What is done when it has to be rolled back.' }),
    }),
  });

/** A plan template, in the graph. */
export const PlanTemplate = builder.prismaNode('PlanTemplate', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    state: t.expose('state', { type: PlanTemplateStateEnum }),
    duration: t.exposeInt('duration'),
    barriers: t.field({
      type: [PlanBarrier],
      description: 'What may be in the way, each with what is done against it, at most 50.',
      select: { barriers: true },
      resolve: ({ barriers }) => barriers as TemplateContent['barriers'],
    }),
    risks: t.field({
      type: [PlanRisk],
      description: 'What may go wrong, each with what is done about it, at most 50.',
      select: { risks: true },
      resolve: ({ risks }) => risks as TemplateContent['risks'],
    }),
    trainingNotes: t.exposeString('trainingNotes', { nullable: true }),
    consultingNotes: t.exposeString('consultingNotes', { nullable: true }),
    increments: t.field({
      type: [PlanTemplateIncrement],
      description: `The increments of a plan, in their order, at most ${MOST_INCREMENTS}.`,
      select: { increments: true },
      resolve: ({ increments }) => increments as TemplateContent['increments'],
    }),
    reason: t.exposeString('reason', { nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

builder.prismaObjectFields(DeploymentPlan, (t) => ({
  template: t.relation('template', { type: PlanTemplate, nullable: true }),
  templateVersion: t.exposeInt('templateVersion', { nullable: true }),
}));
