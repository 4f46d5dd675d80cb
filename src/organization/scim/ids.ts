import { decodeGlobalId, isUuid } from '../../ids.js';

/** The database id of a record of a type; undefined for what is no id of one. */
export function recordId(typename: 'Person' | 'Group', globalId: string): string | undefined {
  const decoded = decodeGlobalId(globalId);
  return decoded?.typename === typename && isUuid(decoded.id) ? decoded.id : undefined;
}
