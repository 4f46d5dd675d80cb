import type { Queryable } from '../database/database.js';
import { groupBy } from '../group-by.js';
import { BEGINNING, hashAfter } from './chain.js';
import { readStored } from './chaining.js';
import type { StoredEvent } from './chaining.js';
import { hexOf } from './event-log.js';

/** Entries read at once. */
const PAGE = 1_000;

/** What came of following a chain. */
export interface ChainFindings {
  /** Position of the first entry that was verified, and of the head. */
  readonly from: number;
  readonly through: number;
  /** Hash of the head, in hexadecimal; null where the log is not chained yet. */
  readonly hash: string | null;
  /** How many entries have texts that were erased; absent if none. */
  readonly erased?: number;
  /** The first position at which something is wrong, and what; absent where nothing is. */
  readonly broken?: { readonly position: number; readonly what: string };
}

/** A place at which the hash of a log is known from elsewhere. */
export interface Witness {
  readonly position: number;
  readonly hash: string;
}

/** An entry of a chain: its place, and its hash in hexadecimal. */
interface Entry {
  readonly position: number;
  readonly hash: string | null;
}

/** A chain in the database: hashes in hexadecimal. */
export interface Chain<Each extends Entry> {
  /** What its entries are called in messages, such as "event". */
  readonly noun: string;
  /** The entry after which it begins, because those up to there were taken out; 0 for the first. */
  readonly cut: { readonly position: number; readonly hash: string };
  readonly head: { readonly position: number; readonly hash: string };
  /** Entries after a position, oldest first. */
  read(after: number, limit: number): Promise<readonly Each[]>;
  /** What is wrong with an entry that comes after a hash; undefined where nothing is. */
  flawOf(previous: string, entry: Each): string | undefined;
  /** Whether something of it was erased. */
  isErased(entry: Each): boolean;
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
  const { position, archivedThrough } = log;
  const hash = hexOf(log.hash);
  if (hash === null) {
    const at = archivedThrough + 1;
    return { from: at, through: position, hash, broken: { position: at, what: 'it is not chained yet' } };
  }
  const chain: Chain<StoredEvent> = {
    noun: 'event',
    cut: { position: archivedThrough, hash: hexOf(log.archivedHash) ?? BEGINNING },
    head: { position, hash },
    read: (after, limit) => readStored(db, organizationId, after, limit),
    flawOf,
    isErased: ({ proof }) => Object.values(proof ?? {}).some(({ is }) => is !== undefined),
  };
  return followChain(chain, witnesses, onProgress);
}

/** Follows a chain from its cut to its head, and compares it with what is known from elsewhere. */
export async function followChain<Each extends Entry>(
  { noun, cut, head, read, flawOf, isErased }: Chain<Each>,
  witnesses: readonly Witness[],
  onProgress: (done: number) => void,
): Promise<ChainFindings> {
  const through = head.position;
  const found = { from: cut.position + 1, through, hash: head.hash };
  const known = groupBy(witnesses, (witness) => witness.position);
  let { position, hash } = cut;
  let erased = 0;
  const broken = (what: string, at = position) => ({ ...found, broken: { position: at, what } });
  if (differs(known, position, hash)) return broken(WITNESSED);
  while (position < through) {
    const entries = await read(position, PAGE);
    if (entries.length === 0) return broken(`there is no ${noun}`, position + 1);
    for (const entry of entries) {
      position += 1;
      if (entry.position !== position) return broken(`there is no ${noun}`);
      const what = entry.hash === null ? 'it has no hash' : flawOf(hash, entry);
      if (what) return broken(what);
      hash = entry.hash ?? '';
      if (isErased(entry)) erased += 1;
      if (differs(known, position, hash)) return broken(WITNESSED);
    }
    onProgress(position - cut.position);
  }
  if (position > through || (await read(through, 1)).length > 0) return broken('it is beyond the head', through + 1);
  if (hash !== head.hash) return broken('the head has another hash');
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
