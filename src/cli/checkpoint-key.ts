import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readSigningKey } from '../log/checkpoint.js';
import { ConfigError } from './config.js';
import type { Config } from './config.js';

/**
 * The key that checkpoints are signed by; undefined where none is configured.
 * @throws ConfigError where it cannot be read, or is none.
 */
export async function openCheckpointKey({
  checkpointKey,
}: Pick<Config, 'checkpointKey'>): Promise<KeyObject | undefined> {
  if (checkpointKey === undefined) return undefined;
  const isText = checkpointKey.includes('-----BEGIN');
  try {
    // Many tools put a text of several lines on one.
    return readSigningKey(isText ? checkpointKey.replaceAll('\\n', '\n') : await readFile(checkpointKey, 'utf8'));
  } catch (error) {
    throw new ConfigError([`CHECKPOINT_KEY: ${isText ? '' : `${checkpointKey}: `}${(error as Error).message}`]);
  }
}
