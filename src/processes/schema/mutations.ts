import { mutations } from '../../schema/mutations.js';
import { establishDefinedProcess, issueProcessVersion } from '../operations/defined-process.js';
import * as tailoring from '../operations/tailoring.js';

mutations(establishDefinedProcess, issueProcessVersion, ...Object.values(tailoring));
