import { deploymentLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { id, line, note, optional, reason } from '../../commands/fields.js';
import { invalidInput } from '../../user-error.js';
import { demandDays } from '../rules.js';
import { contentForm, contentOf, contentOfPlan, partialForm } from './content.js';
import type { PlanPart } from './content.js';
import { demandFreeName, header, templateCommand } from './template.js';

const name = line('Short name, unique among the templates that are not retired.');

export const definePlanTemplate = command({
  name: 'definePlanTemplate',
  description:
    'Defines a template for deployment plans: from scratch, which requires `duration`, or from a plan, from which omitted fields are taken.',
  allowed: deploymentLeads,
  record: 'PlanTemplate',
  event: 'PlanTemplateDefined',
  refusals: ['AlreadyExistsError'],
  input: {
    fromPlanId: optional(
      id(
        'DeploymentPlan',
        'The plan to start from. Its content and increments are copied, except for its targets and calendar dates.',
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
    'Changes a plan template. Omitted fields stay as they are, and so do the plans that were drafted from it.',
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
  description:
    'Retires a plan template, so that no more plans are drafted from it: ACTIVE to RETIRED. Its name becomes available.',
  allowed: deploymentLeads,
  event: 'PlanTemplateRetired',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _template, patch) => patch,
});

export const reinstatePlanTemplate = templateCommand({
  name: 'reinstatePlanTemplate',
  description: 'Reinstates a retired plan template: RETIRED to ACTIVE. Refused if another template has taken its name.',
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
    throw invalidInput([{ path: 'duration', message: 'Give a duration, or a plan to take it from.' }]);
  return { duration, barriers: [], risks: [], trainingNotes: null, consultingNotes: null, increments: [] };
}

/** What is given, and of the rest what was there. */
function merge<There extends object>(there: There, given: { [Field in keyof There]?: There[Field] | null }): There {
  const said = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return { ...there, ...(Object.fromEntries(said) as Partial<There>) };
}
