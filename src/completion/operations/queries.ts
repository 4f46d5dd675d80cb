import type { Queryable } from '../../database/database.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { OPEN_ISSUE_STATES } from '../../issues/rules.js';
import type { UnmetRequirement } from '../../plans/activation.js';
import { unmetForConfirmation } from '../rules.js';
import type { CompletionFacts } from '../rules.js';
import { UNFINISHED_STATES } from '../../training/rules.js';

const include = {
  versions: {
    orderBy: { number: 'desc' },
    take: 1,
    include: { targets: { include: { unit: { select: { name: true } } }, orderBy: { unitId: 'asc' } } },
  },
  increments: {
    select: {
      ordinal: true,
      state: true,
      deployments: { where: { deployment: { state: 'CONFIRMED' } }, select: { deploymentId: true }, take: 1 },
    },
    orderBy: { ordinal: 'asc' },
  },
  improvement: {
    include: {
      deployments: { include: { unit: { select: { name: true } } }, orderBy: { id: 'asc' } },
      issues: {
        where: { state: { in: [...OPEN_ISSUE_STATES] } },
        include: { deviations: { orderBy: { acceptedAt: 'desc' } } },
        orderBy: { id: 'asc' },
      },
      trainingItems: { where: { state: { in: [...UNFINISHED_STATES] } }, orderBy: { id: 'asc' } },
    },
  },
} as const satisfies Prisma.DeploymentPlanInclude;

type FactsRow = Prisma.DeploymentPlanGetPayload<{ include: typeof include }>;

/** Unmet requirements for the confirmation of some plans, in a fixed number of statements. */
export async function unmetForConfirmationOf(db: Queryable, planIds: readonly string[]): Promise<UnmetRequirement[][]> {
  const plans = await db.deploymentPlan.findMany({ where: { id: { in: [...planIds] } }, include });
  const unmet = new Map(plans.map((plan) => [plan.id, unmetForConfirmation(factsOf(plan))]));
  return planIds.map((id) => unmet.get(id) ?? []);
}

function factsOf({
  id: planId,
  versions,
  increments,
  improvement: { deployments, issues, trainingItems },
}: FactsRow): CompletionFacts {
  const there = new Set(deployments.map(({ unitId }) => unitId));
  const targets = versions.flatMap((version) => version.targets);
  return {
    deployments: deployments.map(({ state, unit, waiver, rollBackReason }) => ({
      state,
      unitName: unit.name,
      reason: state === 'WAIVED' ? waiver : rollBackReason,
    })),
    increments: increments.map(({ ordinal, state, deployments: used }) => ({ ordinal, state, used: used.length > 0 })),
    targetsWithout: targets.filter(({ unitId }) => !there.has(unitId)).map(({ unit }) => unit.name),
    openIssues: issues.map(({ title, openedAt, deviations }) => ({
      title,
      openedAt,
      acceptedAt: deviations.find((deviation) => deviation.planId === planId)?.acceptedAt ?? null,
    })),
    training: trainingItems,
  };
}
