import type { Queryable } from '../../database/database.js';
import type { Deployment } from '../../generated/prisma/client.js';
import { NOT_THERE } from '../requirements.js';
import type { RequiredImprovement } from '../requirements.js';

/** What the improvement of a deployment requires, as far as its unit is concerned, the oldest requirement first. */
export async function requiredOf(
  db: Queryable,
  { improvementId, unitId }: Pick<Deployment, 'improvementId' | 'unitId'>,
): Promise<RequiredImprovement[]> {
  const deployments = { where: { unitId, state: { notIn: [...NOT_THERE] } }, select: { state: true }, take: 1 };
  const relations = await db.improvementRelation.findMany({
    where: { fromId: improvementId, kind: 'REQUIRES' },
    select: { to: { select: { title: true, state: true, deployments } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return relations.map(({ to: { title, state, deployments } }) => ({
    title,
    state,
    deployment: deployments[0]?.state ?? null,
  }));
}
