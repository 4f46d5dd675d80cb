import { recordEvents } from '../../schema/record-events.js';
import { definedProcessEvents, tailoringEvents } from '../events.js';
import { DefinedProcess } from './defined-process.js';
import { Tailoring, TailoringStateEnum } from './tailoring.js';

recordEvents(definedProcessEvents, { record: ['definedProcess', DefinedProcess] });
recordEvents(tailoringEvents, { record: ['tailoring', Tailoring], state: ['tailoringState', TailoringStateEnum] });
