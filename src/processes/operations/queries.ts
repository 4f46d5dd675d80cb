import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { notFound } from '../../user-error.js';
import type { ProjectVersion } from '../rules.js';

/** A version of a defined process of the actor's organization. */
export async function processVersionOf(
  work: UnitOfWork,
  id: string,
): Promise<ProjectVersion & { readonly id: string }> {
  const version = await work.db.processVersion.findUnique({
    where: { id, organizationId: work.actor.organizationId },
    include: { definedProcess: { select: { unitId: true } } },
  });
  if (!version) throw notFound('ProcessVersion');
  const { number, label, definedProcess } = version;
  return { id, number, label, unitId: definedProcess.unitId };
}
