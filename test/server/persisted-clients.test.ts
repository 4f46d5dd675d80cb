import { createHash } from 'node:crypto';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { print } from '@apollo/client/utilities';
import { Client, createRequest, fetchExchange, stringifyDocument, subscriptionExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { useApp } from '../support/use-app.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const LISTED = gql`
  query Listed {
    viewer {
      role
    }
  }
`;
const UNLISTED = gql`
  query Unlisted {
    viewer {
      role
    }
  }
`;
const WATCHED = gql`
  subscription Watched {
    deploymentProgress {
      position
    }
  }
`;

vi.stubGlobal('WebSocket', WebSocket); // Apollo's link looks for it: Node has it from 22 on.

let allow: TestApp;
let only: TestApp;
let bearer: string;
const without = useApp();
beforeAll(async () => {
  const { database } = without.services;
  // Each client prints documents in its own way, as the tools that make lists for it do.
  const texts = [LISTED, WATCHED].flatMap((document) => [
    print(new InMemoryCache().transformDocument(document)),
    stringifyDocument(createRequest(document, {}).query),
  ]);
  const documents = new Map(texts.map((text) => [sha256(text), text]));
  allow = await startApp({ parts: { database, persisted: { documents, only: false } } });
  only = await startApp({ parts: { database, persisted: { documents, only: true } } });
  bearer = (await createTestOrganization(without)).people.VIEWER.bearer;
});
afterAll(async () => {
  for (const app of [allow, only]) await app.stop();
});

/** What a client asked for with one query: its requests, and what its user gets. */
interface Asked {
  readonly data: unknown;
  readonly error: string | undefined;
}

/** A `fetch` that counts, and notes the method and whether the text of the document went with it. */
function noting() {
  const requests: string[] = [];
  const noted: typeof fetch = async (address, init) => {
    const { method = 'GET', body } = init ?? {};
    const sent =
      typeof body === 'string'
        ? (JSON.parse(body) as { query?: string })
        : Object.fromEntries(new URL(address as string).searchParams);
    requests.push(`${method}${sent.query ? ' with text' : ''}`);
    return fetch(address, init);
  };
  return { requests, noted };
}

const headers = () => ({ authorization: bearer });
const sockets = (app: TestApp) =>
  createClient({
    url: app.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: headers,
  });

/** Both clients, as their manuals say to set them up. */
const clients = {
  /** Falls back by POST only. */
  Apollo(app: TestApp, useGETForHashedQueries: boolean) {
    const { requests, noted } = noting();
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new PersistedQueryLink({ sha256, useGETForHashedQueries }).concat(
        new HttpLink({ uri: app.url, headers: headers(), fetch: noted }),
      ),
    });
    const ask = async (query: typeof LISTED): Promise<Asked> => {
      try {
        const { data } = await client.query({ query, fetchPolicy: 'network-only' });
        return { data, error: undefined };
      } catch (error) {
        return { data: undefined, error: (error as Error).message };
      }
    };
    return { requests, ask, fallback: () => 'POST with text' };
  },
  urql(app: TestApp, preferGetForPersistedQueries: boolean) {
    const { requests, noted } = noting();
    const client = new Client({
      url: app.url,
      fetch: noted,
      fetchOptions: { headers: headers() },
      exchanges: [persistedExchange({ preferGetForPersistedQueries }), fetchExchange],
      preferGetMethod: false,
    });
    const ask = async (query: typeof LISTED): Promise<Asked> => {
      const { data, error } = await client.query(query, {}).toPromise();
      return { data: (data as unknown) ?? undefined, error: error?.graphQLErrors[0]?.message ?? error?.message };
    };
    return { requests, ask, fallback: (method: string) => `${method} with text` };
  },
};

const ROLE = { data: { viewer: expect.objectContaining({ role: 'VIEWER' }) as unknown }, error: undefined };

describe.each(Object.entries(clients))("%s's persisted queries", (_name, connect) => {
  it.each([
    ['GET', true],
    ['POST', false],
  ] as const)('by %s need no text where the server has the document', async (method, useGet) => {
    for (const app of [allow, only]) {
      const { requests, ask } = connect(app, useGet);
      expect(await ask(LISTED)).toEqual(ROLE);
      expect(requests).toEqual([method]);
    }
  });

  it.each([
    ['GET', true],
    ['POST', false],
  ] as const)('by %s fall back to the text where the server does not have it', async (method, useGet) => {
    const { requests, ask, fallback } = connect(allow, useGet);
    expect(await ask(UNLISTED)).toEqual(ROLE);
    expect(requests).toEqual([method, fallback(method)]);
  });

  it('are no longer tried where the server has no list', async () => {
    const { requests, ask, fallback } = connect(without, true);
    expect(await ask(LISTED)).toEqual(ROLE);
    expect(await ask(UNLISTED)).toEqual(ROLE);
    expect(requests).toEqual(['GET', fallback('GET'), 'POST with text']);
  });

  it('say so where nothing else is accepted', async () => {
    const { ask } = connect(only, false);
    expect(await ask(UNLISTED)).toEqual({ data: undefined, error: 'This server accepts persisted operations only.' });
  });
});

describe('over a WebSocket, persisted subscriptions', () => {
  it('of Apollo', async () => {
    for (const app of [without, allow, only]) {
      const socket = sockets(app);
      const link = new PersistedQueryLink({ sha256 }).concat(new GraphQLWsLink(socket));
      const client = new ApolloClient({ cache: new InMemoryCache(), link });
      const data = await new Promise((resolve, reject) => {
        client
          .subscribe({ query: WATCHED, fetchPolicy: 'no-cache' })
          .subscribe({ next: (result) => (result.error ? reject(result.error) : resolve(result.data)), error: reject });
      });
      expect(data).toMatchObject({ deploymentProgress: { position: expect.any(Number) as number } });
      client.stop();
      await socket.dispose();
    }
  });

  it('of urql, which leaves the text out, where graphql-ws wants one', async () => {
    for (const app of [allow, only]) {
      const socket = sockets(app);
      const client = new Client({
        url: app.url,
        preferGetMethod: false,
        exchanges: [
          persistedExchange({ enableForSubscriptions: true }),
          subscriptionExchange({
            forwardSubscription: (request) => ({
              subscribe: (sink) => ({
                unsubscribe: socket.subscribe({ ...request, query: request.query ?? '' }, sink as never),
              }),
            }),
          }),
        ],
      });
      const result = await new Promise<{ data?: unknown; error?: Error | undefined }>((resolve) => {
        client.subscription(WATCHED, {}).subscribe(resolve);
      });
      expect(result.error).toBeUndefined();
      expect(result.data).toMatchObject({ deploymentProgress: { position: expect.any(Number) as number } });
      await socket.dispose();
    }
  });
});
