import { unitLeads } from '../../auth/allowed.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Prisma, Tailoring } from '../../generated/prisma/client.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { liveUnit } from '../../organization/operations/unit.js';
import type { TailoringEventType } from '../events.js';
import { demandProject } from '../rules.js';

/** Records, as part of another command, that a version of a project's defined process carries an improvement. */
export function tailor(
  work: UnitOfWork,
  fields: Pick<Tailoring, 'improvementId' | 'unitId' | 'fromVersionId'> & { toVersionId: string; change: string },
): Promise<Tailoring> {
  return createTailoring(work, { ...fields, state: 'RECORDED' }, 'TailoringRecorded', null);
}

/** What a tailoring says. */
type Fields = Pick<Prisma.TailoringUncheckedCreateInput, 'change' | 'waiver' | 'fromVersionId' | 'toVersionId'> &
  Pick<Tailoring, 'improvementId' | 'unitId' | 'state'>;

/** Writes a tailoring, or the request of a waiver, with its event. */
export async function createTailoring(
  work: UnitOfWork,
  fields: Fields,
  type: TailoringEventType,
  note: string | null,
  demand: () => void = () => undefined,
): Promise<Tailoring> {
  const improvement = await lockImprovement(work, fields.improvementId);
  const unit = await liveUnit(work, fields.unitId);
  work.demandAllowed(unitLeads, { unitId: unit.id });
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

/** What the log says of every event of a tailoring. */
export function header(type: TailoringEventType, { improvementId, unitId }: Tailoring, note: string | null) {
  return { type, recordType: 'Tailoring', improvementId, unitId, note };
}
