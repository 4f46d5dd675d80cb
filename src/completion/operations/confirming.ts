import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { AcceptedDeviation } from '../../generated/prisma/client.js';
import { jsonFields } from '../../log/event-log.js';
import { demandAllMet } from '../../plans/activation.js';
import { changePlan } from '../../plans/operations/plan.js';
import { nextPlanState } from '../../plans/rules.js';
import { invalidInput, notFound } from '../../user-error.js';
import { demandAnotherPerson } from '../rules.js';
import { unmetForConfirmationOf } from './queries.js';

const target = { planId: recordId, version: recordVersion };

/** A second person confirms that the deployment by the plan is complete: ACTIVE → CONFIRMED, by guard 6. */
export const confirmPlan = plainCommand({
  name: 'confirmPlan',
  input: z.object({ ...target, note: optional(text) }),
  perform: (work, input) =>
    changePlan(work, input, 'PlanConfirmed', async (plan) => {
      nextPlanState(plan.state, 'confirmPlan');
      demandAnotherPerson(plan.activatedById, work.actor.personId);
      demandAllMet((await unmetForConfirmationOf(work.db, [plan.id])).flat(), 'confirmed');
      return { patch: { confirmedById: work.actor.personId, confirmedAt: work.now } };
    }),
});

/** A sponsor accepts something that is not as the plan has it: in all, of a deployment, or an issue that stays open. */
export const acceptDeviation = plainCommand({
  name: 'acceptDeviation',
  input: z.object({
    ...target,
    deploymentId: optional(recordId),
    issueId: optional(recordId),
    deviation: text,
    reason: text,
  }),
  perform: (work, { deploymentId, issueId, deviation, reason, ...input }) =>
    changePlan(work, { ...input, note: reason }, 'PlanDeviationAccepted', async ({ id, improvementId }) => {
      await demandOfImprovement(work, improvementId, { deploymentId, issueId });
      const before = await deviationsOf(work, id);
      await work.db.acceptedDeviation.create({
        data: {
          planId: id,
          deploymentId,
          issueId,
          deviation,
          reason,
          acceptedById: work.actor.personId,
          acceptedAt: work.now,
        },
      });
      return { relatedFields: { before: eventFields(before), after: eventFields(await deviationsOf(work, id)) } };
    }),
});

/** Refuses what does not exist in the organization, or belongs to another improvement than the plan. */
async function demandOfImprovement(
  work: UnitOfWork,
  improvementId: string,
  { deploymentId, issueId }: { deploymentId: string | null; issueId: string | null },
): Promise<void> {
  const { organizationId } = work.actor;
  const deployment =
    deploymentId && (await work.db.deployment.findUnique({ where: { id: deploymentId, organizationId } }));
  if (deploymentId && !deployment) throw notFound('Deployment');
  const issue = issueId && (await work.db.issue.findUnique({ where: { id: issueId, organizationId } }));
  if (issueId && !issue) throw notFound('Issue');
  const message = "Belongs to another improvement than the plan's.";
  const issues = [
    ...(deployment && deployment.improvementId !== improvementId ? [{ path: 'deploymentId', message }] : []),
    ...(issue && issue.improvementId !== improvementId ? [{ path: 'issueId', message }] : []),
  ];
  if (issues.length > 0) throw invalidInput(issues);
}

function deviationsOf(work: UnitOfWork, planId: string): Promise<AcceptedDeviation[]> {
  return work.db.acceptedDeviation.findMany({ where: { planId }, orderBy: { id: 'asc' } });
}

/** Deviations as they appear in the events of their plan. */
function eventFields(deviations: readonly AcceptedDeviation[]) {
  return jsonFields({ deviations: deviations.map(({ planId: _planId, ...deviation }) => deviation) });
}
