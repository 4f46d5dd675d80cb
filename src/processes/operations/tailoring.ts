import { sponsors, unitLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { id, note, optional, reason, text, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { Improvement, Tailoring } from '../../generated/prisma/client.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { notFound } from '../../user-error.js';
import type { TailoringEventType } from '../events.js';
import { demandForward, tailoringStates } from '../rules.js';
import type { TailoringVerb } from '../rules.js';
import { processVersionOf } from './queries.js';
import { createTailoring, header } from './tailor.js';

const where = { improvementId: id('Improvement', 'The improvement.'), unitId: id('Unit', 'The project.') };

/** OPF SP 3.1. */
export const recordTailoring = command({
  name: 'recordTailoring',
  description: "Records a tailoring: a version of the project's defined process contains an improvement.",
  allowed: unitLeads,
  record: 'Tailoring',
  event: 'TailoringRecorded',
  input: {
    ...where,
    fromVersionId: optional(
      id('ProcessVersion', 'The version before the change; omit it if the first version contains the change.'),
    ),
    toVersionId: id('ProcessVersion', 'The version that contains the change; later than the one before it.'),
    change: text('What changed in the process.'),
    note,
  },
  async perform(work, { note, ...fields }) {
    const to = await processVersionOf(work, fields.toVersionId);
    const from = fields.fromVersionId ? await processVersionOf(work, fields.fromVersionId) : null;
    return createTailoring(work, { ...fields, state: 'RECORDED' }, 'TailoringRecorded', note, () =>
      demandForward(fields.unitId, from, to),
    );
  },
});

export const requestProcessWaiver = command({
  name: 'requestProcessWaiver',
  description:
    'Requests a process waiver: to work with an improvement without changing the defined process of the project.',
  allowed: unitLeads,
  record: 'Tailoring',
  event: 'ProcessWaiverRequested',
  input: { ...where, reason },
  perform: (work, { reason, ...fields }) =>
    createTailoring(work, { ...fields, state: 'WAIVER_REQUESTED', waiver: reason }, 'ProcessWaiverRequested', reason),
});

type LoadedTailoring = Tailoring & { improvement: Improvement };

const target = { tailoringId: id('Tailoring', 'The tailoring or process waiver.'), version: version('Tailoring') };

/** Describes a command on a tailoring, or on the waiver of one. */
const tailoringCommand = recordCommands<
  LoadedTailoring,
  Pick<Tailoring, 'state' | 'unitId'> & { readonly improvement: Pick<Improvement, 'state'> },
  Partial<Pick<Tailoring, 'decidedById' | 'reason'>>,
  TailoringVerb,
  TailoringEventType,
  typeof target
>({
  record: 'Tailoring',
  target,
  async load(work, id) {
    const { organizationId } = work.actor;
    const tailoring = await work.db.tailoring.findUnique({ where: { id, organizationId } });
    if (!tailoring) throw notFound('Tailoring');
    return { ...tailoring, improvement: await lockImprovement(work, tailoring.improvementId) };
  },
  guard(verb, { state, improvement }) {
    demandSupported(improvement);
    tailoringStates.next(state, verb);
  },
  write(work, tailoring, patch, { verb, type, note }) {
    const changed: Partial<LoadedTailoring> = { state: tailoringStates.next(tailoring.state, verb), ...patch };
    return work.change(work.db.tailoring, tailoring, changed, header(type, tailoring, note));
  },
});

export const acceptProcessWaiver = tailoringCommand({
  name: 'acceptProcessWaiver',
  description:
    'Accepts a process waiver: the project may work with the improvement without changing its defined process. WAIVER_REQUESTED to WAIVER_ACCEPTED.',
  allowed: sponsors,
  event: 'ProcessWaiverAccepted',
  input: { note },
  change: (work) => ({ decidedById: work.actor.personId }),
});

export const declineProcessWaiver = tailoringCommand({
  name: 'declineProcessWaiver',
  description: 'Declines a process waiver: WAIVER_REQUESTED to WAIVER_DECLINED.',
  allowed: sponsors,
  event: 'ProcessWaiverDeclined',
  input: { reason },
  noteFrom: 'reason',
  change: (work, _tailoring, { reason }) => ({ decidedById: work.actor.personId, reason }),
});

export const withdrawTailoring = tailoringCommand({
  name: 'withdrawTailoring',
  description:
    'Withdraws a tailoring or process waiver that no longer holds: to WITHDRAWN. Deployments that were adopted with it stay adopted.',
  allowed: unitLeads,
  event: 'TailoringWithdrawn',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _tailoring, { reason }) => ({ reason }),
});
