import type { FileDiagnostic } from '../../user-error.js';
import { builder } from '../../schema/builder.js';
import { commandField } from '../../schema/command-field.js';
import { FileDiagnosticType } from '../../schema/user-errors.js';
import { kinds } from '../importers/index.js';
import { IMPORT_REFUSALS, importRecords, MUTATION_BOUNDS } from '../operations/import.js';

const columnsOf = (name: keyof typeof kinds): string => {
  const { required, optional, prefix } = kinds[name].form;
  const more = [...optional, ...(prefix ? [`${prefix}NAME`] : [])];
  return `Columns: ${required.join(', ')}; may be left out: ${more.join(', ')}.`;
};

const ImportKindEnum = builder.enumType('ImportKind', {
  description: 'What the records of a file are.',
  values: {
    UNITS: { description: `Units; leads are subjects of people, with semicolons between. ${columnsOf('UNITS')}` },
    PEOPLE: { description: `People; active is true or false. ${columnsOf('PEOPLE')}` },
    IMPROVEMENTS: {
      description: `Improvements; practices such as "OPM SP 3.2", with semicolons between. ${columnsOf('IMPROVEMENTS')}`,
    },
    DEPLOYMENTS: {
      description: `Deployments, planned anew; by the title of the improvement and the name of the unit. ${columnsOf('DEPLOYMENTS')}`,
    },
  },
});

const DayOrder = builder.enumType('DayOrder', {
  description: 'In which order days are written that have digits only, such as 2/1/2026.',
  values: { DAY_FIRST: { description: 'Day, month, year.' }, MONTH_FIRST: { description: 'Month, day, year.' } },
});

const ImportColumnInput = builder.inputType('ImportColumnInput', {
  description: 'What a column of a file is here.',
  fields: (t) => ({
    from: t.string({ required: true, description: 'Name of the column in the file, such as "Summary".' }),
    to: t.string({ required: true, description: 'Name of the column of the import, such as "title".' }),
  }),
});

const ImportDefaultInput = builder.inputType('ImportDefaultInput', {
  description: 'What stands in a column where the file has nothing.',
  fields: (t) => ({
    column: t.string({ required: true, description: 'Name of the column of the import, such as "scale".' }),
    value: t.string({ required: true, description: 'What stands there.' }),
  }),
});

commandField({
  command: { name: 'importRecords', refusals: IMPORT_REFUSALS },
  commandFor: ({ catalog }) => importRecords(catalog, MUTATION_BOUNDS),
  description:
    `Takes over the records of a file, at most ${MUTATION_BOUNDS.maxRows} and 1 MiB in one request: all of them, each as its ` +
    'own mutation would and with its own event, or none, and FileRejectedError lists what is wrong, by line. A record that ' +
    'is there already is such a mistake. Administrators for units and people, deployment leads for the rest.',
  payload: (t) => ({
    count: t.int({ description: 'How many records were made.', resolve: ({ facts }) => Number(facts?.['count'] ?? 0) }),
    remarks: t.field({
      type: [FileDiagnosticType],
      description: 'What was not imported as it stands in the file, at most 100: columns that were left out, states.',
      resolve: ({ facts }) => (facts?.['remarks'] ?? []) as FileDiagnostic[],
    }),
  }),
  fields: (t) => ({
    kind: t.field({ type: ImportKindEnum, required: true, description: 'What its records are.' }),
    csv: t.string({ required: true, description: 'The file: CSV whose first line names the columns.' }),
    columns: t.field({
      type: [ImportColumnInput],
      description:
        'Columns of the file with names of their own, at most 100; those that are not named are left out then.',
    }),
    defaults: t.field({
      type: [ImportDefaultInput],
      description: 'What stands where the file has nothing, at most 100.',
    }),
    dates: t.field({
      type: DayOrder,
      description: 'How days in digits are written; others are read in any case, such as 2026-01-31 and 31/Jan/26.',
    }),
    dryRun: t.boolean({ description: 'True checks the file, and makes nothing.' }),
  }),
});
