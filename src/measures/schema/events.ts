import { recordEvents } from '../../schema/record-events.js';
import { measureEvents, readingEvents } from '../events.js';
import { Measure, MeasureReading } from './measure.js';

recordEvents(measureEvents, { record: ['measure', Measure] });
recordEvents(readingEvents, { record: ['reading', MeasureReading] });
