import type { Database } from '../../database/database.js';
import { vital } from '../../database/statements.js';

/** How long the database may take to answer that it is there, in milliseconds. */
const PATIENCE = 2_000;

/**
 * Makes the check whether a database can be reached: answers within two seconds, never rejects, and asks the database
 * once at a time, however many want to know.
 */
export function createReachability({ prisma }: Database): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined;
  const ask = async (): Promise<boolean> => {
    const answered = vital(() => prisma.$queryRaw`SELECT 1`).then(
      () => true,
      () => false,
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, PATIENCE, false);
    });
    try {
      return await Promise.race([answered, late]);
    } finally {
      clearTimeout(timer);
    }
  };
  return () =>
    (asking ??= ask().finally(() => {
      asking = undefined;
    }));
}
