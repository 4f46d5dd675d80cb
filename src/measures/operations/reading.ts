import { unitLeads } from '../../auth/allowed.js';
import type { Allowed } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { day, id, optional, reason, text, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { Measure, MeasureReading } from '../../generated/prisma/client.js';
import { liveUnit } from '../../organization/operations/unit.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { ReadingEventType } from '../events.js';
import { demandMeasured, demandOutsideBaselines, demandPastDay } from '../rules.js';
import { measured, measureOf } from './measure.js';
import type { LoadedMeasure } from './measure.js';

const readers: Allowed<{ readonly unitId: string | null }> = {
  ...unitLeads,
  sentence: 'Leads of the unit, and deployment leads; values of the whole organization only deployment leads.',
};

export const recordReading = command({
  name: 'recordReading',
  description: 'Records a reading of a measure, one per day and unit.',
  allowed: readers,
  record: 'MeasureReading',
  event: 'ReadingRecorded',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    measureId: id('Measure', 'The measure.'),
    unitId: optional(id('Unit', 'The unit. Default: the whole organization.')),
    day: day('Day of the reading; not in the future.'),
    value: measured("The value, in the measure's unit of measurement."),
    note: optional(text('A note.')),
  },
  async perform(work, { note, ...input }) {
    const measure = await measureOf(work, input.measureId);
    if (input.unitId !== null) await liveUnit(work, input.unitId);
    work.demandAllowed(readers, input);
    demandPastDay(input.day, await work.today(input.unitId));
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

/** A reading as it is loaded for a change: with its measure, which is locked. */
type LoadedReading = MeasureReading & { measure: LoadedMeasure };

const target = { readingId: id('MeasureReading', 'The reading.'), version: version('MeasureReading') };

/** Describes a command on a reading. */
const readingCommand = recordCommands<
  LoadedReading,
  Pick<MeasureReading, 'unitId' | 'day'> & {
    readonly measure: Pick<LoadedMeasure, 'name' | 'dropReason' | 'baselines'>;
  },
  Pick<MeasureReading, 'value'>,
  'correctReading',
  ReadingEventType,
  typeof target
>({
  record: 'MeasureReading',
  target,
  async load(work, id) {
    const where = { id, organizationId: work.actor.organizationId };
    const found = await work.db.measureReading.findUnique({ where, select: { measureId: true } });
    if (!found) throw notFound('MeasureReading');
    const measure = await measureOf(work, found.measureId);
    return { ...(await work.db.measureReading.findUniqueOrThrow({ where })), measure };
  },
  guard(_verb, { measure, ...reading }) {
    demandMeasured(measure);
    demandOutsideBaselines(measure.baselines, reading);
  },
  write: (work, { measure, ...reading }, patch = { value: reading.value }, { type, note }) =>
    work.change(work.db.measureReading, reading, patch, header(type, measure, reading, note)),
});

export const correctReading = readingCommand({
  name: 'correctReading',
  description: 'Corrects a wrong reading that is not part of a baseline.',
  allowed: unitLeads,
  event: 'ReadingCorrected',
  input: { value: measured('The right value.'), reason },
  noteFrom: 'reason',
  change: (_work, _reading, { value }) => ({ value }),
});

function header(type: ReadingEventType, { improvementId }: Measure, { unitId }: MeasureReading, note: string | null) {
  return { type, recordType: 'MeasureReading', improvementId, unitId, note };
}
