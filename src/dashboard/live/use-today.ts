import { TodayDocument } from '../graphql.js';
import { useLiveQuery } from './use-live-query.js';

const NONE = {};

/** How often it is asked what day it is, where nothing says that another one has begun, in milliseconds. */
const EVERY = 300_000;

/** The day that it is in the organization, such as 2026-11-30, whatever the clock of the browser says; undefined until it is known. */
export function useToday(): string | undefined {
  const { data } = useLiveQuery(TodayDocument, NONE, () => false, EVERY);
  return data?.viewer.organization.today;
}
