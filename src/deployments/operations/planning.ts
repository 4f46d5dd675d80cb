import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { day, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { Each, UnitOfWork } from '../../commands/unit-of-work.js';
import { insertRows } from '../../database/insert-rows.js';
import type { Deployment, Improvement, Unit } from '../../generated/prisma/client.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import { improvementOf, moveForm, moveImprovement } from '../../improvements/operations/improvement.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { unitOf } from '../../organization/operations/unit.js';
import { alreadyExists } from '../../user-error.js';
import {
  demandAllEnded,
  demandNotComplete,
  demandOrder,
  demandPlanConfirmed,
  demandTarget,
  demandWithinPlan,
  PLANNABLE,
} from '../rules.js';
import type { CurrentPlan, PlannedDates } from '../rules.js';
import { removeBlockers } from './blocking.js';
import { currentPlan, planStateOf } from './current-plan.js';
import { changeDeployment, header } from './deployment.js';

const dates = { plannedStart: day, plannedEnd: day };

const deploymentForm = z.object({ improvementId: recordId, unitId: recordId, ...dates, note: optional(text) });

/** Plans the deployment of an improvement in a unit. */
export const planDeployment = plainCommand({
  name: 'planDeployment',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: deploymentForm,
  async perform(work, { note, ...input }) {
    demandOrder(input);
    const improvement = await improvementOf(work, input.improvementId);
    const unit = await unitOf(work, input.unitId);
    const taken = await work.db.deployment.count({ where: { improvementId: improvement.id, unitId: unit.id } });
    demandPlannable(improvement, unit, input, taken > 0, await currentPlan(work, improvement.id, unit.id));
    const [deployment] = await planDeployments(work, [{ ...input, note }]);
    return deployment;
  },
});

/** Refuses to plan a deployment of an improvement that is not up to it, outside its plan, or where it is planned already. */
export function demandPlannable(
  improvement: Improvement,
  unit: Unit,
  dates: PlannedDates,
  planned: boolean,
  plan: CurrentPlan | undefined,
): void {
  demandImprovementState(improvement, PLANNABLE);
  demandFitsPlan(plan, unit.id, dates);
  if (planned) throw alreadyExists('Deployment', `of "${improvement.title}" in "${unit.name}"`);
}

/** Those of some pairs of an improvement and a unit that are planned already: their ids, with a blank between. */
export async function plannedPairs(
  work: UnitOfWork,
  pairs: readonly { readonly improvementId: string; readonly unitId: string }[],
): Promise<ReadonlySet<string>> {
  const improvementIds = pairs.map(({ improvementId }) => improvementId);
  const unitIds = pairs.map(({ unitId }) => unitId);
  const planned = await work.db.$queryRaw<{ improvementId: string; unitId: string }[]>`
    SELECT d."improvementId"::text AS "improvementId", d."unitId"::text AS "unitId"
      FROM "Deployment" d JOIN unnest(${improvementIds}::uuid[], ${unitIds}::uuid[]) AS p("improvementId", "unitId")
        ON p."improvementId" = d."improvementId" AND p."unitId" = d."unitId"`;
  return new Set(planned.map(({ improvementId, unitId }) => `${improvementId} ${unitId}`));
}

/** Refuses to plan a deployment in a unit against the plan of its improvement. */
function demandFitsPlan(plan: CurrentPlan | undefined, unitId: string, dates: PlannedDates): void {
  demandNotComplete(plan?.state ?? null);
  demandTarget(plan, unitId);
  demandWithinPlan(plan, dates);
}

/** A deployment to be planned. */
export type NewDeployment = z.output<typeof deploymentForm>;

/** Plans deployments of which it is known that they may be planned, and that there are none yet: one statement. */
export async function planDeployments<const Deployments extends readonly NewDeployment[]>(
  work: UnitOfWork,
  deployments: Deployments,
): Promise<Each<Deployments, Deployment>> {
  const stamp = { organizationId: work.actor.organizationId, createdAt: work.now, updatedAt: work.now };
  const rows = await insertRows<Deployment>(
    work.db,
    'Deployment',
    deployments.map(({ note: _note, ...deployment }) => ({ ...deployment, ...stamp })),
  );
  rows.forEach((row, index) => work.created(row, header('DeploymentPlanned', row, deployments[index]?.note)));
  return rows as Each<Deployments, Deployment>;
}

/** Changes the planned dates of a deployment that is not over. */
export const rescheduleDeployment = plainCommand({
  name: 'rescheduleDeployment',
  input: z.object({ deploymentId: recordId, version: recordVersion, ...dates, note: optional(text) }),
  async perform(work, input) {
    demandOrder(input);
    const { plannedStart, plannedEnd } = input;
    return changeDeployment(work, input, 'DeploymentRescheduled', async ({ improvementId, unitId }) => {
      demandWithinPlan(await currentPlan(work, improvementId, unitId), input);
      return { plannedStart, plannedEnd };
    });
  },
});

/** What a deployment begins with, once more. */
export const fresh = {
  percent: 0,
  actualStart: null,
  actualEnd: null,
  processVersion: null,
  processVersionId: null,
  waiver: null,
  rollBackReason: null,
  adoptedById: null,
  confirmedById: null,
  confirmedAt: null,
} as const;

/** Begins a deployment anew that was waived or rolled back: with new dates, and nothing of the earlier try. */
export const replanDeployment = plainCommand({
  name: 'replanDeployment',
  input: z.object({ deploymentId: recordId, version: recordVersion, ...dates, note: optional(text) }),
  async perform(work, input) {
    demandOrder(input);
    const { plannedStart, plannedEnd } = input;
    const anew = async ({ improvementId, unitId }: Deployment) => {
      demandFitsPlan(await currentPlan(work, improvementId, unitId), unitId, input);
      return { ...fresh, plannedStart, plannedEnd };
    };
    return changeDeployment(work, input, 'DeploymentReplanned', anew, (deployment) => removeBlockers(work, deployment));
  },
});

/** The deployment of an improvement is complete: DEPLOYING → DEPLOYED, once each of its deployments is over, and its plan confirmed. */
export const completeImprovementDeployment = plainCommand({
  name: 'completeImprovementDeployment',
  input: moveForm,
  perform: (work, input) =>
    moveImprovement(work, input, 'completeImprovementDeployment', 'ImprovementDeployed', async ({ id }) => {
      demandAllEnded(await deploymentStates(work, id));
      demandPlanConfirmed(await planStateOf(work, id));
    }),
});

/** The states of all deployments of an improvement, in no order. */
export async function deploymentStates(work: UnitOfWork, improvementId: string): Promise<DeploymentState[]> {
  const deployments = await work.db.deployment.findMany({ where: { improvementId }, select: { state: true } });
  return deployments.map(({ state }) => state);
}
