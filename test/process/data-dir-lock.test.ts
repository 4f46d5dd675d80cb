import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DataFolderBusyError, readLockOwner, lockDataDir } from '../../src/server/ops/data-dir-lock.js';
import { identityOf } from '../../src/server/ops/process-identity.js';
import { ensureBuilt } from './server-process.js';

/** Takes a folder at a given moment, says how that went, and holds it. */
const TAKER = `
  const [built, folder, moment] = process.argv.slice(1);
  const { lockDataDir } = await import(built);
  while (Date.now() < Number(moment));
  lockDataDir(folder).then(() => console.log('taken'), (error) => console.log(error.name));
  setInterval(() => undefined, 1_000_000);`;

const BUILT = fileURLToPath(new URL('../../dist/server/ops/data-dir-lock.js', import.meta.url));

/** Whether this user may make containers of processes. */
function canUnshare(): boolean {
  return spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status === 0;
}

/** A process id that no process has. */
const NOBODY = 4_194_305;

describe('a data folder', () => {
  let folder: string;
  let file: string;
  let takers: ChildProcess[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uplift-folder-'));
    file = join(folder, 'server.json');
    takers = [];
  });
  afterEach(async () => {
    for (const taker of takers) taker.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const startTaker = async (moment = 0): Promise<string> => {
    const taker = spawn(process.execPath, ['--input-type=module', '-e', TAKER, BUILT, folder, String(moment)]);
    takers.push(taker);
    const [said] = (await once(taker.stdout, 'data')) as [Buffer];
    return said.toString().trim();
  };

  test.each([
    ['nothing', undefined],
    ['a holder that was killed', JSON.stringify({ pid: NOBODY, url: 'http://127.0.0.1:1/graphql' })],
    ['half of what a holder wrote', '{"pid":'],
    ['an empty file', ''],
    ['an earlier process with our own id', JSON.stringify({ pid: process.pid })],
  ])('is taken where there is %s, and given back', async (_name, left) => {
    if (left !== undefined) await writeFile(file, left);
    const taken = await lockDataDir(folder);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(taken.secret.length).toBeGreaterThan(32);
    await Promise.all([taken.release(), taken.release()]);
    expect(await readdir(folder)).toEqual(['auth-secret']);
    expect((await lockDataDir(folder)).secret, 'it keeps its secret').toBe(taken.secret);
  });

  test('is taken where another process has the id of a holder that was killed', async () => {
    const { place } = await identityOf(process.pid);
    await writeFile(file, JSON.stringify({ pid: process.ppid, place, start: '1' }));
    expect(await readLockOwner(folder)).toBeUndefined();
    await (await lockDataDir(folder)).release();
  });

  test('is refused while a process of the same id in another container holds it', { timeout: 60_000 }, async () => {
    const holder = { pid: process.pid, place: 'another container', start: '1' };
    await writeFile(file, JSON.stringify(holder));
    const beating = setInterval(() => void utimes(file, new Date(), new Date()), 1_000);
    expect(await readLockOwner(folder)).toMatchObject(holder);
    await expect(lockDataDir(folder)).rejects.toThrow(new DataFolderBusyError(folder, holder));
    clearInterval(beating);
    expect(await readLockOwner(folder), 'it has stopped').toBeUndefined();
  });

  test.skipIf(!canUnshare())(
    'is held by one of two containers, each with its process 1',
    { timeout: 90_000 },
    async () => {
      ensureBuilt();
      const contained = async (): Promise<string> => {
        const args = [
          '--pid',
          '--fork',
          '--kill-child',
          '--mount-proc',
          process.execPath,
          '--input-type=module',
          '-e',
          TAKER,
        ];
        const taker = spawn('unshare', [...args, BUILT, folder, '0']);
        takers.push(taker);
        const [said] = (await once(taker.stdout, 'data')) as [Buffer];
        return said.toString().trim();
      };
      expect(await contained()).toBe('taken');
      expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: 1 });
      expect(await contained()).toBe('DataFolderBusyError');
      await expect(lockDataDir(folder)).rejects.toThrow(DataFolderBusyError);
    },
  );

  test('is refused while a live process holds it, and to be had once that was killed', async () => {
    ensureBuilt();
    expect(await startTaker()).toBe('taken');
    const [taker] = takers as [ChildProcess];
    const pid = taker.pid as number;
    expect(await readLockOwner(folder)).toMatchObject({ pid });
    await expect(lockDataDir(folder)).rejects.toThrow(new DataFolderBusyError(folder, { pid }));
    const gone = once(taker, 'exit');
    taker.kill('SIGKILL');
    await gone;
    expect(await readLockOwner(folder)).toBeUndefined();
    await (await lockDataDir(folder)).release();
  });

  test.each([
    ['that is new', undefined],
    ['whose holder was killed', JSON.stringify({ pid: NOBODY })],
  ])('%s goes to one of four processes that want it at the same moment', { timeout: 60_000 }, async (_name, left) => {
    ensureBuilt();
    if (left !== undefined) await writeFile(file, left);
    const moment = Date.now() + 1_000;
    const said = await Promise.all([1, 2, 3, 4].map(() => startTaker(moment)));
    expect(said.sort()).toEqual(['DataFolderBusyError', 'DataFolderBusyError', 'DataFolderBusyError', 'taken']);
  });
});
