import { recordEvents } from '../../schema/record-events.js';
import { planTemplateEvents } from '../events.js';
import { PlanTemplate, PlanTemplateStateEnum } from './template.js';

recordEvents(planTemplateEvents, {
  record: ['planTemplate', PlanTemplate],
  state: ['planTemplateState', PlanTemplateStateEnum],
});
