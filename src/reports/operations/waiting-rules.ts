import { ENDED_STATES, OPEN_STATES, OVER_INCREMENT_STATES } from '../../deployments/rules.js';
import { Prisma } from '../../generated/prisma/client.js';
import { OPEN_ISSUE_STATES } from '../../issues/rules.js';
import { NOT_STARTED } from '../../plans/increment-rules.js';
import { OPEN_PLAN_STATES, OVER_PLAN_STATES } from '../../plans/rules.js';
import type { Days } from '../../time/calendar.js';
import { REPORT_INTERVAL } from './waiting-kinds.js';
import type { WaitingKind } from './waiting-kinds.js';

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

/** When the last of them was over. What is over only changes when it is planned again. */
const lastEnd = (improvementId: Prisma.Sql) => Prisma.sql`
  (SELECT MAX(d."updatedAt") FROM "Deployment" d WHERE d."improvementId" = ${improvementId})`;

/** That the plan of an increment `r` is active: its gates are decided on, and what was held goes on. */
const OF_ACTIVE_PLAN = Prisma.sql`EXISTS (
  SELECT 1 FROM "DeploymentPlan" p WHERE p."id" = r."planId" AND p."state" = 'ACTIVE')`;

/** That the increment before an increment `r` is over, if there is one. */
const AFTER_THOSE_OVER = Prisma.sql`COALESCE((
  SELECT n."state" = ANY(${[...OVER_INCREMENT_STATES]}::"IncrementState"[]) FROM "Increment" n
   WHERE n."planId" = r."planId" AND n."ordinal" < r."ordinal" ORDER BY n."ordinal" DESC LIMIT 1), TRUE)`;

const EVERY_TARGET_DEPLOYED = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "PlanVersion" v JOIN "PlanTarget" t ON t."versionId" = v."id"
   WHERE v."planId" = r."id" AND v."number" = r."planVersion" AND NOT EXISTS (
     SELECT 1 FROM "Deployment" d WHERE d."improvementId" = r."improvementId" AND d."unitId" = t."unitId"))`;

const ISSUE = { openedAt: Prisma.sql`r."openedAt"`, ownerId: Prisma.sql`r."ownerId"` };
const BLOCKER = { openedAt: Prisma.sql`b."openedAt"`, ownerId: Prisma.sql`b."ownerId"` };

/** That a person has left. */
const hasLeft = (personId: Prisma.Sql) => Prisma.sql`
  EXISTS (SELECT 1 FROM "Person" o WHERE o."id" = ${personId} AND NOT o."active")`;

/** Since when something has had no owner: since it was reported, or since its owner left. */
const unownedSince = ({ openedAt, ownerId }: { openedAt: Prisma.Sql; ownerId: Prisma.Sql }) => Prisma.sql`
  GREATEST(${openedAt}, (
    SELECT MAX(e."occurredAt") FROM "Event" e WHERE e."recordId" = ${ownerId} AND e."type" = 'PersonDeactivated'))`;

const NOBODY = Prisma.sql`NULL::uuid`;
const NO_DAY = Prisma.sql`NULL::date`;

/** That a person of the role, who is still here, agreed to what a plan `r` says now; `more` narrows it. */
const agreed = (more: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT 1 FROM "PlanAgreement" a JOIN "Person" o ON o."id" = a."personId" AND o."active"
   WHERE a."versionId" = v."id" AND a."agreed" AND ${more})`;

/** Since when stakeholders are asked about the current version of a plan `r`. */
const ASKED = Prisma.sql`GREATEST(${ENTERED}, v."createdAt")`;

/** The increment under way that a deployment `r` is part of. */
const STARTED = Prisma.sql`(
  SELECT MAX(i."actualStart") FROM "IncrementDeployment" d JOIN "Increment" i ON i."id" = d."incrementId"
   WHERE d."deploymentId" = r."id" AND i."state" IN ('RUNNING', 'AT_GATE', 'HELD'))`;

/** That the plan by which a deployment `r` goes is active and has no increments. */
const BY_PLAN_WITHOUT_INCREMENTS = Prisma.sql`EXISTS (
  SELECT 1 FROM "DeploymentPlan" p
   WHERE p."improvementId" = r."improvementId" AND p."state" = 'ACTIVE'
     AND NOT EXISTS (SELECT 1 FROM "Increment" i WHERE i."planId" = p."id"))`;

/** That neither a version nor a waiver for a deployment `r` is on file. */
const NO_PROCESS_CHANGE = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "Tailoring" t
   WHERE t."improvementId" = r."improvementId" AND t."unitId" = r."unitId"
     AND t."state" IN ('RECORDED', 'WAIVER_REQUESTED', 'WAIVER_ACCEPTED'))`;

/** What a rule says besides the records: on which of them, since when, until which day, and who is concerned. */
interface Details {
  readonly where?: Prisma.Sql;
  readonly since?: Prisma.Sql;
  readonly due?: Prisma.Sql;
  /** The one person it waits for. */
  readonly owner?: Prisma.Sql;
  /** The one person who may not settle it. */
  readonly except?: Prisma.Sql;
}

/**
 * The rules: each selects type and id of the record, improvement and unit, since when it waits and until which day, the one
 * person whom it waits for, and the one who may not settle it.
 */
export function waitingRules(organizationId: string, days: Days): Readonly<Record<WaitingKind, Prisma.Sql>> {
  const [ofUnit, ofOrganization] = [Prisma.sql`r."unitId"`, null];
  const [inUnit, inOrganization] = [days.sql(ofUnit), days.sql(ofOrganization)];

  const columns = (type: WaitingType, place: Prisma.Sql, { since = ENTERED, ...details }: Details) => Prisma.sql`
    ${type}::text, r."id", ${place}, ${since}, ${details.due ?? NO_DAY}, ${details.owner ?? NOBODY}, ${details.except ?? NOBODY}`;

  /** Records that wait while in such a state, and since when: the moment at which they came into it, unless it says so. */
  const inState = (type: WaitingType, states: string | readonly string[], details: Details = {}) => Prisma.sql`
    SELECT ${columns(type, PLACES[type], details)} FROM ${Prisma.raw(`"${type}"`)} r
     WHERE r."organizationId" = ${organizationId}::uuid AND r."state" IN (${Prisma.join([states].flat())})
       AND ${details.where ?? Prisma.sql`TRUE`}`;

  const deployment = (states: string | readonly string[], details: Details) =>
    inState('Deployment', states, { due: Prisma.sql`r."plannedEnd"`, ...details });

  /** Plans in review with the current version `v` of what they say. */
  const inReview = (place: Prisma.Sql, targets: Prisma.Sql, where: Prisma.Sql) => Prisma.sql`
    SELECT ${columns('DeploymentPlan', place, { since: ASKED })} FROM "DeploymentPlan" r
      JOIN "PlanVersion" v ON v."planId" = r."id" AND v."number" = r."planVersion" ${targets}
     WHERE r."organizationId" = ${organizationId}::uuid AND r."state" = 'IN_REVIEW' AND NOT ${where}`;

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
    PLAN_TO_AGREE: inReview(
      AS_A_WHOLE,
      Prisma.empty,
      agreed(Prisma.sql`a."unitId" IS NULL AND o."role" IN ('SPONSOR', 'ADMINISTRATOR')`),
    ),
    PLAN_TO_AGREE_FOR_UNIT: inReview(
      Prisma.sql`r."improvementId", t."unitId"`,
      Prisma.sql`JOIN "PlanTarget" t ON t."versionId" = v."id"`,
      agreed(Prisma.sql`a."unitId" = t."unitId" AND EXISTS (
        SELECT 1 FROM "UnitLead" l WHERE l."unitId" = t."unitId" AND l."personId" = a."personId")`),
    ),
    PLAN_TO_ACTIVATE: inState('DeploymentPlan', 'AGREED'),
    PLAN_SUSPENDED: inState('DeploymentPlan', 'SUSPENDED'),
    PLAN_TO_CONFIRM: inState('DeploymentPlan', 'ACTIVE', {
      where: Prisma.sql`${deploymentsOver(improvement)} AND ${EVERY_TARGET_DEPLOYED}`,
      since: Prisma.sql`GREATEST(${ENTERED}, ${lastEnd(improvement)})`,
      except: Prisma.sql`r."activatedById"`,
    }),
    PLAN_TO_REVIEW: inState('DeploymentPlan', 'CONFIRMED'),
    PLAN_TO_CLOSE: inState('DeploymentPlan', 'REVIEWED'),
    INCREMENT_TO_START: inState('Increment', NOT_STARTED, {
      where: Prisma.sql`${OF_ACTIVE_PLAN} AND ${AFTER_THOSE_OVER} AND r."plannedStart" <= ${inOrganization}`,
      since: days.startSql(Prisma.sql`r."plannedStart"`, ofOrganization),
      due: Prisma.sql`r."plannedStart"`,
    }),
    GATE_TO_DECIDE: inState('Increment', 'AT_GATE', { where: OF_ACTIVE_PLAN, due: Prisma.sql`r."plannedEnd"` }),
    INCREMENT_HELD: inState('Increment', 'HELD', { where: OF_ACTIVE_PLAN, due: Prisma.sql`r."plannedEnd"` }),
    DEPLOYMENT_TO_BEGIN: deployment('PLANNED', {
      where: Prisma.sql`(${STARTED} IS NOT NULL OR r."plannedStart" <= ${inUnit} AND ${BY_PLAN_WITHOUT_INCREMENTS})`,
      since: days.startSql(Prisma.sql`COALESCE(${STARTED}, r."plannedStart")`, ofUnit),
      due: Prisma.sql`r."plannedStart"`,
    }),
    PROGRESS_TO_REPORT: deployment(['PREPARING', 'IN_PROGRESS'], {
      where: Prisma.sql`r."updatedAt" <= ${days.moment}::timestamptz - ${`${REPORT_INTERVAL} days`}::interval`,
      since: Prisma.sql`r."updatedAt" + ${`${REPORT_INTERVAL} days`}::interval`,
    }),
    PROCESS_CHANGE_TO_RECORD: deployment('IN_PROGRESS', {
      where: NO_PROCESS_CHANGE,
      since: Prisma.sql`COALESCE(${days.startSql(Prisma.sql`r."actualStart"`, ofUnit)}, r."updatedAt")`,
    }),
    DEPLOYMENT_TO_ADOPT: deployment('IN_PROGRESS', {
      where: Prisma.sql`r."percent" = 100`,
      since: Prisma.sql`r."updatedAt"`,
    }),
    DEFERRAL_OVER: deployment('DEFERRED', {
      where: Prisma.sql`r."deferredUntil" <= ${inUnit}`,
      since: days.startSql(Prisma.sql`r."deferredUntil"`, ofUnit),
    }),
    RESCHEDULE_TO_DECIDE: deployment(OPEN_STATES, {
      where: Prisma.sql`r."rescheduleRequestedAt" IS NOT NULL`,
      since: Prisma.sql`r."rescheduleRequestedAt"`,
    }),
    ADOPTION_TO_CONFIRM: inState('Deployment', 'ADOPTED', {
      since: days.startSql(Prisma.sql`r."actualEnd"`, ofUnit),
      except: Prisma.sql`r."adoptedById"`,
    }),
    BLOCKER_WITHOUT_OWNER: Prisma.sql`
      SELECT ${columns('Deployment', PLACES.Deployment, { since: Prisma.sql`MIN(${unownedSince(BLOCKER)})` })} FROM "Blocker" b
        JOIN "Deployment" r ON r."id" = b."deploymentId"
       WHERE r."organizationId" = ${organizationId}::uuid AND r."state" = ANY(${[...OPEN_STATES]}::"DeploymentState"[])
         AND b."removedAt" IS NULL AND (b."ownerId" IS NULL OR ${hasLeft(BLOCKER.ownerId)})
       GROUP BY r."id", r."organizationId"`,
    ISSUE_WITHOUT_OWNER: inState('Issue', OPEN_ISSUE_STATES, {
      where: Prisma.sql`(r."state" = 'OPEN' AND r."ownerId" IS NULL OR ${hasLeft(ISSUE.ownerId)})`,
      since: unownedSince(ISSUE),
    }),
    ISSUE_TO_CLOSE: inState('Issue', OPEN_ISSUE_STATES, {
      where: Prisma.sql`r."ownerId" IS NOT NULL AND NOT ${hasLeft(ISSUE.ownerId)}`,
      since: ISSUE.openedAt,
      owner: ISSUE.ownerId,
    }),
    COORDINATION_OVERDUE: inState('CoordinationActivity', 'OPEN', {
      where: Prisma.sql`r."dueOn" < ${inOrganization}`,
      since: days.startSql(Prisma.sql`r."dueOn" + 1`, ofOrganization),
      due: Prisma.sql`r."dueOn"`,
      owner: Prisma.sql`r."ownerId"`,
    }),
    COORDINATION_SHARE_TO_DO: Prisma.sql`
      SELECT ${columns('CoordinationActivity', Prisma.sql`r."improvementId", s."unitId"`, {
        since: Prisma.sql`r."createdAt"`,
        due: Prisma.sql`r."dueOn"`,
      })} FROM "CoordinationActivity" r JOIN "CoordinationShare" s ON s."activityId" = r."id" AND s."doneAt" IS NULL
       WHERE r."organizationId" = ${organizationId}::uuid AND r."state" = 'OPEN'`,
    WAIVER_TO_DECIDE: inState('Tailoring', 'WAIVER_REQUESTED'),
    CONSULTING_TO_SCHEDULE: inState('ConsultingSession', 'REQUESTED'),
    CONSULTING_TO_DELIVER: inState('ConsultingSession', 'SCHEDULED', {
      due: Prisma.sql`r."scheduledOn"`,
      owner: Prisma.sql`r."consultantId"`,
    }),
    REVIEW_TO_SHARE: inState('ResultReview', 'REVIEWED', {
      where: Prisma.sql`EXISTS (SELECT 1 FROM "Lesson" l WHERE l."reviewId" = r."id")`,
      since: Prisma.sql`GREATEST(${ENTERED}, (SELECT MIN(l."createdAt") FROM "Lesson" l WHERE l."reviewId" = r."id"))`,
    }),
  };
}
