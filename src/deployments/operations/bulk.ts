import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { DeploymentState } from '../../generated/prisma/enums.js';
import { deploymentStates, OPEN_STATES } from '../rules.js';
import type { PlannedDates } from '../rules.js';
import { removeBlockers } from './blocking.js';
import { header, stateAfter, loaded, writeDeployment } from './deployment.js';
import type { LoadedDeployment } from './deployment.js';
import { fresh } from './planning.js';

/**
 * Takes an improvement back out of the projects of some deployments, as part of another command. Those that have not
 * begun, or are over without it, stay as they are.
 */
export async function rollBackDeployments(work: UnitOfWork, ids: readonly string[], reason: string): Promise<void> {
  for (const deployment of await lockDeployments(work, ids, deploymentStates.transitions.rollBackDeployment.from)) {
    const status = stateAfter(deployment, 'rollBackDeployment', { openBlockers: deployment.blockers.length });
    const patch = { ...status, rollBackReason: reason };
    await writeDeployment(work, deployment, patch, header('DeploymentRolledBack', deployment, reason));
  }
}

/** Plans deployments again that were waived or rolled back, on the same days, as part of another command. */
export async function replanDeployments(work: UnitOfWork, ids: readonly string[], days: PlannedDates): Promise<void> {
  for (const deployment of await lockDeployments(work, ids, deploymentStates.transitions.replanDeployment.from)) {
    const blockers = await removeBlockers(work, deployment);
    const patch = { ...stateAfter(deployment, 'replanDeployment', blockers), ...fresh, ...days };
    await writeDeployment(work, deployment, patch, header('DeploymentReplanned', deployment, null), blockers);
  }
}

/**
 * Gives the dates of their increment to those of some deployments that have not begun and have no dates of their own, as
 * part of another command.
 */
export async function takeDates(
  work: UnitOfWork,
  ids: readonly string[],
  { plannedStart, plannedEnd }: PlannedDates,
  note: string,
): Promise<void> {
  for (const deployment of await lockDeployments(work, ids, OPEN_STATES)) {
    const isSame = +deployment.plannedStart === +plannedStart && +deployment.plannedEnd === +plannedEnd;
    if (isSame || deployment.hasOwnDates || deployment.actualStart !== null) continue;
    const { state, resumeState } = deployment;
    const about = header('DeploymentRescheduled', deployment, note);
    await writeDeployment(work, deployment, { state, resumeState, plannedStart, plannedEnd }, about);
  }
}

/** Locks some deployments, and returns those in one of the states; default: in any. */
export async function lockDeployments(
  work: UnitOfWork,
  ids: readonly string[],
  states: readonly DeploymentState[] = Object.values(DeploymentState),
): Promise<LoadedDeployment[]> {
  if (ids.length === 0) return [];
  await work.db.$queryRaw`
    SELECT 1 FROM "Deployment" d JOIN "Improvement" i ON i."id" = d."improvementId"
     WHERE d."id" = ANY(${[...ids]}::uuid[]) ORDER BY d."id" FOR NO KEY UPDATE OF d FOR SHARE OF i`;
  return work.db.deployment.findMany({
    where: { id: { in: [...ids] }, state: { in: [...states] } },
    include: loaded,
    orderBy: { id: 'asc' },
  });
}
