import { GraphQLError } from 'graphql';
import type { Logger } from '../../logger.js';

/**
 * Keeps this process alive when graphql-js abandons an error, and logs it. Hazard: where an item of a list fails at once
 * and may not be null, graphql-js forgets the items before it that are still pending; when one of those fails too, Node
 * sees an unhandled rejection, and ends the process with all streams. The operation itself has failed
 * by then and was answered. Any other unhandled rejection is a fault of ours and ends the process as before.
 */
export function surviveUnhandledRejections(logger: Logger): void {
  process.on('unhandledRejection', (reason) => {
    if (!(reason instanceof GraphQLError)) throw reason;
    logger.error({ err: reason }, 'unhandled rejection in an operation that had already failed');
  });
}
