import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Deployment, PlanState, Prisma } from '../../generated/prisma/client.js';
import { OVER_INCREMENT_STATES } from '../rules.js';
import type { Beginning, CurrentPlan } from '../rules.js';

/**
 * Of some improvements, the newest plan of each that was not canceled, as it is written now, as far as some units are
 * concerned.
 */
export async function currentPlans(
  work: UnitOfWork,
  improvementIds: readonly string[],
  unitIds: readonly string[],
): Promise<Map<string, CurrentPlan>> {
  const targets = { where: { unitId: { in: [...unitIds] } }, select: { unitId: true } };
  const plans = await work.db.deploymentPlan.findMany({
    where: { improvementId: { in: [...improvementIds] }, state: { not: 'CANCELED' } },
    select: {
      improvementId: true,
      state: true,
      versions: { orderBy: { number: 'desc' }, take: 1, select: { plannedStart: true, plannedEnd: true, targets } },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return new Map(
    plans.flatMap(({ improvementId, state, versions: [current] }) => {
      if (!current) return [];
      const { plannedStart, plannedEnd } = current;
      const targets = new Set(current.targets.map(({ unitId }) => unitId));
      return [[improvementId, { state, plannedStart, plannedEnd, targets }] as const];
    }),
  );
}

/** The same of one improvement and one unit; undefined where there is no such plan. */
export async function currentPlan(
  work: UnitOfWork,
  improvementId: string,
  unitId: string,
): Promise<CurrentPlan | undefined> {
  return (await currentPlans(work, [improvementId], [unitId])).get(improvementId);
}

/** The plan by which a deployment goes, and its increment there; undefined where its improvement has never had one. */
export async function beginningOf(
  work: UnitOfWork,
  { id, improvementId, unitId }: Deployment,
): Promise<Beginning | undefined> {
  const plan = newest(
    await work.db.deploymentPlan.findMany({
      where: { improvementId },
      select: {
        state: true,
        versions: {
          orderBy: { number: 'desc' },
          take: 1,
          select: { targets: { where: { unitId }, select: { unitId: true } } },
        },
        increments: { select: { ordinal: true, state: true, deployments: { where: { deploymentId: id }, take: 1 } } },
      },
      orderBy: NEWEST_FIRST,
    }),
  );
  if (!plan) return undefined;
  const { state: planState, versions, increments } = plan;
  const increment = increments.find(
    ({ state, deployments }) => deployments.length > 0 && !OVER_INCREMENT_STATES.includes(state),
  );
  return {
    planState,
    target: versions.some(({ targets }) => targets.length > 0),
    inIncrements: increments.length > 0,
    increment: increment ?? null,
  };
}

/** The state of an improvement's plan; null where it has never had one. */
export async function planStateOf(work: UnitOfWork, improvementId: string): Promise<PlanState | null> {
  const where = { improvementId };
  const plans = await work.db.deploymentPlan.findMany({ where, select: { state: true }, orderBy: NEWEST_FIRST });
  return newest(plans)?.state ?? null;
}

const NEWEST_FIRST = [
  { createdAt: 'desc' },
  { id: 'desc' },
] as const satisfies Prisma.DeploymentPlanOrderByWithRelationInput[];

/** Of plans, newest first, the one that counts: one that was canceled only where all were, as it stops what it was for. */
function newest<Plan extends { readonly state: PlanState }>(plans: readonly Plan[]): Plan | undefined {
  return plans.find(({ state }) => state !== 'CANCELED') ?? plans[0];
}
