import { createSealing } from '../sealing.js';
import type { Sealing } from '../sealing.js';
import type { Config } from './config.js';

/** How secrets are sealed: by the configured ones, or else by the server's own secret; undefined where there is none. */
export function sealingOf(
  { sealingKeys }: Pick<Config, 'sealingKeys'>,
  ownSecret: string | undefined,
): Sealing | undefined {
  const [first, ...others] = sealingKeys.length > 0 || ownSecret === undefined ? sealingKeys : [ownSecret];
  return first === undefined ? undefined : createSealing(first, ...others);
}
