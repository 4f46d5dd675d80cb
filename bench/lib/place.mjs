import { randomUUID } from 'node:crypto';

const from = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);

/** The secret of all tokens of the bench. */
export const SECRET = 'a secret of 32 characters or more, for benches';

/** Starts a private Postgres: it goes with this process, however that ends. */
export async function startPostgres(options) {
  const postgres = await from('bench/test/support/services/postgres.js');
  return postgres.startPostgres(options);
}

/** Starts a private Postgres and a private Redis. */
export async function startServices() {
  const { startRedis } = await from('bench/test/support/services/redis.js');
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  return { postgres, redis };
}

/**
 * Opens a database with all migrations applied.
 * @param {string} url
 * @param {(sql: string) => void} [onStatement] told of each statement
 */
export async function openDatabase(url, onStatement) {
  const [{ openServerDatabase }, { createLogger }] = await Promise.all([from('database/server.js'), from('logger.js')]);
  return openServerDatabase(url, 16, createLogger('fatal'), onStatement);
}

/** Makes an organization with one person and one improvement; returns what programs need of it. */
export async function makePlace(databaseUrl) {
  const database = await openDatabase(databaseUrl);
  const [{ createOrganization }, { signToken }, { encodeGlobalId }] = await Promise.all(
    ['organization/operations/organization.js', 'auth/tokens.js', 'ids.js'].map(from),
  );
  const slug = `bench-${randomUUID().slice(0, 8)}`;
  const { organization, administrator } = await createOrganization(database, () => new Date(), {
    slug,
    name: 'The organization of the bench',
    administrator: { name: 'Ada Administrator', subject: slug },
  });
  const improvement = await makeImprovement(database, organization.id, 'Reviews before the build');
  await database.close();
  return {
    organizationId: organization.id,
    actorId: administrator.id,
    improvementId: improvement.id,
    improvementGlobalId: encodeGlobalId('Improvement', improvement.id),
    bearer: `Bearer ${await signToken(SECRET, slug, slug, '12h')}`,
  };
}

/** What somebody of an organization sends as `Authorization`. */
export async function bearerOf(subject, slug) {
  const { signToken } = await from('auth/tokens.js');
  return `Bearer ${await signToken(SECRET, subject, slug, '12h')}`;
}

/** Makes an improvement. */
export function makeImprovement(database, organizationId, title) {
  const now = new Date();
  return database.prisma.improvement.create({
    data: {
      organizationId,
      title,
      description: 'Each increment is reviewed before it is built, so that defects are found where they are cheap.',
      kind: 'PROCESS',
      scale: 'INCREMENTAL',
      origin: 'SUGGESTION',
      practices: [],
      createdAt: now,
      updatedAt: now,
    },
  });
}

/**
 * Makes the large organization, unless a run before has left it, with statistics as any database in service has them.
 * @param {boolean} quick a small one instead
 * @param {(text: string) => void} say
 */
export async function seedLarge(database, quick, say) {
  const [improvements, projects] = quick ? [20, 50] : [200, 500];
  const { prisma } = database;
  const began = performance.now();
  const known = await prisma.organization.findUnique({ where: { slug: 'large' } });
  if (!known) {
    const large = await from('demo/large/seed.js');
    await large.seedLarge(
      database,
      { slug: 'large', improvements, projects, seed: 1, now: new Date() },
      ({ done, total, events }) => done % 100 === 0 && say(`day ${done} of ${total}: ${events} events`),
    );
    say(`seeded in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  }
  await prisma.$executeRawUnsafe('VACUUM ANALYZE');
  const { id: organizationId } = known ?? (await prisma.organization.findUniqueOrThrow({ where: { slug: 'large' } }));
  const where = { organizationId };
  const figures = await Promise.all([
    prisma.improvement.count({ where }),
    prisma.unit.count({ where: { ...where, kind: 'PROJECT' } }),
    prisma.event.count({ where }),
  ]);
  const [deployed, units, events] = figures.map((count) => count.toLocaleString('en-US'));
  return { organizationId, size: `${deployed} improvements in ${units} projects, ${events} events` };
}
