import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, text } from '../../commands/validators.js';
import { contentForm as planForm } from '../../plans/operations/content.js';
import { addIncrements } from '../../plans/operations/incrementing.js';
import { draft } from '../../plans/operations/writing.js';
import { daysFrom, nextTemplateState } from '../rules.js';
import { contentOf } from './content.js';
import { lockTemplate } from './template.js';

/**
 * Drafts the plan of an improvement as a template has it, with its increments, from the day on which it is to begin. The
 * plan remembers the template and its version; from then on the two go their own ways.
 */
export const draftPlanFromTemplate = plainCommand({
  name: 'draftPlanFromTemplate',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: z.object({
    planTemplateId: recordId,
    improvementId: recordId,
    plannedStart: planForm.plannedStart,
    targetUnitIds: planForm.targetUnitIds,
    exclusions: planForm.exclusions.default([]),
    note: optional(text),
  }),
  async perform(work, { planTemplateId, improvementId, plannedStart, note, ...where }) {
    const template = await lockTemplate(work, planTemplateId);
    nextTemplateState(template.state, 'draftPlanFromTemplate');
    const { description: _description, duration, increments, ...content } = contentOf(template);
    const days = daysFrom(plannedStart, { startsAfter: 0, duration });
    const dated = increments.map(({ startsAfter, duration: length, ...increment }) => ({
      ...increment,
      ...daysFrom(plannedStart, { startsAfter, duration: length }),
    }));
    const origin = { templateId: template.id, templateVersion: template.version };
    const plan = await draft(work, improvementId, { ...content, ...where, ...days }, note, origin);
    await addIncrements(work, plan, dated, 0, note);
    return plan;
  },
});
