import { expect } from 'vitest';
import { Prisma } from '../../src/generated/prisma/client.js';
import type { PrismaClient } from '../../src/database/database.js';
import { recordsAsOf } from '../../src/reports/operations/as-of.js';
import { cellsAsOf } from '../../src/reports/operations/cells.js';
import { readCalendar } from '../../src/time/calendar.js';
import { json } from '../commands/fold.js';

/** Events read at once. */
const PAGE = 20_000;

type Told = Record<string, unknown>;

/**
 * Replays a log from its beginning and compares, at so many positions evenly spread over it, what it has told of
 * deployments, improvements and units with what `asOf` says; returns the positions. Memory is that of the records, not the log.
 */
export async function expectAsOfIsReplay(db: PrismaClient, organizationId: string, samples: number): Promise<number[]> {
  const { position: head } = await db.eventLog.findUniqueOrThrow({ where: { organizationId } });
  const positions = Array.from({ length: samples }, (_, index) => Math.floor((head * (index + 1)) / samples));
  const records = {
    Deployment: new Map<string, Told>(),
    Improvement: new Map<string, Told>(),
    Unit: new Map<string, Told>(),
  };
  let replayed = 0;
  for (const position of positions) {
    while (replayed < position) {
      const page = await db.event.findMany({
        where: { organizationId, position: { gt: replayed, lte: Math.min(position, replayed + PAGE) } },
        orderBy: { position: 'asc' },
        select: { position: true, recordType: true, recordId: true, recordVersion: true, after: true },
      });
      for (const { recordType, recordId, recordVersion, after } of page) {
        const told = records[recordType as keyof typeof records];
        told?.set(recordId, { ...told.get(recordId), ...(after as Told), version: recordVersion });
      }
      replayed = page.at(-1)?.position ?? position;
    }
    for (const kind of ['Deployment', 'Improvement', 'Unit'] as const) {
      const rows = await recordsAsOf(db, kind, { organizationId, position }, { where: Prisma.sql`TRUE` });
      // Blockers and leads are told with their records, but stand in rows of their own.
      const told = [...records[kind].values()].map(
        ({ updatedAt: _updatedAt, blocker: _blocker, leads: _leads, ...fields }) => fields,
      );
      expect((json(rows) as Told[]).sort(byId), `${kind} at ${position}`).toEqual(told.sort(byId));
    }
    await expectCells(db, organizationId, position, [...records.Deployment.values()]);
  }
  return positions;
}

/** The cells of a matrix are the same deployments, in short. */
async function expectCells(db: PrismaClient, organizationId: string, position: number, told: Told[]): Promise<void> {
  const ids = (field: string) => [...new Set(told.map((each) => String(each[field])))];
  const unitIds = ids('unitId');
  const days = (await readCalendar(db, organizationId)).at(new Date());
  const rows = await cellsAsOf(db, { organizationId, position, at: days.moment }, days, ids('improvementId'), unitIds);
  const cells = [...rows].flatMap(([improvementId, some]) =>
    some.map(({ deploymentId: id, column, mayBegin: _mayBegin, ...cell }) => ({
      ...cell,
      id,
      improvementId,
      unitId: unitIds[column],
    })),
  );
  const short = told.map((each) =>
    Object.fromEntries(Object.keys(cells[0] ?? {}).map((field) => [field, each[field]])),
  );
  expect((json(cells) as Told[]).sort(byId), `cells at ${position}`).toEqual(short.sort(byId));
}

const byId = (a: Told, b: Told): number => (String(a['id']) < String(b['id']) ? -1 : 1);
