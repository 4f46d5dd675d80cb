import type { Queryable } from '../../database/database.js';

/**
 * Whether units are early adopters of improvements, OPM SP 3.2 subpractice 3: their deployment is part of the first
 * increment of a plan, and that was not rolled back. A key is the id of the improvement, a space, and that of the unit.
 */
export async function earlyAdopters(db: Queryable, keys: readonly string[]): Promise<boolean[]> {
  const pairs = keys.map((key) => key.split(' '));
  const deployments = await db.deployment.findMany({
    where: {
      improvementId: { in: pairs.map(([improvementId]) => improvementId ?? '') },
      unitId: { in: pairs.map(([, unitId]) => unitId ?? '') },
      increments: { some: { increment: { ordinal: 1, state: { not: 'ROLLED_BACK' } } } },
    },
    select: { improvementId: true, unitId: true },
  });
  const early = new Set(deployments.map(({ improvementId, unitId }) => `${improvementId} ${unitId}`));
  return keys.map((key) => early.has(key));
}
