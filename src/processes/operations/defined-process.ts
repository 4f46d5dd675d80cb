import { unitLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { day, id, line, link, note, optional, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { DefinedProcess, Unit } from '../../generated/prisma/client.js';
import type { FieldValues } from '../../log/event.js';
import { liveUnit } from '../../organization/operations/unit.js';
import { demandNotRetired } from '../../organization/rules.js';
import { alreadyExists } from '../../user-error.js';
import type { DefinedProcessEventType } from '../events.js';
import { demandProject } from '../rules.js';
import { establish, header, issue, processOf } from './issuing.js';

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
    const unit = await liveUnit(work, unitId);
    work.demandAllowed(unitLeads, { unitId: unit.id });
    demandProject(unit);
    const taken = await work.db.definedProcess.count({ where: { unitId: unit.id } });
    if (taken) throw alreadyExists('DefinedProcess', `of "${unit.name}"`);
    const { organizationId } = work.actor;
    const definedProcess = await work.db.definedProcess.create({
      data: { organizationId, unitId: unit.id, title, createdAt: work.now, updatedAt: work.now },
    });
    await establish(work, definedProcess, first, note);
    return definedProcess;
  },
});

const target = { definedProcessId: id('DefinedProcess', 'The defined process.'), version: version('DefinedProcess') };

/** What decides whether a command applies to a defined process, and who may do it. */
type JudgedProcess = Pick<DefinedProcess, 'unitId'> & {
  /** Absent for a change, which looks at its unit itself. */
  readonly unit?: Pick<Unit, 'name' | 'retiredAt'>;
};

/** Describes a command on a defined process. What it changes are the versions, which are rows of their own. */
const processCommand = recordCommands<
  DefinedProcess,
  JudgedProcess,
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
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: { ...processVersion, note },
  guard: (_actor, { unit }) => unit && demandNotRetired(unit),
  async change(work, definedProcess, { note: _note, ...next }) {
    await liveUnit(work, definedProcess.unitId);
    return (await issue(work, definedProcess, next)).relatedFields;
  },
});
