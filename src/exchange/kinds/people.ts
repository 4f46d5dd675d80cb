import { addPeople, addPerson, peopleBySubject, personExists } from '../../organization/operations/person.js';
import type { NewPerson } from '../../organization/operations/person.js';
import type { Remarks } from '../files/remarks.js';
import type { TableRow } from '../files/table.js';
import { constant, fitted, Once, place } from './kind.js';
import type { Kind } from './kind.js';

const ACTIVE: Readonly<Record<string, boolean>> = { '': true, true: true, yes: true, false: false, no: false };

/** People, with their roles; those who are not active have left. */
export const people: Kind<NewPerson> = {
  command: addPerson,
  form: {
    required: ['subject', 'name', 'role'],
    optional: ['active'],
    told: ['id', 'leads', 'version', 'createdAt', 'updatedAt'],
  },

  async read({ work, mistakes }, _columns, rows) {
    const once = new Once();
    const entries = rows.map((row) => {
      const active = activeIn(row, mistakes);
      const values = { subject: row.cell('subject'), name: row.cell('name'), role: constant(row.cell('role')) };
      const person = fitted(addPerson.input, values, row, mistakes);
      if (person) once.demand(row, 'subject', [person.subject], mistakes);
      return { row, person: person && { ...person, active } };
    });
    const subjects = entries.flatMap(({ person }) => (person ? [person.subject] : []));
    const taken = await peopleBySubject(work, subjects);
    return entries.flatMap(({ row, person }) => {
      if (person && taken.has(person.subject))
        mistakes.add(place(row, 'subject'), personExists(person.subject).message);
      return person ? [person] : [];
    });
  },

  write: (work, entries) => addPeople(work, entries),
};

function activeIn(row: TableRow, mistakes: Remarks): boolean {
  const active = ACTIVE[row.cell('active').toLowerCase()];
  if (active === undefined) mistakes.add(place(row, 'active'), 'Must be true or false, or empty for true.');
  return active ?? true;
}
