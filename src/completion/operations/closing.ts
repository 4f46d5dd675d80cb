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
    'Nothing more is to be done for a plan, its review having decided on every topic: REVIEWED to CLOSED. Its improvement may get another one.',
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
  description: 'Nothing more is to be done for it, nor by a plan of it: DEPLOYED to CLOSED.',
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
  description: 'It is decided against; what was deployed is waived or rolled back first, and its plans are over.',
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
