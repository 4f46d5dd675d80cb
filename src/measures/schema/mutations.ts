import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { recordKey } from '../../schema/record-key.js';
import { defineMeasure, dropMeasure, fixBaseline } from '../operations/measure.js';
import { correctReading, recordReading } from '../operations/reading.js';
import { reviseMeasure, reviseObjective } from '../operations/revising.js';
import { MeasureDirectionEnum } from './measure.js';

const measurePayload = (t: PayloadBuilder) => ({
  measure: t.prismaField({
    type: 'Measure',
    description: 'The measure as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.measure.findUniqueOrThrow({ ...query, where: recordKey(recordId, context) }),
  }),
});

const readingPayload = (t: PayloadBuilder) => ({
  reading: t.prismaField({
    type: 'MeasureReading',
    description: 'The reading as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.measureReading.findUniqueOrThrow({
        ...query,
        where: recordKey(recordId, context),
      }),
  }),
});

type InputBuilder = Parameters<Parameters<typeof commandField>[0]['fields']>[0];

const measureTarget = (t: InputBuilder) => ({
  measureId: t.id({ required: true, description: 'The measure.' }),
  version: t.int({
    required: true,
    description: 'Version of the measure that you have read; another one there now is a StaleVersionError.',
  }),
});
const RANGE = 'from -1e15 to 1e15';
const note = (t: InputBuilder) => ({
  note: t.string({ description: 'What else is to be said; at most 4,000 characters.' }),
});
const reason = (t: InputBuilder) => ({
  reason: t.string({ required: true, description: 'Why, at most 4,000 characters.' }),
});
const ids = { measureId: 'Measure' };

commandField({
  command: defineMeasure,
  description: "Decides what shows an improvement's value. Deployment leads.",
  payload: measurePayload,
  ids: { improvementId: 'Improvement' },
  fields: (t) => ({
    improvementId: t.id({ required: true, description: 'The improvement, neither closed nor rejected.' }),
    name: t.string({
      required: true,
      description: 'Short name, unique among the measures of the improvement, at most 200 characters.',
    }),
    unitOfMeasurement: t.string({
      required: true,
      description: 'What its values count, such as days, at most 200 characters.',
    }),
    direction: t.field({ type: MeasureDirectionEnum, required: true, description: 'Which way it gets better.' }),
    objective: t.float({ description: `The value that is aimed at, ${RANGE}.` }),
    why: t.string({ required: true, description: 'Why this is measured, at most 4,000 characters.' }),
  }),
});

const review = (t: InputBuilder) => ({
  reviewId: t.id({ description: 'The review of results that led to it, if one did.' }),
});

commandField({
  command: reviseMeasure,
  description:
    'Changes what a measure is or why it is measured; what is left out stays. Its unit of measurement stays once there are readings. Deployment leads.',
  payload: measurePayload,
  ids: { ...ids, reviewId: 'ResultReview' },
  fields: (t) => ({
    ...measureTarget(t),
    name: t.string({ description: 'Its new name, at most 200 characters.' }),
    unitOfMeasurement: t.string({ description: 'What its values count, at most 200 characters.' }),
    direction: t.field({ type: MeasureDirectionEnum, description: 'Which way it gets better.' }),
    why: t.string({ description: 'Why this is measured, at most 4,000 characters.' }),
    ...reason(t),
    ...review(t),
  }),
});

commandField({
  command: reviseObjective,
  description: 'Changes the value that a measure is to reach. Deployment leads.',
  payload: measurePayload,
  ids: { ...ids, reviewId: 'ResultReview' },
  fields: (t) => ({
    ...measureTarget(t),
    objective: t.float({ description: `The value that is aimed at, ${RANGE}; left out, none is.` }),
    ...reason(t),
    ...review(t),
  }),
});

commandField({
  command: dropMeasure,
  description: 'Gives a measure up; its readings stay. Deployment leads.',
  payload: measurePayload,
  ids,
  fields: (t) => ({ ...measureTarget(t), ...reason(t) }),
});

commandField({
  command: fixBaseline,
  description:
    'Fixes what a measure was before the improvement: the readings of a period, which stand from then on. Only before the first increment or deployment of the improvement begins, even if that is replanned later; once a unit. Deployment leads.',
  payload: measurePayload,
  ids: { ...ids, unitId: 'Unit' },
  fields: (t) => ({
    ...measureTarget(t),
    unitId: t.id({ description: 'The unit; left out, the baseline is of readings of the whole organization.' }),
    periodStart: t.field({ type: 'Date', required: true, description: 'First day of the period.' }),
    periodEnd: t.field({ type: 'Date', required: true, description: 'Last day of it; not before periodStart.' }),
    ...note(t),
  }),
});

commandField({
  command: recordReading,
  description:
    'Records a value of a measure, one a day and unit. Leads of the unit, and deployment leads; values of the whole organization only deployment leads.',
  payload: readingPayload,
  ids: { ...ids, unitId: 'Unit' },
  fields: (t) => ({
    measureId: t.id({ required: true, description: 'The measure.' }),
    unitId: t.id({ description: 'The unit in which it was read; left out, the whole organization.' }),
    day: t.field({ type: 'Date', required: true, description: 'Day for which it was read, not in the future (UTC).' }),
    value: t.float({ required: true, description: `The value, in the measure's unit of measurement, ${RANGE}.` }),
    ...note(t),
  }),
});

commandField({
  command: correctReading,
  description: 'Corrects a value that had been wrong and is of no baseline. Leads of the unit, and deployment leads.',
  payload: readingPayload,
  ids: { readingId: 'MeasureReading' },
  fields: (t) => ({
    readingId: t.id({ required: true, description: 'The reading.' }),
    version: t.int({
      required: true,
      description: 'Version of the reading that you have read; another one there now is a StaleVersionError.',
    }),
    value: t.float({ required: true, description: `The right value, ${RANGE}.` }),
    ...reason(t),
  }),
});
