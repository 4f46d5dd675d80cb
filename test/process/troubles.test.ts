import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openCatalogStore } from '../../src/process-model/store.js';
import { systemClock } from '../../src/clock.js';
import { openEmbeddedDatabase } from '../../src/database/embedded.js';
import { ensureDemoOrganization } from '../../src/demo/seed.js';
import { demoUnits } from '../../src/demo/story.js';
import { ask } from '../support/clients.js';
import { ensureBuilt, killAll, ROOT, startProcess } from './server-process.js';

let folder: string;
beforeAll(async () => {
  ensureBuilt();
  folder = await mkdtemp(join(tmpdir(), 'uplift-troubles-'));
});
afterEach(killAll);
afterAll(() => rm(folder, { recursive: true, force: true }));

const VIEWER = '{ viewer { role } }';

const urlIn = (output: string): string => /"url":"([^"]+)"/.exec(output)?.[1] ?? '';

it('serves on where the demo cannot go on, and says so once', { timeout: 180_000 }, async () => {
  const dataDir = join(folder, 'clash');
  const database = await openEmbeddedDatabase(dataDir);
  await openCatalogStore(database);
  await ensureDemoOrganization(database, systemClock);
  const { id: organizationId } = await database.prisma.organization.findFirstOrThrow();
  // Somebody has used the name of a unit that the demo adds later.
  const stamps = { createdAt: new Date(), updatedAt: new Date() };
  await database.prisma.unit.create({ data: { organizationId, kind: 'PROJECT', name: demoUnits[1]!.name, ...stamps } });
  await database.close();

  const server = startProcess({ DATA_DIR: dataDir });
  await server.says('the demo could not be completed', 120_000);
  const url = urlIn(server.output);
  expect((await ask(url, VIEWER)).data).toEqual({ viewer: { role: 'VIEWER' } });
  const { code } = await server.end('SIGTERM');
  expect(code).toBe(0);
  expect(server.output.match(/the demo could not be completed/g)).toHaveLength(1);
});

it('goes on serving when its output is no longer read', { timeout: 180_000 }, async () => {
  const child = spawn(process.execPath, ['dist/cli/uplift.js', 'serve'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: join(folder, 'silent'), LOG_LEVEL: 'debug' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    output += String(chunk);
    if (output.includes('"msg":"listening"')) break; // This closes the pipe.
  }
  child.stderr.destroy();
  const url = urlIn(output);
  // The guest is added only now. Each of these operations is logged, and the demo reports that it is complete.
  await expect
    .poll(async () => (await ask(url, VIEWER)).data, { timeout: 120_000 })
    .toEqual({ viewer: { role: 'VIEWER' } });
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
});
