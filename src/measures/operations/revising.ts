import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { line, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Measure } from '../../generated/prisma/client.js';
import { MeasureDirection } from '../../generated/prisma/enums.js';
import { recordRevision } from '../../improvements/operations/revision.js';
import type { MeasureEventType } from '../events.js';
import { demandMeasured, demandUnitOfMeasurement } from '../rules.js';
import { demandFreeName, header, measured, measureOf } from './measure.js';

const target = { measureId: recordId, version: recordVersion, reason: text, reviewId: optional(recordId) };

/** Changes what a measure is or why it is measured; what is left out stays. */
export const reviseMeasure = plainCommand({
  name: 'reviseMeasure',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: z.object({
    ...target,
    name: optional(line),
    unitOfMeasurement: optional(line),
    direction: optional(z.enum(MeasureDirection)),
    why: optional(text),
  }),
  perform: (work, { name, unitOfMeasurement, direction, why, ...input }) =>
    revise(work, input, 'MeasureRevised', 'MEASURE', async (measure) => {
      if (name !== null && name !== measure.name) await demandFreeName(work, measure.improvementId, name);
      const readings = await work.db.measureReading.count({ where: { measureId: measure.id } });
      demandUnitOfMeasurement(readings, measure.unitOfMeasurement, unitOfMeasurement ?? measure.unitOfMeasurement);
      return {
        name: name ?? measure.name,
        unitOfMeasurement: unitOfMeasurement ?? measure.unitOfMeasurement,
        direction: direction ?? measure.direction,
        why: why ?? measure.why,
      };
    }),
});

/** Changes the value that a measure is to reach; null takes it back. */
export const reviseObjective = plainCommand({
  name: 'reviseObjective',
  input: z.object({ ...target, objective: optional(measured) }),
  perform: (work, { objective, ...input }) =>
    revise(work, input, 'ObjectiveRevised', 'OBJECTIVE', () => ({ objective })),
});

type Patch = Partial<Pick<Measure, 'name' | 'unitOfMeasurement' | 'direction' | 'why' | 'objective'>>;

async function revise(
  work: UnitOfWork,
  input: z.output<z.ZodObject<typeof target>>,
  type: MeasureEventType,
  kind: 'MEASURE' | 'OBJECTIVE',
  decide: (measure: Measure) => Patch | Promise<Patch>,
): Promise<Measure> {
  const measure = await measureOf(work, input.measureId);
  work.demandVersion(measure, input.version, 'Measure');
  demandMeasured(measure);
  const after = await decide(measure);
  const before = Object.fromEntries(Object.keys(after).map((field) => [field, measure[field as keyof Patch]]));
  const { id, improvementId } = measure;
  const { reason, reviewId } = input;
  await recordRevision(work, { kind, recordId: id, improvementId, before, after, reason, reviewId });
  await work.change(work.db.measure, measure, after, header(type, measure, reason));
  return measure;
}
