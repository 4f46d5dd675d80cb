/** What can happen to the catalog, and what the event means. */
export const catalogEvents = { CatalogImported: 'The process model was replaced.' } as const;
