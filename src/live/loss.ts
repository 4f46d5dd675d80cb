import type { Queryable } from '../database/database.js';
import { hexOf } from '../log/event-log.js';

/** Events that were committed once, and are not in the log any more. */
export interface Loss {
  readonly first: number;
  readonly last: number;
  /** Whether `first` is certain; otherwise the loss may have begun before it. */
  readonly isCertain: boolean;
}

/** Which of the events up to `last` are not in a log any more, by the places that are known of them, oldest first. */
export async function findLoss(
  db: Queryable,
  organizationId: string,
  last: number,
  places: readonly { readonly position: number; readonly hash: string | null }[],
): Promise<Loss> {
  const from = places[0]?.position ?? last;
  const found = await db.event.findMany({
    where: { organizationId, position: { gte: from, lte: last } },
    select: { position: true, hash: true },
  });
  const hashes = new Map(found.map(({ position, hash }) => [position, hexOf(hash)]));
  const kept = places.findLast(({ position, hash }) => hash !== null && hashes.get(position) === hash);
  return { first: kept ? kept.position + 1 : from, last, isCertain: kept !== undefined };
}
