/** Writes to the database as commands do, with the log and without it. */
import { answer } from '../lib/child.mjs';
import { now } from '../lib/clock.mjs';
import { NOTE } from '../lib/document.mjs';
import { createMeter } from '../lib/meter.mjs';
import { makeImprovement, makePlace, openDatabase } from '../lib/place.mjs';

const { databaseUrl, organizations, writers } = JSON.parse(process.argv[2]);
const { appendEvents } = await import(new URL('../../dist/log/append.js', import.meta.url).href);

/** One transaction of ten is rolled back at its very end. */
const ROLLBACKS = 10;
class Rollback extends Error {}

const places = [];
for (let count = 0; count < organizations; count += 1) places.push(await makePlace(databaseUrl));
const database = await openDatabase(databaseUrl);
const records = await Promise.all(
  Array.from({ length: writers }, async (_, index) => {
    const { organizationId } = places[index % organizations];
    const { id } = await makeImprovement(database, organizationId, `The improvement of writer ${index}`);
    return { organizationId, id };
  }),
);
const meter = createMeter();

async function write({ organizationId, id }, count, withLog) {
  const at = new Date();
  await database.prisma.$transaction(async (db) => {
    await db.improvement.updateMany({
      where: { id },
      data: { description: `${NOTE} ${count}`, version: { increment: 1 }, updatedAt: at },
    });
    if (withLog) {
      const header = { type: 'ImprovementRevised', recordType: 'Improvement', recordId: id, improvementId: id };
      const after = { description: `${NOTE} ${count}` };
      await appendEvents(db, { organizationId, actorId: null, at }, [
        { ...header, recordVersion: 2, note: null, after },
      ]);
    }
    if (count % ROLLBACKS === ROLLBACKS - 1) throw new Rollback();
  });
}

answer({
  ...meter.handlers,
  /** Writes for some milliseconds; returns commits a second, and those of them that have events. */
  async run({ duration, withLog }) {
    let commits = 0;
    const began = meter.begin();
    const writer = async (record) => {
      for (let count = 0; now() - began < duration; count += 1) {
        try {
          await write(record, count, withLog);
          commits += 1;
        } catch (error) {
          if (!(error instanceof Rollback)) throw error;
        }
      }
    };
    await Promise.all(records.map(writer));
    return { rate: (1_000 * commits) / (now() - began), commits };
  },
  /** Counts events, and the positions that no event has. */
  async gaps() {
    const rows = await database.prisma.$queryRaw`
      SELECT count(e."position")::int AS events, l."position" AS head
        FROM "EventLog" l LEFT JOIN "Event" e USING ("organizationId") GROUP BY l."organizationId", l."position"`;
    return rows.reduce((sum, { events, head }) => ({ events: sum.events + events, gaps: sum.gaps + head - events }), {
      events: 0,
      gaps: 0,
    });
  },
  end: () => database.close(),
});
