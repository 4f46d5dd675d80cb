import { builder } from '../../schema/builder.js';
import { kinds } from '../importers/index.js';

const columnsOf = (name: keyof typeof kinds): string => {
  const { required, optional, prefix } = kinds[name].form;
  const more = [...optional, ...(prefix ? [`${prefix}NAME`] : [])];
  return `Columns: ${required.join(', ')}; may be left out: ${more.join(', ')}.`;
};

builder.enumType('ImportKind', {
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

builder.enumType('DayOrder', {
  description: 'In which order days are written that have digits only, such as 2/1/2026.',
  values: { DAY_FIRST: { description: 'Day, month, year.' }, MONTH_FIRST: { description: 'Month, day, year.' } },
});
