import type { Queryable } from '../database/database.js';
import { groupBy } from '../group-by.js';
import { BEGINNING, hashAfter } from './chain.js';
import { readStored } from './chaining.js';
import type { StoredEvent } from './chaining.js';
import { hexOf } from './event-log.js';

/** Events read at once. */
const PAGE = 1_000;

/** What came of following the chain of a log. */
export interface ChainFindings {
  /** Position of the first event that was verified, and of the head. */
  readonly from: number;
  readonly through: number;
  /** Hash of the head, in hexadecimal; null where the log is not chained yet. */
  readonly hash: string | null;
  /** How many events have texts that were erased; absent if none. */
  readonly erased?: number;
  /** The first position at which something is wrong, and what; absent where nothing is. */
  readonly broken?: { readonly position: number; readonly what: string };
}

/** A place at which the hash of a log is known from elsewhere. */
export interface Witness {
  readonly position: number;
  readonly hash: string;
}

/**
 * Follows the chain of a log from the first event that is there to the head, and compares it with what is known from
 * elsewhere. Call it in a transaction that sees one moment, where servers go on writing.
 */
export async function verifyChain(
  db: Queryable,
  organizationId: string,
  witnesses: readonly Witness[] = [],
  onProgress: (done: number) => void = () => undefined,
): Promise<ChainFindings> {
  const log = await db.eventLog.findUniqueOrThrow({ where: { organizationId } });
  const { position: through, archivedThrough } = log;
  const found = { from: archivedThrough + 1, through, hash: hexOf(log.hash) };
  if (found.hash === null)
    return { ...found, broken: { position: archivedThrough + 1, what: 'it is not chained yet' } };
  const known = groupBy(witnesses, (witness) => witness.position);
  let position = archivedThrough;
  let hash = hexOf(log.archivedHash) ?? BEGINNING;
  let erased = 0;
  const broken = (what: string, at = position) => ({ ...found, broken: { position: at, what } });
  if (differs(known, position, hash)) return broken(WITNESSED);
  while (position < through) {
    const events = await readStored(db, organizationId, position, PAGE);
    if (events.length === 0) return broken('there is no event', position + 1);
    for (const event of events) {
      position += 1;
      if (event.position !== position) return broken('there is no event');
      const what = flawOf(hash, event);
      if (what) return broken(what);
      hash = event.hash ?? '';
      if (Object.values(event.proof ?? {}).some(({ is }) => is !== undefined)) erased += 1;
      if (differs(known, position, hash)) return broken(WITNESSED);
    }
    onProgress(position - archivedThrough);
  }
  if (position > through) return broken('it is beyond the head', through + 1);
  if (hash !== found.hash) return broken('the head has another hash');
  const lost = witnesses.find((witness) => witness.position > through);
  if (lost) return broken(`it ended at ${lost.position} or later once: its end was cut off`, through + 1);
  return erased > 0 ? { ...found, erased } : found;
}

const WITNESSED = 'it is not what it was once: from there to the last place that was known, the log was rewritten';

/** Hazard: after a log was rewritten, its old hash and its new one may be known of the same place. */
function differs(known: ReadonlyMap<number, readonly Witness[]>, position: number, hash: string): boolean {
  return known.get(position)?.some((witness) => witness.hash !== hash) ?? false;
}

/** What is wrong with an event that comes after a hash; undefined where nothing is. */
function flawOf(previous: string, event: StoredEvent): string | undefined {
  if (event.hash === null) return 'it has no hash';
  const refilled = Object.entries(event.proof ?? {}).find(
    ([path, known]) => known.is !== undefined && valueAt(event, path) !== null,
  );
  if (refilled) return `${refilled[0]} was erased, and has a value again`;
  return hashAfter(previous, event) === event.hash ? undefined : 'it is not what was written';
}

function valueAt(event: StoredEvent, path: string): unknown {
  if (path === 'note') return event.note;
  const [side = '', ...key] = path.split('.');
  return (side === 'before' ? event.before : event.after)?.[key.join('.')] ?? null;
}
