import type { Queryable } from '../../database/database.js';
import type { Slice } from '../../database/keyset.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { LoggedEvent } from '../../log/event.js';
import { loggedEvent, SECRETS } from '../../log/event-log.js';
import {
  ACTION_PROPOSAL_PRACTICE,
  DEPLOYMENT_PRACTICE,
  EARLY_ADOPTER,
  evidenceTags,
  typesThatShow,
} from '../subpractices.js';
import type { EvidenceKind } from '../subpractices.js';

/** Which evidence of a practice is meant: that to which all that is given applies. */
export interface EvidenceFilter {
  readonly organizationId: string;
  /** Reference of the practice, as the catalog writes it. */
  readonly practiceRef: string;
  /** Of any of these improvements. */
  readonly improvementIds?: readonly string[] | undefined;
  /** In any of these units. */
  readonly unitIds?: readonly string[] | undefined;
  /** From this time on. */
  readonly from?: Date | undefined;
  /** Before this time. */
  readonly to?: Date | undefined;
  /** Numbers of subpractices of OPM SP 3.2. */
  readonly subpractices?: readonly number[] | undefined;
  readonly kinds?: readonly EvidenceKind[] | undefined;
}

/** A slice of the events that show a practice at work, newest first. Events that were archived are not there any more. */
export async function evidence(
  db: Queryable,
  filter: EvidenceFilter,
  { after: [olderThan] = [], before: [newerThan] = [], limit, fromEnd }: Slice,
): Promise<LoggedEvent[]> {
  const position = {
    ...(olderThan === undefined ? {} : { lt: Number(olderThan) }),
    ...(newerThan === undefined ? {} : { gt: Number(newerThan) }),
  };
  const events = await db.event.findMany({
    where: { ...(await evidenceWhere(db, filter)), position },
    orderBy: { position: 'desc' },
    take: fromEnd ? -limit : limit,
    omit: SECRETS,
  });
  return events.map(loggedEvent);
}

/** How many events there are that show a practice at work. */
export async function countEvidence(db: Queryable, filter: EvidenceFilter): Promise<number> {
  return db.event.count({ where: await evidenceWhere(db, filter) });
}

/** The condition on events for showing a practice at work, as SQL over events `d`. */
export function evidenceSql({ organizationId, practiceRef }: EvidenceFilter): Prisma.Sql {
  const shown = Prisma.sql`d."type" = ANY(${[...typesThatShow(practiceRef)]}::text[])`;
  if (practiceRef === DEPLOYMENT_PRACTICE) return Prisma.sql`${shown} AND d."improvementId" IS NOT NULL`;
  if (practiceRef !== ACTION_PROPOSAL_PRACTICE) return shown;
  return Prisma.sql`${shown} AND d."improvementId" IN (
    SELECT i."id" FROM "Improvement" i
     WHERE i."organizationId" = ${organizationId}::uuid AND i."origin" = 'CAR_ACTION_PROPOSAL')`;
}

/** The condition on events for being the evidence that is meant: one statement for action proposals, otherwise none. */
export async function evidenceWhere(db: Queryable, filter: EvidenceFilter): Promise<Prisma.EventWhereInput> {
  const { organizationId, improvementIds, unitIds, from, to } = filter;
  const fromProposals = filter.practiceRef === ACTION_PROPOSAL_PRACTICE;
  const ofImprovements = filter.practiceRef === DEPLOYMENT_PRACTICE || filter.subpractices !== undefined;
  return {
    organizationId,
    ...typesWhere(filter),
    ...(improvementIds ? { improvementId: { in: [...improvementIds] } } : {}),
    ...(unitIds ? { unitId: { in: [...unitIds] } } : {}),
    ...(from || to ? { occurredAt: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
    AND: [
      ...(ofImprovements ? [{ improvementId: { not: null } }] : []),
      ...(fromProposals ? [{ improvementId: { in: await actionProposals(db, organizationId) } }] : []),
    ],
  };
}

/** Ids of the improvements that came from action proposals: one statement. */
async function actionProposals(db: Queryable, organizationId: string): Promise<string[]> {
  const where = { organizationId, origin: 'CAR_ACTION_PROPOSAL' } as const;
  return (await db.improvement.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

function typesWhere({ practiceRef, subpractices, kinds }: EvidenceFilter): Prisma.EventWhereInput {
  const types = typesThatShow(practiceRef).filter((type) => {
    const kind = evidenceTags[type]?.kind;
    return !kinds || (kind !== undefined && kinds.includes(kind));
  });
  if (!subpractices) return { type: { in: [...types] } };
  const tagged = types.filter((type) => evidenceTags[type]?.subpractices.some((each) => subpractices.includes(each)));
  if (!subpractices.includes(EARLY_ADOPTER.subpractice) || !types.includes(EARLY_ADOPTER.type)) {
    return { type: { in: tagged } };
  }
  const early = { type: EARLY_ADOPTER.type, after: { path: [EARLY_ADOPTER.flag], equals: true } };
  return { OR: [{ type: { in: tagged } }, early] };
}
