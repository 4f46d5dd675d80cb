import type { Queryable } from '../../database/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Page } from './page.js';

/** Where work waits for somebody to decide or to act. */
export const WAITING_KINDS = [
  'SUGGESTION_TO_ANALYZE',
  'ANALYSIS_TO_SELECT',
  'SELECTION_WITHOUT_PLAN',
  'IMPROVEMENT_ON_HOLD',
  'PLAN_TO_SUBMIT',
  'PLAN_TO_AGREE',
  'PLAN_TO_ACTIVATE',
  'GATE_TO_DECIDE',
  'ADOPTION_TO_CONFIRM',
  'BLOCKER_WITHOUT_OWNER',
] as const;

/** One place where work waits. */
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** A record that waits. */
export interface Waiting {
  readonly kind: WaitingKind;
  readonly recordType: 'Improvement' | 'DeploymentPlan' | 'Increment' | 'Deployment';
  readonly recordId: string;
  /** Since when. */
  readonly since: Date;
}

/** Waiting states of records that have one: which kind of waiting each is. */
const BY_STATE: readonly { table: Waiting['recordType']; state: string; kind: WaitingKind; where?: Prisma.Sql }[] = [
  { table: 'Improvement', state: 'SUGGESTED', kind: 'SUGGESTION_TO_ANALYZE' },
  { table: 'Improvement', state: 'ANALYZED', kind: 'ANALYSIS_TO_SELECT' },
  {
    table: 'Improvement',
    state: 'SELECTED',
    kind: 'SELECTION_WITHOUT_PLAN',
    where: Prisma.sql`NOT EXISTS (SELECT 1 FROM "DeploymentPlan" p
      WHERE p."improvementId" = r."id" AND p."state" NOT IN ('CLOSED', 'CANCELED'))`,
  },
  { table: 'Improvement', state: 'ON_HOLD', kind: 'IMPROVEMENT_ON_HOLD' },
  { table: 'DeploymentPlan', state: 'DRAFT', kind: 'PLAN_TO_SUBMIT' },
  { table: 'DeploymentPlan', state: 'IN_REVIEW', kind: 'PLAN_TO_AGREE' },
  { table: 'DeploymentPlan', state: 'AGREED', kind: 'PLAN_TO_ACTIVATE' },
  { table: 'Increment', state: 'AT_GATE', kind: 'GATE_TO_DECIDE' },
];

/** Where work waits now, the longest first, a page of it, and how much there is: one statement. */
export async function waiting(
  db: Queryable,
  organizationId: string,
  kinds: readonly WaitingKind[],
  { offset, limit }: Page,
): Promise<{ items: Waiting[]; total: number }> {
  const parts = [
    ...BY_STATE.filter(({ kind }) => kinds.includes(kind)).map((each) => byState(organizationId, each)),
    ...(kinds.includes('ADOPTION_TO_CONFIRM') ? [adoptions(organizationId)] : []),
    ...(kinds.includes('BLOCKER_WITHOUT_OWNER') ? [blockers(organizationId)] : []),
  ];
  if (parts.length === 0) return { items: [], total: 0 };
  const rows = await db.$queryRaw<(Waiting & { total: number })[]>`
    SELECT w.*, COUNT(*) OVER ()::int AS total FROM (${Prisma.join(parts, ' UNION ALL ')}) w("kind", "recordType", "recordId", "since")
     ORDER BY w."since", w."recordId" LIMIT ${limit} OFFSET ${offset}`;
  return { items: rows, total: rows[0]?.total ?? 0 };
}

/** Records in a state, since the event that brought them there: in the tables they only say when they last changed. */
function byState(organizationId: string, { table, state, kind, where = Prisma.sql`TRUE` }: (typeof BY_STATE)[number]) {
  return Prisma.sql`
    SELECT ${kind} AS kind, ${table} AS "recordType", r."id" AS "recordId", COALESCE(
             (SELECT e."occurredAt" FROM "Event" e
               WHERE e."recordId" = r."id" AND e."after" ->> 'state' = ${state}
                 AND e."before" ->> 'state' IS DISTINCT FROM ${state}
               ORDER BY e."recordVersion" DESC LIMIT 1), r."createdAt") AS "since"
      FROM ${Prisma.raw(`"${table}"`)} r
     WHERE r."organizationId" = ${organizationId}::uuid AND r."state"::text = ${state} AND ${where}`;
}

function adoptions(organizationId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT 'ADOPTION_TO_CONFIRM', 'Deployment', d."id", d."actualEnd"::timestamptz FROM "Deployment" d
     WHERE d."organizationId" = ${organizationId}::uuid AND d."state" = 'ADOPTED'`;
}

function blockers(organizationId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT 'BLOCKER_WITHOUT_OWNER', 'Deployment', d."id", MIN(b."openedAt") FROM "Blocker" b
      JOIN "Deployment" d ON d."id" = b."deploymentId"
     WHERE d."organizationId" = ${organizationId}::uuid AND b."removedAt" IS NULL AND b."ownerId" IS NULL
     GROUP BY d."id"`;
}
