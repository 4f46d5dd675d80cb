import { deploymentLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { id, line, note, optional, reason } from '../../commands/fields.js';
import { invalidInput } from '../../user-error.js';
import { demandDays } from '../rules.js';
import { contentForm, contentOf, contentOfPlan, partialForm } from './content.js';
import type { PlanPart } from './content.js';
import { demandFreeName, header, templateCommand } from './template.js';

const name = line('Short name; no other template that is not retired may have it.');

export const definePlanTemplate = command({
  name: 'definePlanTemplate',
  description:
    'Defines what deployment plans may begin with: from nothing, where `duration` has to be given, or from a plan, of which everything is taken that is left out.',
  allowed: deploymentLeads,
  record: 'PlanTemplate',
  event: 'PlanTemplateDefined',
  refusals: ['AlreadyExistsError'],
  input: {
    fromPlanId: optional(
      id(
        'DeploymentPlan',
        'The plan that it is made from: its increments, and what it says now. Its targets and the days of its calendar are not taken over.',
      ),
    ),
    name,
    description: contentForm.description,
    ...partialForm,
    note,
  },
  async perform(work, { name: called, description, fromPlanId, note: why, ...given }) {
    await demandFreeName(work, called);
    const source = fromPlanId === null ? nothing(given.duration) : await contentOfPlan(work, fromPlanId);
    const content = merge({ ...source, description }, given);
    demandDays(content);
    const { organizationId } = work.actor;
    const template = await work.db.planTemplate.create({
      data: { name: called, ...content, organizationId, createdAt: work.now, updatedAt: work.now },
    });
    work.created(template, header('PlanTemplateDefined', why));
    return template;
  },
});

export const revisePlanTemplate = templateCommand({
  name: 'revisePlanTemplate',
  description:
    'Changes what a plan template says; what is left out stays, and so do the plans that were drafted from it.',
  allowed: deploymentLeads,
  event: 'PlanTemplateRevised',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: { name: optional(name), description: optional(contentForm.description), ...partialForm, note },
  async change(work, template, { note: _why, name: called, ...revised }) {
    if (called !== null && called !== template.name) await demandFreeName(work, called);
    return { name: called ?? template.name, ...merge(contentOf(template), revised) };
  },
});

export const retirePlanTemplate = templateCommand({
  name: 'retirePlanTemplate',
  description: 'No more plans are drafted from a template: ACTIVE to RETIRED. Its name is free for another one.',
  allowed: deploymentLeads,
  event: 'PlanTemplateRetired',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _template, patch) => patch,
});

export const reinstatePlanTemplate = templateCommand({
  name: 'reinstatePlanTemplate',
  description: 'Plans are drafted from a template again: RETIRED to ACTIVE, where no other has taken its name.',
  allowed: deploymentLeads,
  event: 'PlanTemplateReinstated',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: { note },
  async change(work, template) {
    await demandFreeName(work, template.name);
    return { reason: null };
  },
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
