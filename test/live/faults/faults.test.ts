import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { promisify } from 'node:util';
import { beforeAll, expect, inject, test } from 'vitest';
import { ensureBuilt, ROOT } from '../../process/server-process.js';
import { describeWithServices, locateServices } from '../../support/services.js';
import '../../support/services/provided.js';

const run = promisify(execFile);

/** One of each kind, and those that came first to mind. `npm run test:faults` has all of them, and longer. */
const FAULTS = [
  'redis-killed',
  'hints-mixed-up',
  'server-killed-between-commit-and-hint',
  'postgres-restarted-at-once',
  'clients-cut',
  // A Postgres in a container has no standby.
  ...((await locateServices()).postgres?.kind === 'binaries' ? ['failover-async'] : []),
  ...(inject('pgbouncerPath') === null ? [] : ['pgbouncer']),
];

describeWithServices('a short mix of faults', () => {
  beforeAll(async () => {
    ensureBuilt();
    await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'test/live/faults'], { cwd: ROOT });
  }, 240_000);

  test('loses no event, and writes nothing twice', { timeout: 480_000 }, async () => {
    const seed = process.env['LIVE_SEED'] ?? String(randomInt(2 ** 31));
    const turns = String(FAULTS.length);
    const args = ['--turns', turns, '--clients', '40', '--scale', '0.2', '--seed', seed, '--faults', FAULTS.join()];
    const { stdout } = await run(process.execPath, ['dist/faults/test/live/faults/main.js', ...args], {
      cwd: ROOT,
    }).catch((error: { stdout: string; stderr: string }) => {
      throw new Error(`${error.stdout}\n${error.stderr}`);
    });
    console.info(stdout);
    expect(stdout).toContain(
      'lost 0, doubled 0, reordered 0, invented 0, silently diverged 0, unexpected resets 0, refused 0',
    );
    expect(stdout).toContain('verdict: as promised');
    for (const fault of FAULTS) expect(stdout).toMatch(new RegExp(`^faults: .*\\d ${fault}`, 'm'));
    expect(Number(/deliveries (\d+):/.exec(stdout)?.[1])).toBeGreaterThan(500);
  });
});
