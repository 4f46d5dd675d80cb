import type { PlanTemplateState } from '../../src/generated/prisma/enums.js';
import type { PlanTemplateVerb } from '../../src/templates/rules.js';
import { table } from '../commands/table.js';

/** What each verb makes of each state; `-` refuses. */
export const life = table<PlanTemplateVerb, PlanTemplateState>(`
                         ACTIVE   RETIRED
  revisePlanTemplate     ACTIVE   -
  draftPlanFromTemplate  ACTIVE   -
  retirePlanTemplate     RETIRED  -
  reinstatePlanTemplate  -        ACTIVE
`);
