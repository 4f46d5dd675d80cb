import { addUnit, addUnits, unitExists, unitsByName } from '../../organization/operations/unit.js';
import type { NewUnit } from '../../organization/operations/unit.js';
import { peopleBySubject } from '../../organization/operations/person.js';
import type { Person } from '../../generated/prisma/client.js';
import type { Diagnostics } from '../files/diagnostics.js';
import type { TableRow } from '../files/table.js';
import { constant, validated, items, place } from './kind.js';
import type { Kind } from './kind.js';

/** What the columns of attributes begin with. */
export const ATTRIBUTE = 'attribute.';

/** Units, with their attributes and the people who lead them. */
export const units: Kind<NewUnit> = {
  command: addUnit,
  form: {
    required: ['name', 'kind'],
    optional: ['timeZone', 'leads'],
    lists: ['leads'],
    prefix: ATTRIBUTE,
    ignored: ['id', 'retiredAt', 'version', 'createdAt', 'updatedAt'],
  },

  async read({ work, mistakes, duplicates }, columns, rows) {
    const subjects = new Set(rows.flatMap((row) => items(row.cell('leads'))));
    const people = await peopleBySubject(work, [...subjects]);
    const attributes = columns.filter((column) => column.startsWith(ATTRIBUTE));
    const entries = rows.map((row) => {
      const leads = leadsIn(row, people, mistakes);
      const unit = validated(addUnit.input, valuesOf(row, attributes), row, mistakes, columnOf);
      const isFirst = unit && duplicates.admits(row, 'name', [unit.name], mistakes);
      return { row, unit: isFirst ? { ...unit, leads } : undefined };
    });
    const names = entries.flatMap(({ unit }) => (unit ? [unit.name] : []));
    const taken = await unitsByName(work, names);
    return entries.flatMap(({ row, unit }) => {
      if (unit && taken.has(unit.name)) mistakes.add(place(row, 'name'), unitExists(unit.name).message);
      return unit ? [unit] : [];
    });
  },

  write: (work, entries) => addUnits(work, entries),
};

function valuesOf(row: TableRow, attributes: readonly string[]): Record<string, unknown> {
  const given = attributes.filter((column) => row.cell(column) !== '');
  return {
    name: row.cell('name'),
    kind: constant(row.cell('kind')),
    timeZone: row.cell('timeZone') || null,
    attributes: given.map((column) => ({ name: column.slice(ATTRIBUTE.length), value: row.cell(column) })),
  };
}

function columnOf([field, name]: readonly PropertyKey[]): string {
  return field === 'attributes' && name !== undefined ? `${ATTRIBUTE}${String(name)}` : String(field);
}

function leadsIn(row: TableRow, people: ReadonlyMap<string, Person>, mistakes: Diagnostics): Person[] {
  return items(row.cell('leads')).flatMap((subject) => {
    const person = people.get(subject);
    if (!person) mistakes.add(place(row, 'leads'), `There is no person with the subject "${subject}".`);
    return person ?? [];
  });
}
