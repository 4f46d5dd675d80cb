import { z } from 'zod';
import { demandUnit } from '../../auth/permissions.js';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Prisma, Tailoring } from '../../generated/prisma/client.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { unitOf } from '../../organization/operations/unit.js';
import { notFound } from '../../user-error.js';
import type { TailoringEventType } from '../events.js';
import { demandForward, demandProject, nextTailoringState } from '../rules.js';
import type { TailoringVerb } from '../rules.js';
import { processVersionOf } from './queries.js';

const where = { improvementId: recordId, unitId: recordId };
const target = { tailoringId: recordId, version: recordVersion };

/** A version of a project's defined process carries an improvement: OPF SP 3.1. */
export const recordTailoring = plainCommand({
  name: 'recordTailoring',
  input: z.object({
    ...where,
    fromVersionId: optional(recordId),
    toVersionId: recordId,
    change: text,
    note: optional(text),
  }),
  async perform(work, { note, ...fields }) {
    const to = await processVersionOf(work, fields.toVersionId);
    const from = fields.fromVersionId ? await processVersionOf(work, fields.fromVersionId) : null;
    return create(work, { ...fields, state: 'RECORDED' }, 'TailoringRecorded', note, () =>
      demandForward(fields.unitId, from, to),
    );
  },
});

/** A project asks to work with an improvement without a change of its defined process: → WAIVER_REQUESTED. */
export const requestProcessWaiver = plainCommand({
  name: 'requestProcessWaiver',
  input: z.object({ ...where, reason: text }),
  perform: (work, { reason, ...fields }) =>
    create(work, { ...fields, state: 'WAIVER_REQUESTED', waiver: reason }, 'ProcessWaiverRequested', reason),
});

/** A sponsor accepts that a defined process does not change: WAIVER_REQUESTED → WAIVER_ACCEPTED. */
export const acceptProcessWaiver = plainCommand({
  name: 'acceptProcessWaiver',
  input: z.object({ ...target, note: optional(text) }),
  perform: (work, input) => changeTailoring(work, input, 'ProcessWaiverAccepted', { decidedById: work.actor.personId }),
});

/** A sponsor declines that: WAIVER_REQUESTED → WAIVER_DECLINED. */
export const declineProcessWaiver = plainCommand({
  name: 'declineProcessWaiver',
  input: z.object({ ...target, reason: text }),
  perform: (work, { reason, ...input }) =>
    changeTailoring(work, { ...input, note: reason }, 'ProcessWaiverDeclined', {
      decidedById: work.actor.personId,
      reason,
    }),
});

/** A tailoring, or the waiver of one, no longer holds. A deployment that was adopted by it stays adopted. */
export const withdrawTailoring = plainCommand({
  name: 'withdrawTailoring',
  input: z.object({ ...target, reason: text }),
  perform: (work, { reason, ...input }) =>
    changeTailoring(work, { ...input, note: reason }, 'TailoringWithdrawn', { reason }),
});

type Fields = Pick<Prisma.TailoringUncheckedCreateInput, 'change' | 'waiver' | 'fromVersionId' | 'toVersionId'> &
  Pick<Tailoring, 'improvementId' | 'unitId' | 'state'>;

async function create(
  work: UnitOfWork,
  fields: Fields,
  type: TailoringEventType,
  note: string | null,
  demand: () => void = () => undefined,
): Promise<Tailoring> {
  const improvement = await lockImprovement(work, fields.improvementId);
  const unit = await unitOf(work, fields.unitId);
  demandUnit(work.actor, work.command, unit.id);
  demandSupported(improvement);
  demandProject(unit);
  demand();
  const { organizationId } = work.actor;
  const tailoring = await work.db.tailoring.create({
    data: { ...fields, organizationId, createdAt: work.now, updatedAt: work.now },
  });
  work.created(tailoring, header(type, tailoring, note));
  return tailoring;
}

/** The one way in which a tailoring changes: load, who may, version, life, write, event. The verb names the command. */
async function changeTailoring(
  work: UnitOfWork,
  { tailoringId, version, note }: { tailoringId: string; version: number; note: string | null },
  type: TailoringEventType,
  patch: Partial<Pick<Tailoring, 'decidedById' | 'reason'>>,
): Promise<Tailoring> {
  const { organizationId } = work.actor;
  const tailoring = await work.db.tailoring.findUnique({ where: { id: tailoringId, organizationId } });
  if (!tailoring) throw notFound('Tailoring');
  demandUnit(work.actor, work.command, tailoring.unitId);
  work.demandVersion(tailoring, version, 'Tailoring');
  demandSupported(await lockImprovement(work, tailoring.improvementId));
  const state = nextTailoringState(tailoring.state, work.command as TailoringVerb);
  const changed: Partial<Tailoring> = { state, ...patch };
  await work.change(work.db.tailoring, tailoring, changed, header(type, tailoring, note));
  return tailoring;
}

function header(type: TailoringEventType, { improvementId, unitId }: Tailoring, note: string | null) {
  return { type, recordType: 'Tailoring', improvementId, unitId, note };
}
