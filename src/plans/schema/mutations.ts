import { builder } from '../../schema/builder.js';
import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { recordKey } from '../../schema/record-key.js';
import { mutations } from '../../schema/mutations.js';
import * as agreeing from '../operations/agreeing.js';
import { reorderIncrements } from '../operations/reordering.js';
import * as running from '../operations/running.js';
import { draftPlan, revisePlan, submitPlan } from '../operations/writing.js';

/** The payload of every command on a plan. */
export const planPayload = (t: PayloadBuilder) => ({
  plan: t.prismaField({
    type: 'DeploymentPlan',
    description: 'The plan as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.deploymentPlan.findUniqueOrThrow({
        ...query,
        where: recordKey(recordId, context),
      }),
  }),
});

/** A unit that is left out, as it is given. */
export const ExclusionInput = builder.inputType('PlanExclusionInput', {
  description: 'A unit that is left out of a plan, and why.',
  fields: (t) => ({
    unitId: t.id({ required: true, description: 'The unit.' }),
    reason: t.string({ required: true, description: 'Why it is left out, at most 4,000 characters.' }),
  }),
});

/** A barrier, as it is given. */
export const BarrierInput = builder.inputType('PlanBarrierInput', {
  description: 'Something that may be in the way of a deployment, and what is done against it.',
  fields: (t) => ({
    barrier: t.string({ required: true, description: 'What may be in the way, at most 200 characters.' }),
    counterStrategy: t.string({ required: true, description: 'What is done against it, at most 4,000 characters.' }),
  }),
});

/** A risk, as it is given. */
export const RiskInput = builder.inputType('PlanRiskInput', {
  description: 'Something that may go wrong with a deployment, and what is done about it.',
  fields: (t) => ({
    risk: t.string({ required: true, description: 'What may go wrong, at most 200 characters.' }),
    mitigation: t.string({ required: true, description: 'What is done about it, at most 4,000 characters.' }),
  }),
});

type InputBuilder = Parameters<Parameters<typeof commandField>[0]['fields']>[0];

/** What names the plan of a command. */
export const planTarget = (t: InputBuilder) => ({
  planId: t.id({ required: true, description: 'The plan.' }),
  version: t.int({
    required: true,
    description: 'Version of the plan (`version`) that you have read; another one there now is a StaleVersionError.',
  }),
});
const note = (t: InputBuilder) => ({
  note: t.string({ description: 'Why, or what else is to be said; at most 4,000 characters.' }),
});
const content = (t: InputBuilder, required: boolean) => ({
  targetUnitIds: t.idList({ required, description: 'The units in which it is to be deployed, at most 1,000.' }),
  exclusions: t.field({ type: [ExclusionInput], description: 'The units that are left out, and why, at most 1,000.' }),
  barriers: t.field({ type: [BarrierInput], description: 'What may be in the way, at most 50.' }),
  risks: t.field({ type: [RiskInput], description: 'What may go wrong, at most 50.' }),
  plannedStart: t.field({ type: 'Date', required, description: 'Day on which the deployment is to begin.' }),
  plannedEnd: t.field({
    type: 'Date',
    required,
    description: 'Day by which every target is to have adopted the improvement; not before plannedStart.',
  }),
  trainingNotes: t.string({ description: 'How people are trained and informed, at most 4,000 characters.' }),
  consultingNotes: t.string({ description: 'How projects are helped, at most 4,000 characters.' }),
});
const contentIds = { targetUnitIds: 'Unit', exclusions: { unitId: 'Unit' } };
const ids = { planId: 'DeploymentPlan' };

commandField({
  command: draftPlan,
  description:
    'Drafts the plan of an improvement that is selected or being deployed. It has one plan that is not over at most. Deployment leads.',
  payload: planPayload,
  ids: { improvementId: 'Improvement', ...contentIds },
  fields: (t) => ({
    improvementId: t.id({ required: true, description: 'What is to be deployed.' }),
    ...content(t, true),
    ...note(t),
  }),
});

commandField({
  command: revisePlan,
  description:
    'Changes what a plan says; what is left out stays. A change of scope, dates or targets makes a new version and asks the stakeholders again; progress already made stays. Deployment leads.',
  payload: planPayload,
  ids: { ...ids, ...contentIds, reviewId: 'ResultReview' },
  fields: (t) => ({
    ...planTarget(t),
    ...content(t, false),
    ...note(t),
    reviewId: t.id({ description: 'The review of results that led to it, if one did.' }),
  }),
});

mutations(...Object.values(agreeing), ...Object.values(running), reorderIncrements, submitPlan);
