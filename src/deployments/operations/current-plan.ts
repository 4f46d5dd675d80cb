import type { Work } from '../../commands/work.js';
import type { Deployment } from '../../generated/prisma/client.js';
import type { Beginning, CurrentPlan } from '../rules.js';

/** Which plans of an improvement count: the newest of these is its current one. */
const NOT_CANCELED = { not: 'CANCELED' } as const;

/**
 * Of some improvements, the newest plan of each that was not canceled, as it is written now, as far as some units are
 * concerned.
 */
export async function currentPlans(
  work: Work,
  improvementIds: readonly string[],
  unitIds: readonly string[],
): Promise<Map<string, CurrentPlan>> {
  const targets = { where: { unitId: { in: [...unitIds] } }, select: { unitId: true } };
  const plans = await work.db.deploymentPlan.findMany({
    where: { improvementId: { in: [...improvementIds] }, state: NOT_CANCELED },
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
export async function currentPlan(work: Work, improvementId: string, unitId: string): Promise<CurrentPlan | undefined> {
  return (await currentPlans(work, [improvementId], [unitId])).get(improvementId);
}

/** The plan by which a deployment goes, the newest that was not canceled, and its increment there; undefined without one. */
export async function beginningOf(work: Work, { id, improvementId }: Deployment): Promise<Beginning | undefined> {
  const plan = await work.db.deploymentPlan.findFirst({
    where: { improvementId, state: NOT_CANCELED },
    select: {
      state: true,
      increments: {
        where: { state: { not: 'ROLLED_BACK' }, deployments: { some: { deploymentId: id } } },
        select: { ordinal: true, state: true },
      },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  if (!plan) return undefined;
  // One that was planned anew after its increment had passed may be part of a later one, which is then the one to wait for.
  const { state: planState, increments } = plan;
  return { planState, increment: increments.find(({ state }) => state !== 'PASSED') ?? increments[0] ?? null };
}
