import type { LiveEvent } from '../live/stream.js';

/** Whether an event changes what the catalog says. */
export function changesCatalog({ __typename }: LiveEvent): boolean {
  return __typename === 'CatalogImported';
}
