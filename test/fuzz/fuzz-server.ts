import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signToken } from '../../src/auth/tokens.js';
import { DEMO_SLUG, demoAdministrator, demoPeople, GUEST_SUBJECT } from '../../src/demo/people.js';
import { startProcess } from '../process/server-process.js';
import type { ServerProcess } from '../process/server-process.js';

/** Heap of the server, in megabytes. */
export const HEAP = 512;

const SECRET = 'a secret of the fuzz run, long enough';

/** Subject of somebody whose credentials are refused. */
export const FORGER = 'forger';

/** People with credentials, good or bad. */
export const PEOPLE: readonly string[] = [
  ...[demoAdministrator, ...demoPeople].map(({ subject }) => subject).filter((subject) => subject !== GUEST_SUBJECT),
  FORGER,
  'a stranger',
];

/** Names of the people whose records are left alone: requests are made as them. */
export const NAMES: readonly string[] = [demoAdministrator, ...demoPeople].map(({ name }) => name);

/** The product as it is started on a laptop, with little memory. */
export interface FuzzServer {
  readonly process: ServerProcess;
  readonly url: string;
  readonly metricsUrl: string;
  /** Forgets what was said, and returns the lines of the log that say that something went wrong. */
  troubles(): string[];
  bearerOf(subject: string | undefined): Promise<string | undefined>;
  stop(): Promise<void>;
}

/** Starts a server with the demo in a folder of its own; leaves neither behind where it does not come up. */
export async function startFuzzServer(): Promise<FuzzServer> {
  const folder = await mkdtemp(join(tmpdir(), 'uplift-fuzz-'));
  const server = startProcess({
    DATA_DIR: folder,
    AUTH_SECRET: SECRET,
    METRICS_PORT: '0',
    NODE_OPTIONS: `--max-old-space-size=${HEAP}`,
  });
  const stop = async () => {
    await server.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  await server.says('The demo is complete', 600_000).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const told = (field: string): string => new RegExp(`"${field}":"([^"]+)"`).exec(server.output)?.[1] ?? '';
  let read = 0;
  return {
    process: server,
    url: told('url'),
    metricsUrl: told('metrics'),
    troubles() {
      const lines = server.output.slice(read).split('\n');
      read += server.output.slice(read).lastIndexOf('\n') + 1;
      return lines.slice(0, -1).filter((line) => /"level":[56]0/.test(line) || /^\S*Error|FATAL/.test(line));
    },
    async bearerOf(subject) {
      if (subject === undefined) return undefined;
      const secret = subject === FORGER ? `not ${SECRET}` : SECRET;
      return `Bearer ${await signToken(secret, subject, DEMO_SLUG, '12h')}`;
    },
    stop,
  };
}
