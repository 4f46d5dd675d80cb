import type { CatalogNode } from './items.js';

/** Everything that has a key, by key. */
export type Nodes = Map<string, CatalogNode>;

/** Enters a new node under its key, and returns it. Throws if the key is taken: the document was not checked. */
export function register<Node extends CatalogNode>(nodes: Nodes, node: Node): Node {
  if (nodes.has(node.key)) throw new Error(`the catalog document has two "${node.key}"`);
  nodes.set(node.key, node);
  return node;
}

/**
 * Adds to a list that its readers see as read-only. Only for lists of a catalog under construction: nodes link to each
 * other in circles, so their lists fill up after they exist, and are frozen when the catalog is complete.
 */
export function append<Entry>(list: readonly Entry[], entry: Entry): void {
  (list as Entry[]).push(entry);
}

/** The entry under a key. Throws if there is none: the document was not checked. */
export function required<Key, Entry>(entries: ReadonlyMap<Key, Entry>, key: Key, what: string): Entry {
  const entry = entries.get(key);
  if (entry === undefined) throw new Error(`the catalog document has no ${what} "${String(key)}"`);
  return entry;
}

/** Freezes every node and the lists in it, which completes a catalog. */
export function freeze(nodes: Nodes): void {
  for (const node of nodes.values()) {
    for (const value of Object.values(node)) if (Array.isArray(value)) Object.freeze(value);
    Object.freeze(node);
  }
}
