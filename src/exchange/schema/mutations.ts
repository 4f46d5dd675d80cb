import type { FileRemark } from '../../refusal.js';
import { builder } from '../../schema/builder.js';
import { commandField } from '../../schema/command-field.js';
import { FileRejectedError, FileRemarkType } from '../../schema/refusals.js';
import { kinds } from '../kinds/index.js';
import { importRecords, MUTATION_BOUNDS } from '../operations/import.js';

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

commandField({
  command: { name: 'importRecords' },
  commandFor: ({ catalog }) => importRecords(catalog, MUTATION_BOUNDS),
  refusals: [FileRejectedError],
  description:
    `Takes over the records of a file, at most ${MUTATION_BOUNDS.maxRows} and 1 MiB in one request: all of them, each as its ` +
    'own mutation would and with its own event, or none, and FileRejectedError lists what is wrong, by line. A record that ' +
    'is there already is such a mistake. Administrators for units and people, deployment leads for the rest.',
  payload: (t) => ({
    count: t.int({ description: 'How many records were made.', resolve: ({ facts }) => Number(facts?.['count'] ?? 0) }),
    remarks: t.field({
      type: [FileRemarkType],
      description: 'What was not taken over as it stands in the file, at most 100: columns of an export, states.',
      resolve: ({ facts }) => (facts?.['remarks'] ?? []) as FileRemark[],
    }),
  }),
  fields: (t) => ({
    kind: t.field({ type: ImportKindEnum, required: true, description: 'What its records are.' }),
    csv: t.string({ required: true, description: 'The file: CSV whose first line names the columns.' }),
    dryRun: t.boolean({ description: 'True checks the file, and makes nothing.' }),
  }),
});
