import { z } from 'zod';
import { command } from '../../commands/command.js';
import { day, optional, recordId, recordVersion, text } from '../../commands/forms.js';
import type { Work } from '../../commands/work.js';
import type { Deployment } from '../../generated/prisma/client.js';
import { improvementOf, moveForm, moveImprovement } from '../../improvements/operations/improvement.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { unitOf } from '../../organization/operations/unit.js';
import { alreadyExists, invalidInput } from '../../refusal.js';
import { demandAllEnded, PLANNABLE } from '../rules.js';
import { removeBlockers } from './blocking.js';
import { changeDeployment, header } from './deployment.js';

const dates = { plannedStart: day, plannedEnd: day };

/** Plans the deployment of an improvement in a unit. */
export const planDeployment = command({
  name: 'planDeployment',
  input: z.object({ improvementId: recordId, unitId: recordId, ...dates, note: optional(text) }),
  async perform(work, { note, ...input }) {
    demandOrder(input);
    const improvement = await improvementOf(work, input.improvementId);
    const unit = await unitOf(work, input.unitId);
    demandImprovementState(improvement, PLANNABLE);
    const taken = await work.db.deployment.count({ where: { improvementId: improvement.id, unitId: unit.id } });
    if (taken) throw alreadyExists('Deployment', `of "${improvement.title}" in "${unit.name}"`);
    return planDeploymentIn(work, input, note);
  },
});

/** Plans a deployment of which it is known that it may be planned, and that there is none yet. */
export async function planDeploymentIn(
  work: Work,
  data: { improvementId: string; unitId: string; plannedStart: Date; plannedEnd: Date },
  note: string | null,
): Promise<Deployment> {
  const deployment = await work.db.deployment.create({
    data: { ...data, organizationId: work.actor.organizationId, createdAt: work.now, updatedAt: work.now },
  });
  work.created(deployment, header('DeploymentPlanned', deployment, note));
  return deployment;
}

/** Changes the planned dates of a deployment that is not over. */
export const rescheduleDeployment = command({
  name: 'rescheduleDeployment',
  input: z.object({ deploymentId: recordId, version: recordVersion, ...dates, note: optional(text) }),
  async perform(work, input) {
    demandOrder(input);
    const { plannedStart, plannedEnd } = input;
    return changeDeployment(work, input, 'DeploymentRescheduled', () => ({ plannedStart, plannedEnd }));
  },
});

/** Begins a deployment anew that was waived or rolled back: with new dates, and nothing of the earlier try. */
export const replanDeployment = command({
  name: 'replanDeployment',
  input: z.object({ deploymentId: recordId, version: recordVersion, ...dates, note: optional(text) }),
  async perform(work, input) {
    demandOrder(input);
    const { plannedStart, plannedEnd } = input;
    const anew = () => ({
      plannedStart,
      plannedEnd,
      percent: 0,
      actualStart: null,
      actualEnd: null,
      processVersion: null,
      processVersionId: null,
      waiver: null,
      rollBackReason: null,
      adoptedById: null,
      confirmedById: null,
    });
    return changeDeployment(work, input, 'DeploymentReplanned', anew, (deployment) => removeBlockers(work, deployment));
  },
});

/** The deployment of an improvement is complete: DEPLOYING → DEPLOYED, once each of its deployments is over. */
export const completeImprovementDeployment = command({
  name: 'completeImprovementDeployment',
  input: moveForm,
  perform: (work, input) =>
    moveImprovement(work, input, 'completeImprovementDeployment', 'ImprovementDeployed', async ({ id }) => {
      const deployments = await work.db.deployment.findMany({ where: { improvementId: id }, select: { state: true } });
      demandAllEnded(deployments.map(({ state }) => state));
    }),
});

function demandOrder({ plannedStart, plannedEnd }: { plannedStart: Date; plannedEnd: Date }): void {
  if (plannedEnd < plannedStart) {
    throw invalidInput([{ path: 'plannedEnd', message: 'Must not be before plannedStart.' }]);
  }
}
