import type { Work } from '../../commands/work.js';
import { OPEN_ISSUE_STATES } from '../../issues/rules.js';
import type { LoadedPlan } from '../../plans/operations/plan.js';
import type { CompletionFacts } from '../rules.js';

/** What has to be known of a plan to say whether its deployment is complete. The plan and its improvement are locked. */
export async function completionFacts(work: Work, plan: LoadedPlan): Promise<CompletionFacts> {
  const { improvementId } = plan;
  const deployments = await work.db.deployment.findMany({
    where: { improvementId },
    include: { unit: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  const there = new Set(deployments.map(({ unitId }) => unitId));
  const without = await work.db.unit.findMany({
    where: { id: { in: plan.current.targets.map(({ unitId }) => unitId).filter((id) => !there.has(id)) } },
    orderBy: { name: 'asc' },
  });
  const issues = await work.db.issue.findMany({
    where: { improvementId, state: { in: [...OPEN_ISSUE_STATES] } },
    include: { deviations: { where: { planId: plan.id }, orderBy: { acceptedAt: 'desc' }, take: 1 } },
    orderBy: { id: 'asc' },
  });
  return {
    deployments: deployments.map(({ state, unit, waiver, rollBackReason }) => ({
      ...{ state, unitName: unit.name, reason: state === 'WAIVED' ? waiver : rollBackReason },
    })),
    targetsWithout: without.map(({ name }) => name),
    openIssues: issues.map(({ title, openedAt, deviations: [last] }) => ({
      ...{ title, openedAt, acceptedAt: last?.acceptedAt ?? null },
    })),
  };
}
