import { deploymentLeads } from '../../auth/allowed.js';
import { note, reason } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { planDeployments } from '../../deployments/operations/planning.js';
import { replanDeployments } from '../../deployments/operations/bulk.js';
import { deploymentStates, PLANNABLE } from '../../deployments/rules.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import { startDeploying } from '../../improvements/operations/improvement.js';
import { lockRelations } from '../../improvements/operations/relation.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { liveUnits } from '../../organization/operations/unit.js';
import { demandAllMet, unmetAgreements, unmetForActivation, unmetRelations } from '../activation.js';
import type { ActivationFacts } from '../activation.js';
import { giveDates } from './increment.js';
import { activationFacts, plannedOutside } from './queries.js';
import { planCommand } from './plan.js';
import type { LoadedPlan } from './plan.js';

/** Guards 1 and 3. */
export const activatePlan = planCommand({
  name: 'activatePlan',
  description:
    'Activates a plan whose requirements are all met: AGREED to ACTIVE. Plans a deployment in each target that has none, and starts the deployment of a selected improvement.',
  allowed: deploymentLeads,
  event: 'PlanActivated',
  input: { note },
  prepare: lockRelations,
  async guardFirst(work, plan) {
    // For a plan in review that lacks agreement the error says what is missing, and not only its state.
    if (plan.state === 'IN_REVIEW') demandAllMet(unmetAgreements(await factsOf(work, plan)));
  },
  guard: (_actor, { improvement }) => demandImprovementState(improvement, PLANNABLE),
  async change(work, plan, { note: why }) {
    demandAllMet(unmetForActivation(await factsOf(work, plan), await plannedOutside(work.db, [plan.id])));
    await startDeploying(work, plan.improvement, why);
    await planMissing(work, plan);
    return { patch: { activatedById: work.actor.personId, reason: null } };
  },
});

export const suspendPlan = planCommand({
  name: 'suspendPlan',
  description: 'Suspends a plan: ACTIVE to SUSPENDED.',
  allowed: deploymentLeads,
  event: 'PlanSuspended',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _plan, patch) => ({ patch }),
});

/** Guard 3 holds again: others went on meanwhile. */
export const resumePlan = planCommand({
  name: 'resumePlan',
  description: 'Resumes a suspended plan: SUSPENDED to ACTIVE.',
  allowed: deploymentLeads,
  event: 'PlanResumed',
  input: { note },
  prepare: lockRelations,
  guard: (_actor, { improvement }) => demandImprovementState(improvement, ['DEPLOYING']),
  async change(work, plan) {
    demandAllMet(unmetRelations(await factsOf(work, plan)));
    return { patch: { reason: null } };
  },
});

export const cancelPlan = planCommand({
  name: 'cancelPlan',
  description: 'Cancels a plan; its deployments stay as they are.',
  allowed: deploymentLeads,
  event: 'PlanCanceled',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _plan, patch) => ({ patch }),
});

async function factsOf(work: UnitOfWork, plan: LoadedPlan): Promise<ActivationFacts> {
  const facts = (await activationFacts(work.db, [plan.id])).get(plan.id);
  if (!facts) throw new Error(`The plan ${plan.id} was there and is gone, although it is locked.`);
  return facts;
}

/**
 * Plans the deployments of the targets on the days of the plan: where there is none yet, and again where an earlier plan left it
 * waived or rolled back. What was left out since this plan was drafted stays so. Those in an increment take its dates.
 */
async function planMissing(work: UnitOfWork, { id, improvementId, current, createdAt }: LoadedPlan): Promise<void> {
  const planned = await work.db.deployment.findMany({ where: { improvementId } });
  const there = new Map(planned.map((deployment) => [deployment.unitId, deployment]));
  const days = { plannedStart: current.plannedStart, plannedEnd: current.plannedEnd };
  const unitIds = current.targets.map(({ unitId }) => unitId);
  await liveUnits(work, unitIds);
  await planDeployments(
    work,
    unitIds.flatMap((unitId) => (there.has(unitId) ? [] : [{ improvementId, unitId, ...days, note: null }])),
  );
  const leftOut: readonly DeploymentState[] = deploymentStates.transitions.replanDeployment.from;
  const earlier = unitIds.flatMap((unitId) => there.get(unitId) ?? []).filter(({ updatedAt }) => updatedAt < createdAt);
  const again = earlier.filter(({ state }) => leftOut.includes(state)).map(({ id }) => id);
  await replanDeployments(work, again, days);
  const increments = await work.db.increment.findMany({
    where: { planId: id, state: { in: ['PLANNED', 'READY'] } },
    include: { deployments: { select: { deploymentId: true } } },
    orderBy: { ordinal: 'asc' },
  });
  for (const { deployments, ...increment } of increments) {
    const ids = deployments.map(({ deploymentId }) => deploymentId);
    await giveDates(work, increment, ids);
  }
}
