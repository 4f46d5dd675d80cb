import { expect, it } from 'vitest';
import { linkOf, linkTo } from '../../src/graphiql/address.js';
import { keepsHeaders, layOutTabs, withoutTokens } from '../../src/graphiql/storage.js';
import type { Store } from '../../src/graphiql/storage.js';
import { storyTabs } from '../../src/graphiql/tabs.js';

/** A storage as browsers have it. */
function memory(entries: Record<string, string> = {}): Store & { readonly all: Map<string, string> } {
  const all = new Map(Object.entries(entries));
  return {
    all,
    get length() {
      return all.size;
    },
    key: (index) => [...all.keys()][index] ?? null,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  };
}

interface Kept {
  readonly tabs: { title: string; query: string; variables: string | null; headers: string | null }[];
  readonly activeTabIndex: number;
}
const kept = (store: Store): Kept => JSON.parse(store.getItem('graphiql:tabState') ?? '') as Kept;

const SECRET = 'a-secret';
const headers = JSON.stringify({ Authorization: `Bearer ${SECRET}` });

it('lays out the story on a first visit, with the first tab open', () => {
  const store = memory();
  layOutTabs(store, undefined, undefined);
  expect(kept(store).activeTabIndex).toBe(0);
  expect(kept(store).tabs.map(({ query }) => query)).toEqual(storyTabs().map(({ query }) => query));
  expect(kept(store).tabs[1]?.title).toBe('Matrix');
});

it('opens a link beside the story, with its variables, and finds it again', () => {
  const store = memory();
  const link = linkOf(new URL('http://x/graphql?query=query Q($a: Int){a}&variables={"a":1}'));
  layOutTabs(store, link, undefined);
  const { tabs, activeTabIndex } = kept(store);
  expect(tabs).toHaveLength(storyTabs().length + 1);
  expect(tabs[0]?.title).toBe('PracticeGraph');
  expect(tabs[activeTabIndex]).toMatchObject({ title: 'Q', query: 'query Q($a: Int){a}', variables: '{"a":1}' });
  expect(store.all.get('graphiql:variables')).toBe('{"a":1}');
  layOutTabs(store, undefined, undefined);
  layOutTabs(store, link, undefined);
  expect(kept(store).tabs).toHaveLength(tabs.length);
  expect(kept(store).activeTabIndex).toBe(activeTabIndex);
});

it('refreshes the versions of the mutations that it kept', () => {
  const store = memory();
  const at = (version: number) => ({
    underWay: { nodes: [{ id: 'one', version, percent: 10 }] },
    adopted: { nodes: [] },
  });
  layOutTabs(store, undefined, at(1));
  layOutTabs(store, undefined, at(2));
  const { variables } = kept(store).tabs.find(({ title }) => title === 'RecordProgress') ?? {};
  expect(JSON.parse(variables ?? '')).toMatchObject({ input: { deploymentId: 'one', version: 2 } });
});

it('forgets the tokens of earlier visits, and keeps none in its history', () => {
  const store = memory();
  layOutTabs(store, undefined, undefined);
  const { tabs, activeTabIndex } = kept(store);
  const withHeaders = JSON.stringify({ tabs: tabs.map((tab) => ({ ...tab, headers })), activeTabIndex });
  store.setItem('graphiql:tabState', withHeaders);
  store.setItem('graphiql:headers', headers);
  layOutTabs(store, undefined, undefined);
  const graphiql = withoutTokens(store);
  graphiql.setItem('graphiql:queries', JSON.stringify({ queries: [{ query: '{a}', headers, operationName: 'A' }] }));
  graphiql.setItem('graphiql:favorites', JSON.stringify({ favorites: [{ query: '{a}', headers }] }));
  expect([...store.all.values()].join()).not.toContain(SECRET);
  expect(JSON.parse(graphiql.getItem('graphiql:queries') ?? '')).toEqual({
    queries: [{ query: '{a}', operationName: 'A' }],
  });
});

it('keeps headers in the tabs of a reader who chose that', () => {
  const store = memory({ 'graphiql:shouldPersistHeaders': 'true' });
  layOutTabs(store, undefined, undefined);
  const { tabs } = kept(store);
  store.setItem(
    'graphiql:tabState',
    JSON.stringify({ tabs: tabs.map((tab) => ({ ...tab, headers })), activeTabIndex: 1 }),
  );
  layOutTabs(store, undefined, undefined);
  expect(keepsHeaders(store)).toBe(true);
  expect(store.getItem('graphiql:headers')).toBe(headers);
  expect(keepsHeaders(memory())).toBe(false);
});

it('clears what GraphiQL put there, and nothing else', () => {
  const store = memory({ 'graphiql:query': '{a}', other: '1', 'graphiql:theme': 'dark' });
  const graphiql = withoutTokens(store);
  expect(graphiql.length).toBe(2);
  graphiql.clear();
  expect([...store.all.keys()]).toEqual(['other']);
});

it('lays out the story where what was kept is of no use', () => {
  for (const nothing of [
    '',
    'not JSON',
    'null',
    '{"tabs":[],"activeTabIndex":0}',
    '{"tabs":[{}],"activeTabIndex":4}',
  ]) {
    const store = memory({ 'graphiql:tabState': nothing });
    layOutTabs(store, undefined, undefined);
    expect(kept(store).tabs, nothing).toHaveLength(storyTabs().length);
  }
});

it('has an address that opens what its editors hold, unless that would be refused for its length', () => {
  const page = new URL('http://x/prefix/graphql?other=1');
  const tab = { query: 'query ($a: String) { a }', variables: '{"a":"ü&="}' };
  expect(linkOf(linkTo(page, tab))).toEqual(tab);
  expect(linkTo(page, { query: '{a}' }).href).toBe('http://x/prefix/graphql?query=%7Ba%7D');
  for (const none of [{ query: '' }, { query: `{a} #${'x'.repeat(5_000)}` }])
    expect(linkTo(page, none).href).toBe('http://x/prefix/graphql');
  expect(linkOf(page)).toBeUndefined();
});
