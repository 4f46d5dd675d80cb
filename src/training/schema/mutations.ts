import { mutations } from '../../schema/mutations.js';
import * as delivering from '../operations/delivering.js';
import * as writing from '../operations/writing.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { TrainingDelivery } from './training-delivery.js';
import { TrainingItem } from './training-item.js';

mutations(...Object.values(writing), ...Object.values(delivering));

viewerCan(TrainingItem, { state: true, improvement: { select: { state: true } } });

viewerCan(TrainingDelivery, { unitId: true, item: { select: { improvement: { select: { state: true } } } } });
