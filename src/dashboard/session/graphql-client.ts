import { cacheExchange, Client, fetchExchange } from 'urql';
import type { CombinedError } from 'urql';

/** A client for queries and mutations, with a token or the cookie; subscriptions go over the socket, see `live/`. */
export function createGraphqlClient(token: string | undefined): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange],
    fetchOptions: token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
  });
}

/** Whether the server does not know who asks, and lets in only whom it knows. */
export function isUnknown(error: CombinedError | undefined): boolean {
  return (error?.response as Response | undefined)?.status === 401;
}
