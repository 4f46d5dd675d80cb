import type { Queryable } from '../../database/database.js';
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
      improvement: {
        select: {
          deployments: {
            select: {
              ...{ unitId: true, state: true, actualEnd: true },
              increments: {
                orderBy: { incrementId: 'desc' },
                take: 1,
                select: { increment: { select: { ordinal: true } } },
              },
            },
          },
        },
      },
    },
  });
  return new Map(
    measures.map(({ id, direction, objective, baselines, readings, improvement }) => [
      id,
      {
        ...{ direction, objective, baselines, readings },
        deployments: improvement.deployments.map(({ increments: [latest], ...deployment }) => ({
          ...deployment,
          increment: latest?.increment.ordinal ?? null,
        })),
      },
    ]),
  );
}
