import type { Queryable } from '../../database/database.js';
import { groupBy } from '../../group-by.js';
import { isEarlyAdopter } from '../../plans/operations/early-adopters.js';
import type { EffectFacts } from '../effect.js';
import { LARGEST_VALUE } from '../rules.js';

/** What has to be known of some measures to say what their improvements brought, in a fixed number of statements. */
export async function effectFacts(
  db: Queryable,
  measureIds: readonly string[],
): Promise<ReadonlyMap<string, EffectFacts>> {
  const measures = await db.measure.findMany({
    where: { id: { in: [...measureIds] } },
    include: {
      baselines: { select: { unitId: true, periodStart: true, periodEnd: true } },
      readings: {
        // Of what was recorded before values were bounded, nothing can be reckoned.
        where: { value: { gte: -LARGEST_VALUE, lte: LARGEST_VALUE } },
        select: { unitId: true, day: true, value: true },
        orderBy: [{ day: 'asc' }, { id: 'asc' }],
      },
    },
  });
  const deployments = await db.$queryRaw<(EffectFacts['deployments'][number] & { improvementId: string })[]>`
    SELECT d."improvementId", d."unitId", d."state", d."actualEnd",
           CASE WHEN ${isEarlyAdopter} THEN 'EARLY'
                WHEN EXISTS (SELECT 1 FROM "IncrementDeployment" x WHERE x."deploymentId" = d."id") THEN 'LATE' END AS "group"
      FROM "Deployment" d WHERE d."improvementId" = ANY(${measures.map(({ improvementId }) => improvementId)}::uuid[])`;
  const byImprovement = groupBy(deployments, ({ improvementId }) => improvementId);
  return new Map(
    measures.map(({ id, direction, objective, baselines, readings, improvementId }) => [
      id,
      { direction, objective, baselines, readings, deployments: byImprovement.get(improvementId) ?? [] },
    ]),
  );
}
