import type { CombinedError } from 'urql';

/** Why the server has not done what it was asked, in words. */
export function failureWords({ networkError, graphQLErrors }: CombinedError): string {
  if (networkError) return 'The server cannot be reached. It may be starting, or the network is down.';
  return graphQLErrors.map(({ message }) => message).join(' ');
}
