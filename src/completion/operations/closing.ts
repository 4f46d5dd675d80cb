import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { deploymentStates } from '../../deployments/operations/planning.js';
import { demandNowhereInUse } from '../../deployments/rules.js';
import { moveForm, moveImprovement } from '../../improvements/operations/improvement.js';
import { changePlan } from '../../plans/operations/plan.js';
import { nextPlanState, OVER_PLAN_STATES } from '../../plans/rules.js';
import { demandDecided } from '../../reviews/rules.js';
import { demandPlansOver } from '../rules.js';

/** Nothing more is to be done for a plan: REVIEWED → CLOSED, by guard 7. Its improvement may get another one. */
export const closePlan = plainCommand({
  name: 'closePlan',
  input: z.object({ planId: recordId, version: recordVersion, note: optional(text) }),
  perform: (work, input) =>
    changePlan(work, input, 'PlanClosed', async ({ id, state }) => {
      nextPlanState(state, 'closePlan');
      const decisions = await work.db.reviewDecision.findMany({ where: { review: { planId: id } } });
      demandDecided(decisions.map(({ topic }) => topic));
      return {};
    }),
});

/** Nothing more is to be done for an improvement: DEPLOYED → CLOSED, once each of its plans is over. */
export const closeImprovement = plainCommand({
  name: 'closeImprovement',
  input: moveForm,
  perform: (work, input) =>
    moveImprovement(work, input, 'closeImprovement', 'ImprovementClosed', ({ id }) => demandNoPlanLeft(work, id)),
});

/** An improvement is decided against. What was deployed is taken back or waived first, and its plans are over. */
export const rejectImprovement = plainCommand({
  name: 'rejectImprovement',
  input: moveForm,
  perform: (work, input) =>
    moveImprovement(work, input, 'rejectImprovement', 'ImprovementRejected', async ({ id }) => {
      demandNowhereInUse(await deploymentStates(work, id));
      await demandNoPlanLeft(work, id);
    }),
});

async function demandNoPlanLeft(work: UnitOfWork, improvementId: string): Promise<void> {
  const where = { improvementId, state: { notIn: [...OVER_PLAN_STATES] } };
  demandPlansOver(await work.db.deploymentPlan.findMany({ where, select: { state: true } }));
}
