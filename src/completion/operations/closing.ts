import { deploymentLeads } from '../../auth/allowed.js';
import { note } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { deploymentStates } from '../../deployments/operations/planning.js';
import { demandNowhereInUse } from '../../deployments/rules.js';
import { improvementCommand } from '../../improvements/operations/improvement.js';
import { planCommand } from '../../plans/operations/plan.js';
import { OVER_PLAN_STATES } from '../../plans/rules.js';
import { demandDecided } from '../../reviews/rules.js';
import { demandPlansOver } from '../rules.js';

/** Guard 7. */
export const closePlan = planCommand({
  name: 'closePlan',
  description:
    'Closes a plan whose review has decided on every topic: REVIEWED to CLOSED. Its improvement may then get another plan.',
  allowed: deploymentLeads,
  event: 'PlanClosed',
  input: { note },
  async change(work, { id }) {
    const decisions = await work.db.reviewDecision.findMany({ where: { review: { planId: id } } });
    demandDecided(decisions.map(({ topic }) => topic));
    return {};
  },
});

export const closeImprovement = improvementCommand({
  name: 'closeImprovement',
  description: 'Closes an improvement whose plans are all closed or canceled: DEPLOYED to CLOSED.',
  allowed: deploymentLeads,
  event: 'ImprovementClosed',
  input: { note },
  async change(work, { id }) {
    await demandNoPlanLeft(work, id);
    return {};
  },
});

export const rejectImprovement = improvementCommand({
  name: 'rejectImprovement',
  description:
    'Rejects an improvement. Its deployments have to be waived or rolled back first, and its plans closed or canceled.',
  allowed: deploymentLeads,
  event: 'ImprovementRejected',
  input: { note },
  async change(work, { id }) {
    demandNowhereInUse(await deploymentStates(work, id));
    await demandNoPlanLeft(work, id);
    return {};
  },
});

async function demandNoPlanLeft(work: UnitOfWork, improvementId: string): Promise<void> {
  const where = { improvementId, state: { notIn: [...OVER_PLAN_STATES] } };
  demandPlansOver(await work.db.deploymentPlan.findMany({ where, select: { state: true } }));
}
