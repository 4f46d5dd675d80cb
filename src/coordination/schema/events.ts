import { recordEvents } from '../../schema/record-events.js';
import { coordinationEvents } from '../events.js';
import { CoordinationActivity, CoordinationStateEnum } from './activity.js';

recordEvents(coordinationEvents, {
  record: ['coordinationActivity', CoordinationActivity],
  state: ['coordinationState', CoordinationStateEnum],
});
