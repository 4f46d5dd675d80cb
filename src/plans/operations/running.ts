import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { planDeployments } from '../../deployments/operations/planning.js';
import { replanDeployments } from '../../deployments/operations/bulk.js';
import { deploymentTransitions, PLANNABLE } from '../../deployments/rules.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import { startDeploying } from '../../improvements/operations/improvement.js';
import { lockRelations } from '../../improvements/operations/relation.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { demandAllMet, unmetAgreements, unmetForActivation, unmetRelations } from '../activation.js';
import type { ActivationFacts } from '../activation.js';
import { nextPlanState } from '../rules.js';
import { activationFacts } from './queries.js';
import { changePlan } from './plan.js';
import type { LoadedPlan } from './plan.js';

const target = { planId: recordId, version: recordVersion };
const noteForm = z.object({ ...target, note: optional(text) });
const reasonForm = z.object({ ...target, reason: text });

/**
 * The deployment goes by the plan: AGREED → ACTIVE, by guards 1 and 3. Plans the deployments of the targets that have
 * none yet, or none but that of an earlier plan which left them out, and starts that of an improvement only selected.
 */
export const activatePlan = plainCommand({
  name: 'activatePlan',
  input: noteForm,
  async perform(work, input) {
    await lockRelations(work);
    return changePlan(work, input, 'PlanActivated', async (plan) => {
      const facts = await factsOf(work, plan);
      // For a plan in review that lacks agreement the error says what is missing, and not only its state.
      if (plan.state === 'IN_REVIEW') demandAllMet(unmetAgreements(facts));
      nextPlanState(plan.state, 'activatePlan');
      demandAllMet(unmetForActivation(facts));
      demandImprovementState(plan.improvement, PLANNABLE);
      await startDeploying(work, plan.improvement, input.note);
      await planMissing(work, plan);
      return { patch: { activatedById: work.actor.personId, reason: null } };
    });
  },
});

/** Sets a plan aside for a time: ACTIVE → SUSPENDED. */
export const suspendPlan = plainCommand({
  name: 'suspendPlan',
  input: reasonForm,
  perform: (work, { reason, ...input }) =>
    changePlan(work, { ...input, note: reason }, 'PlanSuspended', () => ({ patch: { reason } })),
});

/** Takes up a plan that was set aside: SUSPENDED → ACTIVE. Guard 3 holds again: others went on meanwhile. */
export const resumePlan = plainCommand({
  name: 'resumePlan',
  input: noteForm,
  async perform(work, input) {
    await lockRelations(work);
    return changePlan(work, input, 'PlanResumed', async (plan) => {
      nextPlanState(plan.state, 'resumePlan');
      demandImprovementState(plan.improvement, ['DEPLOYING']);
      demandAllMet(unmetRelations(await factsOf(work, plan)));
      return { patch: { reason: null } };
    });
  },
});

/** Gives a plan up. Its deployments stay as they are. */
export const cancelPlan = plainCommand({
  name: 'cancelPlan',
  input: reasonForm,
  perform: (work, { reason, ...input }) =>
    changePlan(work, { ...input, note: reason }, 'PlanCanceled', () => ({ patch: { reason } })),
});

async function factsOf(work: UnitOfWork, plan: LoadedPlan): Promise<ActivationFacts> {
  const facts = (await activationFacts(work.db, [plan.id])).get(plan.id);
  if (!facts) throw new Error(`The plan ${plan.id} was there and is gone, although it is locked.`);
  return facts;
}

/**
 * Plans the deployments of the targets on the days of the plan: where there is none yet, and anew where an earlier plan left it
 * waived or rolled back. What was left out since this plan was drafted stays so.
 */
async function planMissing(work: UnitOfWork, { improvementId, current, createdAt }: LoadedPlan): Promise<void> {
  const planned = await work.db.deployment.findMany({ where: { improvementId } });
  const there = new Map(planned.map((deployment) => [deployment.unitId, deployment]));
  const days = { plannedStart: current.plannedStart, plannedEnd: current.plannedEnd };
  const unitIds = current.targets.map(({ unitId }) => unitId);
  await planDeployments(
    work,
    unitIds.flatMap((unitId) => (there.has(unitId) ? [] : [{ improvementId, unitId, ...days, note: null }])),
  );
  const leftOut: readonly DeploymentState[] = deploymentTransitions.replanDeployment.from;
  const earlier = unitIds.flatMap((unitId) => there.get(unitId) ?? []).filter(({ updatedAt }) => updatedAt < createdAt);
  const anew = earlier.filter(({ state }) => leftOut.includes(state)).map(({ id }) => id);
  await replanDeployments(work, anew, days);
}
