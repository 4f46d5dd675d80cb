import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createAccessAudit } from '../../src/auth/access-audit.js';
import type { AccessAudit } from '../../src/auth/access-audit.js';
import { accessHeads, eraseOrigins, verifyAccessRecords } from '../../src/auth/access-chain.js';
import type { Witness } from '../../src/log/verification.js';
import { createLogger } from '../../src/logger.js';
import { createLog } from '../log/a-log.js';
import type { ALog } from '../log/a-log.js';
import { foundAfter } from '../log/tampering.js';
import { describeOnBothEngines } from '../support/engines.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

const DAY = 86_400_000;
const OTHER_ID = `'01930000-0000-7000-8000-00000000000f'::uuid`;

/** What somebody with the rights of the owner does to ten records, and what is said of it. */
const TABLE: readonly (readonly [what: string, sql: string, found: string])[] = [
  ...[
    `"kind" = 'SIGN_IN_FAILED'`,
    `"occurredAt" = "occurredAt" - interval '1 millisecond'`,
    '"personId" = NULL',
    '"count" = 7',
    `"about" = 'nothing'`,
    '"about" = NULL',
    `"address" = '203.0.113.10'`,
    '"address" = NULL',
    `"agent" = 'Another browser'`,
    `"salt" = '\\x00'`,
    '"salt" = NULL',
    '"salt" = NULL, "origin" = access_origin("AccessRecord"), "address" = NULL',
    `"hash" = '\\x00'`,
    `"id" = ${OTHER_ID}`,
  ].map((set) => [set, `UPDATE "AccessRecord" SET ${set} WHERE $log AND "position" = 5`, 'at 5'] as const),
  ['one deleted', 'DELETE FROM "AccessRecord" WHERE $log AND "position" = 5', 'at 5: there is no record'],
  ['the oldest deleted', 'DELETE FROM "AccessRecord" WHERE $log AND "position" < 3', 'at 1: there is no record'],
  [
    'the oldest deleted, and said to be old',
    `DELETE FROM "AccessRecord" WHERE $log AND "position" < 3; UPDATE "AccessLog" SET "forgottenThrough" = 2 WHERE $log`,
    'at 3',
  ],
  [
    'two swapped',
    `UPDATE "AccessRecord" SET "position" = 0 WHERE $log AND "position" = 5;
     UPDATE "AccessRecord" SET "position" = 5 WHERE $log AND "position" = 6;
     UPDATE "AccessRecord" SET "position" = 6 WHERE $log AND "position" = 0`,
    'at 5',
  ],
  [
    'one put in beyond the head',
    `INSERT INTO "AccessRecord" SELECT (jsonb_populate_record(r, '{"position": 11, "id": "01930000-0000-7000-8000-00000000000e"}')).*
       FROM "AccessRecord" r WHERE $log AND "position" = 4`,
    'at 11',
  ],
  ['the head set back', 'UPDATE "AccessLog" SET "position" = 9 WHERE $log', 'at 10: it is beyond the head'],
  ['the head taken away', 'DELETE FROM "AccessLog" WHERE $log', 'at 1: it is beyond the head'],
  [
    'another hash of the head',
    `UPDATE "AccessLog" SET "hash" = '\\x00' WHERE $log`,
    'at 10: the head has another hash',
  ],
];

/** Deletes the newest record and sets the head back: what is left is whole. */
const CUT = `
  UPDATE "AccessLog" l SET "position" = 9, "hash" = (SELECT "hash" FROM "AccessRecord" WHERE $log AND "position" = 9) WHERE $log;
  DELETE FROM "AccessRecord" WHERE $log AND "position" > 9`;

describeOnBothEngines('records of access', (database) => {
  const auditAt = (now: () => Date): AccessAudit =>
    createAccessAudit(database().prisma, now, createLogger('silent'), 365);
  const put = async (log: ALog, count: number, days = 0): Promise<void> => {
    const audit = auditAt(() => new Date(Date.now() - days * DAY));
    const who = { organizationId: log.organizationId, personId: log.cause.actorId };
    for (let n = 0; n < count; n += 1)
      await audit.record({
        kind: 'SIGN_IN',
        ...who,
        about: `"${n}" \u{1f511}\n`,
        caller: { address: '203.0.113.9', agent: 'A "browser" of Zoë' },
      });
  };
  const putTen = async (): Promise<ALog> => {
    const log = await createLog(database());
    await put(log, 10);
    return log;
  };
  const findingsOf = ({ organizationId }: ALog) => verifyAccessRecords(database().prisma, organizationId);
  const foundIn = (log: ALog, sql: string, witnesses: readonly Witness[] = []): Promise<string> =>
    foundAfter(database(), log, sql, async (db) => {
      const { broken } = await verifyAccessRecords(db, log.organizationId, witnesses);
      return broken ? `at ${broken.position}: ${broken.what}` : 'nothing';
    });

  describe('that somebody has changed', () => {
    let log: ALog;
    beforeAll(async () => {
      log = await putTen();
    });

    test('are as they were written where nobody has', async () => {
      expect(await foundIn(log, 'SELECT 1')).toBe('nothing');
    });

    test.each(TABLE)('are found out: %s', async (_what, sql, found) => {
      expect(await foundIn(log, sql)).toMatch(new RegExp(`^${found}`));
    });

    test('are found out by a checkpoint where the end was cut off, or all of it was written anew', async () => {
      const head = (await accessHeads(database().prisma, log.organizationId)).get(log.organizationId);
      expect(await foundIn(log, CUT)).toBe('nothing');
      expect(await foundIn(log, 'SELECT 1', [head!])).toBe('nothing');
      expect(await foundIn(log, CUT, [head!])).toMatch(/^at 10: it ended at 10 or later once/);
      expect(await foundIn(log, 'SELECT 1', [{ position: 7, hash: 'ab'.repeat(32) }])).toMatch(
        /^at 7: it is not what it was once/,
      );
    });
  });

  test('have places without a gap, each organization its own, although many are written at once', async () => {
    const logs = [await createLog(database()), await createLog(database())];
    await Promise.all(Array.from({ length: 40 }, (_, n) => put(logs[n % 2]!, 1)));
    for (const log of logs) expect(await findingsOf(log)).toMatchObject({ from: 1, through: 20 });
    for (const log of logs) expect((await findingsOf(log)).broken).toBeUndefined();
  });

  test('take no place where what they are about is undone', async () => {
    const log = await putTen();
    const { prisma } = database();
    const undone = prisma.$transaction(async (db) => {
      const access = {
        kind: 'TOKEN_CREATED',
        organizationId: log.organizationId,
        personId: log.cause.actorId,
      } as const;
      await auditAt(() => new Date()).record(access, db);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await put(log, 1);
    expect(await findingsOf(log)).toEqual({ from: 1, through: 11, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('get their place from the database, whatever somebody writes', async () => {
    const log = await putTen();
    const { organizationId } = log;
    const forged = { position: 99, hash: Buffer.alloc(32, 1), salt: Buffer.alloc(16), origin: Buffer.alloc(32) };
    await database().prisma.accessRecord.create({
      data: { organizationId, kind: 'SIGN_IN', occurredAt: new Date(), ...forged },
    });
    expect(await findingsOf(log)).toMatchObject({ through: 11 });
    expect((await findingsOf(log)).broken).toBeUndefined();
  });

  test('are deleted from the oldest on, many at once, and the chain goes on from there', async () => {
    const log = await createLog(database());
    const old = new Date(Date.now() - 400 * DAY);
    await database().prisma.$executeRaw`
      INSERT INTO "AccessRecord" ("id", "organizationId", "kind", "occurredAt")
      SELECT gen_random_uuid(), ${log.organizationId}::uuid, 'SIGN_IN', ${old}::timestamptz FROM generate_series(1, 2003)`;
    await put(log, 3);
    const { hash } = await findingsOf(log);
    // One of a clock that was behind: it is not the oldest, and stays.
    await put(log, 1, 400);
    await auditAt(() => new Date()).forgetOld();
    const found = await findingsOf(log);
    expect(found).toMatchObject({ from: 2_004, through: 2_007 });
    expect(found.broken).toBeUndefined();
    expect(await foundIn(log, 'SELECT 1', [{ position: 2_006, hash: hash ?? '' }])).toBe('nothing');
    expect(await foundIn(log, `UPDATE "AccessLog" SET "forgottenHash" = '\\x00' WHERE $log`)).toMatch(/^at 2004/);
    await auditAt(() => new Date(Date.now() + 400 * DAY)).forgetOld();
    await put(log, 1);
    expect(await findingsOf(log)).toMatchObject({ from: 2_008, through: 2_008 });
  });

  test('are not deleted because they are said to be old', async () => {
    const log = await putTen();
    const { prisma } = database();
    const remove = prisma.$transaction([
      prisma.$queryRaw`SELECT set_config('uplift.access_before', ${new Date(Date.now() + DAY).toISOString()}, true)`,
      prisma.$executeRaw`DELETE FROM "AccessRecord" WHERE "organizationId" = ${log.organizationId}::uuid AND "position" = 5`,
    ]);
    await expect(remove).rejects.toThrow('stay as they were written');
  });

  test('lose from where an erased person came, and nothing else', async () => {
    const log = await putTen();
    const { prisma } = database();
    const { organizationId } = log;
    await auditAt(() => new Date()).record({
      kind: 'SIGN_IN_FAILED',
      organizationId,
      personId: null,
      caller: { address: '203.0.113.8', agent: undefined },
    });
    const before = await prisma.accessRecord.findMany({ where: { organizationId }, orderBy: { position: 'asc' } });
    expect(await eraseOrigins(prisma, organizationId, log.cause.actorId!)).toBe(10);
    expect(await eraseOrigins(prisma, organizationId, log.cause.actorId!)).toBe(0);
    const after = await prisma.accessRecord.findMany({ where: { organizationId }, orderBy: { position: 'asc' } });
    expect(after).toEqual(
      before.map((record) =>
        record.personId === null
          ? record
          : { ...record, address: null, agent: null, salt: null, origin: expect.any(Uint8Array) },
      ),
    );
    expect(await findingsOf(log)).toMatchObject({ from: 1, through: 11, erased: 10 });
    expect((await findingsOf(log)).broken).toBeUndefined();
    expect(
      await foundIn(log, `UPDATE "AccessRecord" SET "address" = '203.0.113.9' WHERE $log AND "position" = 5`),
    ).toMatch(/^at 5: from where it came was erased/);
    for (const set of [`"address" = '203.0.113.9'`, `"origin" = '\\x00'`, `"count" = 2`])
      await expect(
        prisma.$executeRawUnsafe(
          `UPDATE "AccessRecord" SET ${set} WHERE "organizationId" = '${organizationId}' AND "position" = 5`,
        ),
      ).rejects.toThrow('stay as they were written');
  });
});
