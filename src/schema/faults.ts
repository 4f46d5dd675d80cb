import { GraphQLError } from 'graphql';
import { whyRefused } from '../auth/credentials.js';
import type { Credentials } from '../auth/credentials.js';
import type { BoundName } from '../limits.js';

/** Codes of errors at the top level: a caller's bug, or our fault. What the domain refuses is a typed result instead. */
export type FaultCode = (typeof FAULT_CODES)[number];

/** All of them: no other code reaches a caller. */
export const FAULT_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'RESPONSE_TOO_LARGE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_ONLY',
  'SERVICE_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;

/** An error that the caller may read; anything else is masked. */
export function fault(code: FaultCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The error for what the credentials do not allow; over HTTP, its status says so where the media type of the answer is that of GraphQL. */
export function forbidden(message: string): GraphQLError {
  const error = fault('FORBIDDEN', message);
  Object.assign(error.extensions, { http: { spec: true, status: 403 } });
  return error;
}

/** An error that says that more was asked for than a bound allows, and which; it is counted where it goes out. */
export function beyond(bound: BoundName, message: string, code: FaultCode = 'BAD_USER_INPUT'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, bound } });
}

/** The bound that an error is about, if any. */
export function boundOf(error: unknown): BoundName | undefined {
  return error instanceof GraphQLError ? (error.extensions['bound'] as BoundName | undefined) : undefined;
}

/** Says what is wrong with credentials that were refused. */
export function unauthenticated(credentials: Credentials = { authorization: undefined }): GraphQLError {
  return fault('UNAUTHENTICATED', whyRefused(credentials));
}

/** Nothing was done, for a reason that passes: the caller may send the same again, `retryAfter` seconds later. */
export function unavailable(message: string, retryAfter = 1): GraphQLError {
  const error = fault('SERVICE_UNAVAILABLE', message);
  const http = { status: 503, headers: { 'retry-after': String(retryAfter) } };
  Object.assign(error.extensions, { retryAfter, http });
  return error;
}
