import { eventType } from '../../schema/event.js';
import { recordEvents } from '../../schema/record-events.js';
import { lessonEvents, reviewEvents } from '../events.js';
import { confidentialFields } from '../lesson-access.js';
import { ResultReview, ReviewStateEnum } from './review.js';

recordEvents(reviewEvents, { record: ['review', ResultReview], state: ['reviewState', ReviewStateEnum] });

for (const [type, description] of Object.entries(lessonEvents)) eventType(type, description, confidentialFields[type]);
