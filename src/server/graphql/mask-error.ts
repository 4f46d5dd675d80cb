import { GraphQLError } from 'graphql';
import type { Logger } from '../../logger.js';
import { CanceledError } from '../../database/statements.js';
import { FAULT_CODES, unavailable } from '../../schema/faults.js';
import type { FaultCode } from '../../schema/faults.js';
import { BusyError } from '../../semaphore.js';

/** What a caller reads of an error of ours; Yoga says the same over HTTP. */
export const UNEXPECTED = 'Unexpected error.';

/** Longest message that a caller reads, in characters: those of libraries repeat what the caller sent. */
const MAX_MESSAGE = 1_000;

/** What a caller reads of an error: GraphQL's own and ours as they are; of everything else, only that it happened. */
export function maskError(error: unknown, message: string, logger: Logger): GraphQLError {
  const known = clientError(error);
  if (known) return known;
  logger.error({ err: error instanceof GraphQLError ? error.originalError : error }, 'an operation failed');
  return coded('INTERNAL_SERVER_ERROR', message, error);
}

/** What a client sees of an expected error; undefined for an unexpected one. */
export function clientError(error: unknown): GraphQLError | undefined {
  if (!(error instanceof GraphQLError)) return undefined;
  const { originalError } = error;
  if (!originalError) return withCode(error);
  if (originalError instanceof GraphQLError) return isBadResult(error, originalError) ? undefined : withCode(error);
  return isBusy(originalError) ? busy(error) : undefined;
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

/** SQLSTATEs of statements that waited or ran for too long, or whose caller had left. */
const GIVEN_UP: readonly unknown[] = ['55P03', '57014', '25P03', '25P04'];

/** Whether the database, or the way to it, was so busy that the work was given up: nothing of it was done. */
export function isBusy(error: Error): boolean {
  if (error instanceof BusyError || error instanceof CanceledError) return true;
  if (GIVEN_UP.includes(sqlStateOf(error))) return true;
  // A transaction, or a connection, that was not to be had in time.
  return (
    (error as { code?: unknown }).code === 'P2028' ||
    error.message.startsWith('timeout exceeded when trying to connect')
  );
}

function busy({ nodes, path }: GraphQLError): GraphQLError {
  const { message, extensions } = unavailable('The database is too busy for this at the moment. Try again.');
  return new GraphQLError(message, { nodes: nodes ?? null, path: path ?? null, extensions });
}

/** Errors of parsing, validation and variables have no code, or one of a library's: they are the caller's. */
export function withCode(error: GraphQLError): GraphQLError {
  const codes: readonly unknown[] = FAULT_CODES;
  if (!codes.includes(error.extensions['code'])) error.extensions['code'] = 'BAD_USER_INPUT' satisfies FaultCode;
  if (error.message.length > MAX_MESSAGE) error.message = `${error.message.slice(0, MAX_MESSAGE - 1)}…`;
  return error;
}

/** The SQLSTATE with which the database answered a query of Prisma, if that is what went wrong. */
function sqlStateOf(error: Error): unknown {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } };
  return meta?.driverAdapterError?.cause?.originalCode;
}

function coded(code: FaultCode, message: string, at: unknown): GraphQLError {
  const { nodes, path } = at instanceof GraphQLError ? at : {};
  return new GraphQLError(message, { nodes: nodes ?? null, path: path ?? null, extensions: { code } });
}
