import type { z } from 'zod';
import { afterSignIn, deploymentLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { day, id, note } from '../../commands/fields.js';
import type { Each, UnitOfWork } from '../../commands/unit-of-work.js';
import { insertRows } from '../../database/insert-rows.js';
import type { Deployment, Improvement, Unit } from '../../generated/prisma/client.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import { improvementCommand, improvementOf } from '../../improvements/operations/improvement.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { liveUnit } from '../../organization/operations/unit.js';
import { demandNotRetired } from '../../organization/rules.js';
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
import { deploymentCommand, header } from './deployment.js';

const dates = {
  plannedStart: day('Planned first day.'),
  plannedEnd: day('Planned day of adoption; not before plannedStart.'),
};

const newDeployment = {
  improvementId: id('Improvement', 'What is to be deployed: an improvement that is selected or being deployed.'),
  unitId: id('Unit', 'Where.'),
  ...dates,
  note,
};

export const planDeployment = command({
  name: 'planDeployment',
  description:
    'Plans the deployment of an improvement in a unit. Once the plan of the improvement is confirmed, this needs a new plan.',
  allowed: deploymentLeads,
  record: 'Deployment',
  event: 'DeploymentPlanned',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: newDeployment,
  async perform(work, input) {
    demandOrder(input);
    const improvement = await improvementOf(work, input.improvementId);
    const unit = await liveUnit(work, input.unitId);
    const taken = await work.db.deployment.count({ where: { improvementId: improvement.id, unitId: unit.id } });
    demandPlannable(improvement, unit, input, taken > 0, await currentPlan(work, improvement.id, unit.id));
    const [deployment] = await planDeployments(work, [input]);
    return deployment;
  },
});

/** Refuses to plan a deployment of an improvement that is not up to it, in a retired unit, outside its plan, or where it is planned already. */
export function demandPlannable(
  improvement: Improvement,
  unit: Unit,
  dates: PlannedDates,
  planned: boolean,
  plan: CurrentPlan | undefined,
): void {
  demandImprovementState(improvement, PLANNABLE);
  demandNotRetired(unit);
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
export type NewDeployment = z.output<z.ZodObject<typeof newDeployment>>;

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

export const rescheduleDeployment = deploymentCommand({
  name: 'rescheduleDeployment',
  description:
    'Changes the planned dates of a deployment that is not over. They stay when those of its increment change. Once the plan was submitted to its stakeholders, the dates have to lie within those of the plan: the stakeholders are not asked again, and the event has the dates before and after.',
  allowed: deploymentLeads,
  event: 'DeploymentRescheduled',
  input: { ...dates, note },
  prepare: (_work, input) => demandOrder(input),
  async change(work, { improvementId, unitId }, { plannedStart, plannedEnd }) {
    demandWithinPlan(await currentPlan(work, improvementId, unitId), { plannedStart, plannedEnd });
    return { patch: { plannedStart, plannedEnd, hasOwnDates: true, expectedEnd: null, rescheduleRequestedAt: null } };
  },
});

/** What a deployment begins with, once more. */
export const fresh = {
  percent: 0,
  percentBeforeAdoption: null,
  hasOwnDates: false,
  expectedEnd: null,
  rescheduleRequestedAt: null,
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

export const replanDeployment = deploymentCommand({
  name: 'replanDeployment',
  description:
    'Plans a waived or rolled-back deployment again. Once the plan of the improvement is confirmed, this needs a new plan.',
  allowed: deploymentLeads,
  event: 'DeploymentReplanned',
  input: { ...dates, note },
  prepare: (_work, input) => demandOrder(input),
  async change(work, deployment, { plannedStart, plannedEnd }) {
    const { improvementId, unitId } = deployment;
    demandFitsPlan(await currentPlan(work, improvementId, unitId), unitId, { plannedStart, plannedEnd });
    return { patch: { ...fresh, plannedStart, plannedEnd }, blockers: await removeBlockers(work, deployment) };
  },
});

export const completeImprovementDeployment = improvementCommand({
  name: 'completeImprovementDeployment',
  description:
    'Completes the deployment of an improvement, each of its deployments being confirmed, waived or rolled back: DEPLOYING to DEPLOYED.',
  allowed: afterSignIn('CONFIRMATION', deploymentLeads),
  event: 'ImprovementDeployed',
  input: { note },
  async change(work, { id }) {
    demandAllEnded(await deploymentStates(work, id));
    demandPlanConfirmed(await planStateOf(work, id));
    return {};
  },
});

/** The states of all deployments of an improvement, in no order. */
export async function deploymentStates(work: UnitOfWork, improvementId: string): Promise<DeploymentState[]> {
  const deployments = await work.db.deployment.findMany({ where: { improvementId }, select: { state: true } });
  return deployments.map(({ state }) => state);
}
