import { Calendar } from '../../src/time/calendar.js';

/** The calendar of an organization that goes by UTC, as its units do. */
export const utc = new Calendar({ organization: 'UTC', units: new Map(), since: new Date('2020-01-01') });
