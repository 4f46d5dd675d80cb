import { isUuid } from '../ids.js';
import type { Context } from './context.js';

/** An id that no record has. */
export const NO_RECORD = '00000000-0000-0000-0000-000000000000';

/** How a record is found by its own identity: in the actor's organization only. */
export function recordKey(id: string, context: Context): { id: string; organizationId: string } {
  return { id: isUuid(id) ? id : NO_RECORD, organizationId: context.organizationId() };
}
