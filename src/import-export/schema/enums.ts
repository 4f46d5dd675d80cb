import { builder } from '../../schema/builder.js';
import { kinds } from '../importers/index.js';

const columnsOf = (name: keyof typeof kinds): string => {
  const { required, optional, prefix } = kinds[name].form;
  const more = [...optional, ...(prefix ? [`${prefix}NAME`] : [])];
  return `Columns: ${required.join(', ')}; optional: ${more.join(', ')}.`;
};

builder.enumType('ImportKind', {
  description: 'Kind of records in a file.',
  values: {
    UNITS: { description: `Units; leads are subjects of people, separated by semicolons. ${columnsOf('UNITS')}` },
    PEOPLE: { description: `People; active is true or false. ${columnsOf('PEOPLE')}` },
    IMPROVEMENTS: {
      description: `Improvements; practices such as "OPM SP 3.2", separated by semicolons. ${columnsOf('IMPROVEMENTS')}`,
    },
    DEPLOYMENTS: {
      description: `Deployments, planned as new ones; identified by the title of the improvement and the name of the unit. ${columnsOf('DEPLOYMENTS')}`,
    },
  },
});

builder.enumType('DayOrder', {
  description: 'Order of day and month in dates such as 2/1/2026.',
  values: { DAY_FIRST: { description: 'Day, month, year.' }, MONTH_FIRST: { description: 'Month, day, year.' } },
});
