import { ENDED_STATES, OPEN_STATES } from '../../deployments/rules.js';
import { Prisma } from '../../generated/prisma/client.js';
import { OPEN_ISSUE_STATES } from '../../issues/rules.js';
import { OPEN_PLAN_STATES, OVER_PLAN_STATES } from '../../plans/rules.js';

/** Why a record waits for a decision or an action. */
export const WAITING_KINDS = {
  SUGGESTION_TO_ANALYZE: 'An improvement that has not been analyzed.',
  ANALYSIS_TO_SELECT: 'An analyzed improvement: chosen or not?',
  SELECTION_WITHOUT_PLAN: 'A chosen improvement without a plan.',
  IMPROVEMENT_ON_HOLD: 'An improvement that was set aside.',
  IMPROVEMENT_TO_COMPLETE:
    'An improvement whose deployments are all over, and that has no plan which is yet to be confirmed: is it deployed, or decided against?',
  IMPROVEMENT_TO_CLOSE: 'A deployed improvement whose plans are all over.',
  PLAN_TO_SUBMIT: 'A plan that is being written.',
  PLAN_TO_AGREE: 'A plan that not all have agreed to.',
  PLAN_TO_ACTIVATE: 'A plan that all have agreed to.',
  PLAN_SUSPENDED: 'A plan that was suspended: does it go on, or is it canceled?',
  PLAN_TO_CONFIRM:
    'An active plan whose deployments are all over, with one in each target: is it complete? `unmetForConfirmation` says what is missing.',
  PLAN_TO_REVIEW: 'A confirmed plan whose review is not concluded.',
  PLAN_TO_CLOSE: 'A plan whose results were reviewed.',
  GATE_TO_DECIDE: 'An increment of an active plan at its gate.',
  INCREMENT_HELD: 'An increment of an active plan that was held at its gate until something is done.',
  DEFERRAL_OVER: 'A deployment that was put off until a day that has come: does it go on?',
  RESCHEDULE_TO_DECIDE: 'A deployment for which its project asks another planned end.',
  ADOPTION_TO_CONFIRM: 'An adopted deployment that is not confirmed.',
  BLOCKER_WITHOUT_OWNER: 'A blocked deployment with a blocker that has no owner, or whose owner has left.',
  ISSUE_WITHOUT_OWNER: 'An open issue without an owner and without action, or whose owner has left.',
  COORDINATION_OVERDUE: 'A coordination activity that is not done although its day has passed.',
  WAIVER_TO_DECIDE: 'A process waiver that a project asks for: accepted or declined?',
  CONSULTING_TO_SCHEDULE: 'Help that a project asks for, without a day.',
  REVIEW_TO_SHARE: 'A concluded review with lessons that only those concerned may read.',
} as const;

/** One place where work waits. */
export type WaitingKind = keyof typeof WAITING_KINDS;

const IN_UNIT = Prisma.sql`r."improvementId", r."unitId"`;
const AS_A_WHOLE = Prisma.sql`r."improvementId", NULL::uuid`;
const OF_PLAN = Prisma.sql`(SELECT p."improvementId" FROM "DeploymentPlan" p WHERE p."id" = r."planId"), NULL::uuid`;

/** Improvement and unit that a record `r` is about, by its type. */
const PLACES = {
  Improvement: Prisma.sql`r."id", NULL::uuid`,
  DeploymentPlan: AS_A_WHOLE,
  Increment: OF_PLAN,
  Deployment: IN_UNIT,
  Issue: IN_UNIT,
  CoordinationActivity: AS_A_WHOLE,
  Tailoring: IN_UNIT,
  ConsultingSession: IN_UNIT,
  ResultReview: OF_PLAN,
} as const;

/** What may wait. */
export type WaitingType = keyof typeof PLACES;

/** When a record `r` came into its state, by the log: the tables only say when it last changed. */
const ENTERED = Prisma.sql`COALESCE(
  (SELECT e."occurredAt" FROM "Event" e
    WHERE e."recordId" = r."id" AND e."after" ->> 'state' = r."state"::text
      AND e."before" ->> 'state' IS DISTINCT FROM r."state"::text
    ORDER BY e."recordVersion" DESC LIMIT 1), r."createdAt")`;

const NO_PLAN_UNDER_WAY = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "DeploymentPlan" p
   WHERE p."improvementId" = r."id" AND p."state" <> ALL(${[...OVER_PLAN_STATES]}::"PlanState"[]))`;

const NO_OPEN_PLAN = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "DeploymentPlan" p
   WHERE p."improvementId" = r."id" AND p."state" = ANY(${[...OPEN_PLAN_STATES]}::"PlanState"[]))`;

/** When the last plan of an improvement `r` was over. What is over never changes any more. */
const PLANS_OVER = Prisma.sql`(SELECT MAX(p."updatedAt") FROM "DeploymentPlan" p WHERE p."improvementId" = r."id")`;

/** When the last plan of an improvement `r` ceased to be open. */
const PLANS_DECIDED = Prisma.sql`(
  SELECT MAX(e."occurredAt") FROM "DeploymentPlan" p JOIN "Event" e ON e."recordId" = p."id"
   WHERE p."improvementId" = r."id" AND e."type" IN ('PlanConfirmed', 'PlanCanceled'))`;

/** That an improvement is deployed somewhere, and that each of its deployments is over. */
const deploymentsOver = (improvementId: Prisma.Sql) => Prisma.sql`
  EXISTS (SELECT 1 FROM "Deployment" d WHERE d."improvementId" = ${improvementId}) AND NOT EXISTS (
    SELECT 1 FROM "Deployment" d
     WHERE d."improvementId" = ${improvementId} AND d."state" <> ALL(${[...ENDED_STATES]}::"DeploymentState"[]))`;

/** When the last of them was over. What is over only changes when it begins anew. */
const lastEnd = (improvementId: Prisma.Sql) => Prisma.sql`
  (SELECT MAX(d."updatedAt") FROM "Deployment" d WHERE d."improvementId" = ${improvementId})`;

/** That the plan of an increment `r` is active: its gates are decided on, and what was held goes on. */
const OF_ACTIVE_PLAN = Prisma.sql`EXISTS (
  SELECT 1 FROM "DeploymentPlan" p WHERE p."id" = r."planId" AND p."state" = 'ACTIVE')`;

const EVERY_TARGET_DEPLOYED = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "PlanVersion" v JOIN "PlanTarget" t ON t."versionId" = v."id"
   WHERE v."planId" = r."id" AND v."number" = r."planVersion" AND NOT EXISTS (
     SELECT 1 FROM "Deployment" d WHERE d."improvementId" = r."improvementId" AND d."unitId" = t."unitId"))`;

const ISSUE = { openedAt: Prisma.sql`r."openedAt"`, ownerId: Prisma.sql`r."ownerId"` };
const BLOCKER = { openedAt: Prisma.sql`b."openedAt"`, ownerId: Prisma.sql`b."ownerId"` };

/** That a person has left. */
const hasLeft = (personId: Prisma.Sql) => Prisma.sql`
  EXISTS (SELECT 1 FROM "Person" o WHERE o."id" = ${personId} AND NOT o."active")`;

/** Since when something has been nobody's: since it is there, or since its owner left. */
const unownedSince = ({ openedAt, ownerId }: { openedAt: Prisma.Sql; ownerId: Prisma.Sql }) => Prisma.sql`
  GREATEST(${openedAt}, (
    SELECT MAX(e."occurredAt") FROM "Event" e WHERE e."recordId" = ${ownerId} AND e."type" = 'PersonDeactivated'))`;

/** The rules: each selects type and id of the record, improvement and unit, and since when it waits. */
export function waitingRules(organizationId: string, today: Date): Readonly<Record<WaitingKind, Prisma.Sql>> {
  /** Records that wait while in such a state, and since when: the moment at which they came into it, unless it says so. */
  const inState = (
    type: WaitingType,
    states: string | readonly string[],
    { where = Prisma.sql`TRUE`, since = ENTERED } = {},
  ) => Prisma.sql`
    SELECT ${type}::text, r."id", ${PLACES[type]}, ${since} FROM ${Prisma.raw(`"${type}"`)} r
     WHERE r."organizationId" = ${organizationId}::uuid AND r."state" IN (${Prisma.join([states].flat())}) AND ${where}`;

  const [self, improvement] = [Prisma.sql`r."id"`, Prisma.sql`r."improvementId"`];
  return {
    SUGGESTION_TO_ANALYZE: inState('Improvement', 'SUGGESTED'),
    ANALYSIS_TO_SELECT: inState('Improvement', 'ANALYZED'),
    SELECTION_WITHOUT_PLAN: inState('Improvement', 'SELECTED', {
      where: NO_PLAN_UNDER_WAY,
      since: Prisma.sql`GREATEST(${ENTERED}, ${PLANS_OVER})`,
    }),
    IMPROVEMENT_ON_HOLD: inState('Improvement', 'ON_HOLD'),
    IMPROVEMENT_TO_COMPLETE: inState('Improvement', 'DEPLOYING', {
      where: Prisma.sql`${NO_OPEN_PLAN} AND ${deploymentsOver(self)}`,
      since: Prisma.sql`GREATEST(${ENTERED}, ${lastEnd(self)}, ${PLANS_DECIDED})`,
    }),
    IMPROVEMENT_TO_CLOSE: inState('Improvement', 'DEPLOYED', {
      where: NO_PLAN_UNDER_WAY,
      since: Prisma.sql`GREATEST(${ENTERED}, ${PLANS_OVER})`,
    }),
    PLAN_TO_SUBMIT: inState('DeploymentPlan', 'DRAFT'),
    PLAN_TO_AGREE: inState('DeploymentPlan', 'IN_REVIEW'),
    PLAN_TO_ACTIVATE: inState('DeploymentPlan', 'AGREED'),
    PLAN_SUSPENDED: inState('DeploymentPlan', 'SUSPENDED'),
    PLAN_TO_CONFIRM: inState('DeploymentPlan', 'ACTIVE', {
      where: Prisma.sql`${deploymentsOver(improvement)} AND ${EVERY_TARGET_DEPLOYED}`,
      since: Prisma.sql`GREATEST(${ENTERED}, ${lastEnd(improvement)})`,
    }),
    PLAN_TO_REVIEW: inState('DeploymentPlan', 'CONFIRMED'),
    PLAN_TO_CLOSE: inState('DeploymentPlan', 'REVIEWED'),
    GATE_TO_DECIDE: inState('Increment', 'AT_GATE', { where: OF_ACTIVE_PLAN }),
    INCREMENT_HELD: inState('Increment', 'HELD', { where: OF_ACTIVE_PLAN }),
    DEFERRAL_OVER: inState('Deployment', 'DEFERRED', {
      where: Prisma.sql`r."deferredUntil" <= ${today}::date`,
      since: Prisma.sql`r."deferredUntil"::timestamptz`,
    }),
    RESCHEDULE_TO_DECIDE: inState('Deployment', OPEN_STATES, {
      where: Prisma.sql`r."rescheduleRequestedAt" IS NOT NULL`,
      since: Prisma.sql`r."rescheduleRequestedAt"`,
    }),
    ADOPTION_TO_CONFIRM: inState('Deployment', 'ADOPTED', { since: Prisma.sql`r."actualEnd"::timestamptz` }),
    BLOCKER_WITHOUT_OWNER: Prisma.sql`
      SELECT 'Deployment', r."id", ${PLACES.Deployment}, MIN(${unownedSince(BLOCKER)}) FROM "Blocker" b
        JOIN "Deployment" r ON r."id" = b."deploymentId"
       WHERE r."organizationId" = ${organizationId}::uuid AND r."state" = ANY(${[...OPEN_STATES]}::"DeploymentState"[])
         AND b."removedAt" IS NULL AND (b."ownerId" IS NULL OR ${hasLeft(BLOCKER.ownerId)})
       GROUP BY r."id"`,
    ISSUE_WITHOUT_OWNER: inState('Issue', OPEN_ISSUE_STATES, {
      where: Prisma.sql`(r."state" = 'OPEN' AND r."ownerId" IS NULL OR ${hasLeft(ISSUE.ownerId)})`,
      since: unownedSince(ISSUE),
    }),
    COORDINATION_OVERDUE: inState('CoordinationActivity', 'OPEN', {
      where: Prisma.sql`r."dueOn" < ${today}::date`,
      since: Prisma.sql`(r."dueOn" + 1)::timestamptz`,
    }),
    WAIVER_TO_DECIDE: inState('Tailoring', 'WAIVER_REQUESTED'),
    CONSULTING_TO_SCHEDULE: inState('ConsultingSession', 'REQUESTED'),
    REVIEW_TO_SHARE: inState('ResultReview', 'REVIEWED', {
      where: Prisma.sql`EXISTS (SELECT 1 FROM "Lesson" l WHERE l."reviewId" = r."id")`,
      since: Prisma.sql`GREATEST(${ENTERED}, (SELECT MIN(l."createdAt") FROM "Lesson" l WHERE l."reviewId" = r."id"))`,
    }),
  };
}
