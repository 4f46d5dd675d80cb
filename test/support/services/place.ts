import { randomInt } from 'node:crypto';
import { mkdir, rmdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A port of 127.0.0.1 and a temp folder of one server, kept for it from start to dispose. */
export interface Place {
  readonly port: number;
  readonly folder: string;
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

/**
 * Takes a free port and makes its folder. The folder is named after the port, so as long as it exists no other test
 * process takes that port, even while the server is stopped. Throws when no place is found.
 */
export async function takePlace(): Promise<Place> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    const folder = join(tmpdir(), `uplift-test-${port}`);
    const made = await mkdir(folder, { mode: 0o700 }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw error;
      },
    );
    if (!made) continue;
    if (await portIsFree(port)) return { port, folder };
    await rmdir(folder);
  }
  throw new Error(`no free port of 127.0.0.1 between ${LOWEST_PORT} and ${HIGHEST_PORT} in ${ATTEMPTS} attempts`);
}
