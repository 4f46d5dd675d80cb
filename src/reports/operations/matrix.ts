import type { Deployment } from '../../generated/prisma/client.js';
import type { StateGroup } from '../../deployments/progress.js';
import { concernsOf } from '../risk.js';
import type { Watched } from '../risk.js';

/** Deployments added up by state, for their progress. */
export function groupByState(deployments: readonly Pick<Deployment, 'state' | 'percent'>[]): StateGroup[] {
  const groups = new Map<Deployment['state'], { count: number; percentSum: number }>();
  for (const { state, percent } of deployments) {
    const group = groups.get(state) ?? { count: 0, percentSum: 0 };
    group.count += 1;
    group.percentSum += percent;
    groups.set(state, group);
  }
  return [...groups].map(([state, group]) => ({ state, ...group }));
}

/** How many deployments are late, and how many are not but may become so. */
export function countConcerns(deployments: readonly Watched[], now: Date): { late: number; atRisk: number } {
  let [late, atRisk] = [0, 0];
  for (const deployment of deployments) {
    const concerns = concernsOf(deployment, now);
    if (concerns.includes('LATE')) late += 1;
    else if (concerns.length > 0) atRisk += 1;
  }
  return { late, atRisk };
}
