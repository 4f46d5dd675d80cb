import { cacheExchange, Client, fetchExchange } from 'urql';
import type { CombinedError } from 'urql';

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

/** Whether the server does not know who asks, and lets in only whom it knows. */
export function isUnknown(error: CombinedError | undefined): boolean {
  return (error?.response as Response | undefined)?.status === 401;
}
