import type { Tab } from './tabs.js';

/** Longer addresses are refused by servers and proxies when the page is loaded again. */
const MAX_LENGTH = 4_000;

/** The operation that a link to the page has; undefined for a plain one. */
export function linkOf(address: URL): Tab | undefined {
  const query = address.searchParams.get('query');
  const variables = address.searchParams.get('variables');
  return query ? { query, ...(variables ? { variables } : {}) } : undefined;
}

/** The address of the page with an operation, for others to open; without, where it is too long for an address. */
export function linkTo(address: URL, { query, variables }: Tab): URL {
  const link = new URL(address);
  link.search = '';
  if (query) link.searchParams.set('query', query);
  if (query && variables) link.searchParams.set('variables', variables);
  if (link.href.length > MAX_LENGTH) link.search = '';
  return link;
}
