import { currentPlans } from '../../deployments/operations/current-plan.js';
import {
  demandPlannable,
  planDeployment,
  planDeployments,
  plannedPairs,
} from '../../deployments/operations/planning.js';
import type { NewDeployment } from '../../deployments/operations/planning.js';
import { demandOrder } from '../../deployments/rules.js';
import { lockedImprovementsByTitle } from '../../improvements/operations/improvement.js';
import { lockedUnitsByName } from '../../organization/operations/unit.js';
import type { Improvement, Unit } from '../../generated/prisma/client.js';
import type { TableRow } from '../files/table.js';
import { dayIn, validated, place } from './kind.js';
import type { Kind } from './kind.js';

const COLUMNS: Readonly<Record<string, string>> = { improvementId: 'improvement', unitId: 'unit' };

/** Deployments, planned as new ones: their progress is reported by their projects. */
export const deployments: Kind<NewDeployment> = {
  command: planDeployment,
  form: {
    required: ['improvement', 'unit', 'plannedStart', 'plannedEnd'],
    optional: ['note'],
    ignored: [
      'id',
      'state',
      'resumeState',
      'percent',
      'actualStart',
      'actualEnd',
      'late',
      'expectedEnd',
      'deferredUntil',
      'processVersionLabel',
      'waiver',
      'rollBackReason',
      'adoptedBy',
      'confirmedBy',
      'confirmedAt',
      'version',
      'createdAt',
      'updatedAt',
    ],
  },

  async read(reading, _columns, rows) {
    const { work, mistakes, duplicates } = reading;
    const named = (column: string) => [...new Set(rows.map((row) => row.cell(column)))];
    const improvements = await lockedImprovementsByTitle(work, named('improvement'));
    const units = await lockedUnitsByName(work, named('unit'));
    const ids = [...improvements.values()].map(({ id }) => id);
    const planned = await plannedPairs(work, pairsOf(rows, improvements, units));
    const plans = await currentPlans(
      work,
      ids,
      [...units.values()].map(({ id }) => id),
    );
    return rows.flatMap((row) => {
      const improvement = improvements.get(row.cell('improvement'));
      const unit = units.get(row.cell('unit'));
      if (!improvement) mistakes.add(place(row, 'improvement'), 'There is no improvement of this title.');
      if (!unit) mistakes.add(place(row, 'unit'), 'There is no unit of this name.');
      const values = {
        improvementId: improvement?.id,
        unitId: unit?.id,
        plannedStart: dayIn(row, 'plannedStart', reading),
        plannedEnd: dayIn(row, 'plannedEnd', reading),
        note: row.cell('note') || null,
      };
      const columnOf = ([field]: readonly PropertyKey[]) => COLUMNS[String(field)] ?? String(field);
      const deployment = validated(planDeployment.input, values, row, mistakes, columnOf);
      if (!deployment || !improvement || !unit) return [];
      mistakes.attempt(place(row, 'plannedEnd'), () => demandOrder(deployment));
      // One that is there twice was planned with its first line.
      if (!duplicates.admits(row, 'unit', [improvement.id, unit.id], mistakes)) return [];
      const isPlanned = planned.has(`${improvement.id} ${unit.id}`);
      mistakes.attempt(place(row, 'improvement'), () =>
        demandPlannable(improvement, unit, deployment, isPlanned, plans.get(improvement.id)),
      );
      return [deployment];
    });
  },

  write: (work, entries) => planDeployments(work, entries),
};

function pairsOf(
  rows: readonly TableRow[],
  improvements: ReadonlyMap<string, Improvement>,
  units: ReadonlyMap<string, Unit>,
): { improvementId: string; unitId: string }[] {
  return rows.flatMap((row) => {
    const improvementId = improvements.get(row.cell('improvement'))?.id;
    const unitId = units.get(row.cell('unit'))?.id;
    return improvementId && unitId ? [{ improvementId, unitId }] : [];
  });
}
