import { includesRole } from '../../auth/permissions.js';
import type { Queryable } from '../../database/database.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { isOpenSql } from '../../deployments/operations/lateness.js';
import { ENDED_STATES, LEFT_OUT_STATES, OVER_INCREMENT_STATES } from '../../deployments/rules.js';
import { unmetForActivation } from '../activation.js';
import type { ActivationFacts, Outside, UnmetRequirement } from '../activation.js';
import { NOT_STARTED } from '../increment-rules.js';

const unitWithLeads = { include: { leads: { include: { person: true } } } } as const;

const include = {
  versions: {
    orderBy: { number: 'desc' },
    take: 1,
    include: {
      targets: { include: { unit: unitWithLeads }, orderBy: { unitId: 'asc' } },
      agreements: { include: { person: true }, orderBy: { id: 'asc' } },
    },
  },
  improvement: {
    include: {
      outgoing: {
        where: { kind: { in: ['REQUIRES', 'CONFLICTS_WITH'] } },
        include: {
          to: {
            include: { deployments: { where: { state: { notIn: [...LEFT_OUT_STATES] } }, select: { unitId: true } } },
          },
        },
      },
      incoming: { where: { kind: 'CONFLICTS_WITH' }, include: { from: true } },
    },
  },
} as const satisfies Prisma.DeploymentPlanInclude;

type FactsRow = Prisma.DeploymentPlanGetPayload<{ include: typeof include }>;

/** What has to be known of some plans to say whether they may be activated, in a fixed number of statements. */
export async function activationFacts(
  db: Queryable,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, ActivationFacts>> {
  const plans = await db.deploymentPlan.findMany({ where: { id: { in: [...planIds] } }, include });
  const rivals = [...new Set(plans.flatMap(rivalsOf))];
  const underWay =
    rivals.length === 0
      ? []
      : await db.deployment.findMany({
          where: {
            improvementId: { in: rivals },
            state: { notIn: [...ENDED_STATES] },
            improvement: { OR: [{ state: 'DEPLOYING' }, { state: 'ON_HOLD', heldState: 'DEPLOYING' }] },
          },
          include: { improvement: { select: { title: true } }, unit: { select: { name: true } } },
          orderBy: { id: 'asc' },
        });
  return new Map(
    plans.map((plan) => {
      const targetIds = plan.versions.flatMap(({ targets }) => targets.map(({ unitId }) => unitId));
      const conflicts = underWay
        .filter(({ improvementId, unitId }) => rivalsOf(plan).includes(improvementId) && targetIds.includes(unitId))
        .map(({ improvement, unit }) => ({ title: improvement.title, unitName: unit.name }));
      return [plan.id, { ...factsOf(plan), conflicts }];
    }),
  );
}

/** Unmet requirements for the activation of some plans, in a fixed number of statements. */
export async function unmetForActivationOf(db: Queryable, planIds: readonly string[]): Promise<UnmetRequirement[][]> {
  const [facts, outside] = await Promise.all([activationFacts(db, planIds), plannedOutside(db, planIds)]);
  return planIds.map((id) => {
    const found = facts.get(id);
    const ofPlan = outside.filter(({ planId }) => planId === id);
    return found ? unmetForActivation(found, ofPlan) : [];
  });
}

/** The improvements that a plan's one conflicts with, whichever end recorded it. */
function rivalsOf({ improvement: { outgoing, incoming } }: FactsRow): string[] {
  return [
    ...outgoing.filter(({ kind }) => kind === 'CONFLICTS_WITH').map(({ toId }) => toId),
    ...incoming.map(({ fromId }) => fromId),
  ];
}

/**
 * What is planned outside of some plans: increments before their decision, and open deployments. Those that will take the
 * dates of their increment when the plan is activated are left to it.
 */
export function plannedOutside(
  db: Queryable,
  planIds: readonly string[],
): Promise<(Outside & { readonly planId: string })[]> {
  return db.$queryRaw`
    WITH plan AS (
      SELECT p."id", p."improvementId", v."plannedStart", v."plannedEnd"
        FROM "DeploymentPlan" p JOIN "PlanVersion" v ON v."planId" = p."id" AND v."number" = p."planVersion"
       WHERE p."id" = ANY(${[...planIds]}::uuid[])), outside AS (
      SELECT p."id", 'increment ' || n."ordinal" AS what, n."ordinal" AS place, n."plannedStart", n."plannedEnd"
        FROM plan p JOIN "Increment" n ON n."planId" = p."id"
         AND (n."plannedStart" < p."plannedStart" OR n."plannedEnd" > p."plannedEnd")
       WHERE n."state" <> ALL(${[...OVER_INCREMENT_STATES]}::"IncrementState"[])
      UNION ALL
      SELECT p."id", 'the deployment in "' || u."name" || '"', NULL, d."plannedStart", d."plannedEnd"
        FROM plan p JOIN "Deployment" d ON d."improvementId" = p."improvementId"
         AND (d."plannedStart" < p."plannedStart" OR d."plannedEnd" > p."plannedEnd")
        JOIN "Unit" u ON u."id" = d."unitId"
       WHERE ${isOpenSql}
         AND (d."hasOwnDates" OR d."actualStart" IS NOT NULL OR NOT EXISTS (
           SELECT 1 FROM "IncrementDeployment" m JOIN "Increment" n ON n."id" = m."incrementId"
            WHERE m."deploymentId" = d."id" AND n."planId" = p."id" AND n."state" = ANY(${[...NOT_STARTED]}::"IncrementState"[]))))
    SELECT o."id"::text AS "planId", o.what, o."plannedStart", o."plannedEnd" FROM outside o ORDER BY o.place, o.what`;
}

function factsOf(plan: FactsRow): Omit<ActivationFacts, 'conflicts'> {
  const [current] = plan.versions;
  const targets = current?.targets ?? [];
  return {
    planVersion: plan.planVersion,
    targets: targets.map(({ unit }) => ({
      unitId: unit.id,
      name: unit.name,
      isRetired: unit.retiredAt !== null,
      leads: unit.leads
        .filter(({ person }) => person.active && person.ownerId === null && includesRole(person.role, 'PROJECT_LEAD'))
        .map(({ personId }) => personId),
    })),
    words: (current?.agreements ?? []).map(({ personId, unitId, agreed, person }) => ({
      personId,
      unitId,
      agreed,
      personName: person.name,
      sponsor: person.active && includesRole(person.role, 'SPONSOR'),
    })),
    requires: plan.improvement.outgoing
      .filter(({ kind }) => kind === 'REQUIRES')
      .map(({ to: { title, state, deployments } }) => {
        const there = new Set(deployments.map(({ unitId }) => unitId));
        const elsewhere = targets.filter(({ unitId }) => !there.has(unitId)).map(({ unit }) => unit.name);
        return { title, state, elsewhere };
      }),
  };
}
