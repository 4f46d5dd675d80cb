import { GraphQLError } from 'graphql';
import type { Logger } from '../../logger.js';
import { UNAVAILABILITIES, unavailabilityOf } from '../../database/unavailability.js';
import type { Unavailability } from '../../database/unavailability.js';
import { FAULT_CODES, unavailable } from '../../schema/faults.js';
import type { FaultCode } from '../../schema/faults.js';

/** What a caller reads of an error of ours; Yoga says the same over HTTP. */
export const UNEXPECTED = 'Unexpected error.';

/** Longest message that a caller reads, in characters: those of libraries repeat what the caller sent. */
const MAX_MESSAGE = 1_000;

/** What a caller reads of an error: GraphQL's own and ours as they are; of everything else, only that it happened. */
export function maskError(error: unknown, message: string, logger: Logger): GraphQLError {
  const known = clientError(error);
  if (known) {
    const why = error instanceof GraphQLError && error.originalError && unavailabilityOf(error.originalError);
    if (why && why !== 'busy') logger.warn({ reason: why }, UNAVAILABILITIES[why]);
    return known;
  }
  logger.error({ err: error instanceof GraphQLError ? error.originalError : error }, 'an operation failed');
  return coded('INTERNAL_SERVER_ERROR', message, error);
}

/** What a client sees of an expected error; undefined for an unexpected one. */
export function clientError(error: unknown): GraphQLError | undefined {
  if (!(error instanceof GraphQLError)) return undefined;
  const { originalError } = error;
  if (!originalError) return withCode(error);
  if (originalError instanceof GraphQLError) return isBadResult(error, originalError) ? undefined : withCode(error);
  const why = unavailabilityOf(originalError);
  return why && unavailableFor(why, error);
}

/**
 * Whether a resolver returned what its type cannot hold, such as a text for a number. GraphQL throws the same error for an
 * argument, but with its place in the document.
 */
function isBadResult({ path }: GraphQLError, { name, nodes, extensions }: GraphQLError): boolean {
  return (
    path !== undefined && nodes === undefined && extensions['code'] === undefined && name !== 'PothosValidationError'
  );
}

/** Seconds after which the same may work. */
const RETRY_AFTER: Readonly<Record<Unavailability, number>> = { busy: 1, crowded: 1, away: 1, full: 10, readOnly: 10 };

function unavailableFor(why: Unavailability, { nodes, path }: GraphQLError): GraphQLError {
  const { message, extensions } = unavailable(`${UNAVAILABILITIES[why]} Try again.`, RETRY_AFTER[why]);
  return new GraphQLError(message, { nodes: nodes ?? null, path: path ?? null, extensions });
}

/** Errors of parsing, validation and variables have no code, or one of a library's: they are the caller's. */
export function withCode(error: GraphQLError): GraphQLError {
  const codes: readonly unknown[] = FAULT_CODES;
  if (!codes.includes(error.extensions['code'])) error.extensions['code'] = 'BAD_USER_INPUT' satisfies FaultCode;
  if (error.message.length > MAX_MESSAGE) error.message = `${error.message.slice(0, MAX_MESSAGE - 1)}…`;
  return error;
}

function coded(code: FaultCode, message: string, at: unknown): GraphQLError {
  const { nodes, path } = at instanceof GraphQLError ? at : {};
  return new GraphQLError(message, { nodes: nodes ?? null, path: path ?? null, extensions: { code } });
}
