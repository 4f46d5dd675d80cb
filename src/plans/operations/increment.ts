import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type {
  DeploymentPlan,
  Increment,
  IncrementCondition,
  IncrementDeployment,
  Prisma,
} from '../../generated/prisma/client.js';
import { improvementOf } from '../../improvements/operations/improvement.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { notFound } from '../../user-error.js';
import type { IncrementEventType } from '../events.js';
import { movesProjects, nextIncrementState } from '../increment-rules.js';
import type { GateDecision, IncrementVerb } from '../increment-rules.js';
import { lockPlan } from './plan.js';

/** An increment as it is loaded for a change: with its plan, its conditions and its deployments. */
export type LoadedIncrement = Increment & {
  plan: DeploymentPlan;
  conditions: IncrementCondition[];
  deployments: IncrementDeployment[];
};

/** What names the increment to change, and why. */
export interface IncrementInput {
  readonly incrementId: string;
  readonly version: number;
  readonly note?: string | null;
}

/** What a command changes: fields of the increment, and what belongs to it, already written. */
export interface IncrementChange {
  readonly patch?: Partial<Omit<Increment, 'id' | 'version' | 'state'>>;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
}

/** How an increment is loaded with what belongs to it, in a fixed order. */
export const incrementParts = {
  plan: true,
  conditions: { orderBy: [{ kind: 'asc' }, { ordinal: 'asc' }] },
  deployments: { orderBy: { deploymentId: 'asc' } },
} satisfies Prisma.IncrementInclude;

/**
 * The one way in which an increment changes: load and lock, version, life, rules, write, event. The verb is the name of
 * the command. `decide` refuses for reasons of its own and writes what belongs to the increment.
 */
export async function changeIncrement(
  work: UnitOfWork,
  input: IncrementInput,
  type: IncrementEventType,
  decide: (increment: LoadedIncrement) => IncrementChange | Promise<IncrementChange> = () => ({}),
  decision?: GateDecision,
): Promise<LoadedIncrement> {
  const increment = await incrementOf(work, input.incrementId);
  work.demandVersion(increment, input.version, 'Increment');
  const { plan } = increment;
  const state = nextIncrementState(increment.state, work.command as IncrementVerb, plan.state, decision);
  if (movesProjects(work.command as IncrementVerb))
    demandImprovementState(await improvementOf(work, plan.improvementId), ['DEPLOYING']);
  const { patch, relatedFields } = await decide(increment);
  const changed: Partial<Increment> = { state, ...patch };
  await work.change(work.db.increment, increment, changed, header(type, plan, input.note), relatedFields);
  return increment;
}

/** What the log says of every event of an increment. */
export function header(
  type: IncrementEventType,
  { id, improvementId }: DeploymentPlan,
  note: string | null | undefined,
) {
  return { type, recordType: 'Increment', improvementId, planId: id, note: note ?? null };
}

/** Conditions as they appear in the events of their increment. */
export function conditionFields(conditions: readonly IncrementCondition[]): FieldValues {
  return jsonFields({ conditions: conditions.map(({ incrementId: _incrementId, ...condition }) => condition) });
}

/** An increment of the actor's organization, held with its plan against changes by others. The plan is locked first. */
async function incrementOf(work: UnitOfWork, id: string): Promise<LoadedIncrement> {
  const where = { id, organizationId: work.actor.organizationId };
  const found = await work.db.increment.findUnique({ where, select: { planId: true } });
  if (!found) throw notFound('Increment');
  await lockPlan(work, found.planId);
  return work.db.increment.findUniqueOrThrow({ where, include: incrementParts });
}
