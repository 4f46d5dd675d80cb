import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { line, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import { invalidInput } from '../../user-error.js';
import { demandDays } from '../rules.js';
import { contentForm, contentOf, contentOfPlan, partialForm } from './content.js';
import type { PlanPart } from './content.js';
import { changeTemplate, demandFreeName, header } from './template.js';

const target = { planTemplateId: recordId, version: recordVersion };

/** Defines a template, from nothing or from a plan: what is left out is taken from that as it is now. */
export const definePlanTemplate = plainCommand({
  name: 'definePlanTemplate',
  refusals: ['AlreadyExistsError'],
  input: z.object({
    name: line,
    description: contentForm.description,
    fromPlanId: optional(recordId),
    ...partialForm,
    note: optional(text),
  }),
  async perform(work, { name, description, fromPlanId, note, ...given }) {
    await demandFreeName(work, name);
    const source = fromPlanId === null ? nothing(given.duration) : await contentOfPlan(work, fromPlanId);
    const content = merge({ ...source, description }, given);
    demandDays(content);
    const { organizationId } = work.actor;
    const template = await work.db.planTemplate.create({
      data: { name, ...content, organizationId, createdAt: work.now, updatedAt: work.now },
    });
    work.created(template, header('PlanTemplateDefined', note));
    return template;
  },
});

/** Changes what a template says; what is left out stays. Plans that were drafted from it stay as they are. */
export const revisePlanTemplate = plainCommand({
  name: 'revisePlanTemplate',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: z.object({
    ...target,
    name: optional(line),
    description: optional(contentForm.description),
    ...partialForm,
    note: optional(text),
  }),
  perform: (work, { planTemplateId, version, note, name, ...revised }) =>
    changeTemplate(work, { planTemplateId, version, note }, 'PlanTemplateRevised', async (template) => {
      if (name !== null && name !== template.name) await demandFreeName(work, name);
      const content = merge(contentOf(template), revised);
      demandDays(content);
      return { name: name ?? template.name, ...content };
    }),
});

/** No more plans are drafted from a template: ACTIVE → RETIRED. Its name is free for another one. */
export const retirePlanTemplate = plainCommand({
  name: 'retirePlanTemplate',
  input: z.object({ ...target, reason: text }),
  perform: (work, { reason, ...input }) =>
    changeTemplate(work, { ...input, note: reason }, 'PlanTemplateRetired', () => ({ reason })),
});

/** Plans are drafted from it again: RETIRED → ACTIVE, where no other has taken its name. */
export const reinstatePlanTemplate = plainCommand({
  name: 'reinstatePlanTemplate',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: z.object({ ...target, note: optional(text) }),
  perform: (work, input) =>
    changeTemplate(work, input, 'PlanTemplateReinstated', async ({ name }) => {
      await demandFreeName(work, name);
      return { reason: null };
    }),
});

/** What a template says of plans before anything is said. How long they take has to be said. */
function nothing(duration: number | null): PlanPart {
  if (duration === null)
    throw invalidInput([{ path: 'duration', message: 'Must be given, or a plan to take it from.' }]);
  return { duration, barriers: [], risks: [], trainingNotes: null, consultingNotes: null, increments: [] };
}

/** What is given, and of the rest what was there. */
function merge<There extends object>(there: There, given: { [Field in keyof There]?: There[Field] | null }): There {
  const said = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return { ...there, ...(Object.fromEntries(said) as Partial<There>) };
}
