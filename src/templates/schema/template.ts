import { PlanTemplateState } from '../../generated/prisma/enums.js';
import { MOST_INCREMENTS } from '../../plans/rules.js';
import { DeploymentPlan, PlanBarrier, PlanRisk } from '../../plans/schema/plan.js';
import { builder } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';
import type { TemplateContent } from '../operations/content.js';

/** Whether plans are drafted from a template, in the graph. */
export const PlanTemplateStateEnum = builder.enumType(PlanTemplateState, {
  name: 'PlanTemplateState',
  description: 'State of a plan template.',
  values: {
    ACTIVE: { description: 'In use.' },
    RETIRED: { description: 'Retired: kept for the plans that were drafted from it.' },
  },
});

const PlanTemplateIncrement = builder
  .objectRef<TemplateContent['increments'][number]>('PlanTemplateIncrement')
  .implement({
    description: 'An increment of a plan template.',
    fields: (t) => ({
      title: t.exposeString('title', { description: 'Short name.' }),
      startsAfter: t.exposeInt('startsAfter', {
        description: 'Days from the start of the plan to its own start; negative if it starts earlier.',
      }),
      duration: t.exposeInt('duration', { description: 'Days from its start to its planned gate.' }),
      entryConditions: t.exposeStringList('entryConditions', {
        description: 'Conditions that have to be met before it starts.',
      }),
      exitConditions: t.exposeStringList('exitConditions', {
        description: 'Conditions that have to be met before it passes its gate.',
      }),
      fallBack: t.exposeString('fallBack', { description: 'How to roll it back.' }),
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
      description: 'Possible barriers, each with its countermeasure, at most 50.',
      select: { barriers: true },
      resolve: ({ barriers }) => barriers as TemplateContent['barriers'],
    }),
    risks: t.field({
      type: [PlanRisk],
      description: 'Risks, each with its mitigation, at most 50.',
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
