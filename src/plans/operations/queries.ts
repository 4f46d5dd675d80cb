import { includesRole } from '../../auth/permissions.js';
import type { Queryable } from '../../database/database.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { ENDED_STATES } from '../../deployments/rules.js';
import { unmetForActivation } from '../activation.js';
import type { ActivationFacts, UnmetRequirement } from '../activation.js';

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
      outgoing: { where: { kind: { in: ['REQUIRES', 'CONFLICTS_WITH'] } }, include: { to: true } },
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
  const facts = await activationFacts(db, planIds);
  return planIds.map((id) => {
    const found = facts.get(id);
    return found ? unmetForActivation(found) : [];
  });
}

/** The improvements that a plan's one conflicts with, whichever end recorded it. */
function rivalsOf({ improvement: { outgoing, incoming } }: FactsRow): string[] {
  return [
    ...outgoing.filter(({ kind }) => kind === 'CONFLICTS_WITH').map(({ toId }) => toId),
    ...incoming.map(({ fromId }) => fromId),
  ];
}

function factsOf(plan: FactsRow): Omit<ActivationFacts, 'conflicts'> {
  const [current] = plan.versions;
  return {
    planVersion: plan.planVersion,
    targets: (current?.targets ?? []).map(({ unit }) => ({
      unitId: unit.id,
      name: unit.name,
      leads: unit.leads
        .filter(({ person }) => person.active && includesRole(person.role, 'PROJECT_LEAD'))
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
      .map(({ to }) => ({ title: to.title, state: to.state })),
  };
}
