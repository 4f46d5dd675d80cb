import type { Database, Queryable } from '../../src/database/database.js';

/**
 * Does in one transaction what the database refuses: changes or deletes events, as the owner of the tables may who
 * disables the guard.
 */
export function unguarded<T>({ prisma }: Pick<Database, 'prisma'>, work: (db: Queryable) => Promise<T>): Promise<T> {
  const guard = (action: 'DISABLE' | 'ENABLE') => (db: Queryable) =>
    db.$executeRawUnsafe(`ALTER TABLE "Event" ${action} TRIGGER log_guard, ${action} TRIGGER log_guard_all`);
  return prisma.$transaction(async (db) => {
    await guard('DISABLE')(db);
    const done = await work(db);
    await guard('ENABLE')(db);
    return done;
  });
}
