import { readFile } from 'node:fs/promises';
import type { Database } from '../database/database.js';
import { groupBy } from '../group-by.js';
import { verifyChain } from '../log/verification.js';
import type { ChainFindings, Witness } from '../log/verification.js';
import { UsageError } from './failures.js';
import type { Finding } from './finding.js';
import { withProgress } from './output.js';

/** Longest that one log may take, in milliseconds. */
const PATIENCE = 86_400_000;

/** A hash of a log that was noted once. */
interface Checkpoint extends Witness {
  readonly organizationId: string;
}

/** Follows the chain of each log, and compares it with checkpoints of a file where there is one. */
export async function checkChains({ prisma }: Database, against: string | undefined): Promise<readonly Finding[]> {
  const checkpoints = against === undefined ? [] : await readCheckpoints(against);
  const known = groupBy(checkpoints, ({ organizationId }) => organizationId);
  const findings: Finding[] = [];
  const logs = await prisma.eventLog.findMany({
    include: { organization: { select: { slug: true } } },
    orderBy: { organization: { slug: 'asc' } },
  });
  for (const { organizationId, organization, position, archivedThrough } of logs) {
    const witnesses = known.get(organizationId) ?? [];
    known.delete(organizationId);
    const found = await withProgress(`events of ${organization.slug}`, position - archivedThrough, (advance) =>
      prisma.$transaction((db) => verifyChain(db, organizationId, witnesses, advance), {
        isolationLevel: 'RepeatableRead',
        timeout: PATIENCE,
      }),
    );
    findings.push({ subject: `chain of ${organization.slug}`, ...describe(found, witnesses.length) });
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

function describe({ from, through, hash, broken }: ChainFindings, witnesses: number): Omit<Finding, 'subject'> {
  if (broken) return { fine: false, text: `at ${broken.position}: ${broken.what}` };
  const compared = witnesses > 0 ? `, as ${witnesses} ${witnesses === 1 ? 'checkpoint says' : 'checkpoints say'}` : '';
  return { fine: true, text: `${from} to ${through} are what was written${compared}; hash ${hash}` };
}

/** The checkpoints among the lines of a file: a log of the process has others as well. */
async function readCheckpoints(file: string): Promise<readonly Checkpoint[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const checkpoints = lines.flatMap((line) => checkpointOf(line) ?? []);
  if (checkpoints.length > 0) return checkpoints;
  throw new UsageError(`${file} has no checkpoint: no line of JSON with organizationId, position and hash.`);
}

function checkpointOf(line: string): Checkpoint | undefined {
  try {
    const { organizationId, position, hash } = JSON.parse(line) as Record<string, unknown>;
    if (typeof organizationId !== 'string' || typeof position !== 'number' || typeof hash !== 'string')
      return undefined;
    return /^[0-9a-f]{64}$/.test(hash) ? { organizationId, position, hash } : undefined;
  } catch {
    return undefined;
  }
}
