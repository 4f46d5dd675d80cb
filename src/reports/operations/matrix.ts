import type { Queryable } from '../../database/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Deployment, Unit } from '../../generated/prisma/client.js';
import type { StateGroup } from '../../deployments/progress.js';
import { concernsOf } from '../risk.js';
import { recordsAsOf } from './as-of.js';
import type { Moment } from './as-of.js';

/** Deployments added up by something. */
export interface Slice {
  /** What they have in common: the value of an attribute; null for units without it. */
  readonly value: string | null;
  readonly unitIds: readonly string[];
  readonly deployments: readonly Deployment[];
}

/** The deployments of some improvements in some units at a moment, in one statement; those by improvement. */
export async function cellsAsOf(
  db: Queryable,
  moment: Moment,
  improvementIds: readonly string[],
  unitIds: readonly string[],
): Promise<Map<string, Deployment[]>> {
  const cells = await recordsAsOf(
    db,
    'Deployment',
    moment,
    Prisma.sql`d."improvementId" = ANY(${[...improvementIds]}::uuid[]) AND d."unitId" = ANY(${[...unitIds]}::uuid[])`,
  );
  const column = new Map(unitIds.map((id, index) => [id, index]));
  const rows = new Map<string, Deployment[]>(improvementIds.map((id) => [id, []]));
  for (const cell of cells) rows.get(cell.improvementId)?.push(cell);
  for (const row of rows.values()) row.sort((a, b) => (column.get(a.unitId) ?? 0) - (column.get(b.unitId) ?? 0));
  return rows;
}

/** Slices deployments by an attribute of their units, by value; units without it come last. */
export function sliceBy(units: readonly Unit[], deployments: readonly Deployment[], attribute: string): Slice[] {
  const valueOf = (unit: Unit): string | null => {
    const value = (unit.attributes as Record<string, unknown>)[attribute];
    return typeof value === 'string' ? value : null;
  };
  const slices = new Map<string | null, { unitIds: string[]; deployments: Deployment[] }>();
  const byUnit = new Map<string, { unitIds: string[]; deployments: Deployment[] }>();
  for (const unit of units) {
    const value = valueOf(unit);
    const slice = slices.get(value) ?? { unitIds: [], deployments: [] };
    slices.set(value, slice);
    slice.unitIds.push(unit.id);
    byUnit.set(unit.id, slice);
  }
  for (const deployment of deployments) byUnit.get(deployment.unitId)?.deployments.push(deployment);
  return [...slices]
    .map(([value, slice]) => ({ value, ...slice }))
    .sort((a, b) => (a.value === null ? 1 : b.value === null ? -1 : a.value < b.value ? -1 : 1));
}

/** Deployments added up by state, for their progress. */
export function groupByState(deployments: readonly Pick<Deployment, 'state' | 'percent'>[]): StateGroup[] {
  const groups = new Map<Deployment['state'], { count: number; percentSum: number }>();
  for (const { state, percent } of deployments) {
    const group = groups.get(state) ?? { count: 0, percentSum: 0 };
    groups.set(state, { count: group.count + 1, percentSum: group.percentSum + percent });
  }
  return [...groups].map(([state, group]) => ({ state, ...group }));
}

/** How many deployments are late, and how many are not but may become so. */
export function countConcerns(deployments: readonly Deployment[], now: Date): { late: number; atRisk: number } {
  let [late, atRisk] = [0, 0];
  for (const deployment of deployments) {
    const concerns = concernsOf(deployment, now);
    if (concerns.includes('LATE')) late += 1;
    else if (concerns.length > 0) atRisk += 1;
  }
  return { late, atRisk };
}
