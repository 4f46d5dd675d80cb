import type { Allowed } from '../../auth/allowed.js';
import { demandLead, demandSponsor } from '../../auth/permissions.js';
import { id, note, optional, reason } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { jsonFields } from '../../log/event-log.js';
import { unitOf } from '../../organization/operations/unit.js';
import { unmetAgreements } from '../activation.js';
import { demandTarget } from '../rules.js';
import { toldAgreement } from './content.js';
import { planCommand } from './plan.js';
import type { LoadedPlan, PlanChange } from './plan.js';
import { activationFacts } from './queries.js';

const stakeholders: Allowed = {
  minimumRole: 'PROJECT_LEAD',
  sentence: 'The lead of each target in person, and sponsors.',
};

const unitId = optional(id('Unit', 'The target that you lead and speak for. Left out, you speak as a sponsor.'));

export const agreeToPlan = planCommand({
  name: 'agreeToPlan',
  description: 'Agrees to the current version of a plan; an earlier word of yours on this version is taken back.',
  allowed: stakeholders,
  event: 'PlanAgreed',
  input: { unitId, note },
  prepare: demandStakeholder,
  change: (work, plan, input) => say(work, plan, { ...input, agreed: true }),
});

export const declinePlan = planCommand({
  name: 'declinePlan',
  description: 'Declines the current version of a plan; an earlier word of yours on this version is taken back.',
  allowed: stakeholders,
  event: 'PlanDeclined',
  input: { unitId, reason },
  noteFrom: 'reason',
  prepare: demandStakeholder,
  change: (work, plan, input) => say(work, plan, { unitId: input.unitId, note: input.reason, agreed: false }),
});

/** Refuses where the actor does not speak for what they say to speak for. */
async function demandStakeholder(work: UnitOfWork, input: { readonly unitId: string | null }): Promise<void> {
  if (input.unitId === null) return demandSponsor(work.actor, work.command, 'without a unit');
  await unitOf(work, input.unitId);
  demandLead(work.actor, work.command, input.unitId);
}

/** A yes or a no. It takes the place of an earlier one of the same person on the same version. */
async function say(
  work: UnitOfWork,
  { id: planId, current }: LoadedPlan,
  { unitId: forUnit, ...said }: { unitId: string | null; note: string | null; agreed: boolean },
): Promise<PlanChange> {
  if (forUnit !== null) {
    const targets = current.targets.map((each) => each.unitId);
    demandTarget(targets, forUnit);
  }
  const whose = { versionId: current.id, personId: work.actor.personId, unitId: forUnit };
  const earlier = current.agreements.find((each) => each.personId === whose.personId && each.unitId === forUnit);
  const word = { ...said, saidAt: work.now };
  const agreement = earlier
    ? await work.db.planAgreement.update({ where: { id: earlier.id }, data: word })
    : await work.db.planAgreement.create({ data: { ...whose, ...word } });
  const facts = (await activationFacts(work.db, [planId])).get(planId);
  return {
    facts: { allAgreed: facts !== undefined && unmetAgreements(facts).length === 0 },
    // One word alone: with all of them, the log would grow with their square.
    relatedFields: {
      before: jsonFields({ agreement: earlier ? toldAgreement(earlier) : null }),
      after: jsonFields({ agreement: toldAgreement(agreement) }),
    },
    unitId: forUnit,
  };
}
