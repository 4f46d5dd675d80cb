import { z } from 'zod';
import { demandUnit } from '../../auth/permissions.js';
import { plainCommand } from '../../commands/plain-command.js';
import { day, line, link, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { DefinedProcess, ProcessVersion } from '../../generated/prisma/client.js';
import { jsonFields } from '../../log/event-log.js';
import { unitOf } from '../../organization/operations/unit.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { DefinedProcessEventType } from '../events.js';
import { demandProject } from '../rules.js';

const versionForm = { label: line, issuedOn: day, link: optional(link) };

/** A project has a process of its own from now on, with its first version: IPM SP 1.1. */
export const establishDefinedProcess = plainCommand({
  name: 'establishDefinedProcess',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: z.object({ unitId: recordId, title: line, ...versionForm, note: optional(text) }),
  async perform(work, { unitId, title, note, ...first }) {
    const unit = await unitOf(work, unitId);
    demandUnit(work.actor, work.command, unit.id);
    demandProject(unit);
    const taken = await work.db.definedProcess.count({ where: { unitId: unit.id } });
    if (taken) throw alreadyExists('DefinedProcess', `of "${unit.name}"`);
    const { organizationId } = work.actor;
    const definedProcess = await work.db.definedProcess.create({
      data: { organizationId, unitId: unit.id, title, createdAt: work.now, updatedAt: work.now },
    });
    const version = await addVersion(work, definedProcess, 1, first);
    const record = { ...definedProcess, latest: eventFields(version) };
    work.created(record, header('DefinedProcessEstablished', definedProcess, note));
    return definedProcess;
  },
});

/** A project works by a new version of its process. */
export const issueProcessVersion = plainCommand({
  name: 'issueProcessVersion',
  refusals: ['AlreadyExistsError'],
  input: z.object({ definedProcessId: recordId, version: recordVersion, ...versionForm, note: optional(text) }),
  async perform(work, { definedProcessId, version, note, ...next }) {
    const definedProcess = await processOf(work, definedProcessId);
    demandUnit(work.actor, work.command, definedProcess.unitId);
    work.demandVersion(definedProcess, version, 'DefinedProcess');
    const versions = await work.db.processVersion.findMany({
      where: { processId: definedProcess.id },
      orderBy: { number: 'desc' },
    });
    if (versions.some(({ label }) => label === next.label))
      throw alreadyExists('ProcessVersion', `"${next.label}" of "${definedProcess.title}"`);
    const [latest] = versions;
    const issued = await addVersion(work, definedProcess, (latest?.number ?? 0) + 1, next);
    const relatedFields = {
      before: { latest: latest ? eventFields(latest) : null },
      after: { latest: eventFields(issued) },
    };
    await work.change(
      work.db.definedProcess,
      definedProcess,
      {},
      header('ProcessVersionIssued', definedProcess, note),
      relatedFields,
    );
    return definedProcess;
  },
});

/** A defined process of the actor's organization, held against changes by others until the end of this work. */
async function processOf(work: UnitOfWork, id: string): Promise<DefinedProcess> {
  const { organizationId } = work.actor;
  // Hazard: a label that somebody else takes meanwhile. The second to come learns that the process changed.
  await work.db.$queryRaw`
    SELECT 1 FROM "DefinedProcess" WHERE "id" = ${id}::uuid AND "organizationId" = ${organizationId}::uuid FOR NO KEY UPDATE`;
  const definedProcess = await work.db.definedProcess.findUnique({ where: { id, organizationId } });
  if (!definedProcess) throw notFound('DefinedProcess');
  return definedProcess;
}

function addVersion(
  work: UnitOfWork,
  { id: processId, organizationId }: DefinedProcess,
  number: number,
  fields: { label: string; issuedOn: Date; link: string | null },
): Promise<ProcessVersion> {
  return work.db.processVersion.create({ data: { ...fields, organizationId, processId, number, createdAt: work.now } });
}

/** A version as it appears in the events of its process. */
function eventFields({ processId: _processId, organizationId: _organizationId, ...version }: ProcessVersion) {
  return jsonFields(version);
}

function header(type: DefinedProcessEventType, { unitId }: DefinedProcess, note: string | null) {
  return { type, recordType: 'DefinedProcess', unitId, note };
}
