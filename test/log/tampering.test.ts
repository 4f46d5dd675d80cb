import { expect, test, vi } from 'vitest';
import type { Queryable } from '../../src/database/database.js';
import { appendEvents } from '../../src/log/append.js';
import { chainLog } from '../../src/log/chaining.js';
import { hexOf } from '../../src/log/event-log.js';
import { verifyChain } from '../../src/log/verification.js';
import type { ChainFindings, Witness } from '../../src/log/verification.js';
import { blocksOf } from '../process/release.js';
import { describeOnBothEngines } from '../support/engines.js';
import { createLog, someEvent } from './a-log.js';
import type { ALog } from './a-log.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

const OTHER_ID = `'01930000-0000-7000-8000-00000000000f'::uuid`;

/** What somebody with the rights of the owner does, and what is said of it. */
const TABLE: readonly (readonly [what: string, sql: string, found: string])[] = [
  ...[
    [`"type" = 'ProgressRecorded'`],
    [`"occurredAt" = "occurredAt" - interval '1 millisecond'`],
    ['"actorId" = NULL'],
    [`"recordType" = 'Deployment'`],
    [`"recordId" = ${OTHER_ID}`],
    ['"recordVersion" = 3'],
    [`"improvementId" = ${OTHER_ID}`],
    [`"planId" = ${OTHER_ID}`],
    [`"deploymentId" = ${OTHER_ID}`],
    [`"unitId" = ${OTHER_ID}`],
    [`"note" = 'Something else'`],
    ['"note" = NULL'],
    [`"before" = jsonb_set("before", '{percent}', '0.6')`],
    [`"before" = NULL`],
    [`"after" = jsonb_set("after", '{title}', '"Newer"')`],
    [`"after" = "after" || '{"more": null}'`],
    [`"after" = "after" - 'percent'`],
    [`"salt" = '\\x00'`],
    [`"proof" = '{}'`],
    [`"hash" = '\\x00'`],
    ['"hash" = NULL'],
  ].map(([set = '']) => [set, `UPDATE "Event" SET ${set} WHERE $log AND "position" = 5`, 'at 5'] as const),
  ['two swapped', swap(5, 6), 'at 5'],
  ['one deleted', 'DELETE FROM "Event" WHERE $log AND "position" = 5', 'at 5: there is no event'],
  [
    'two deleted and the rest renumbered, with its head',
    `DELETE FROM "Event" WHERE $log AND "position" IN (5, 6);
     UPDATE "Event" SET "position" = "position" - 2 WHERE $log AND "position" > 6;
     UPDATE "EventLog" SET "position" = "position" - 2 WHERE $log`,
    'at 5',
  ],
  [
    'one put in',
    `UPDATE "Event" SET "position" = "position" + 100 WHERE $log AND "position" >= 5;
     UPDATE "Event" SET "position" = "position" - 99 WHERE $log AND "position" >= 105;
     INSERT INTO "Event" SELECT (jsonb_populate_record(e, '{"position": 5}')).* FROM "Event" e WHERE $log AND "position" = 4;
     UPDATE "EventLog" SET "position" = "position" + 1 WHERE $log`,
    'at 5',
  ],
  [
    'one put in beyond the head',
    `INSERT INTO "Event" SELECT (jsonb_populate_record(e, '{"position": 11}')).* FROM "Event" e WHERE $log AND "position" = 4;
     UPDATE "EventLog" SET "position" = 11 WHERE $log`,
    'at 11',
  ],
  ['the head set back', 'UPDATE "EventLog" SET "position" = 9 WHERE $log', 'at 10: it is beyond the head'],
  ['another hash of the head', `UPDATE "EventLog" SET "hash" = '\\x00' WHERE $log`, 'at 10: the head has another hash'],
  ['its chain taken away', 'UPDATE "EventLog" SET "hash" = NULL WHERE $log', 'at 1: it is not chained yet'],
];

function swap(one: number, other: number): string {
  const move = (from: number, to: number) =>
    `UPDATE "Event" SET "position" = ${to} WHERE $log AND "position" = ${from};`;
  return [move(one, 0), move(other, one), move(0, other)].join(' ');
}

/** Deletes the newest event and sets the head back: what is left is a whole log. */
const CUT = `
  UPDATE "EventLog" l SET "position" = 9, "hash" = (SELECT "hash" FROM "Event" WHERE $log AND "position" = 9) WHERE $log;
  DELETE FROM "Event" WHERE $log AND "position" > 9`;

describeOnBothEngines('a log that somebody has changed', (database) => {
  const makeLog = async (): Promise<ALog> => {
    const log = await createLog(database());
    const events = Array.from({ length: 9 }, (_, number) => someEvent(`Event ${number}`));
    await database().prisma.$transaction((db) => appendEvents(db, log.cause, events));
    return log;
  };
  /** What is found once some SQL was run; then it is undone. */
  const foundAfter = async (log: ALog, sql: string, witnesses: readonly Witness[] = []): Promise<string> => {
    let found: ChainFindings | undefined;
    const undone = new Error('undone');
    const work = async (db: Queryable): Promise<never> => {
      for (const statement of sql
        .replaceAll('$log', `"organizationId" = '${log.organizationId}'`)
        .split(';')
        .filter((part) => part.trim()))
        await db.$executeRawUnsafe(statement);
      found = await verifyChain(db, log.organizationId, witnesses);
      throw undone;
    };
    await expect(database().prisma.$transaction(work)).rejects.toBe(undone);
    return found?.broken ? `at ${found.broken.position}: ${found.broken.what}` : 'nothing';
  };

  test('is found out, at the first position that is not what was written', async () => {
    const log = await makeLog();
    expect(await foundAfter(log, 'SELECT 1')).toBe('nothing');
    for (const [what, sql, found] of TABLE)
      expect.soft(await foundAfter(log, sql), what).toMatch(new RegExp(`^${found}`));
  });

  test('is found out where its end was cut off only by a checkpoint', async () => {
    const log = await makeLog();
    const { hash } = await database().prisma.eventLog.findUniqueOrThrow({
      where: { organizationId: log.organizationId },
    });
    const checkpoint = { position: 10, hash: hexOf(hash) ?? '' };
    expect(await foundAfter(log, CUT)).toBe('nothing');
    expect(await foundAfter(log, 'SELECT 1', [checkpoint])).toBe('nothing');
    expect(await foundAfter(log, CUT, [checkpoint])).toMatch(/^at 10: it ended at 10 or later once/);
  });

  test('is whole again once it was corrected and chained again, as the guide has it', async () => {
    const log = await makeLog();
    const { prisma } = database();
    const [unchain = ''] = await blocksOf('docs/operating.md', 'Audit', 'sql');
    await prisma.event.updateMany({
      where: { organizationId: log.organizationId, position: 5 },
      data: { occurredAt: new Date(0) },
    });
    expect((await verifyChain(prisma, log.organizationId, [])).broken).toMatchObject({ position: 5 });
    for (const statement of unchain.split(';').filter((part) => part.trim())) await prisma.$executeRawUnsafe(statement);
    expect(await chainLog(prisma, log.organizationId, { batch: 4 })).toBe(true);
    expect((await verifyChain(prisma, log.organizationId, [])).broken ?? null).toBeNull();
  });

  test('is found out where it was written anew as a whole, by a checkpoint', async () => {
    const log = await makeLog();
    const other = { position: 7, hash: 'ab'.repeat(32) };
    expect(await foundAfter(log, 'SELECT 1', [other])).toMatch(/^at 7: it is not what it was once/);
  });
});
