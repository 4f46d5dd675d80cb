import { id, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { DeploymentPlan, Improvement } from '../../generated/prisma/client.js';
import type { FieldValues } from '../../log/event.js';
import { improvementOf } from '../../improvements/operations/improvement.js';
import { notFound } from '../../user-error.js';
import type { PlanEventType } from '../events.js';
import { planStates } from '../rules.js';
import type { TransitionFacts, PlanVerb } from '../rules.js';
import { versionParts } from './content.js';
import type { LoadedVersion } from './content.js';

/** A plan as it is loaded for a change: with its improvement and the current version of what it says. */
export type LoadedPlan = DeploymentPlan & { improvement: Improvement; current: LoadedVersion };

/** A plan as far as permission and state depend on it. */
export type JudgedPlan = Pick<DeploymentPlan, 'state' | 'activatedById'> & {
  readonly improvement: Pick<Improvement, 'state'>;
};

/** What a command changes: fields of the plan, what the state depends on, and what belongs to it, already written. */
export interface PlanChange {
  readonly patch?: Partial<Omit<DeploymentPlan, 'id' | 'version' | 'state'>>;
  readonly facts?: TransitionFacts;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
}

const target = { planId: id('DeploymentPlan', 'The plan.'), version: version('DeploymentPlan') };

/** Describes a command on a plan. */
export const planCommand = recordCommands<LoadedPlan, JudgedPlan, PlanChange, PlanVerb, PlanEventType, typeof target>({
  record: 'DeploymentPlan',
  target,
  load: planOf,
  guard: (verb, { state }) => void planStates.next(state, verb, {}),
  write(work, plan, { patch, facts = {}, relatedFields } = {}, { verb, type, note }) {
    const changed: Partial<DeploymentPlan> = { state: planStates.next(plan.state, verb, facts), ...patch };
    return work.change(work.db.deploymentPlan, plan, changed, header(type, plan, note), relatedFields);
  },
});

/** What the log says of every event of a plan. */
export function header(type: PlanEventType, plan: DeploymentPlan, note: string | null) {
  const { id: planId, improvementId } = plan;
  return { type, recordType: 'DeploymentPlan', improvementId, planId, note };
}

/** A plan of the actor's organization, held with its improvement against changes by others. The plan is locked first. */
export async function planOf(work: UnitOfWork, planId: string): Promise<LoadedPlan> {
  await lockPlan(work, planId);
  const plan = await work.db.deploymentPlan.findUnique({
    where: { id: planId, organizationId: work.actor.organizationId },
    include: { versions: { orderBy: { number: 'desc' }, take: 1, include: versionParts } },
  });
  const current = plan?.versions[0];
  if (!plan || !current) throw notFound('DeploymentPlan');
  const { versions: _versions, ...fields } = plan;
  return { ...fields, current, improvement: await improvementOf(work, plan.improvementId) };
}

/** Locks a plan, and with it its increments, against changes until the transaction ends. */
export async function lockPlan(work: UnitOfWork, planId: string): Promise<void> {
  await work.db.$queryRaw`
    SELECT 1 FROM "DeploymentPlan"
     WHERE "id" = ${planId}::uuid AND "organizationId" = ${work.actor.organizationId}::uuid FOR NO KEY UPDATE`;
}
