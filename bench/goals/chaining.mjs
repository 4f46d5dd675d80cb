import { openDatabase, seedLarge } from '../lib/place.mjs';
import { figure } from '../lib/stats.mjs';

/** How many events there are, for each of the subscribers that a run is asked for. */
const EVENTS_PER_SUBSCRIBER = 50;

/** As `uplift migrate` does. */
const BATCH = 2_000;

/** How long the migration takes that chains a log of a version without hashes, beside a plain UPDATE of the same rows. */
export async function chaining({ size, quick, config, say }) {
  const events = size * EVENTS_PER_SUBSCRIBER;
  const database = await openDatabase(config.databaseUrl);
  const { prisma } = database;
  const { organizationId } = await seedLarge(database, true, say);
  await unchain(prisma, organizationId, events);
  say(`${figure(events)} events without a hash`);
  const bytes = await sizeOf(prisma);
  const { chainLog } = await import(new URL('../../dist/log/chaining.js', import.meta.url).href);

  let began = performance.now();
  const cpu = process.cpuUsage();
  let chained = 0;
  let told = 0;
  const isWhole = await chainLog(prisma, organizationId, {
    batch: BATCH,
    onProgress: (more) => {
      chained += more;
      if (chained - told < events / 20) return;
      told = chained;
      say(`${figure(chained)} chained`);
    },
  });
  const took = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const after = await sizeOf(prisma);

  began = performance.now();
  const { verifyChain } = await import(new URL('../../dist/log/verification.js', import.meta.url).href);
  const { broken } = await verifyChain(prisma, organizationId);
  const verified = (performance.now() - began) / 1_000;
  await database.close();
  return [
    {
      title: 'Chaining a log of a version without hashes',
      command: `npm run bench -- --only chaining${quick ? ' --quick' : ` --size ${size}`}`,
      rows: [
        {
          goal: `${figure(events)} events are chained`,
          measured: `${figure(chained)} in ${figure(took)} s, ${figure(chained / took)}/s, of it ${figure((user + system) / 1e6)} s of CPU here; the table went from ${figure(bytes / 1e6)} to ${figure(after / 1e6)} MB`,
          verdict: isWhole && chained === events ? 'met' : 'missed',
        },
        {
          goal: 'the chain is whole',
          measured: broken ? `broken at ${broken.position}` : `verified in ${figure(verified)} s`,
          verdict: broken ? 'missed' : 'met',
        },
      ],
      notes: [],
    },
  ];
}

async function sizeOf(prisma) {
  const [{ bytes }] = await prisma.$queryRaw`SELECT pg_total_relation_size('"Event"')::float8 AS bytes`;
  return bytes;
}

/** Makes the log so long, by its own events again and again, and takes the hashes away. */
async function unchain(prisma, organizationId, events) {
  const columns = await prisma.$queryRaw`
    SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = 'Event' AND is_generated = 'NEVER' ORDER BY ordinal_position`;
  const kept = columns.map(({ name }) => name).filter((name) => !['position', 'hash', 'salt'].includes(name));
  const list = kept.map((name) => `"${name}"`).join(', ');
  const [{ own }] = await prisma.$queryRaw`
    SELECT position AS own FROM "EventLog" WHERE "organizationId" = ${organizationId}::uuid`;
  await prisma.$executeRawUnsafe('ALTER TABLE "Event" DISABLE TRIGGER USER');
  for (let from = own; from < events; from += own) {
    await prisma.$executeRawUnsafe(
      `INSERT INTO "Event" (position, ${list}) SELECT position + $2::int, ${list} FROM "Event"
        WHERE "organizationId" = $1::uuid AND position <= least($3::int, $4::int - $2::int)`,
      organizationId,
      from,
      own,
      events,
    );
  }
  await prisma.$executeRawUnsafe('UPDATE "Event" SET hash = NULL, salt = NULL WHERE hash IS NOT NULL');
  await prisma.$executeRawUnsafe('ALTER TABLE "Event" ENABLE TRIGGER USER');
  await prisma.$executeRaw`
    UPDATE "EventLog" SET position = ${events}::int, hash = NULL WHERE "organizationId" = ${organizationId}::uuid`;
  await prisma.$executeRawUnsafe('VACUUM ANALYZE "Event"');
}
