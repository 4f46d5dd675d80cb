import { recordEvents } from '../../schema/record-events.js';
import { trainingDeliveryEvents, trainingItemEvents, trainingWaiverEvents } from '../events.js';
import { TrainingDelivery, TrainingWaiver } from './training-delivery.js';
import { TrainingItem, TrainingStateEnum } from './training-item.js';

recordEvents(trainingItemEvents, {
  record: ['trainingItem', TrainingItem],
  state: ['trainingState', TrainingStateEnum],
});
recordEvents(trainingDeliveryEvents, { record: ['trainingDelivery', TrainingDelivery] });
recordEvents(trainingWaiverEvents, { record: ['trainingWaiver', TrainingWaiver] });
