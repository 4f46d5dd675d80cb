import { mutations } from '../../schema/mutations.js';
import { defineMeasure, dropMeasure, fixBaseline } from '../operations/measure.js';
import { correctReading, recordReading } from '../operations/reading.js';
import { reviseMeasure, reviseObjective } from '../operations/revising.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { Measure, MeasureReading } from './measure.js';

mutations(defineMeasure, reviseMeasure, reviseObjective, dropMeasure, fixBaseline, recordReading, correctReading);

viewerCan(Measure, { name: true, dropReason: true });

viewerCan(MeasureReading, {
  unitId: true,
  day: true,
  measure: { select: { name: true, dropReason: true, baselines: true } },
});
