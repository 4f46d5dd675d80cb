import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { note, reason, version } from '../../schema/inputs.js';
import type { InputBuilder } from '../../schema/inputs.js';
import { recordKey } from '../../schema/record-key.js';
import { establishDefinedProcess, issueProcessVersion } from '../operations/defined-process.js';
import * as tailoring from '../operations/tailoring.js';

const processPayload = (t: PayloadBuilder) => ({
  definedProcess: t.prismaField({
    type: 'DefinedProcess',
    description: 'The defined process as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.definedProcess.findUniqueOrThrow({
        ...query,
        where: recordKey(recordId, context),
      }),
  }),
});

const payload = (t: PayloadBuilder) => ({
  tailoring: t.prismaField({
    type: 'Tailoring',
    description: 'The tailoring, or the waiver of one, as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.tailoring.findUniqueOrThrow({ ...query, where: recordKey(recordId, context) }),
  }),
});

const processVersion = (t: InputBuilder) => ({
  label: t.string({ required: true, description: 'What the project calls the version, at most 200 characters.' }),
  issuedOn: t.field({ type: 'Date', required: true, description: 'Day from which the project works by it.' }),
  link: t.string({ description: 'Where it is to be found: an http or https address, at most 2,000 characters.' }),
});
const where = (t: InputBuilder) => ({
  improvementId: t.id({ required: true, description: 'The improvement.' }),
  unitId: t.id({ required: true, description: 'The project.' }),
});
const target = (t: InputBuilder) => ({
  tailoringId: t.id({ required: true, description: 'The tailoring, or the waiver of one.' }),
  ...version(t, 'tailoring'),
});
const places = { improvementId: 'Improvement', unitId: 'Unit' };

commandField({
  command: establishDefinedProcess,
  description:
    'A project has a process of its own from now on, with its first version; it has one at most. Leads of the unit, and deployment leads.',
  payload: processPayload,
  ids: { unitId: 'Unit' },
  fields: (t) => ({
    unitId: t.id({ required: true, description: 'The project.' }),
    title: t.string({ required: true, description: 'Short name of the process, at most 200 characters.' }),
    ...processVersion(t),
    ...note(t),
  }),
});

commandField({
  command: issueProcessVersion,
  description: 'A project works by a new version of its defined process. Leads of the unit, and deployment leads.',
  payload: processPayload,
  ids: { definedProcessId: 'DefinedProcess' },
  fields: (t) => ({
    definedProcessId: t.id({ required: true, description: 'The defined process.' }),
    ...version(t, 'defined process'),
    ...processVersion(t),
    ...note(t),
  }),
});

commandField({
  command: tailoring.recordTailoring,
  description:
    "A version of a project's defined process carries an improvement. Leads of the unit, and deployment leads.",
  payload,
  ids: { ...places, fromVersionId: 'ProcessVersion', toVersionId: 'ProcessVersion' },
  fields: (t) => ({
    ...where(t),
    fromVersionId: t.id({
      description: 'The version before the change; left out where the first version carries the change.',
    }),
    toVersionId: t.id({
      required: true,
      description: 'The version that carries the change; later than the one before.',
    }),
    change: t.string({ required: true, description: 'What changed in the process, at most 4,000 characters.' }),
    ...note(t),
  }),
});

commandField({
  command: tailoring.requestProcessWaiver,
  description:
    'A project asks to work with an improvement without a change of its defined process. Leads of the unit, and deployment leads.',
  payload,
  ids: places,
  fields: (t) => ({ ...where(t), ...reason(t) }),
});

const ids = { tailoringId: 'Tailoring' };

commandField({
  command: tailoring.acceptProcessWaiver,
  description: 'Accepts that a defined process does not change: WAIVER_REQUESTED to WAIVER_ACCEPTED. Sponsors.',
  payload,
  ids,
  fields: (t) => ({ ...target(t), ...note(t) }),
});

for (const [command, description] of [
  [
    tailoring.declineProcessWaiver,
    'Declines that a defined process does not change: WAIVER_REQUESTED to WAIVER_DECLINED. Sponsors.',
  ],
  [
    tailoring.withdrawTailoring,
    'A tailoring, or the waiver of one, no longer holds: to WITHDRAWN. Deployments that were adopted by it stay adopted. Leads of the unit, and deployment leads.',
  ],
] as const) {
  commandField({ command, description, payload, ids, fields: (t) => ({ ...target(t), ...reason(t) }) });
}
