import { recordEvents } from '../../schema/record-events.js';
import { consultingEvents } from '../events.js';
import { ConsultingSession, ConsultingStateEnum } from './session.js';

recordEvents(consultingEvents, {
  record: ['consultingSession', ConsultingSession],
  state: ['consultingState', ConsultingStateEnum],
});
