import type { GraphQLError, GraphQLFormattedError } from 'graphql';

/**
 * An error as a stream carries it, without what Yoga notes in it for the status and the headers of a response.
 *
 * Hazard: errors are cached, and must not be changed.
 */
export function withoutHttp(error: GraphQLError): GraphQLFormattedError {
  const { http: _http, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}
