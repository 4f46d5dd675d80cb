import { z } from 'zod';
import { demandLead, demandSponsor } from '../../auth/permissions.js';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { unitOf } from '../../organization/operations/unit.js';
import { unmetAgreements } from '../activation.js';
import { jsonFields } from '../../log/event-log.js';
import type { PlanEventType } from '../events.js';
import { demandTarget, nextPlanState } from '../rules.js';
import type { PlanVerb } from '../rules.js';
import { toldAgreement } from './content.js';
import { activationFacts } from './queries.js';
import { changeLoadedPlan, planOf } from './plan.js';
import type { LoadedPlan } from './plan.js';

const target = { planId: recordId, version: recordVersion, unitId: optional(recordId) };
const agreeForm = z.object({ ...target, note: optional(text) });

/** A stakeholder agrees to the current version of a plan: for a target that they lead, or as a sponsor. */
export const agreeToPlan = plainCommand({
  name: 'agreeToPlan',
  input: agreeForm,
  perform: (work, input) => say(work, input, true, 'PlanAgreed'),
});

/** A stakeholder declines the current version of a plan, and says why. */
export const declinePlan = plainCommand({
  name: 'declinePlan',
  input: z.object({ ...target, reason: text }),
  perform: (work, { reason, ...input }) => say(work, { ...input, note: reason }, false, 'PlanDeclined'),
});

/** Whoever speaks again changes their earlier word on the same version. */
async function say(
  work: UnitOfWork,
  input: z.output<typeof agreeForm>,
  agreed: boolean,
  type: PlanEventType,
): Promise<LoadedPlan> {
  const { unitId, note } = input;
  const plan = await planOf(work, input.planId);
  if (unitId === null) demandSponsor(work.actor, work.command, 'without a unit');
  else {
    await unitOf(work, unitId);
    demandLead(work.actor, work.command, unitId);
  }
  return changeLoadedPlan(work, plan, input, type, async ({ current, state }) => {
    // Refuses by the state before anything else: a word on a plan that nobody is asked about is no word.
    nextPlanState(state, work.command as PlanVerb);
    if (unitId !== null) {
      const targets = current.targets.map((each) => each.unitId);
      demandTarget(targets, unitId);
    }
    const whose = { versionId: current.id, personId: work.actor.personId, unitId };
    const earlier = current.agreements.find((each) => each.personId === whose.personId && each.unitId === whose.unitId);
    const word = { agreed, note, saidAt: work.now };
    const said = earlier
      ? await work.db.planAgreement.update({ where: { id: earlier.id }, data: word })
      : await work.db.planAgreement.create({ data: { ...whose, ...word } });
    const facts = (await activationFacts(work.db, [plan.id])).get(plan.id);
    return {
      facts: { allAgreed: facts !== undefined && unmetAgreements(facts).length === 0 },
      // One word alone: with all of them, the log would grow with their square.
      relatedFields: {
        before: jsonFields({ agreement: earlier ? toldAgreement(earlier) : null }),
        after: jsonFields({ agreement: toldAgreement(said) }),
      },
      unitId,
    };
  });
}
