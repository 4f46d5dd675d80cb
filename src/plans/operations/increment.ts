import { id, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type {
  DeploymentPlan,
  Improvement,
  Increment,
  IncrementCondition,
  IncrementDeployment,
  Prisma,
} from '../../generated/prisma/client.js';
import { takeDates } from '../../deployments/operations/bulk.js';
import type { PlannedDates } from '../../deployments/rules.js';
import { improvementOf } from '../../improvements/operations/improvement.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { notFound } from '../../user-error.js';
import type { IncrementEventType } from '../events.js';
import { incrementStates, movesProjects } from '../increment-rules.js';
import type { GateDecision, IncrementVerb } from '../increment-rules.js';
import { lockPlan } from './plan.js';

/** An increment as it is loaded for a change: with its plan, its conditions and its deployments. */
export type LoadedIncrement = Increment & {
  plan: DeploymentPlan & { improvement: Improvement };
  conditions: IncrementCondition[];
  deployments: IncrementDeployment[];
};

/** An increment as far as permission and state depend on it. */
type JudgedIncrement = Pick<Increment, 'state'> & {
  readonly plan: Pick<DeploymentPlan, 'state'> & { readonly improvement: Pick<Improvement, 'state'> };
};

/** What a command changes: fields of the increment, and what belongs to it, already written. */
interface IncrementChange {
  readonly patch?: Partial<Omit<Increment, 'id' | 'version' | 'state'>>;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
  /** What a sponsor decided at the gate. */
  readonly decision?: GateDecision;
  /** Why, where the caller gave no note. */
  readonly note?: string | null;
}

/** How an increment is loaded with what belongs to it, in a fixed order. */
export const incrementParts = {
  plan: true,
  conditions: { orderBy: [{ kind: 'asc' }, { ordinal: 'asc' }] },
  deployments: { orderBy: { deploymentId: 'asc' } },
} satisfies Prisma.IncrementInclude;

const target = { incrementId: id('Increment', 'The increment.'), version: version('Increment') };

/** Describes a command on an increment. */
export const incrementCommand = recordCommands<
  LoadedIncrement,
  JudgedIncrement,
  IncrementChange,
  IncrementVerb,
  IncrementEventType,
  typeof target
>({
  record: 'Increment',
  target,
  load: lockIncrement,
  guard(verb, { state, plan }) {
    incrementStates.next(state, verb, { planState: plan.state });
    if (movesProjects(verb)) demandImprovementState(plan.improvement, ['DEPLOYING']);
  },
  write(work, increment, { patch, relatedFields, decision, note: why = null } = {}, { verb, type, note }) {
    const { plan } = increment;
    const state = incrementStates.next(increment.state, verb, { planState: plan.state, decision });
    const changed: Partial<Increment> = { state, ...patch };
    return work.change(work.db.increment, increment, changed, header(type, plan, note ?? why), relatedFields);
  },
});

/** What the log says of every event of an increment. */
export function header(type: IncrementEventType, plan: DeploymentPlan, note: string | null) {
  return { type, recordType: 'Increment', improvementId: plan.improvementId, planId: plan.id, note };
}

/** Conditions as they appear in the events of their increment. */
export function conditionFields(conditions: readonly IncrementCondition[]): FieldValues {
  return jsonFields({
    conditions: conditions.map(
      ({ organizationId: _organizationId, incrementId: _incrementId, ...condition }) => condition,
    ),
  });
}

/** Deployments that are part of an increment go by its dates. */
export function giveDates(
  work: UnitOfWork,
  increment: PlannedDates & { readonly title: string },
  deploymentIds: readonly string[],
): Promise<void> {
  return takeDates(work, deploymentIds, increment, `The dates of the increment "${increment.title}".`);
}

/** An increment of the actor's organization, locked with its improvement and its plan; the plan is locked first. */
async function lockIncrement(work: UnitOfWork, incrementId: string): Promise<LoadedIncrement> {
  const where = { id: incrementId, organizationId: work.actor.organizationId };
  const found = await work.db.increment.findUnique({ where, select: { planId: true } });
  if (!found) throw notFound('Increment');
  await lockPlan(work, found.planId);
  const increment = await work.db.increment.findUniqueOrThrow({ where, include: incrementParts });
  const improvement = await improvementOf(work, increment.plan.improvementId);
  return { ...increment, plan: { ...increment.plan, improvement } };
}
