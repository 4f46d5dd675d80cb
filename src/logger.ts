import { pino } from 'pino';
import type { Logger } from 'pino';

export type { Logger } from 'pino';

/** A JSON logger on standard output. Credentials never reach it: known places that carry them are redacted. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: [
      'headers.authorization',
      '*.headers.authorization',
      'connectionParams',
      '*.connectionParams',
      'token',
      '*.token',
    ],
  });
}
