import { expect, test, vi } from 'vitest';
import type { Queryable } from '../../src/database/database.js';
import { admitDeletion } from '../../src/log/archive.js';
import { isGuarded } from '../../src/log/guard.js';
import { readWholeLog } from '../live/history.js';
import { describeOnBothEngines } from '../support/engines.js';
import { unguarded } from '../support/unguarded.js';
import { unchain } from './a-log.js';
import type { ALog } from './a-log.js';
import { createLogOfTen, statementsOn, TABLE } from './tampering.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

const REFUSED = 'Events stay as they were written';

describeOnBothEngines('the database itself', (database) => {
  const run = (log: ALog, sql: string, before?: (db: Queryable) => Promise<unknown>) =>
    database().prisma.$transaction(async (db) => {
      await before?.(db);
      for (const statement of statementsOn(log, sql)) await db.$executeRawUnsafe(statement);
    });

  test('refuses to change, move and delete events, one or all', async () => {
    const log = await createLogOfTen(database());
    const before = await readWholeLog(database(), log.organizationId);
    const changes = TABLE.filter(([, sql]) => /(UPDATE|DELETE FROM) "Event" /.test(sql));
    expect(changes.length).toBeGreaterThan(20);
    for (const [what, sql] of [
      ...changes,
      ['all emptied', 'TRUNCATE "Event"'],
      ['all emptied with their organizations', 'TRUNCATE "Organization" CASCADE'],
      ['deleted with their organization', `DELETE FROM "Organization" WHERE "id" = '${log.organizationId}'`],
      [
        'rewritten with a hash that fits',
        `UPDATE "Event" SET "note" = 'x', "hash" = log_hash("hash", sha256('x'), 5, "occurredAt", NULL) WHERE $log AND "position" = 5`,
      ],
    ] as const)
      await expect.soft(run(log, sql), what).rejects.toThrow(REFUSED);
    // Their actor is there for good: the key of the events refuses it before the guard does.
    await expect(run(log, 'DELETE FROM "Person" WHERE $log')).rejects.toThrow('Event_actorId_organizationId_fkey');
    expect(await readWholeLog(database(), log.organizationId)).toEqual(before);
    expect(await isGuarded(database().prisma)).toBe(true);
  });

  test('lets events be chained that are not, and nothing else of them be changed', async () => {
    const log = await createLogOfTen(database());
    await unchain(database(), log.organizationId);
    const chain = `"hash" = '\\x01', "salt" = '\\x02'`;
    await expect(run(log, `UPDATE "Event" SET ${chain}, "note" = 'x' WHERE $log`)).rejects.toThrow(REFUSED);
    await expect(run(log, `UPDATE "Event" SET "proof" = '{}' WHERE $log`)).rejects.toThrow(REFUSED);
    await expect(run(log, 'DELETE FROM "Event" WHERE $log')).rejects.toThrow(REFUSED);
    await run(log, `UPDATE "Event" SET ${chain} WHERE $log`);
    await expect(run(log, `UPDATE "Event" SET "hash" = '\\x03' WHERE $log`)).rejects.toThrow(REFUSED);
    await expect(run(log, `UPDATE "Event" SET "hash" = NULL WHERE $log`)).rejects.toThrow(REFUSED);
  });

  test('lets events be deleted by a transaction that names their organization, and by no other', async () => {
    const [log, other] = [await createLogOfTen(database()), await createLogOfTen(database())];
    const admit = (db: Queryable) => admitDeletion(db, log.organizationId);
    await expect(run(other, 'DELETE FROM "Event" WHERE $log', admit)).rejects.toThrow(REFUSED);
    await run(log, 'DELETE FROM "Event" WHERE $log AND "position" < 3', admit);
    await expect(run(log, 'DELETE FROM "Event" WHERE $log')).rejects.toThrow(REFUSED);
    const left = await database().prisma.event.count({ where: { organizationId: log.organizationId } });
    expect(left).toBe(8);
  });

  test('says where its owner has disabled that', async () => {
    const during = await unguarded(database(), isGuarded);
    expect([during, await isGuarded(database().prisma)]).toEqual([false, true]);
  });
});
