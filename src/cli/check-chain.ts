import { readFile } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { verifyAccessRecords } from '../auth/access-chain.js';
import type { Database } from '../database/database.js';
import { groupBy } from '../group-by.js';
import { CheckpointKeyError, isSigned, readPublicKeys } from '../log/checkpoint.js';
import type { Checkpoint } from '../log/checkpoint.js';
import { verifyChain } from '../log/verification.js';
import type { ChainFindings, Witness } from '../log/verification.js';
import { UsageError } from './failures.js';
import type { Finding } from './finding.js';
import { withProgress } from './output.js';

/** Longest that one log may take, in milliseconds. */
const PATIENCE = 86_400_000;

/** What chains are compared with. */
export interface KnownCheckpoints {
  /** A file with checkpoints among its lines; absent for none. */
  readonly against?: string | undefined;
  /** A file with the public keys of those that are to be believed, in PEM; absent for all. */
  readonly publicKey?: string | undefined;
}

/** Follows the chain of each log and of its records of access, and compares them with checkpoints of a file where there is one. */
export async function checkChains(
  { prisma }: Database,
  { against, publicKey }: KnownCheckpoints,
): Promise<readonly Finding[]> {
  const keys = publicKey === undefined ? undefined : await readKeys(publicKey);
  const checkpoints = against === undefined ? [] : await readCheckpoints(against);
  const findings: Finding[] = [];
  const believed = checkpoints.filter((checkpoint) => {
    if (!keys || isSigned(checkpoint, keys)) return true;
    const subject = `checkpoint at ${checkpoint.position} of ${checkpoint.organizationId}`;
    findings.push({ subject, fine: false, text: 'it is not signed with the given key' });
    return false;
  });
  const known = groupBy(believed, ({ organizationId }) => organizationId);
  const logs = await prisma.eventLog.findMany({
    include: { organization: { select: { slug: true } } },
    orderBy: { organization: { slug: 'asc' } },
  });
  for (const { organizationId, organization, position, archivedThrough } of logs) {
    const witnesses = known.get(organizationId) ?? [];
    known.delete(organizationId);
    const kind = keys ? 'signed checkpoint' : 'checkpoint';
    const follow = (what: string, count: number, witnesses: readonly Witness[], verify: typeof verifyChain) =>
      withProgress(`${what} of ${organization.slug}`, count, async (advance) => {
        const found = await prisma.$transaction((db) => verify(db, organizationId, witnesses, advance), {
          isolationLevel: 'RepeatableRead',
          timeout: PATIENCE,
        });
        return describe(found, witnesses.length, kind);
      });
    const { slug } = organization;
    const events = await follow('events', position - archivedThrough, witnesses, verifyChain);
    findings.push({ subject: `chain of ${slug}`, ...events });
    const accesses = await prisma.accessRecord.count({ where: { organizationId } });
    const ofAccess = witnesses.flatMap(({ access }) => access ?? []);
    const records = await follow('records of access', accesses, ofAccess, verifyAccessRecords);
    findings.push({ subject: `records of access of ${slug}`, ...records });
  }
  for (const [organizationId] of known) {
    findings.push({
      subject: `chain of ${organizationId}`,
      fine: false,
      text: 'the organization is not there any more',
    });
  }
  return findings;
}

function describe(
  { from, through, hash, erased, broken }: ChainFindings,
  witnesses: number,
  kind: string,
): Omit<Finding, 'subject'> {
  if (broken) return { fine: false, text: `at ${broken.position}: ${broken.what}` };
  const compared = witnesses > 0 ? `, as ${witnesses} ${kind}${witnesses === 1 ? ' says' : 's say'}` : '';
  const without = erased ? `, ${erased} with erased texts` : '';
  if (through === 0) return { fine: true, text: `there are none yet${compared}` };
  return { fine: true, text: `${from} to ${through} are what was written${without}${compared}; hash ${hash}` };
}

async function readKeys(file: string): Promise<readonly KeyObject[]> {
  try {
    return readPublicKeys(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof CheckpointKeyError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

/** The checkpoints among the lines of a file: a log of the process has others as well. */
async function readCheckpoints(file: string): Promise<readonly Checkpoint[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const checkpoints = lines.flatMap((line) => checkpointOf(line) ?? []);
  if (checkpoints.length > 0) return checkpoints;
  throw new UsageError(`${file} has no checkpoint: no line of JSON with organizationId, position and hash.`);
}

/** What of a line is a checkpoint: one of a version before signatures has no time. */
const checkpoint = z.object({
  organizationId: z.string(),
  position: z.int(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string().default(''),
  access: z.object({ position: z.int(), hash: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
  signature: z.string().default(''),
});

function checkpointOf(line: string): Checkpoint | undefined {
  try {
    return checkpoint.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
