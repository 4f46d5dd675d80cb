import { day, idOf, inOrder, list, nameOnly, stamps, subject, title } from './list.js';
import type { List } from './list.js';

const of = { select: { name: true, unitOfMeasurement: true, improvement: title } } as const;

const measures = list({
  name: 'measures',
  of: 'Measure',
  read: (where, { db }) => db.measure.findMany({ where, ...inOrder, include: { improvement: title } }),
})({
  improvement: (measure) => measure.improvement.title,
  name: (measure) => measure.name,
  unitOfMeasurement: (measure) => measure.unitOfMeasurement,
  direction: (measure) => measure.direction,
  objective: (measure) => measure.objective,
  why: (measure) => measure.why,
  dropReason: (measure) => measure.dropReason,
  id: idOf('Measure'),
  ...stamps,
});

const baselines = list({
  name: 'baselines',
  of: 'MeasureBaseline',
  read: ({ organizationId, id }, { db }) =>
    db.measureBaseline.findMany({
      where: { measure: { organizationId }, id },
      ...inOrder,
      include: { measure: of, unit: nameOnly, fixedBy: subject },
    }),
})({
  improvement: (baseline) => baseline.measure.improvement.title,
  measure: (baseline) => baseline.measure.name,
  unit: (baseline) => baseline.unit?.name,
  periodStart: (baseline) => day(baseline.periodStart),
  periodEnd: (baseline) => day(baseline.periodEnd),
  fixedBy: (baseline) => baseline.fixedBy.subject,
  fixedAt: (baseline) => baseline.fixedAt,
});

const readings = list({
  name: 'readings',
  of: 'MeasureReading',
  read: (where, { db }) =>
    db.measureReading.findMany({ where, ...inOrder, include: { measure: of, unit: nameOnly, recordedBy: subject } }),
})({
  improvement: (reading) => reading.measure.improvement.title,
  measure: (reading) => reading.measure.name,
  unit: (reading) => reading.unit?.name,
  day: (reading) => day(reading.day),
  value: (reading) => reading.value,
  unitOfMeasurement: (reading) => reading.measure.unitOfMeasurement,
  recordedBy: (reading) => reading.recordedBy.subject,
  ...stamps,
});

/** The lists of measures. */
export const measureLists: readonly List[] = [measures, baselines, readings];
