import { afterSignIn, inPerson } from '../../auth/allowed.js';
import { demandLead, demandSponsor } from '../../auth/permissions.js';
import { id, ids, integer, note, optional, reason } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { unitOf } from '../../organization/operations/unit.js';
import { invalidInput } from '../../user-error.js';
import { unmetAgreements } from '../activation.js';
import type { PlanEventType } from '../events.js';
import { demandCurrentVersion, demandTarget, planStates } from '../rules.js';
import { toldAgreement } from './content.js';
import { header, planOf } from './plan.js';
import type { JudgedPlan, LoadedPlan } from './plan.js';
import { activationFacts } from './queries.js';

const stakeholders = afterSignIn(
  'AGREEMENT',
  inPerson({ minimumRole: 'PROJECT_LEAD', sentence: 'The lead of each target in person, and sponsors.' }),
);

/** A response for one target, or as a sponsor, already written, as the log has it. */
interface Response {
  readonly unitId: string | null;
  readonly relatedFields: { readonly before: FieldValues; readonly after: FieldValues };
}

const target = { planId: id('DeploymentPlan', 'The plan.') };

/**
 * Describes a response to a plan. It names the version of the plan, not that of its record: many respond at once, and each
 * response changes the record.
 */
const responseCommand = recordCommands<
  LoadedPlan,
  JudgedPlan,
  readonly Response[],
  'agreeToPlan' | 'declinePlan',
  PlanEventType,
  typeof target
>({
  record: 'DeploymentPlan',
  target,
  load: planOf,
  guard: (verb, { state }) => void planStates.next(state, verb, {}),
  async write(work, plan, responses = [], { verb, type, note }) {
    const facts = (await activationFacts(work.db, [plan.id])).get(plan.id);
    const allAgreed = facts !== undefined && unmetAgreements(facts).length === 0;
    const state = planStates.next(plan.state, verb, { allAgreed });
    let current: LoadedPlan = plan;
    for (const { unitId, relatedFields } of responses) {
      const about = { ...header(type, plan, note), unitId };
      await work.change(work.db.deploymentPlan, current, { state }, about, relatedFields);
      current = { ...current, state, version: current.version + 1 };
    }
  },
});

const planVersion = integer(1, 1_000_000, 'Number of the version of the plan that you respond to.');
const unitIds = optional(
  ids('Unit', 100, 'The targets that you lead and respond for. If omitted, you respond as a sponsor.'),
);

export const agreeToPlan = responseCommand({
  name: 'agreeToPlan',
  description: 'Agrees to the current version of a plan. Replaces your earlier response to this version.',
  allowed: stakeholders,
  event: 'PlanAgreed',
  input: { planVersion, unitIds, note },
  prepare: demandStakeholder,
  change: (work, plan, input) => respond(work, plan, input, { agreed: true, note: input.note }),
});

export const declinePlan = responseCommand({
  name: 'declinePlan',
  description: 'Declines the current version of a plan. Replaces your earlier response to this version.',
  allowed: stakeholders,
  event: 'PlanDeclined',
  input: { planVersion, unitIds, reason },
  noteFrom: 'reason',
  prepare: demandStakeholder,
  change: (work, plan, input) => respond(work, plan, input, { agreed: false, note: input.reason }),
});

/** Refuses where the actor does not lead all of the units, or is no sponsor where there are none. */
async function demandStakeholder(work: UnitOfWork, input: { readonly unitIds: string[] | null }): Promise<void> {
  if (input.unitIds === null) return demandSponsor(work.actor, work.command, 'without a unit');
  if (input.unitIds.length === 0) throw invalidInput([{ path: 'unitIds', message: 'Must not be empty.' }]);
  for (const unitId of input.unitIds) {
    await unitOf(work, unitId);
    demandLead(work.actor, work.command, unitId);
  }
}

/** Writes a yes or a no for each unit. It takes the place of an earlier one of the same person to the same version. */
async function respond(
  work: UnitOfWork,
  { current, planVersion: currentVersion }: LoadedPlan,
  input: { readonly planVersion: number; readonly unitIds: string[] | null },
  said: { readonly agreed: boolean; readonly note: string | null },
): Promise<Response[]> {
  demandCurrentVersion(currentVersion, input.planVersion);
  const { organizationId } = work.actor;
  const targets = current.targets.map(({ unitId }) => unitId);
  const responses: Response[] = [];
  for (const unitId of input.unitIds === null ? [null] : new Set(input.unitIds)) {
    if (unitId !== null) demandTarget(targets, unitId);
    const whose = { versionId: current.id, personId: work.actor.personId, unitId };
    const earlier = current.agreements.find((each) => each.personId === whose.personId && each.unitId === unitId);
    const response = { ...said, saidAt: work.now };
    const agreement = earlier
      ? await work.db.planAgreement.update({ where: { id: earlier.id }, data: response })
      : await work.db.planAgreement.create({ data: { organizationId, ...whose, ...response } });
    responses.push({
      unitId,
      // This response alone: with all of them, the log would grow with their square.
      relatedFields: {
        before: jsonFields({ agreement: earlier ? toldAgreement(earlier) : null }),
        after: jsonFields({ agreement: toldAgreement(agreement) }),
      },
    });
  }
  return responses;
}
