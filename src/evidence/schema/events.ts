import { recordEvents } from '../../schema/record-events.js';
import { affirmationEvents } from '../events.js';
import { Affirmation } from './affirmation.js';

recordEvents(affirmationEvents, { record: ['affirmation', Affirmation] });
