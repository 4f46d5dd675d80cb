import type { Database, Queryable } from '../../src/database/database.js';

/**
 * Does in one transaction what the database refuses: changes or deletes events and records of access, as the owner of the tables may who
 * disables the guard.
 */
export function unguarded<T>({ prisma }: Pick<Database, 'prisma'>, work: (db: Queryable) => Promise<T>): Promise<T> {
  const guard = (action: 'DISABLE' | 'ENABLE') => (db: Queryable) =>
    db.$executeRawUnsafe(`ALTER TABLE "Event" ${action} TRIGGER log_guard, ${action} TRIGGER log_guard_all`);
  const accessGuard = (action: 'DISABLE' | 'ENABLE') => (db: Queryable) =>
    db.$executeRawUnsafe(
      `ALTER TABLE "AccessRecord" ${action} TRIGGER access_guard, ${action} TRIGGER access_guard_all, ${action} TRIGGER access_append`,
    );
  return prisma.$transaction(async (db) => {
    for (const each of [guard, accessGuard]) await each('DISABLE')(db);
    const done = await work(db);
    for (const each of [guard, accessGuard]) await each('ENABLE')(db);
    return done;
  });
}
