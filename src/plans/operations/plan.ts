import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { DeploymentPlan, Improvement } from '../../generated/prisma/client.js';
import type { FieldValues } from '../../log/event.js';
import { improvementOf } from '../../improvements/operations/improvement.js';
import { notFound } from '../../user-error.js';
import type { PlanEventType } from '../events.js';
import { nextPlanState } from '../rules.js';
import type { TransitionFacts, PlanVerb } from '../rules.js';
import { versionParts } from './content.js';
import type { LoadedVersion } from './content.js';

/** A plan as it is loaded for a change: with its improvement and the current version of what it says. */
export type LoadedPlan = DeploymentPlan & { improvement: Improvement; current: LoadedVersion };

/** What names the plan to change, and why. */
export interface PlanInput {
  readonly planId: string;
  readonly version: number;
  readonly note?: string | null;
}

/** What a command changes: fields of the plan, what the state depends on, and what belongs to it, already written. */
export interface PlanChange {
  readonly patch?: Partial<Omit<DeploymentPlan, 'id' | 'version' | 'state'>>;
  readonly facts?: TransitionFacts;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
  /** The target concerned, where it is one. */
  readonly unitId?: string | null;
}

/**
 * The one way in which a plan changes: load and lock, version, rules, life, write, event. The verb is the name of the
 * command. `decide` refuses for reasons of its own and writes what belongs to the plan; a refusal after it undoes that.
 */
export async function changePlan(
  work: UnitOfWork,
  input: PlanInput,
  type: PlanEventType,
  decide: (plan: LoadedPlan) => PlanChange | Promise<PlanChange> = () => ({}),
): Promise<LoadedPlan> {
  const plan = await planOf(work, input.planId);
  return changeLoadedPlan(work, plan, input, type, decide);
}

/** As `changePlan`, of a plan that is loaded and locked already. */
export async function changeLoadedPlan(
  work: UnitOfWork,
  plan: LoadedPlan,
  input: PlanInput,
  type: PlanEventType,
  decide: (plan: LoadedPlan) => PlanChange | Promise<PlanChange>,
): Promise<LoadedPlan> {
  work.demandVersion(plan, input.version, 'DeploymentPlan');
  const { patch, facts, relatedFields, unitId } = await decide(plan);
  const state = nextPlanState(plan.state, work.command as PlanVerb, facts);
  const about = { ...header(type, plan, input.note), unitId: unitId ?? null };
  const changed: Partial<DeploymentPlan> = { state, ...patch };
  await work.change(work.db.deploymentPlan, plan, changed, about, relatedFields);
  return plan;
}

/** What the log says of every event of a plan. */
export function header(type: PlanEventType, { id, improvementId }: DeploymentPlan, note: string | null | undefined) {
  return { type, recordType: 'DeploymentPlan', improvementId, planId: id, note: note ?? null };
}

/** A plan of the actor's organization, held with its improvement against changes by others. The plan is locked first. */
export async function planOf(work: UnitOfWork, id: string): Promise<LoadedPlan> {
  await lockPlan(work, id);
  const plan = await work.db.deploymentPlan.findUnique({
    where: { id, organizationId: work.actor.organizationId },
    include: { versions: { orderBy: { number: 'desc' }, take: 1, include: versionParts } },
  });
  const current = plan?.versions[0];
  if (!plan || !current) throw notFound('DeploymentPlan');
  const { versions: _versions, ...fields } = plan;
  return { ...fields, current, improvement: await improvementOf(work, plan.improvementId) };
}

/** Locks a plan, and with it its increments, against changes until the transaction ends. */
export async function lockPlan(work: UnitOfWork, id: string): Promise<void> {
  await work.db.$queryRaw`
    SELECT 1 FROM "DeploymentPlan"
     WHERE "id" = ${id}::uuid AND "organizationId" = ${work.actor.organizationId}::uuid FOR NO KEY UPDATE`;
}
