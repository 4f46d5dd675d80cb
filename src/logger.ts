import { pino } from 'pino';
import type { Logger } from 'pino';
import { loggedError } from './logged-error.js';

export type { Logger } from 'pino';

/** A JSON logger on standard output, or on standard error. Credentials and words of people never reach it:
 * known places that carry them are redacted, and messages of errors that repeat an input are left out. */
export function createLogger(level: string, stream: 'stdout' | 'stderr' = 'stdout'): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: loggedError },
    redact: [
      'headers.authorization',
      '*.headers.authorization',
      'headers.cookie',
      '*.headers.cookie',
      'connectionParams',
      '*.connectionParams',
      'token',
      '*.token',
    ],
  };
  return pino(options, pino.destination(process[stream].fd));
}
