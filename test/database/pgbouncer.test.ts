import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { migrateServer } from '../../src/database/server.js';
import { run } from '../cli/run.js';
import { createStage, revise } from '../live/stage.js';
import { watch } from '../live/subscribers.js';
import { SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import '../support/services/provided.js';

const pgbouncer = inject('pgbouncerPath');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether something listens on a port. */
function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

describe.skipIf(pgbouncer === null)('through PgBouncer in transaction mode', () =>
  describeWithServices('on a server', ({ postgresUrl }) => {
    let folder: string;
    let pooler: ChildProcess;
    let direct: string;
    let pooled: string;
    let admin: pg.Client;
    const apps: TestApp[] = [];

    beforeAll(async () => {
      direct = await createDatabase(postgresUrl);
      const { hostname, port, pathname, username } = new URL(direct);
      admin = new pg.Client({ connectionString: direct });
      await admin.connect();
      folder = await mkdtemp(join(tmpdir(), 'uplift-pgbouncer-'));
      await chmod(folder, 0o755);
      const listening = await freePort();
      await writeFile(join(folder, 'users.txt'), `"${username}" ""\n`);
      const settings = {
        listen_addr: '127.0.0.1',
        listen_port: listening,
        auth_type: 'trust',
        auth_file: join(folder, 'users.txt'),
        pool_mode: 'transaction',
        default_pool_size: 4,
        unix_socket_dir: '',
      };
      const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
      const databases = `[databases]\n* = host=${hostname} port=${port}\n`;
      await writeFile(join(folder, 'pgbouncer.ini'), `${databases}[pgbouncer]\n${lines.join('\n')}\n`);
      const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
      pooler = spawn(pgbouncer ?? '', ['-q', ...asNobody, join(folder, 'pgbouncer.ini')], { stdio: 'ignore' });
      pooled = `postgresql://${username}@127.0.0.1:${listening}${pathname}`;
      await vi.waitUntil(() => connects(listening), { timeout: 30_000 });
      // As the guide says.
      const guide = await readFile('docs/operating.md', 'utf8');
      const [, statements = ''] = /```sql\n(ALTER DATABASE [\s\S]+?)```/.exec(guide) ?? [];
      await admin.query(statements.replaceAll('ALTER DATABASE uplift', `ALTER DATABASE "${pathname.slice(1)}"`));
    }, 300_000);
    afterAll(async () => {
      for (const app of apps) await app.stop();
      pooler.kill();
      await admin.end();
      await dropDatabase(direct);
      await rm(folder, { recursive: true, force: true });
    });

    it('servers that start together migrate in turns, and leave no lock behind', async () => {
      await Promise.all([1, 2, 3].map(() => migrateServer(pooled)));
      const { rows } = await admin.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369`);
      expect(rows).toEqual([]);
      expect((await migrateServer(direct)).applied).toEqual([]);
    }, 120_000);

    it('servers write and deliver, and the check finds the settings', async () => {
      const timeouts = { lock: 5_000, statement: 15_000, idleInTransaction: 10_000 };
      for (let count = 0; count < 2; count += 1) apps.push(await startApp({ databaseUrl: pooled, timeouts }));
      const [a, b] = apps as [TestApp, TestApp];
      const stage = await createStage(a, 4);
      const subscriber = watch('WebSocket', b.url, stage.bearer, { after: stage.beginning });
      const writing = stage.lanes.map(async ({ improvement }, lane) => {
        for (let count = 0; count < 5; count += 1) {
          const text = `revision ${count} of lane ${lane}`;
          await revise(apps[count % 2]?.url ?? '', stage.bearer, improvement, text, text);
        }
      });
      await Promise.all(writing);
      const { rows } = await admin.query<{ last: number }>('SELECT max("position") AS last FROM "Event"');
      await subscriber.reach(rows[0]?.last ?? 0);
      await subscriber.stop();
      const { stdout } = await run(['check'], { DATABASE_URL: pooled, AUTH_SECRET: SECRET });
      expect(stdout).not.toContain('WRONG');
    }, 120_000);
  }),
);
