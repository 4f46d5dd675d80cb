import { deploymentLeads } from '../../auth/allowed.js';
import { id, line, optional, reason } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Measure } from '../../generated/prisma/client.js';
import { recordRevision } from '../../improvements/operations/revision.js';
import { demandUnitOfMeasurement } from '../rules.js';
import { content, demandFreeName, measureCommand, measured } from './measure.js';

const cause = { reason, reviewId: optional(id('ResultReview', 'The review of results that led to it, if any.')) };

export const reviseMeasure = measureCommand({
  name: 'reviseMeasure',
  description:
    'Changes the definition or purpose of a measure. Omitted fields stay as they are. The unit of measurement is fixed once there are readings.',
  allowed: deploymentLeads,
  event: 'MeasureRevised',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    name: optional(line('Its new name.')),
    unitOfMeasurement: optional(content.unitOfMeasurement),
    direction: optional(content.direction),
    why: optional(content.why),
    ...cause,
  },
  noteFrom: 'reason',
  async change(work, measure, { name, unitOfMeasurement, direction, why, ...input }) {
    if (name !== null && name !== measure.name) await demandFreeName(work, measure.improvementId, name);
    const readings = await work.db.measureReading.count({ where: { measureId: measure.id } });
    demandUnitOfMeasurement(readings, measure.unitOfMeasurement, unitOfMeasurement ?? measure.unitOfMeasurement);
    const patch = {
      name: name ?? measure.name,
      unitOfMeasurement: unitOfMeasurement ?? measure.unitOfMeasurement,
      direction: direction ?? measure.direction,
      why: why ?? measure.why,
    };
    return revised(work, measure, 'MEASURE', patch, input);
  },
});

export const reviseObjective = measureCommand({
  name: 'reviseObjective',
  description: 'Changes the objective of a measure.',
  allowed: deploymentLeads,
  event: 'ObjectiveRevised',
  input: { objective: optional(measured('The objective: the value to reach. Default: none.')), ...cause },
  noteFrom: 'reason',
  change: (work, measure, { objective, ...input }) => revised(work, measure, 'OBJECTIVE', { objective }, input),
});

/** Records the revision of a measure, for the reports on what was changed and why. */
async function revised<Patch extends Partial<Measure>>(
  work: UnitOfWork,
  measure: Measure,
  kind: 'MEASURE' | 'OBJECTIVE',
  patch: Patch,
  { reason, reviewId }: { readonly reason: string; readonly reviewId: string | null },
): Promise<{ patch: Patch }> {
  const { id: recordId, improvementId } = measure;
  const before = Object.fromEntries(Object.keys(patch).map((field) => [field, measure[field as keyof Measure]]));
  await recordRevision(work, { kind, recordId, improvementId, before, after: patch, reason, reviewId });
  return { patch };
}
