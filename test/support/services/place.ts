import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guard, type Estate, type Guardian } from './guardian.js';

/** A port of 127.0.0.1 and a temp folder of one server, kept for it until its guardian is released. */
export interface Place {
  readonly port: number;
  readonly folder: string;
  readonly guardian: Guardian;
}

// Below the ephemeral ports (Linux from 32768): while a server is down, an outgoing connection could be given its port,
// and a client that retries could even connect to itself.
const LOWEST_PORT = 15_000;
const HIGHEST_PORT = 32_000;
const ATTEMPTS = 100;

async function portIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes a free port and makes its folder. The folder is named after the port, so as long as it exists no other test
 * process takes that port, even while the server is stopped. Throws when no place is found.
 */
export async function takePlace(estate: Estate): Promise<Place> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    const folder = join(tmpdir(), `uplift-test-${port}`);
    if (!makeFolder(folder)) continue;
    const guardian = guard(folder, estate);
    if (await portIsFree(port)) return { port, folder, guardian };
    await guardian.release();
  }
  throw new Error(`no free port of 127.0.0.1 between ${LOWEST_PORT} and ${HIGHEST_PORT} in ${ATTEMPTS} attempts`);
}
