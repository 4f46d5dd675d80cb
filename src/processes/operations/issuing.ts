import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { DefinedProcess, ProcessVersion, Unit } from '../../generated/prisma/client.js';
import { jsonFields } from '../../log/event-log.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { DefinedProcessEventType } from '../events.js';
import { demandProject } from '../rules.js';

/**
 * Issues the next version of a project's defined process, as part of another command; the first where it has none yet.
 * Returns it with the version before.
 */
export async function issueNext(
  work: UnitOfWork,
  unit: Pick<Unit, 'id' | 'kind' | 'name'>,
  fields: VersionFields,
): Promise<{ readonly from: ProcessVersion | null; readonly to: ProcessVersion }> {
  demandProject(unit);
  const { organizationId } = work.actor;
  const there = await work.db.definedProcess.findUnique({ where: { unitId: unit.id } });
  if (there) {
    const definedProcess = await processOf(work, there.id);
    const { from, to, relatedFields } = await issue(work, definedProcess, fields);
    const about = header('ProcessVersionIssued', definedProcess, null);
    await work.change(work.db.definedProcess, definedProcess, {}, about, relatedFields);
    return { from, to };
  }
  const title = `Process of ${unit.name}`.slice(0, 200);
  const stamp = { createdAt: work.now, updatedAt: work.now };
  const definedProcess = await work.db.definedProcess.create({
    data: { organizationId, unitId: unit.id, title, ...stamp },
  });
  return { from: null, to: await establish(work, definedProcess, fields, null) };
}

/** Writes the first version of a defined process that was just created, and its event. */
export async function establish(
  work: UnitOfWork,
  definedProcess: DefinedProcess,
  first: VersionFields,
  note: string | null,
): Promise<ProcessVersion> {
  const version = await addVersion(work, definedProcess, 1, first);
  const record = { ...definedProcess, latest: eventFields(version) };
  work.created(record, header('DefinedProcessEstablished', definedProcess, note));
  return version;
}

/** Writes the next version of a defined process; refuses a label that it has already. */
export async function issue(work: UnitOfWork, definedProcess: DefinedProcess, next: VersionFields) {
  const versions = await work.db.processVersion.findMany({
    where: { processId: definedProcess.id },
    orderBy: { number: 'desc' },
  });
  if (versions.some(({ label }) => label === next.label))
    throw alreadyExists('ProcessVersion', `"${next.label}" of "${definedProcess.title}"`);
  const [from = null] = versions;
  const to = await addVersion(work, definedProcess, (from?.number ?? 0) + 1, next);
  const relatedFields = { before: { latest: from && eventFields(from) }, after: { latest: eventFields(to) } };
  return { from, to, relatedFields };
}

/** A defined process of the actor's organization, held against changes by others until the end of this work. */
export async function processOf(work: UnitOfWork, id: string): Promise<DefinedProcess> {
  const { organizationId } = work.actor;
  // Hazard: a label that another command takes meanwhile. The second to come learns that the process changed.
  await work.db.$queryRaw`
    SELECT 1 FROM "DefinedProcess" WHERE "id" = ${id}::uuid AND "organizationId" = ${organizationId}::uuid FOR NO KEY UPDATE`;
  const definedProcess = await work.db.definedProcess.findUnique({ where: { id, organizationId } });
  if (!definedProcess) throw notFound('DefinedProcess');
  return definedProcess;
}

/** What a version says. */
export interface VersionFields {
  readonly label: string;
  readonly issuedOn: Date;
  readonly link: string | null;
}

function addVersion(
  work: UnitOfWork,
  { id: processId, organizationId }: DefinedProcess,
  number: number,
  fields: VersionFields,
): Promise<ProcessVersion> {
  return work.db.processVersion.create({ data: { ...fields, organizationId, processId, number, createdAt: work.now } });
}

/** A version as it appears in the events of its process. */
function eventFields({ processId: _processId, organizationId: _organizationId, ...version }: ProcessVersion) {
  return jsonFields(version);
}

/** What the log says of every event of a defined process. */
export function header(type: DefinedProcessEventType, { unitId }: DefinedProcess, note: string | null) {
  return { type, recordType: 'DefinedProcess', unitId, note };
}
