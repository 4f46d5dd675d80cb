import { mutations } from '../../schema/mutations.js';
import * as coordinating from '../operations/coordinating.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { CoordinationActivity } from './activity.js';

mutations(...Object.values(coordinating));

viewerCan(CoordinationActivity, { state: true, ownerId: true, improvement: { select: { state: true } } });
