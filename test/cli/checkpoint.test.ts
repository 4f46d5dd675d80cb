import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openServerDatabase } from '../../src/database/server.js';
import { openCatalogStore } from '../../src/process-model/store.js';
import type { Checkpoint } from '../../src/log/checkpoint.js';
import { createLogger } from '../../src/logger.js';
import { createOrganization } from '../../src/organization/operations/organization.js';
import { appendMany } from '../log/a-log.js';
import type { ALog } from '../log/a-log.js';
import { createLogOfTen } from '../log/tampering.js';
import { blocksOf, runCommands } from '../process/release.js';
import { ROOT } from '../process/server-process.js';
import { SECRET } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { run } from './run.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

describeWithServices('uplift checkpoint', ({ postgresUrl }) => {
  let folder: string;
  let databaseUrl: string;
  let log: ALog;
  let key: string;
  const environment = () => ({ DATABASE_URL: databaseUrl, AUTH_SECRET: SECRET });
  const signing = () => ({ ...environment(), CHECKPOINT_KEY: key });
  const inFolder = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uplift-checkpoint-'));
    key = inFolder('key.pem');
    databaseUrl = await createDatabase(postgresUrl);
    const database = await openServerDatabase(databaseUrl, 2, createLogger('silent'));
    await openCatalogStore(database);
    log = await createLogOfTen(database);
    await database.close();
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await dropDatabase(databaseUrl);
  });

  test('makes a key that only its owner may read, and never overwrites one', async () => {
    const made = await run(['checkpoint', 'new-key', key], environment());
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n/) });
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    const text = await readFile(key, 'utf8');
    expect(await run(['checkpoint', 'new-key', key], environment())).toMatchObject({
      code: 1,
      stderr: `${key}: it is there already.\n`,
    });
    expect(await readFile(key, 'utf8')).toBe(text);
    const oneLine = text.trimEnd().replaceAll('\n', '\\n');
    for (const each of [key, text, oneLine]) {
      const { code, stdout } = await run(['checkpoint', 'public-key'], { ...environment(), CHECKPOINT_KEY: each });
      expect({ code, stdout }).toEqual({ code: 0, stdout: made.stdout });
    }
    await writeFile(inFolder('public.pem'), made.stdout);
  });

  test('says what is wrong with a key, and nothing of it', async () => {
    const broken = (await readFile(key, 'utf8')).replace(/\n.{10}/, '\n');
    for (const [given, said] of [
      [broken, 'CHECKPOINT_KEY: It must be a private key of Ed25519 in PEM, without a passphrase.'],
      [inFolder('public.pem'), 'public.pem: It must be a private key'],
      [inFolder('nothing.pem'), 'no such file'],
    ] as const) {
      const { code, stderr } = await run(['checkpoint', 'create'], { ...environment(), CHECKPOINT_KEY: given });
      expect([code, stderr]).toEqual([1, expect.stringContaining(said)]);
      expect(stderr).not.toContain(broken.slice(60, 90));
    }
    expect((await run(['checkpoint', 'public-key'], environment())).stderr).toBe('CHECKPOINT_KEY is not set.\n');
  });

  test('is looked at by the check', async () => {
    const signed = await run(['check', '--events', '0'], signing());
    expect(signed).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^ok {5}checkpoint key: signs as [0-9a-f]{16}$/m),
    });
    const { code, stdout } = await run(['check'], { ...environment(), CHECKPOINT_KEY: inFolder('nothing.pem') });
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^WRONG {2}checkpoint key: CHECKPOINT_KEY: .*no such file/m),
    ]);
  });

  test('notes where logs are, by which the check finds what was changed since', async () => {
    const { code, stdout } = await run(['checkpoint', 'create'], signing());
    const checkpoint = JSON.parse(stdout) as Checkpoint;
    expect(code).toBe(0);
    expect(checkpoint).toMatchObject({ organizationId: log.organizationId, position: 10 });
    const check = async (text: string, ...more: string[]) => {
      const file = inFolder('checkpoints.jsonl');
      await writeFile(file, text);
      const options = ['--events', '0', '--chain', '--against', file, ...more];
      const done = await run(['check', ...options], environment());
      return [done.code, done.stdout + done.stderr] as const;
    };
    const signed = ['--public-key', inFolder('public.pem')];
    expect(await check(stdout, ...signed)).toEqual([
      0,
      expect.stringContaining(', as 1 signed checkpoint says; hash '),
    ]);
    expect(await check(stdout)).toEqual([0, expect.stringContaining(', as 1 checkpoint says; hash ')]);
    const forged = JSON.stringify({ ...checkpoint, position: 9 });
    const { stdout: unsigned } = await run(['checkpoint', 'create'], environment());
    for (const text of [forged, unsigned])
      expect(await check(text, ...signed)).toEqual([
        1,
        expect.stringMatching(/WRONG {2}checkpoint at \d+ of \S+: it is not signed with the given key/),
      ]);
    expect(await check(stdout, '--public-key', inFolder('checkpoints.jsonl'))).toEqual([
      2,
      expect.stringContaining('It must have public keys of Ed25519 in PEM.'),
    ]);
    expect(await run(['check', '--public-key', key], environment())).toMatchObject({ code: 2 });
  });

  test('works as the guide has it, down to the files of an auditor', async () => {
    const [audit, [archive = '']] = await Promise.all([
      blocksOf('docs/operating.md', 'Audit', 'sh'),
      blocksOf('docs/operating.md', 'Retention', 'sh'),
    ]);
    const block = (words: string): string => audit.find((each) => each.includes(words)) ?? '';
    const url = await createDatabase(postgresUrl);
    const database = await openServerDatabase(url, 2, createLogger('silent'));
    await openCatalogStore(database);
    const longAgo = () => new Date('2025-06-01T10:00:00Z');
    const first = { slug: 'acme', name: 'Acme', administrator: { name: 'Ada', subject: 'ada' } };
    const { organization } = await createOrganization(database, longAgo, first);
    const cause = { organizationId: organization.id, actorId: null, at: longAgo() };
    const shell = { folder, programs: undefined, environment: { DATABASE_URL: url, AUTH_SECRET: SECRET } };
    expect(await runCommands(block('new-key'), shell)).toContain(
      '1 to 1 are what was written, as 1 signed checkpoint says',
    );
    await appendMany(database, cause, 3);
    await appendMany(database, { ...cause, at: new Date() }, 3);
    await runCommands(archive.replace('demo', 'acme'), shell);
    await runCommands('npx uplift export --organization acme --to acme.jsonl', shell);
    await copyFile(join(ROOT, 'docs/verify-log.mjs'), inFolder('verify-log.mjs'));
    expect(await runCommands(block('verify-log.mjs'), shell)).toMatch(
      /^ok {5}\S+: 1 to 7 are what was written, as 1 checkpoint says; hash [0-9a-f]{64}$/m,
    );
    await database.close();
    await dropDatabase(url);
  });

  test('is of one organization where it is named', async () => {
    expect(await run(['checkpoint', 'create', '--organization', 'nowhere'], signing())).toMatchObject({
      code: 2,
      stderr: 'There is no organization nowhere.\n',
    });
  });
});
