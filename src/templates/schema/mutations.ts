import { BarrierInput, ExclusionInput, planPayload, RiskInput } from '../../plans/schema/mutations.js';
import { builder } from '../../schema/builder.js';
import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { note, reason, version } from '../../schema/inputs.js';
import type { InputBuilder } from '../../schema/inputs.js';
import { recordKey } from '../../schema/record-key.js';
import { draftPlanFromTemplate } from '../operations/drafting.js';
import * as writing from '../operations/writing.js';

const payload = (t: PayloadBuilder) => ({
  planTemplate: t.prismaField({
    type: 'PlanTemplate',
    description: 'The plan template as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.planTemplate.findUniqueOrThrow({
        ...query,
        where: recordKey(recordId, context),
      }),
  }),
});

const IncrementInput = builder.inputType('PlanTemplateIncrementInput', {
  description: 'An increment as plans that are drafted from a template are to have it.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'Short name, at most 200 characters.' }),
    startsAfter: t.int({
      required: true,
      description: 'Days from the beginning of the plan to its own, at most 36,500; negative where it begins before.',
    }),
    duration: t.int({
      required: true,
      description: 'Days from its beginning to the day on which it is to be at its gate, 0 to 36,500.',
    }),
    entryConditions: t.stringList({
      description: 'What has to be so before it starts, at most 50 lines of at most 200 characters.',
    }),
    exitConditions: t.stringList({
      description: 'What has to be so before it passes its gate, at most 50 lines of at most 200 characters.',
    }),
    fallBack: t.string({
      required: true,
      description: 'What is done when it has to be rolled back, at most 4,000 characters.',
    }),
  }),
});

const target = (t: InputBuilder) => ({
  planTemplateId: t.id({ required: true, description: 'The plan template.' }),
  ...version(t, 'plan template'),
});
const content = (t: InputBuilder, required: boolean) => ({
  name: t.string({
    required,
    description: 'Short name, at most 200 characters; no other template that is not retired may have it.',
  }),
  description: t.string({ required, description: 'For which improvements it is meant, at most 4,000 characters.' }),
  duration: t.int({ description: 'Days from the beginning of a plan to its end, 0 to 36,500.' }),
  barriers: t.field({ type: [BarrierInput], description: 'What may be in the way, at most 50.' }),
  risks: t.field({ type: [RiskInput], description: 'What may go wrong, at most 50.' }),
  trainingNotes: t.string({ description: 'How people are trained and informed, at most 4,000 characters.' }),
  consultingNotes: t.string({ description: 'How projects are helped, at most 4,000 characters.' }),
  increments: t.field({
    type: [IncrementInput],
    description: 'The increments of a plan in their order, all of them, at most 50.',
  }),
});
const ids = { planTemplateId: 'PlanTemplate' };

commandField({
  command: writing.definePlanTemplate,
  description:
    'Defines what deployment plans may begin with: from nothing, where `duration` has to be given, or from a plan, of which everything is taken that is left out. Deployment leads.',
  payload,
  ids: { fromPlanId: 'DeploymentPlan' },
  fields: (t) => ({
    fromPlanId: t.id({
      description:
        'The plan that it is made from: its increments, and what it says now. Its targets and the days of its calendar are not taken over.',
    }),
    ...content(t, true),
    ...note(t),
  }),
});

commandField({
  command: writing.revisePlanTemplate,
  description:
    'Changes what a plan template says; what is left out stays, and so do the plans that were drafted from it. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({ ...target(t), ...content(t, false), ...note(t) }),
});

commandField({
  command: writing.retirePlanTemplate,
  description:
    'No more plans are drafted from a template: ACTIVE to RETIRED. Its name is free for another one. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({ ...target(t), ...reason(t) }),
});

commandField({
  command: writing.reinstatePlanTemplate,
  description:
    'Plans are drafted from a template again: RETIRED to ACTIVE, where no other has taken its name. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({ ...target(t), ...note(t) }),
});

commandField({
  command: draftPlanFromTemplate,
  description:
    'Drafts the plan of an improvement as a template has it, with its increments. The plan remembers the template and its version, and goes its own way from then on. Deployment leads.',
  payload: planPayload,
  ids: { ...ids, improvementId: 'Improvement', targetUnitIds: 'Unit', exclusions: { unitId: 'Unit' } },
  fields: (t) => ({
    planTemplateId: t.id({ required: true, description: 'The plan template, ACTIVE.' }),
    improvementId: t.id({ required: true, description: 'What is to be deployed.' }),
    plannedStart: t.field({
      type: 'Date',
      required: true,
      description: 'Day on which the deployment is to begin: the days of the template are counted from here.',
    }),
    targetUnitIds: t.idList({ required: true, description: 'The units in which it is to be deployed, at most 200.' }),
    exclusions: t.field({ type: [ExclusionInput], description: 'The units that are left out, and why, at most 200.' }),
    ...note(t),
  }),
});
