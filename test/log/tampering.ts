import { randomUUID } from 'node:crypto';
import type { Database, Queryable } from '../../src/database/database.js';
import { appendEvents } from '../../src/log/append.js';
import { unguarded } from '../support/unguarded.js';
import { createLog, someEvent } from './a-log.js';
import type { ALog } from './a-log.js';

const OTHER_ID = `'01930000-0000-7000-8000-00000000000f'::uuid`;

/** What somebody with the rights of the owner does to a log of ten events, and what is said of it. */
export const TABLE: readonly (readonly [what: string, sql: string, found: string])[] = [
  ...[
    [`"type" = 'ProgressRecorded'`],
    [`"occurredAt" = "occurredAt" - interval '1 millisecond'`],
    ['"actorId" = NULL'],
    [`"viaTokenId" = ${OTHER_ID}`],
    ['"viaTokenId" = NULL'],
    [`"viaService" = 'SIGN_IN'`],
    [`"signIn" = '{"at":"2026-01-05T09:00:00.000Z","acr":null}'`],
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
export const CUT = `
  UPDATE "EventLog" l SET "position" = 9, "hash" = (SELECT "hash" FROM "Event" WHERE $log AND "position" = 9) WHERE $log;
  DELETE FROM "Event" WHERE $log AND "position" > 9`;

/** Makes a log of ten events. */
export async function createLogOfTen(database: Database): Promise<ALog> {
  const log = await createLog(database);
  // The first and the last have a fresh sign-in behind them.
  const signIn = { at: '2026-01-05T08:00:00.000Z', acr: 'phr' };
  const events = Array.from({ length: 9 }, (_, number) => ({
    ...someEvent(`Event ${number}`),
    ...(number % 8 === 0 ? { signIn } : {}),
  }));
  const withToken = { ...log.cause, viaTokenId: randomUUID() };
  await database.prisma.$transaction((db) => appendEvents(db, log.cause, events.slice(0, 3)));
  await database.prisma.$transaction((db) => appendEvents(db, withToken, events.slice(3)));
  return log;
}

/** The statements of some SQL on a log, which stands in it as `$log`. */
export function statementsOn({ organizationId }: ALog, sql: string): string[] {
  return sql
    .replaceAll('$log', `"organizationId" = '${organizationId}'`)
    .split(';')
    .filter((part) => part.trim());
}

/** What is found once some SQL was run on a log, as its owner can; then it is undone. */
export async function foundAfter<Found>(
  database: Database,
  log: ALog,
  sql: string,
  find: (db: Queryable) => Promise<Found>,
): Promise<Found> {
  let found: { readonly it: Found } | undefined;
  const undone = new Error('undone');
  await unguarded(database, async (db) => {
    for (const statement of statementsOn(log, sql)) await db.$executeRawUnsafe(statement);
    found = { it: await find(db) };
    throw undone;
  }).catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  if (!found) throw new Error('Nothing was looked for.');
  return found.it;
}
