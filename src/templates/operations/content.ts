import type { z } from 'zod';
import { integer, list, object, optional, text } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { PlanTemplate } from '../../generated/prisma/client.js';
import { contentForm as planForm } from '../../plans/operations/content.js';
import { incrementForm } from '../../plans/operations/incrementing.js';
import { incrementParts } from '../../plans/operations/increment.js';
import { planOf } from '../../plans/operations/plan.js';
import { MOST_INCREMENTS } from '../../plans/rules.js';
import { daysAfter, MOST_DAYS } from '../rules.js';

const increment = object('PlanTemplateIncrementInput', 'An increment of a plan template.', {
  ...incrementForm,
  startsAfter: integer(
    -MOST_DAYS,
    MOST_DAYS,
    'Days from the start of the plan to its own start; negative if it starts earlier.',
  ),
  duration: integer(0, MOST_DAYS, 'Days from its start to its planned gate.'),
});

/** What a template says: what a plan has besides its targets, with days that are counted from its beginning. */
export const contentForm = {
  description: text('The improvements that it is meant for.'),
  duration: integer(0, MOST_DAYS, 'Days from the start of a plan to its end.'),
  barriers: planForm.barriers,
  risks: planForm.risks,
  trainingNotes: planForm.trainingNotes,
  consultingNotes: planForm.consultingNotes,
  increments: list(increment, MOST_INCREMENTS, 'All increments of a plan, in order.'),
};

/** The same, as it is given where what is left out is found elsewhere. */
export const partialForm = {
  duration: optional(contentForm.duration),
  barriers: optional(contentForm.barriers),
  risks: optional(contentForm.risks),
  trainingNotes: contentForm.trainingNotes,
  consultingNotes: contentForm.consultingNotes,
  increments: optional(contentForm.increments),
};

/** What a template says. */
export type TemplateContent = z.output<z.ZodObject<typeof contentForm>>;

/** What a template says of plans: all but for what it is meant. */
export type PlanPart = Omit<TemplateContent, 'description'>;

/** What a stored template says. */
export function contentOf(template: PlanTemplate): TemplateContent {
  const { description, duration, barriers, risks, trainingNotes, consultingNotes, increments } = template;
  return {
    description,
    duration,
    trainingNotes,
    consultingNotes,
    barriers: barriers as TemplateContent['barriers'],
    risks: risks as TemplateContent['risks'],
    increments: increments as TemplateContent['increments'],
  };
}

/** What a plan says now and the increments that it has, as a template would say it. The plan is held meanwhile. */
export async function contentOfPlan(work: UnitOfWork, planId: string): Promise<PlanPart> {
  const { current } = await planOf(work, planId);
  const increments = await work.db.increment.findMany({
    where: { planId },
    orderBy: { ordinal: 'asc' },
    include: { conditions: incrementParts.conditions },
  });
  const { trainingNotes, consultingNotes } = current;
  return {
    trainingNotes,
    consultingNotes,
    duration: daysAfter(current.plannedStart, current).duration,
    barriers: current.barriers as PlanPart['barriers'],
    risks: current.risks as PlanPart['risks'],
    increments: increments.map((each) => {
      const texts = (kind: 'ENTRY' | 'EXIT') =>
        each.conditions.filter((condition) => condition.kind === kind).map((condition) => condition.text);
      return {
        title: each.title,
        ...daysAfter(current.plannedStart, each),
        entryConditions: texts('ENTRY'),
        exitConditions: texts('EXIT'),
        fallBack: each.fallBack,
      };
    }),
  };
}
