import { z } from 'zod';
import { demandUnit } from '../../auth/permissions.js';
import { dayOf } from '../../clock.js';
import { plainCommand } from '../../commands/plain-command.js';
import { day, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { Measure, MeasureReading } from '../../generated/prisma/client.js';
import { unitOf } from '../../organization/operations/unit.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { ReadingEventType } from '../events.js';
import { demandMeasured, demandOutsideBaselines, demandPastDay } from '../rules.js';
import { measured, measureOf } from './measure.js';

/** Records a value of a measure for a day, in a unit or in the whole. */
export const recordReading = plainCommand({
  name: 'recordReading',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: z.object({ measureId: recordId, unitId: optional(recordId), day, value: measured, note: optional(text) }),
  async perform(work, { note, ...input }) {
    const measure = await measureOf(work, input.measureId);
    if (input.unitId !== null) await unitOf(work, input.unitId);
    demandUnit(work.actor, work.command, input.unitId);
    demandPastDay(input.day, dayOf(work.now));
    demandMeasured(measure);
    demandOutsideBaselines(measure.baselines, input);
    const { measureId, unitId } = input;
    const taken = await work.db.measureReading.count({ where: { measureId, unitId, day: input.day } });
    if (taken) throw alreadyExists('MeasureReading', 'of that day: correct it');
    const { organizationId, personId } = work.actor;
    const reading = await work.db.measureReading.create({
      data: { ...input, organizationId, recordedById: personId, createdAt: work.now, updatedAt: work.now },
    });
    work.created(reading, header('ReadingRecorded', measure, reading, note));
    return reading;
  },
});

/** Corrects a value that had been wrong, and says why; what it was before stays in the log. */
export const correctReading = plainCommand({
  name: 'correctReading',
  input: z.object({ readingId: recordId, version: recordVersion, value: measured, reason: text }),
  async perform(work, { readingId, version, value, reason }) {
    const where = { id: readingId, organizationId: work.actor.organizationId };
    const found = await work.db.measureReading.findUnique({ where, select: { measureId: true } });
    if (!found) throw notFound('MeasureReading');
    const measure = await measureOf(work, found.measureId);
    const reading = await work.db.measureReading.findUniqueOrThrow({ where });
    demandUnit(work.actor, work.command, reading.unitId);
    work.demandVersion(reading, version, 'MeasureReading');
    demandMeasured(measure);
    demandOutsideBaselines(measure.baselines, reading);
    const about = header('ReadingCorrected', measure, reading, reason);
    await work.change(work.db.measureReading, reading, { value }, about);
    return reading;
  },
});

function header(type: ReadingEventType, { improvementId }: Measure, { unitId }: MeasureReading, note: string | null) {
  return { type, recordType: 'MeasureReading', improvementId, unitId, note };
}
