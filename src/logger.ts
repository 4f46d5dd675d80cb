import { pino } from 'pino';
import type { Logger } from 'pino';

export type { Logger } from 'pino';

/** A JSON logger on standard output, or on standard error. Credentials never reach it: known places that carry them are redacted. */
export function createLogger(level: string, stream: 'stdout' | 'stderr' = 'stdout'): Logger {
  const options = {
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
  };
  return pino(options, pino.destination(process[stream].fd));
}
