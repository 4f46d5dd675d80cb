import type { InputIssue } from '../../user-error.js';
import { builder } from '../../schema/builder.js';
import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { recordKey } from '../../schema/record-key.js';
import { addPerson, changePersonRole, deactivatePerson, reactivatePerson } from '../operations/person.js';
import { addUnit, assignUnitLead, changeUnit, removeUnitLead } from '../operations/unit.js';
import { RoleEnum } from './person.js';
import { UnitKindEnum } from './unit.js';

const unit = (t: PayloadBuilder) => ({
  unit: t.prismaField({
    type: 'Unit',
    description: 'The unit as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.unit.findUniqueOrThrow({ ...query, where: recordKey(recordId, context) }),
  }),
});

const person = (t: PayloadBuilder) => ({
  person: t.prismaField({
    type: 'Person',
    description: 'The person as they are now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.person.findUniqueOrThrow({ ...query, where: recordKey(recordId, context) }),
  }),
});

const UnitAttributeInput = builder.inputType('UnitAttributeInput', {
  description: 'Something to slice units by.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name: lower-case letters, digits, - and _, at most 50 characters.',
    }),
    value: t.string({ required: true, description: 'What it is for this unit, at most 200 characters.' }),
  }),
});

const versionOf = (record: string) =>
  `Version of the ${record} that you have read; another one there now is a StaleVersionError.`;

/** Attributes are a list in the graph and one object in the record, each name once. */
function withAttributes<Input extends { attributes?: readonly { name: string; value: string }[] | null | undefined }>(
  input: Input,
): Record<string, unknown> | readonly InputIssue[] {
  if (!input.attributes) return { ...input, attributes: undefined };
  const names = input.attributes.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) < index);
  if (twice.length > 0) return twice.map((name) => ({ path: `attributes.${name}`, message: 'Is given twice.' }));
  return { ...input, attributes: Object.fromEntries(input.attributes.map(({ name, value }) => [name, value])) };
}

commandField({
  command: addUnit,
  description: 'Adds a project, a support group or an organizational group. Administrators.',
  payload: unit,
  fields: (t) => ({
    kind: t.field({ type: UnitKindEnum, required: true, description: 'What it is.' }),
    name: t.string({ required: true, description: 'Name, unique in the organization, at most 200 characters.' }),
    attributes: t.field({ type: [UnitAttributeInput], description: 'Attributes to slice by, at most 50.' }),
  }),
  translate: withAttributes,
});

commandField({
  command: changeUnit,
  description: 'Changes the name or the attributes of a unit; what is left out stays. Administrators.',
  payload: unit,
  ids: { unitId: 'Unit' },
  fields: (t) => ({
    unitId: t.id({ required: true, description: 'The unit.' }),
    version: t.int({ required: true, description: versionOf('unit') }),
    name: t.string({ description: 'Its new name.' }),
    attributes: t.field({ type: [UnitAttributeInput], description: 'All of its attributes from now on.' }),
  }),
  translate: withAttributes,
});

for (const [command, description] of [
  [assignUnitLead, 'Makes a person a lead of a unit; with that they may report on it. Administrators.'],
  [removeUnitLead, 'Takes the lead of a unit from a person. Administrators.'],
] as const) {
  commandField({
    command,
    description,
    payload: unit,
    ids: { unitId: 'Unit', personId: 'Person' },
    fields: (t) => ({
      unitId: t.id({ required: true, description: 'The unit.' }),
      personId: t.id({ required: true, description: 'The person.' }),
      version: t.int({ required: true, description: versionOf('unit') }),
    }),
  });
}

commandField({
  command: addPerson,
  description: 'Adds a person. Administrators.',
  payload: person,
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name as people write it.' }),
    subject: t.string({
      required: true,
      description: 'Who they are to the identity provider: the `sub` of their tokens.',
    }),
    role: t.field({ type: RoleEnum, required: true, description: 'What they may do.' }),
  }),
});

commandField({
  command: changePersonRole,
  description: 'Changes what a person may do. Administrators.',
  payload: person,
  ids: { personId: 'Person' },
  fields: (t) => ({
    personId: t.id({ required: true, description: 'The person.' }),
    version: t.int({ required: true, description: versionOf('person') }),
    role: t.field({ type: RoleEnum, required: true, description: 'What they may do from now on.' }),
  }),
});

for (const [command, description] of [
  [
    deactivatePerson,
    'Ends the access of a person who has left; what they did stays, and they are given nothing new to do. Administrators.',
  ],
  [reactivatePerson, 'Gives a person who has left their access back, in the role that they had. Administrators.'],
] as const) {
  commandField({
    command,
    description,
    payload: person,
    ids: { personId: 'Person' },
    fields: (t) => ({
      personId: t.id({ required: true, description: 'The person.' }),
      version: t.int({ required: true, description: versionOf('person') }),
    }),
  });
}
