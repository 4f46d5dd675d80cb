import { demandUnit } from '../../auth/permissions.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Blocker, Deployment, Improvement, Prisma } from '../../generated/prisma/client.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import type { FieldValues } from '../../log/event.js';
import { notFound } from '../../user-error.js';
import type { DeploymentEventType } from '../events.js';
import { demandMayBegin, nextState } from '../rules.js';
import type { DeploymentTransitions, DeploymentVerb } from '../rules.js';
import { beginningOf } from './current-plan.js';

/** A deployment as it is loaded for a change: with its improvement and the blockers in its way. */
export type LoadedDeployment = Deployment & { improvement: Improvement; blockers: Blocker[] };

/** What names the deployment to change, and why. */
export interface DeploymentInput {
  readonly deploymentId: string;
  readonly version: number;
  readonly note?: string | null;
}

/** What a command changes besides the state: fields of the deployment, and blockers, already written. */
export type DeploymentPatch = Partial<Omit<Deployment, 'id' | 'version' | 'state' | 'resumeState'>>;

/** Blockers that a command added or removed, for the log, and how many are in the way after it. */
export interface BlockerChange {
  readonly openBlockers: number;
  readonly before?: FieldValues;
  readonly after?: FieldValues;
}

/**
 * The one way in which a deployment changes: load and lock, who may, version, life, write, event. The verb is the name
 * of the command. `decide` adds fields or refuses; `touchBlockers` writes blockers first; a refusal
 * after it undoes that.
 */
export async function changeDeployment(
  work: UnitOfWork,
  input: DeploymentInput,
  type: DeploymentEventType,
  decide: (deployment: LoadedDeployment) => DeploymentPatch | Promise<DeploymentPatch>,
  touchBlockers?: (deployment: LoadedDeployment) => Promise<BlockerChange>,
): Promise<LoadedDeployment> {
  const deployment = await deploymentOf(work, input.deploymentId);
  demandUnit(work.actor, work.command, deployment.unitId);
  work.demandVersion(deployment, input.version, 'Deployment');
  const blockers = await touchBlockers?.(deployment);
  const life = lifeAfter(deployment, work.command as DeploymentVerb, blockers);
  if (begins(deployment.state, life.state)) demandMayBegin(await beginningOf(work, deployment));
  const patch = { ...life, ...(await decide(deployment)) };
  await writeDeployment(work, deployment, patch, header(type, deployment, input.note), blockers);
  return deployment;
}

/** The life of a deployment after a verb; refuses where it does not apply. */
export function lifeAfter(
  deployment: LoadedDeployment,
  verb: DeploymentVerb,
  { openBlockers }: Pick<BlockerChange, 'openBlockers'> = { openBlockers: deployment.blockers.length },
): DeploymentTransitions {
  return nextState({ ...deployment, improvementState: deployment.improvement.state, openBlockers }, verb);
}

/**
 * The one way in which a change of a deployment is written. The log says state and percent with every event, changed or not:
 * reports of the past add them up from there.
 */
export function writeDeployment(
  work: UnitOfWork,
  deployment: Deployment,
  patch: DeploymentTransitions & DeploymentPatch,
  about: ReturnType<typeof header>,
  blockers?: BlockerChange,
): Promise<unknown> {
  return work.change(work.db.deployment, deployment, { percent: deployment.percent, ...patch }, about, blockers);
}

/** How a deployment is loaded for a change. */
export const loaded = {
  improvement: true,
  blockers: { where: { removedAt: null } },
} satisfies Prisma.DeploymentInclude;

/** Whether a project begins with the step, rather than going on. */
function begins(before: DeploymentState, after: DeploymentState): boolean {
  return before === 'PLANNED' && (after === 'PREPARING' || after === 'IN_PROGRESS');
}

/** What the log says of every event of a deployment. */
export function header(type: DeploymentEventType, deployment: Deployment, note: string | null | undefined) {
  const { id, improvementId, unitId } = deployment;
  return { type, recordType: 'Deployment', deploymentId: id, improvementId, unitId, note: note ?? null };
}

/**
 * A deployment of the actor's organization, held against changes by others; its improvement is held in its state.
 */
async function deploymentOf(work: UnitOfWork, id: string): Promise<LoadedDeployment> {
  const { organizationId } = work.actor;
  await work.db.$queryRaw`
    SELECT 1 FROM "Deployment" d JOIN "Improvement" i ON i."id" = d."improvementId"
     WHERE d."id" = ${id}::uuid AND d."organizationId" = ${organizationId}::uuid
       FOR NO KEY UPDATE OF d FOR SHARE OF i`;
  const deployment = await work.db.deployment.findUnique({ where: { id, organizationId }, include: loaded });
  if (!deployment) throw notFound('Deployment');
  return deployment;
}
