import { hash } from 'node:crypto';
import type { Queryable } from '../database/database.js';
import type { AccessRecord } from '../generated/prisma/client.js';
import { canonicalJson } from '../json.js';
import { BEGINNING, linkHash } from '../log/chain.js';
import { hexOf } from '../log/event-log.js';
import { followChain } from '../log/verification.js';
import type { Chain, ChainFindings, Witness } from '../log/verification.js';

/**
 * What of a record of access is hashed beside its place, as JSON by RFC 8785. From where somebody asked stands as a commitment, so that
 * it can be erased. The database writes the same: see `access_body` and docs/log-format.md.
 */
function bodyOf({ about, count, id, kind, organizationId, personId, tokenId, ...record }: AccessRecord): string {
  return canonicalJson({ about, count, id, kind, organizationId, origin: originOf(record), personId, tokenId, v: 1 });
}

/** The commitment of address and agent, in hexadecimal. */
function originOf({
  address,
  agent,
  salt,
  origin,
}: Pick<AccessRecord, 'address' | 'agent' | 'salt' | 'origin'>): string {
  if (salt === null) return Buffer.from(origin ?? []).toString('hex');
  return hash('sha256', Buffer.concat([salt, Buffer.from(canonicalJson({ address, agent }))]));
}

/** The hash of a record of access that comes after one with the hash `previous`, in hexadecimal. */
function hashAfter(previous: string, record: AccessRecord): string {
  return linkHash(previous, hash('sha256', bodyOf(record)), `${record.position} ${record.occurredAt.toISOString()}`);
}

/** A record in its place in the chain, its hash in hexadecimal. */
interface Link {
  readonly position: number;
  readonly hash: string;
  readonly record: AccessRecord;
}

/**
 * Follows the chain of an organization's records of access from the first that is there to the head, and compares it with what is known
 * from elsewhere. Call it in a transaction that sees one moment, where servers go on writing.
 */
export async function verifyAccessRecords(
  db: Queryable,
  organizationId: string,
  witnesses: readonly Witness[] = [],
  onProgress: (done: number) => void = () => undefined,
): Promise<ChainFindings> {
  const log = await db.accessLog.findUnique({ where: { organizationId } });
  const cut = log
    ? { position: log.forgottenThrough, hash: hexOf(log.forgottenHash) }
    : { position: 0, hash: BEGINNING };
  const chain: Chain<Link> = {
    noun: 'record',
    cut,
    head: log ? { position: log.position, hash: hexOf(log.hash) } : cut,
    async read(after, take) {
      const where = { organizationId, position: { gt: after } };
      const records = await db.accessRecord.findMany({ where, orderBy: { position: 'asc' }, take });
      return records.map((record) => ({ position: record.position, hash: hexOf(record.hash), record }));
    },
    flawOf(previous, { record, hash }) {
      const { salt, address, agent } = record;
      if (salt === null && (address !== null || agent !== null))
        return 'from where it came was erased, and is there again';
      return hashAfter(previous, record) === hash ? undefined : 'it is not what was written';
    },
    isErased: ({ record }) => record.salt === null,
  };
  return followChain(chain, witnesses, onProgress);
}

/** Where the chains of records of access are, by the id of the organization: of all, or of one. Those without any record are not there. */
export async function accessHeads(db: Queryable, organizationId?: string): Promise<ReadonlyMap<string, Witness>> {
  const where = organizationId === undefined ? {} : { organizationId };
  const logs = await db.accessLog.findMany({ where });
  return new Map(logs.map((log) => [log.organizationId, { position: log.position, hash: hexOf(log.hash) }]));
}

/**
 * Erases from where a person asked, in all records of access that are theirs: so many. Their commitments stay, and the chain stays whole.
 */
export async function eraseOrigins(db: Queryable, organizationId: string, personId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ erased: number }[]>`
    SELECT access_erase(${organizationId}::uuid, ${personId}::uuid) AS erased`;
  return row?.erased ?? 0;
}
