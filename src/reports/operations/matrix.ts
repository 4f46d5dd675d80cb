import type { Deployment, Unit } from '../../generated/prisma/client.js';
import type { StateGroup } from '../../deployments/progress.js';
import { concernsOf } from '../risk.js';
import type { Watched } from '../risk.js';
import type { Cell } from './cells.js';

/** Cells added up by something. */
export interface Slice {
  /** What they have in common: the value of an attribute; null for units without it. */
  readonly value: string | null;
  readonly unitIds: readonly string[];
  readonly cells: readonly Cell[];
}

/** Slices cells by an attribute of their units, the columns, by value; units without it come last. */
export function sliceBy(units: readonly Unit[], cells: readonly Cell[], attribute: string): Slice[] {
  const valueOf = (unit: Unit): string | null => {
    const value = (unit.attributes as Record<string, unknown>)[attribute];
    return typeof value === 'string' ? value : null;
  };
  const slices = new Map<string | null, { unitIds: string[]; cells: Cell[] }>();
  const ofColumn = units.map((unit) => {
    const value = valueOf(unit);
    const slice = slices.get(value) ?? { unitIds: [], cells: [] };
    slices.set(value, slice);
    slice.unitIds.push(unit.id);
    return slice;
  });
  for (const cell of cells) ofColumn[cell.column]?.cells.push(cell);
  return [...slices]
    .map(([value, slice]) => ({ value, ...slice }))
    .sort((a, b) => (a.value === null ? 1 : b.value === null ? -1 : a.value < b.value ? -1 : 1));
}

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
