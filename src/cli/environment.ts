import { readConfig } from './config.js';
import type { Config } from './config.js';
import { createLogger } from '../logger.js';
import type { Logger } from '../logger.js';

/**
 * What a command works with. It says by itself what it has to say, so only warnings are logged, on standard error.
 * @throws ConfigError where the environment has errors.
 */
export function readEnvironment(): { readonly config: Config; readonly logger: Logger } {
  return { config: readConfig(process.env, { serves: false }), logger: createLogger('warn', 'stderr') };
}
