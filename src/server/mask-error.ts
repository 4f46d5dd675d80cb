import { GraphQLError } from 'graphql';
import type { Logger } from '../logger.js';
import { FAULT_CODES } from '../schema/faults.js';
import type { FaultCode } from '../schema/faults.js';

/** What a caller reads of an error of ours; Yoga says the same over HTTP. */
export const UNEXPECTED = 'Unexpected error.';

/** What a caller reads of an error: GraphQL's own and ours as they are; of everything else, only that it happened. */
export function maskError(error: unknown, message: string, logger: Logger): GraphQLError {
  if (error instanceof GraphQLError) {
    const { originalError } = error;
    if (!originalError || originalError instanceof GraphQLError) return withCode(error);
    if (originalError.name === 'PothosValidationError') return coded('BAD_USER_INPUT', originalError.message, error);
  }
  logger.error({ err: error instanceof GraphQLError ? error.originalError : error }, 'an operation failed');
  return coded('INTERNAL_SERVER_ERROR', message, error);
}

/** Errors of parsing, validation and variables have no code, or one of a library's: they are the caller's. */
export function withCode(error: GraphQLError): GraphQLError {
  const codes: readonly unknown[] = FAULT_CODES;
  if (!codes.includes(error.extensions['code'])) error.extensions['code'] = 'BAD_USER_INPUT' satisfies FaultCode;
  return error;
}

function coded(code: FaultCode, message: string, at: unknown): GraphQLError {
  const { nodes, path } = at instanceof GraphQLError ? at : {};
  return new GraphQLError(message, { nodes: nodes ?? null, path: path ?? null, extensions: { code } });
}
