import { mutations } from '../../schema/mutations.js';
import * as drafting from '../operations/drafting.js';
import * as writing from '../operations/writing.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { PlanTemplate } from './template.js';

mutations(...Object.values(drafting), ...Object.values(writing));

viewerCan(PlanTemplate, { state: true });
