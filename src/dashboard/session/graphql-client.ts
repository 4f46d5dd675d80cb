import { cacheExchange, Client, fetchExchange } from 'urql';

/** A client for queries and mutations; subscriptions go over the socket, see `live/`. */
export function createGraphqlClient(token: (() => Promise<string>) | undefined): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange],
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      if (token) headers.set('authorization', `Bearer ${await token()}`);
      return fetch(input, { ...init, headers });
    },
  });
}
