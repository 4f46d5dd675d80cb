import { deploymentLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { day, id, note } from '../../commands/fields.js';
import { contentForm as planForm } from '../../plans/operations/content.js';
import { addIncrements } from '../../plans/operations/incrementing.js';
import { draft } from '../../plans/operations/writing.js';
import { daysFrom, templateStates } from '../rules.js';
import { contentOf } from './content.js';
import { lockTemplate } from './template.js';

export const draftPlanFromTemplate = command({
  name: 'draftPlanFromTemplate',
  description:
    'Drafts a plan for an improvement from a template, with its increments. The plan records the template and its version; later changes of the template do not affect it.',
  allowed: deploymentLeads,
  record: 'DeploymentPlan',
  event: 'PlanDrafted',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    planTemplateId: id('PlanTemplate', 'The plan template, ACTIVE.'),
    improvementId: id('Improvement', 'What is to be deployed.'),
    plannedStart: day('Planned first day of the deployment, from which the days of the template are counted.'),
    targetUnitIds: planForm.targetUnitIds,
    exclusions: planForm.exclusions.default([]),
    note,
  },
  async perform(work, { planTemplateId, improvementId, plannedStart, note: why, ...where }) {
    const template = await lockTemplate(work, planTemplateId);
    templateStates.next(template.state, 'draftPlanFromTemplate');
    const { description: _description, duration, increments, ...content } = contentOf(template);
    const days = daysFrom(plannedStart, { startsAfter: 0, duration });
    const dated = increments.map(({ startsAfter, duration: length, ...increment }) => ({
      ...increment,
      ...daysFrom(plannedStart, { startsAfter, duration: length }),
    }));
    const origin = { templateId: template.id, templateVersion: template.version };
    const plan = await draft(work, improvementId, { ...content, ...where, ...days }, why, origin);
    await addIncrements(work, plan, dated, 0, why);
    return plan;
  },
});
