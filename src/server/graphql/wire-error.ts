import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';

/**
 * An error as it goes out, without what Yoga notes in it for the status and the headers of a response.
 *
 * Hazard: errors are cached, and must not be changed.
 */
export function withoutHttp(error: GraphQLError | GraphQLFormattedError): GraphQLFormattedError {
  const { http: _http, ...extensions } = error.extensions ?? {};
  return { ...(error instanceof GraphQLError ? error.toJSON() : error), extensions };
}
