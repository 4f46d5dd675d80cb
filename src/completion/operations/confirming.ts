import { afterSignIn, deploymentLeads, sponsors } from '../../auth/allowed.js';
import { id, note, optional, text } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { AcceptedDeviation } from '../../generated/prisma/client.js';
import { jsonFields } from '../../log/event-log.js';
import { demandAllMet } from '../../plans/activation.js';
import { planCommand } from '../../plans/operations/plan.js';
import { invalidInput, notFound } from '../../user-error.js';
import { demandAnotherPerson } from '../rules.js';
import { unmetForConfirmationOf } from './queries.js';

/** Guard 6. */
export const confirmPlan = planCommand({
  name: 'confirmPlan',
  description:
    'Confirms that the deployment by a plan is complete: ACTIVE to CONFIRMED. Each deployment has to be confirmed, waived or rolled back, and each open issue accepted by a sponsor. Never by the person who activated the plan.',
  allowed: afterSignIn('CONFIRMATION', deploymentLeads),
  event: 'PlanConfirmed',
  input: { note },
  guard: ({ personId }, { activatedById }) => demandAnotherPerson(activatedById, personId),
  async change(work, plan) {
    demandAllMet((await unmetForConfirmationOf(work.db, [plan.id])).flat(), 'confirmed');
    return { patch: { confirmedById: work.actor.personId, confirmedAt: work.now } };
  },
});

export const acceptDeviation = planCommand({
  name: 'acceptDeviation',
  description:
    'Accepts a deviation from a plan: of the plan as a whole, of a deployment, or an issue that stays open. An issue that is reopened has to be accepted again.',
  allowed: afterSignIn('CONFIRMATION', sponsors),
  event: 'PlanDeviationAccepted',
  input: {
    deploymentId: optional(id('Deployment', "The deployment of the plan's improvement that deviates.")),
    issueId: optional(id('Issue', "The issue of the plan's improvement that may stay open.")),
    deviation: text('How it deviates from the plan.'),
    reason: text('Why that is accepted.'),
  },
  noteFrom: 'reason',
  async change(work, { id: planId, improvementId }, { deploymentId, issueId, deviation, reason }) {
    await demandOfImprovement(work, improvementId, { deploymentId, issueId });
    const before = await deviationsOf(work, planId);
    const accepted = { acceptedById: work.actor.personId, acceptedAt: work.now };
    const { organizationId } = work.actor;
    const named = { organizationId, planId, deploymentId, issueId };
    await work.db.acceptedDeviation.create({ data: { ...named, deviation, reason, ...accepted } });
    return { relatedFields: { before: eventFields(before), after: eventFields(await deviationsOf(work, planId)) } };
  },
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
  return jsonFields({
    deviations: deviations.map(({ organizationId: _organizationId, planId: _planId, ...deviation }) => deviation),
  });
}
