import { execFile } from 'node:child_process';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { splitAddress } from '../../src/database/address.js';
import { inspectServer, migrateServer, openServerDatabase } from '../../src/database/server.js';
import { unprivilegedUser } from '../support/services/local.js';
import { describeWithServices, startPostgres } from '../support/services.js';
import type { PrivatePostgres } from '../support/services.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // On a busy machine.

const run = promisify(execFile);
const logger = pino({ level: 'silent' });

/** What a session says at this address. */
async function asked<Row extends object>(url: string, question: string): Promise<Row | undefined> {
  const database = await openServerDatabase(url, 2, logger);
  try {
    return (await database.prisma.$queryRawUnsafe<Row[]>(question))[0];
  } finally {
    await database.close();
  }
}

describe('an address', () => {
  it.each([
    ['postgresql://u:p@a/db', ['postgresql://u:p@a/db']],
    ['postgresql:///db?host=/run', ['postgresql:///db?host=/run']],
    ['postgresql://u:p@a:1,b:2/db?x=1,2', ['postgresql://u:p@a:1/db?x=1,2', 'postgresql://u:p@b:2/db?x=1,2']],
    ['postgresql://a,[::1]:5433', ['postgresql://a', 'postgresql://[::1]:5433']],
  ])('%s names its servers', (url, servers) => expect(splitAddress(url)).toEqual(servers));
});

describeWithServices('a Postgres with a certificate of its own', () => {
  let folder: string;
  let postgres: PrivatePostgres;

  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  /** Makes a certificate authority, or what it signs for `localhost`. */
  const authority = (name: string) =>
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uplift-tls-'));
    await chmod(folder, 0o755);
    await authority('ours');
    await authority('other');
    await writeFile(join(folder, 'names'), 'subjectAltName=DNS:localhost');
    await openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=localhost',
      '-keyout',
      'server.key',
      '-out',
      'server.csr',
    );
    await openssl(
      'x509',
      '-req',
      '-in',
      'server.csr',
      '-CA',
      'ours.crt',
      '-CAkey',
      'ours.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      'names',
      '-out',
      'server.crt',
    );
    const user = unprivilegedUser();
    if (user) await chown(join(folder, 'server.key'), user.uid, user.gid);
    await chmod(join(folder, 'server.key'), 0o600);
    const files = { ssl_cert_file: join(folder, 'server.crt'), ssl_key_file: join(folder, 'server.key') };
    postgres = await startPostgres({ settings: { ssl: 'on', ...files } });
    await migrateServer(postgres.url());
  });
  afterAll(async () => {
    await postgres.dispose();
    await rm(folder, { recursive: true });
  });

  const addressOf = (host: string, mode: string, root?: string): string => {
    const url = new URL(postgres.url());
    url.hostname = host;
    url.searchParams.set('sslmode', mode);
    if (root) url.searchParams.set('sslrootcert', join(folder, `${root}.crt`));
    return url.href;
  };

  it.each<[mode: string, root: string | undefined, host: string, isEncrypted: boolean]>([
    ['disable', undefined, '127.0.0.1', false],
    ['prefer', undefined, '127.0.0.1', true],
    ['require', undefined, '127.0.0.1', true],
    ['require', 'ours', '127.0.0.1', true],
    ['verify-ca', 'ours', '127.0.0.1', true],
    ['verify-full', 'ours', 'localhost', true],
  ])('takes sslmode %s with the root %s at %s; encrypted: %s', async (mode, root, host, isEncrypted) => {
    const session = 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()';
    expect(await asked(addressOf(host, mode, root), session)).toEqual({ ssl: isEncrypted });
  });

  it.each<[mode: string, root: string | undefined, host: string, why: RegExp]>([
    ['require', 'other', '127.0.0.1', /certificate/],
    ['verify-ca', 'other', '127.0.0.1', /certificate/],
    ['verify-ca', undefined, '127.0.0.1', /sslrootcert/],
    ['verify-full', undefined, 'localhost', /certificate/],
    ['verify-full', 'ours', '127.0.0.1', /altnames|Hostname\/IP/],
    ['allow', undefined, '127.0.0.1', /sslmode in DATABASE_URL must be one of .*: allow is none of them/],
  ])('is refused with sslmode %s and the root %s at %s', async (mode, root, host, why) => {
    await expect(inspectServer(addressOf(host, mode, root))).rejects.toThrow(why);
  });
});

describeWithServices('several Postgres servers in one address', () => {
  let servers: readonly [PrivatePostgres, PrivatePostgres];

  beforeAll(async () => {
    servers = await Promise.all([startPostgres(), startPostgres()]);
    for (const server of servers) await migrateServer(server.url());
  });
  afterAll(() => Promise.all(servers.map((server) => server.dispose())));

  const addressOf = (attributes: string): string =>
    `postgresql://postgres@${servers.map(({ port }) => `127.0.0.1:${port}`).join(',')}/postgres${attributes}`;
  const PORT = `SELECT current_setting('port')::int AS port`;

  it('are tried in their order', async () => {
    expect(await asked(addressOf(''), PORT)).toEqual({ port: servers[0].port });
    await servers[0].stop();
    expect(await asked(addressOf(''), PORT)).toEqual({ port: servers[1].port });
    await servers[0].start();
  });

  it('are left for one that takes changes, where that is asked for', async () => {
    const { prisma, close } = await openServerDatabase(servers[0].url(), 2, logger);
    await prisma.$executeRawUnsafe('ALTER DATABASE postgres SET default_transaction_read_only TO on');
    await close();
    expect(await asked(addressOf('?target_session_attrs=read-write'), PORT)).toEqual({ port: servers[1].port });
    await expect(asked(addressOf('?target_session_attrs=standby'), PORT)).rejects.toThrow(
      'must be one of any, read-write, primary',
    );
    expect(await asked(addressOf('?target_session_attrs=any'), 'SELECT 1 AS one').catch(() => null)).toEqual({
      one: 1,
    });
  });

  it('are found by a Unix socket as well', async () => {
    const [{ port, url }] = servers;
    const where = `SELECT current_setting('unix_socket_directories') AS folder, inet_server_addr() AS address`;
    const { folder } = (await asked<{ folder: string }>(url(), where)) ?? {};
    const address = `postgresql:///postgres?host=${folder}&port=${port}&user=postgres`;
    expect(await asked(address, where)).toEqual({ folder, address: null });
  });

  it('are changed within seconds where the one in use goes away', async () => {
    const database = await openServerDatabase(addressOf(''), 4, logger);
    const port = async () => (await database.prisma.$queryRawUnsafe<{ port: number }[]>(PORT).catch(() => []))[0]?.port;
    expect(await port()).toBe(servers[0].port);
    await servers[0].kill();
    await sleep(1_000);
    await expect.poll(port, { timeout: 20_000 }).toBe(servers[1].port);
    await database.close();
    await servers[0].start();
  });
});
