import { mutations } from '../../schema/mutations.js';
import * as reporting from '../operations/reporting.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { Issue } from './issue.js';

mutations(...Object.values(reporting));

viewerCan(Issue, { state: true, unitId: true, ownerId: true, unit: { select: { name: true, retiredAt: true } } });
