import type { Queryable } from '../../database/database.js';
import { isEarlyAdopter } from '../../plans/operations/early-adopters.js';

/** Whether units are early adopters of improvements. A key is the id of the improvement, a space, and that of the unit. */
export async function earlyAdopters(db: Queryable, keys: readonly string[]): Promise<boolean[]> {
  const pairs = keys.map((key) => key.split(' '));
  const deployments = await db.$queryRaw<{ key: string }[]>`
    SELECT d."improvementId" || ' ' || d."unitId" AS key FROM "Deployment" d
     WHERE d."improvementId" = ANY(${pairs.map(([improvementId]) => improvementId)}::uuid[])
       AND d."unitId" = ANY(${pairs.map(([, unitId]) => unitId)}::uuid[]) AND ${isEarlyAdopter}`;
  const early = new Set(deployments.map(({ key }) => key));
  return keys.map((key) => early.has(key));
}
