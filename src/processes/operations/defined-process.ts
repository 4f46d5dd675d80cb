import { unitLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { day, id, line, link, note, optional, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { DefinedProcess, ProcessVersion } from '../../generated/prisma/client.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { unitOf } from '../../organization/operations/unit.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { DefinedProcessEventType } from '../events.js';
import { demandProject } from '../rules.js';

const processVersion = {
  label: line('Label of the version.'),
  issuedOn: day('First day on which the project uses it.'),
  link: optional(link('Link, an http or https address.')),
};

/** IPM SP 1.1. */
export const establishDefinedProcess = command({
  name: 'establishDefinedProcess',
  description: 'Establishes the defined process of a project with its first version. A project has at most one.',
  allowed: unitLeads,
  record: 'DefinedProcess',
  event: 'DefinedProcessEstablished',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: { unitId: id('Unit', 'The project.'), title: line('Short name of the process.'), ...processVersion, note },
  async perform(work, { unitId, title, note, ...first }) {
    const unit = await unitOf(work, unitId);
    work.demandAllowed(unitLeads, { unitId: unit.id });
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

const target = { definedProcessId: id('DefinedProcess', 'The defined process.'), version: version('DefinedProcess') };

/** Describes a command on a defined process. What it changes are the versions, which are rows of their own. */
const processCommand = recordCommands<
  DefinedProcess,
  Pick<DefinedProcess, 'unitId'>,
  { readonly before: FieldValues; readonly after: FieldValues },
  'issueProcessVersion',
  DefinedProcessEventType,
  typeof target
>({
  record: 'DefinedProcess',
  target,
  load: processOf,
  write: (work, definedProcess, versions, { type, note }) =>
    work.change(work.db.definedProcess, definedProcess, {}, header(type, definedProcess, note), versions),
});

export const issueProcessVersion = processCommand({
  name: 'issueProcessVersion',
  description: 'Issues a new version of the defined process of a project.',
  allowed: unitLeads,
  event: 'ProcessVersionIssued',
  refusals: ['AlreadyExistsError'],
  input: { ...processVersion, note },
  async change(work, definedProcess, { note: _note, ...next }) {
    const versions = await work.db.processVersion.findMany({
      where: { processId: definedProcess.id },
      orderBy: { number: 'desc' },
    });
    if (versions.some(({ label }) => label === next.label))
      throw alreadyExists('ProcessVersion', `"${next.label}" of "${definedProcess.title}"`);
    const [latest] = versions;
    const issued = await addVersion(work, definedProcess, (latest?.number ?? 0) + 1, next);
    return { before: { latest: latest ? eventFields(latest) : null }, after: { latest: eventFields(issued) } };
  },
});

/** A defined process of the actor's organization, held against changes by others until the end of this work. */
async function processOf(work: UnitOfWork, id: string): Promise<DefinedProcess> {
  const { organizationId } = work.actor;
  // Hazard: a label that another command takes meanwhile. The second to come learns that the process changed.
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
