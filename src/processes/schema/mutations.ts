import { mutations } from '../../schema/mutations.js';
import { establishDefinedProcess, issueProcessVersion } from '../operations/defined-process.js';
import * as tailoring from '../operations/tailoring.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { DefinedProcess } from './defined-process.js';
import { Tailoring } from './tailoring.js';

mutations(establishDefinedProcess, issueProcessVersion, ...Object.values(tailoring));

viewerCan(DefinedProcess, { unitId: true, unit: { select: { name: true, retiredAt: true } } });

viewerCan(Tailoring, { state: true, unitId: true, improvement: { select: { state: true } } });
