import {
  addPeople,
  addPerson,
  addressTaken,
  peopleByEmail,
  peopleBySubject,
  personExists,
} from '../../organization/operations/person.js';
import type { NewPerson } from '../../organization/operations/person.js';
import type { Diagnostics } from '../files/diagnostics.js';
import type { TableRow } from '../files/table.js';
import { constant, validated, place } from './kind.js';
import type { Kind } from './kind.js';

const ACTIVE: ReadonlyMap<string, boolean> = new Map([
  ...['', 'true', 'yes'].map((word) => [word, true] as const),
  ...['false', 'no'].map((word) => [word, false] as const),
]);

/** People, with their roles; those who are not active have left. */
export const people: Kind<NewPerson> = {
  command: addPerson,
  form: {
    required: ['subject', 'name', 'role'],
    optional: ['email', 'locale', 'timeZone', 'active', 'owner'],
    ignored: ['id', 'leads', 'version', 'createdAt', 'updatedAt'],
  },

  async read({ work, mistakes, duplicates }, _columns, rows) {
    const entries = rows.map((row) => {
      const active = activeIn(row, mistakes);
      if (row.cell('owner') !== '')
        mistakes.add(place(row, 'owner'), 'Service accounts are not imported: add this one with addServiceAccount.');
      const person = validated(addPerson.input, valuesOf(row), row, mistakes);
      const isFirst =
        person &&
        duplicates.admits(row, 'subject', [person.subject], mistakes) &&
        (person.email === null || duplicates.admits(row, 'email', [person.email], mistakes));
      return { row, person: isFirst ? { ...person, active, ownerId: null } : undefined };
    });
    const subjects = entries.flatMap(({ person }) => (person ? [person.subject] : []));
    const taken = await peopleBySubject(work, subjects);
    const reached = await peopleByEmail(
      work,
      entries.flatMap(({ person }) => person?.email ?? []),
    );
    return entries.flatMap(({ row, person }) => {
      if (!person) return [];
      const { subject, email } = person;
      if (taken.has(subject)) mistakes.add(place(row, 'subject'), personExists(subject).message);
      if (email !== null && reached.has(email)) mistakes.add(place(row, 'email'), addressTaken(email).message);
      return [person];
    });
  },

  write: (work, entries) => addPeople(work, entries),
};

function valuesOf(row: TableRow): Record<string, unknown> {
  const optional = (column: string) => row.cell(column) || null;
  return {
    subject: row.cell('subject'),
    name: row.cell('name'),
    role: constant(row.cell('role')),
    email: optional('email'),
    locale: optional('locale'),
    timeZone: optional('timeZone'),
  };
}

function activeIn(row: TableRow, mistakes: Diagnostics): boolean {
  const active = ACTIVE.get(row.cell('active').toLowerCase());
  if (active === undefined) mistakes.add(place(row, 'active'), 'Must be true or false, or empty for true.');
  return active ?? true;
}
