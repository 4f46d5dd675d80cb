import { deploymentLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { id, note, optional } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { PLANNABLE } from '../../deployments/rules.js';
import type { DeploymentPlan } from '../../generated/prisma/client.js';
import { improvementOf } from '../../improvements/operations/improvement.js';
import { recordRevision } from '../../improvements/operations/revision.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { jsonFields } from '../../log/event-log.js';
import { alreadyExists } from '../../user-error.js';
import { asksAgain, demandTargets, OVER_PLAN_STATES } from '../rules.js';
import { contentForm, contentOf, toldVersion, writeContent } from './content.js';
import type { Content } from './content.js';
import { header, planCommand } from './plan.js';

/** OPM SP 3.1. */
export const draftPlan = command({
  name: 'draftPlan',
  description:
    'Drafts a plan for an improvement that is selected or being deployed. An improvement has at most one plan that is not closed or canceled.',
  allowed: deploymentLeads,
  record: 'DeploymentPlan',
  event: 'PlanDrafted',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    improvementId: id('Improvement', 'What is to be deployed.'),
    ...contentForm,
    exclusions: contentForm.exclusions.default([]),
    barriers: contentForm.barriers.default([]),
    risks: contentForm.risks.default([]),
    note,
  },
  perform: (work, { improvementId, note: why, ...content }) => draft(work, improvementId, content, why),
});

/** The template that a plan is drafted from, and the version of that. */
export type PlanOrigin = Partial<Pick<DeploymentPlan, 'templateId' | 'templateVersion'>>;

/** Drafts a plan as part of a command. Refuses where the improvement is not to be planned, or has one that is not over. */
export async function draft(
  work: UnitOfWork,
  improvementId: string,
  content: Content,
  why: string | null,
  origin: PlanOrigin = {},
): Promise<DeploymentPlan> {
  const improvement = await improvementOf(work, improvementId);
  demandImprovementState(improvement, PLANNABLE);
  const taken = await work.db.deploymentPlan.count({
    where: { improvementId: improvement.id, state: { notIn: [...OVER_PLAN_STATES] } },
  });
  if (taken) throw alreadyExists('DeploymentPlan', `of "${improvement.title}" that is not over`);
  const { organizationId } = work.actor;
  const plan = await work.db.deploymentPlan.create({
    data: { ...origin, organizationId, improvementId: improvement.id, createdAt: work.now, updatedAt: work.now },
  });
  const version = await writeContent(work, plan.id, plan.planVersion, content);
  const record = { ...plan, ...toldVersion(version), deviations: [] };
  work.created(record, header('PlanDrafted', plan, why));
  return plan;
}

/** Guard 1. */
export const revisePlan = planCommand({
  name: 'revisePlan',
  description:
    'Changes a plan. Omitted fields stay as they are. A change of scope, dates or targets makes a new version, to which the stakeholders have to agree again; progress already made stays.',
  allowed: deploymentLeads,
  event: 'PlanRevised',
  input: {
    targetUnitIds: optional(contentForm.targetUnitIds),
    exclusions: optional(contentForm.exclusions),
    barriers: optional(contentForm.barriers),
    risks: optional(contentForm.risks),
    plannedStart: optional(contentForm.plannedStart),
    plannedEnd: optional(contentForm.plannedEnd),
    trainingNotes: contentForm.trainingNotes,
    consultingNotes: contentForm.consultingNotes,
    note,
    reviewId: optional(id('ResultReview', 'The review of results that led to it, if any.')),
  },
  async change(work, plan, { note: why, reviewId, ...revised }) {
    const content = merge(contentOf(plan.current), revised);
    const again = asksAgain(contentOf(plan.current), content);
    if (plan.state !== 'DRAFT') demandTargets(content.targetUnitIds.length);
    const planVersion = again ? plan.planVersion + 1 : plan.planVersion;
    const written = await writeContent(work, plan.id, planVersion, content, plan.current);
    // A draft is being written for the first time: nothing is revised, unless a review has led to it.
    if (plan.state !== 'DRAFT' || reviewId !== null) {
      const change = { before: jsonFields(contentOf(plan.current)), after: jsonFields(contentOf(written)) };
      const { id: recordId, improvementId } = plan;
      await recordRevision(work, { kind: 'PLAN', recordId, improvementId, ...change, reason: why, reviewId });
    }
    return {
      patch: { planVersion },
      facts: { asksAgain: again },
      relatedFields: { before: toldVersion(plan.current), after: toldVersion(written) },
    };
  },
});

export const submitPlan = planCommand({
  name: 'submitPlan',
  description: 'Submits a plan to a sponsor and the leads of its targets: DRAFT to IN_REVIEW.',
  allowed: deploymentLeads,
  event: 'PlanSubmitted',
  input: { note },
  change(_work, { current }) {
    demandTargets(current.targets.length);
    return {};
  },
});

function merge(content: Content, revised: { [Field in keyof Content]?: Content[Field] | null }): Content {
  const given = Object.entries(revised).filter(([, value]) => value !== null && value !== undefined);
  return { ...content, ...(Object.fromEntries(given) as Partial<Content>) };
}
