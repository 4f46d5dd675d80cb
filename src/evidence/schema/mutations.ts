import { mutations } from '../../schema/mutations.js';
import * as affirming from '../operations/affirming.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { Affirmation } from './affirmation.js';

mutations(...Object.values(affirming));

viewerCan(Affirmation, { state: true, personId: true });
