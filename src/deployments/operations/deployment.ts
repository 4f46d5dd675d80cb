import { id, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Blocker, Deployment, Improvement, Prisma, Unit } from '../../generated/prisma/client.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import type { FieldValues } from '../../log/event.js';
import { liveUnit } from '../../organization/operations/unit.js';
import { demandNotRetired } from '../../organization/rules.js';
import { notFound } from '../../user-error.js';
import type { DeploymentEventType } from '../events.js';
import { demandMayBegin, nextState, OPEN_STATES, opensAgain } from '../rules.js';
import type { DeploymentStatus, DeploymentVerb } from '../rules.js';
import { demandRequirementsMet } from '../requirements.js';
import { beginningOf } from './current-plan.js';
import { requiredOf } from './requirements.js';

/** A deployment as it is loaded for a change: with its improvement and the blockers in its way. */
export type LoadedDeployment = Deployment & { improvement: Improvement; blockers: Blocker[] };

/** What decides whether a command applies to a deployment, and who may do it. */
export type JudgedDeployment = Pick<
  Deployment,
  'state' | 'resumeState' | 'unitId' | 'adoptedById' | 'rescheduleRequestedAt'
> & {
  readonly improvement: Pick<Improvement, 'state'>;
  /** Absent for a change, which looks at its unit where it depends on it. */
  readonly unit?: Pick<Unit, 'name' | 'retiredAt'>;
};

/** What a command changes besides the state. */
export interface DeploymentChange {
  readonly patch?: DeploymentPatch;
  /** Blockers that it added or removed, already written. */
  readonly blockers?: BlockerChange;
}

/** Fields of a deployment that a command changes besides the state. */
export type DeploymentPatch = Partial<Omit<Deployment, 'id' | 'version' | 'state' | 'resumeState'>>;

/** Blockers that a command added or removed, for the log, and how many are in the way after it. */
export interface BlockerChange {
  readonly openBlockers: number;
  readonly before?: FieldValues;
  readonly after?: FieldValues;
}

const target = { deploymentId: id('Deployment', 'The deployment.'), version: version('Deployment') };

/** Describes a command on a deployment; its name is the verb of the state machine. */
export const deploymentCommand = recordCommands<
  LoadedDeployment,
  JudgedDeployment,
  DeploymentChange,
  DeploymentVerb,
  DeploymentEventType,
  typeof target
>({
  record: 'Deployment',
  target,
  load: deploymentOf,
  guard(verb, deployment) {
    const { state } = stateAfter(deployment, verb, { openBlockers: 0 });
    if (deployment.unit && opensAgain(deployment.state, state)) demandNotRetired(deployment.unit);
  },
  async write(work, deployment, { patch, blockers } = {}, { verb, type, note }) {
    const status = stateAfter(deployment, verb, blockers ?? { openBlockers: deployment.blockers.length });
    if (begins(deployment, status)) {
      demandMayBegin(await beginningOf(work, deployment));
      demandRequirementsMet(await requiredOf(work.db, deployment));
    }
    await writeDeployment(work, deployment, { ...status, ...patch }, header(type, deployment, note), blockers);
  },
});

/** The status of a deployment after a verb; refuses where it does not apply. */
export function stateAfter(
  deployment: JudgedDeployment,
  verb: DeploymentVerb,
  { openBlockers }: Pick<BlockerChange, 'openBlockers'>,
): DeploymentStatus {
  return nextState({ ...deployment, improvementState: deployment.improvement.state, openBlockers }, verb);
}

/**
 * The one way in which a change of a deployment is written. The log says state and percent with every event, changed or not:
 * reports of the past add them up from there.
 */
export async function writeDeployment(
  work: UnitOfWork,
  deployment: Deployment,
  patch: DeploymentStatus & DeploymentPatch,
  about: ReturnType<typeof header>,
  blockers?: BlockerChange,
): Promise<void> {
  if (opensAgain(deployment.state, patch.state)) await liveUnit(work, deployment.unitId);
  const changed = { percent: deployment.percent, ...lapsed(deployment, patch.state), ...patch };
  await work.change(work.db.deployment, deployment, changed, about, blockers);
}

/** What no longer applies in a state. */
function lapsed({ deferredUntil, expectedEnd }: Deployment, state: DeploymentState): DeploymentPatch {
  const open: readonly DeploymentState[] = OPEN_STATES;
  return {
    ...(deferredUntil !== null && state !== 'DEFERRED' ? { deferredUntil: null } : {}),
    ...(expectedEnd !== null && !open.includes(state) ? { expectedEnd: null, rescheduleRequestedAt: null } : {}),
  };
}

/** How a deployment is loaded for a change. */
export const loaded = {
  improvement: true,
  blockers: { where: { removedAt: null } },
} satisfies Prisma.DeploymentInclude;

/** Whether a project begins with the step, rather than going on; what is blocked may begin, too. */
function begins(before: DeploymentStatus, after: DeploymentStatus): boolean {
  const [from, to] = [before.resumeState ?? before.state, after.resumeState ?? after.state];
  return from === 'PLANNED' && (to === 'PREPARING' || to === 'IN_PROGRESS');
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
