import { refreshed, storyTabs } from './tabs.js';
import type { Examples, Tab } from './tabs.js';

/** A tab as GraphiQL keeps it. */
interface KeptTab {
  readonly id: string;
  readonly title: string;
  readonly query: string | null;
  readonly variables: string | null;
  readonly headers: string | null;
  readonly operationName: string | null;
  readonly response: null;
}

interface KeptTabs {
  readonly tabs: readonly KeptTab[];
  readonly activeTabIndex: number;
}

/** The keys of GraphiQL. */
const KEYS = {
  tabs: 'graphiql:tabState',
  query: 'graphiql:query',
  variables: 'graphiql:variables',
  headers: 'graphiql:headers',
  keepsHeaders: 'graphiql:shouldPersistHeaders',
  history: ['graphiql:queries', 'graphiql:favorites'],
} as const;

/** What all keys of GraphiQL begin with. */
const PREFIX = 'graphiql:';

/** Where the page keeps things. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What GraphiQL needs of a storage. */
type GraphiqlStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear' | 'length'>;

/** A storage for GraphiQL. Hazard: its history keeps headers, whatever its setting says, and they have tokens. */
export function withoutTokens(store: Store): GraphiqlStore {
  const history: readonly string[] = KEYS.history;
  const keys = (): string[] =>
    Array.from({ length: store.length }, (_, index) => store.key(index) ?? '').filter((key) => key.startsWith(PREFIX));
  return {
    get length() {
      return keys().length;
    },
    clear: () => keys().forEach((key) => store.removeItem(key)),
    getItem: (key) => store.getItem(key),
    setItem: (key, value) => store.setItem(key, history.includes(key) ? withoutHeaders(value) : value),
    removeItem: (key) => store.removeItem(key),
  };
}

function withoutHeaders(json: string): string {
  return JSON.stringify(JSON.parse(json), (key, value: unknown) => (key === 'headers' ? undefined : value));
}

/** Whether the reader chose to keep headers, tokens among them, in this browser. By default nothing keeps them. */
export function keepsHeaders(store: Pick<Store, 'getItem'>): boolean {
  return store.getItem(KEYS.keepsHeaders) === 'true';
}

/**
 * Lays out the tabs before GraphiQL reads them: those of the last visit, or the story; where a link leads to one that is not
 * among them, that is added, and open. Mutations of the story have the current versions.
 */
export function layOutTabs(store: Store, link: Tab | undefined, examples: Examples | undefined): void {
  const kept = readTabs(store) ?? { tabs: storyOf(examples), activeTabIndex: 0 };
  const stays = keepsHeaders(store);
  const tabs = kept.tabs.map((tab) => (stays ? tab : { ...tab, headers: null }));
  let { activeTabIndex } = kept;
  if (link) {
    const at = tabs.findIndex((tab) => tab.query === link.query && (tab.variables ?? '') === (link.variables ?? ''));
    activeTabIndex = at >= 0 ? at : tabs.push(toKept(link, `link-${Date.now()}`)) - 1;
  }
  const current = tabs.map((tab) => (examples ? refreshed(tab, examples) : tab));
  const { query = null, variables = null, headers = null } = current[activeTabIndex] ?? {};
  store.setItem(KEYS.tabs, JSON.stringify({ tabs: current, activeTabIndex }));
  // GraphiQL opens the tab that has these.
  for (const [key, value] of [
    [KEYS.query, query],
    [KEYS.variables, variables],
    [KEYS.headers, headers],
  ] as const) {
    if (value) store.setItem(key, value);
    else store.removeItem(key);
  }
}

function storyOf(examples: Examples | undefined): KeptTab[] {
  return storyTabs(examples).map((tab, index) => toKept(tab, `story-${index}`));
}

function toKept({ query, variables = null }: { query: string; variables?: string | null }, id: string): KeptTab {
  const operationName = /^(?:query|mutation|subscription)\s+(\w+)/m.exec(query)?.[1] ?? null;
  return { id, title: operationName ?? '<untitled>', query, variables, headers: null, operationName, response: null };
}

function readTabs(store: Store): KeptTabs | undefined {
  try {
    const kept = JSON.parse(store.getItem(KEYS.tabs) ?? '') as KeptTabs;
    return kept.tabs.length > 0 && kept.tabs[kept.activeTabIndex] ? kept : undefined;
  } catch {
    return undefined;
  }
}
