import { mutations } from '../../schema/mutations.js';
import { defineMeasure, dropMeasure, fixBaseline } from '../operations/measure.js';
import { correctReading, recordReading } from '../operations/reading.js';
import { reviseMeasure, reviseObjective } from '../operations/revising.js';

mutations(defineMeasure, reviseMeasure, reviseObjective, dropMeasure, fixBaseline, recordReading, correctReading);
