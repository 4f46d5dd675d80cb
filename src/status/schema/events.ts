import { recordEvents } from '../../schema/record-events.js';
import { statusEvents } from '../events.js';
import { StatusUpdate } from './status-update.js';

recordEvents(statusEvents, { record: ['statusUpdate', StatusUpdate] });
