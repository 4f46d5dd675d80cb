import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { invalidInput, notFound } from '../../user-error.js';
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

/** By what a project adopts an improvement: a version, by its label or its id, or a waiver. */
export interface AdoptionBasis {
  readonly processVersion: string | null;
  readonly processVersionId: string | null;
  readonly waiver: string | null;
}

/**
 * By what a project adopts an improvement (guard 4). What is given counts; a label that the project's defined process has
 * is linked to that version. Where nothing is given, what is on file counts: the newest tailoring, or else the newest
 * waiver that a sponsor accepted.
 */
export async function adoptionBasis(
  work: UnitOfWork,
  improvementId: string,
  unitId: string,
  { processVersion, processVersionId, waiver }: AdoptionBasis,
): Promise<AdoptionBasis> {
  if (processVersionId !== null) {
    const version = await processVersionOf(work, processVersionId);
    if (version.unitId !== unitId)
      throw invalidInput([
        { path: 'processVersionId', message: 'Must be a version of the defined process of the unit.' },
      ]);
    if (processVersion !== null && processVersion !== version.label)
      throw invalidInput([{ path: 'processVersionLabel', message: `Must be "${version.label}", or left out.` }]);
    return { processVersion: version.label, processVersionId, waiver };
  }
  if (processVersion !== null) {
    const version = await work.db.processVersion.findFirst({
      where: { label: processVersion, definedProcess: { unitId } },
    });
    return { processVersion, processVersionId: version?.id ?? null, waiver };
  }
  return waiver === null ? basisOnFile(work, improvementId, unitId) : { processVersion, processVersionId, waiver };
}

async function basisOnFile(work: UnitOfWork, improvementId: string, unitId: string): Promise<AdoptionBasis> {
  const onFile = await work.db.tailoring.findMany({
    where: { improvementId, unitId, state: { in: ['RECORDED', 'WAIVER_ACCEPTED'] } },
    include: { toVersion: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const version = onFile.find(({ toVersion }) => toVersion !== null)?.toVersion;
  if (version) return { processVersion: version.label, processVersionId: version.id, waiver: null };
  return { processVersion: null, processVersionId: null, waiver: onFile[0]?.waiver ?? null };
}
