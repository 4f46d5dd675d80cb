import { isUuid } from '../ids.js';
import type { Context } from './context.js';

/** An id that no record has. */
export const NO_RECORD = '00000000-0000-0000-0000-000000000000';

/** The id of a record; one that no record has for whatever cannot be an id. */
export function recordUuid(id: string): string {
  return isUuid(id) ? id : NO_RECORD;
}

/** The condition that a record belongs to the actor's organization: parts of records are found below it. */
export function ownedBy(context: Context): { organizationId: string } {
  return { organizationId: context.organizationId() };
}

/** How a record is found by its own identity: in the actor's organization only. */
export function recordKey(id: string, context: Context): { id: string; organizationId: string } {
  return { id: recordUuid(id), ...ownedBy(context) };
}

/** How a record of any type is found by its own identity: the organization itself belongs to no other. */
export function keyOf(type: string, id: string, context: Context): { id: string } {
  if (type !== 'Organization') return recordKey(id, context);
  return { id: id === context.organizationId() ? id : NO_RECORD };
}
