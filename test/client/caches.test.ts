import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { Client, fetchExchange } from '@urql/core';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { cacheOptions } from '../../client/src/apollo.js';
import { keys } from '../../client/src/graphcache.js';
import { createStage } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { until } from '../live/subscribers.js';
import { ask } from '../support/clients.js';
import { useApp } from '../support/use-app.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

/** Graphcache wants ids wherever there are some. */
const WITHOUT_ID = 'you, without your id';

/** Queries that read different fields of the same objects, at the same time: one that replaces another's asks without end. */
const WATCHED: Readonly<Record<string, readonly string[]>> = {
  'you and your organization': [
    '{ viewer { id role organization { id name } } }',
    '{ viewer { id person { id name } organization { id position cursor } } }',
    '{ viewer { id mutations organization { id slug } } }',
  ],
  [WITHOUT_ID]: [
    '{ viewer { role organization { name } } }',
    '{ viewer { person { name } organization { position cursor } } }',
    '{ viewer { mutations organization { slug events(last: 2) { nodes { position } } } } }',
  ],
  'a list and its pages': [
    '{ improvements(first: 2) { nodes { id title } } }',
    '{ improvements(first: 2) { pageInfo { endCursor } totalCount } }',
    '{ improvements(first: 2) { edges { cursor node { id state } } pageInfo { hasNextPage } } }',
  ],
  'parts of the model': [
    '{ practice(ref: "OPM SP 3.2") { id subpractices { id number } references { id kind } processArea { id maturityLevel { id level } } } }',
    '{ practice(ref: "OPM SP 3.2") { id subpractices { id summary } references { id about } processArea { id maturityLevel { id name } } } }',
    '{ practice(ref: "OPM SP 3.2") { id subpractices { id items } references { id place } processArea { id category { id name } } } }',
  ],
  'objects without an id': [
    '{ processModel { code } deploymentMatrix { totalCount } burnUp(from: "2026-01-01", to: "2026-02-01") { moment { at } } }',
    '{ processModel { name } deploymentMatrix { moment { at } } burnUp(from: "2026-01-01", to: "2026-02-01") { moment { position } } }',
    '{ processModel { version } deploymentMatrix { moment { position } } burnUp(from: "2026-01-01", to: "2026-02-01") { points { day } } }',
  ],
};

let stage: Stage;
const app = useApp();
beforeAll(async () => {
  stage = await createStage(app);
});

let requests = 0;
beforeEach(() => {
  requests = 0;
  return () => vi.restoreAllMocks();
});

const counting: typeof fetch = (input, init) => {
  requests += 1;
  const headers = new Headers(init?.headers);
  headers.set('authorization', stage.bearer);
  return fetch(input, { ...init, headers });
};

/** Waits until nothing has been asked for a second, or far too much. */
async function calm(): Promise<void> {
  for (let before = -1; before !== requests && requests < 30;) {
    before = requests;
    await sleep(1_000);
  }
}

describe('Apollo Client', () => {
  const open = () => {
    const cache = new InMemoryCache(cacheOptions);
    return new ApolloClient({ cache, link: new HttpLink({ uri: app.url, fetch: counting }) });
  };

  test.each(Object.entries(WATCHED))('asks once for each query of %s', async (_what, documents) => {
    const apollo = open();
    const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    const answers: unknown[] = documents.map(() => undefined);
    const watching = documents.map((document, index) =>
      apollo.watchQuery({ query: gql(document) }).subscribe(({ data, error, dataState }) => {
        if (dataState === 'complete' || error) answers[index] = error ?? data;
      }),
    );
    await until(() => answers.every(Boolean), 'all answers');
    await calm();
    for (const each of watching) each.unsubscribe();
    expect(answers.flatMap((answer) => (answer instanceof Error ? [answer.message] : []))).toEqual([]);
    expect(requests).toBe(documents.length);
    expect(complaints.flatMap(({ mock }) => mock.calls)).toEqual([]);
  });
});

describe("urql's Graphcache", () => {
  test.each(Object.entries(WATCHED).filter(([what]) => what !== WITHOUT_ID))(
    'asks once for each query of %s',
    async (_what, documents) => {
      const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
      const urql = new Client({
        url: app.url,
        preferGetMethod: false,
        exchanges: [cacheExchange({ keys }), fetchExchange],
        fetch: counting,
      });
      const answers: unknown[] = documents.map(() => undefined);
      const watching = documents.map((document, index) =>
        urql.query(document, {}).subscribe(({ data, error }) => (answers[index] = error ?? data)),
      );
      await until(() => answers.every(Boolean), 'all answers');
      await calm();
      for (const each of watching) each.unsubscribe();
      expect(answers.flatMap((answer) => (answer instanceof Error ? [answer.message] : []))).toEqual([]);
      expect(requests).toBe(documents.length);
      expect(complaints.flatMap(({ mock }) => mock.calls)).toEqual([]);
    },
  );
});

test('the viewer and its person are different entries in a cache by ids', async () => {
  const { bearer } = stage;
  const { data } = await ask(app.url, '{ viewer { id person { id } organization { id } } }', {}, bearer);
  const { id, person, organization } = (data as any).viewer;
  expect(new Set([id, person.id, organization.id]).size).toBe(3);
  const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';
  const as = async (asked: string, who: string) => (await ask(app.url, node, { id: asked }, who)).data;
  expect(await as(id, bearer)).toEqual({ node: { __typename: 'Viewer', id } });
  expect(await as(organization.id, bearer)).toEqual({ node: { __typename: 'Organization', id: organization.id } });
  const other = await createStage(app);
  expect(await as(organization.id, other.bearer)).toEqual({ node: null });
  expect(await as(id, stage.organization.people.VIEWER.bearer)).toEqual({ node: null });
});
