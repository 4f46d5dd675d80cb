import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database, Queryable } from '../../src/database/database.js';
import { writeSealed } from '../../src/checksummed-file.js';
import { copyOrganization, readCopy } from '../../src/import-export/backup/write.js';
import { deleteRange, findArchiveRange, readRange } from '../../src/log/archive.js';
import { writeArchive } from '../../src/log/archive-file.js';
import { makeCheckpoint } from '../../src/log/checkpoint.js';
import { eraseTexts } from '../../src/log/erasure.js';
import { readHead } from '../../src/log/event-log.js';
import { describeOnBothEngines } from '../support/engines.js';
import { appendMany } from './a-log.js';
import type { ALog } from './a-log.js';
import { createLogOfTen, CUT, foundAfter, TABLE } from './tampering.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 }); // On a busy machine.

const SCRIPT = fileURLToPath(new URL('../../docs/verify-log.mjs', import.meta.url));
const NOTHING = () => undefined;

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uplift-verify-'));
});
afterAll(() => rm(folder, { recursive: true }));
const newFile = (): string => join(folder, `${(files += 1)}.jsonl`);

/** Runs the script as its reader does, with nothing of Uplift. */
async function verify(...args: readonly string[]): Promise<{ code: number; lines: string[]; errors: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], { cwd: folder, env: {} }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, lines: stdout.trimEnd().split('\n'), errors: stderr }),
    );
  });
}

/** Writes a copy as it is, whatever is wrong with it. */
async function copyAsIs(db: Queryable, slug: string): Promise<string> {
  const file = newFile();
  await writeSealed(file, (await readCopy(db, slug)).lines, async () => undefined);
  return file;
}

const slugOf = async ({ prisma }: Database, { organizationId }: ALog): Promise<string> =>
  (await prisma.organization.findUniqueOrThrow({ where: { id: organizationId } })).slug;

describeOnBothEngines('the script that verifies exported logs', (database) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const writeCheckpoints = async (...checkpoints: readonly object[]): Promise<string> => {
    const file = newFile();
    const lines = checkpoints.map((checkpoint) => JSON.stringify({ level: 30, ...checkpoint, msg: 'checkpoint' }));
    await writeFile(file, ['{"msg":"another line"}', 'no JSON', ...lines, ''].join('\n'));
    return file;
  };
  const writeKey = async (key = publicKey): Promise<string> => {
    const file = newFile();
    await writeFile(file, key.export({ type: 'spki', format: 'pem' }));
    return file;
  };
  const checkpointOf = async ({ organizationId }: ALog, change: object = {}, key = privateKey) =>
    makeCheckpoint({ ...(await readHead(database().prisma, organizationId))!, ...change }, new Date(), key)!;

  test('finds each change in a copy, at the first position that is not what was written', async () => {
    const log = await createLogOfTen(database());
    const slug = await slugOf(database(), log);
    const { hash } = await checkpointOf(log);
    const found = async (sql: string, ...args: string[]) => {
      const file = await foundAfter(database(), log, sql, (db) => copyAsIs(db, slug));
      const { code, lines } = await verify(file, ...args);
      expect(lines).toHaveLength(1);
      expect(code).toBe(lines[0]!.startsWith('ok') ? 0 : 1);
      return lines[0]!.slice(7).replace(`${log.organizationId}: `, '');
    };
    expect(await found('SELECT 1')).toBe(`1 to 10 are what was written; hash ${hash}`);
    for (const [what, sql, flaw] of TABLE) expect.soft(await found(sql), what).toMatch(new RegExp(`^${flaw}`));
    const kept = await writeCheckpoints(await checkpointOf(log));
    expect(await found(CUT)).toMatch(/^1 to 9 are what was written/);
    expect(await found(CUT, '--against', kept)).toMatch(/^at 10: it ended at 10 or later once/);
  });

  test('takes a copy as it is written, and one of which texts were erased', async () => {
    const log = await createLogOfTen(database());
    const { prisma } = database();
    await eraseTexts(prisma, log.organizationId, 5, ['note', 'before.tags']);
    const file = newFile();
    await copyOrganization(prisma, await slugOf(database(), log), file);
    expect(await verify(file)).toMatchObject({
      code: 0,
      lines: [expect.stringMatching(/^ok .*: 1 to 10 are what was written, 1 with erased texts; /)],
    });
    const refill = (line: string) => line.replace('"note": null', '"note": "x"');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\{"Event".*"position": 5,.*$/m, refill));
    expect((await verify(file)).lines[0]).toMatch(/at 5: note was erased, and has a value again$/);
  });

  test('follows archives into the copy of what is left, and says where one is missing', async () => {
    const log = await createLogOfTen(database());
    const { prisma } = database();
    const slug = await slugOf(database(), log);
    const archive = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const range = (await findArchiveRange(prisma, slug, new Date()))!;
      const file = newFile();
      await writeArchive(file, range, readRange(prisma, range), NOTHING);
      await deleteRange(prisma, range, NOTHING);
      return file;
    };
    const more = (count: number) => appendMany(database(), { ...log.cause, at: new Date() }, count);
    const first = await archive();
    await more(3);
    const between = await checkpointOf(log);
    const second = await archive();
    await more(2);
    const last = await checkpointOf(log, { access: { position: 3, hash: 'cd'.repeat(32) } });
    const copy = newFile();
    await copyOrganization(prisma, slug, copy);
    const subject = `  ${log.organizationId}: `;
    const args = ['--against', await writeCheckpoints(between, last), '--public-key', await writeKey()];
    expect(await verify(first, second, copy, ...args)).toMatchObject({
      code: 0,
      lines: [`ok   ${subject}1 to 15 are what was written, as 2 checkpoints say; hash ${last.hash}`],
    });
    expect((await verify(second, ...args)).lines[0]).toMatch(/^ok .*: 11 to 13 are .*as 1 checkpoint says/);
    expect(await verify(first, copy)).toMatchObject({
      code: 1,
      lines: [`WRONG${subject}at 11: the next file begins at 14`],
    });
    const changed = (await readFile(second, 'utf8')).replace('"position":12,', '"position":12, ');
    await writeFile(second, changed);
    const { code, lines } = await verify(second);
    expect([code, lines[0]]).toEqual([1, expect.stringMatching(/was altered: its checksum does not match$/)]);
    await writeFile(second, changed.replace('"recordVersion":2', '"recordVersion":3'));
    expect((await verify(second)).lines[0]).toMatch(/at 11: it is not what was written$/);
  });

  test('believes checkpoints by the signature of a given key only', async () => {
    const log = await createLogOfTen(database());
    const copy = newFile();
    await copyOrganization(database().prisma, await slugOf(database(), log), copy);
    const other = generateKeyPairSync('ed25519');
    const key = await writeKey();
    const forged = [
      await checkpointOf(log, {}, other.privateKey),
      { ...(await checkpointOf(log)), position: 11 },
      { ...(await checkpointOf(log)), signature: undefined },
    ];
    for (const checkpoint of forged) {
      const { code, lines } = await verify(copy, '--against', await writeCheckpoints(checkpoint), '--public-key', key);
      expect([code, lines.at(-1)]).toEqual([1, expect.stringContaining('is not signed with the given key')]);
    }
    const moved = await writeCheckpoints(await checkpointOf(log, { hash: 'ab'.repeat(32), position: 7 }));
    expect((await verify(copy, '--against', moved, '--public-key', key)).lines).toEqual([
      expect.stringMatching(/at 7: it is not what it was once/),
    ]);
    const wrongKey = await writeKey(other.publicKey);
    const kept = await writeCheckpoints(await checkpointOf(log));
    expect((await verify(copy, '--against', kept, '--public-key', wrongKey)).code).toBe(1);
    expect((await verify(copy, '--against', kept)).code).toBe(0);
    expect((await verify(copy, '--against', key)).lines.at(-1)).toMatch(/has no checkpoint$/);
  });

  test('says what is none of its files, and how it is called', async () => {
    const file = newFile();
    expect(await verify()).toMatchObject({ code: 2, errors: expect.stringContaining('at least one file') });
    expect((await verify('--unknown')).code).toBe(2);
    expect((await verify(file)).lines[0]).toMatch(/^WRONG .*ENOENT/);
    for (const text of ['', 'no JSON\n', '{"format":"uplift-events","version":9}\n', '{"a":1}\n']) {
      await writeFile(file, text);
      expect(await verify(file)).toMatchObject({ code: 1, lines: [expect.stringMatching(/^WRONG /)] });
    }
  });
});
