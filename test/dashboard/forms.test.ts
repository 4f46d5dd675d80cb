import { expect, test } from 'vitest';
import { lists } from '../../src/import-export/exporters/index.js';
import { EXPORTS } from '../../src/dashboard/admin/exports.js';
import { changeOf, NO_RECORD, textOf, valueOf } from '../../src/dashboard/command/field-text.js';
import { formOf, knownOf } from '../../src/dashboard/command/forms.js';

const field = (kind: Parameters<typeof valueOf>[0]['kind'], required = false) => ({
  name: 'field',
  kind,
  description: '',
  required,
});

test('a form knows the record that it is about, and asks for another one of its type', () => {
  const improvement = { __typename: 'Improvement', id: 'i' };
  expect(knownOf('relateImprovement', improvement)).toEqual({ improvementId: 'i' });
  const account = { __typename: 'Person', id: 'p' };
  expect(knownOf('changeServiceAccountOwner', account)).toEqual({ personId: 'p' });
  expect(knownOf('assignUnitLead', { __typename: 'Unit', id: 'u' })).toEqual({ unitId: 'u' });
});

test('a field that has not changed is not sent, and one that was emptied is cleared', () => {
  const line = field('line');
  const pairs = field('pairs');
  const before = textOf(pairs, {
    field: [
      { name: 'phase', value: 'build' },
      { name: 'site', value: 'Porto: south' },
    ],
  });
  expect(before).toBe('phase: build\nsite: Porto: south');
  expect(changeOf(pairs, before, [before.replaceAll('\n', '\r\n')])).toBeUndefined();
  expect(changeOf(pairs, before, ['site: Porto: south\r\n'])).toEqual([{ name: 'site', value: 'Porto: south' }]);
  expect(changeOf(pairs, before, [''])).toEqual([]);
  expect(textOf(line, { field: null })).toBe('');
  expect(changeOf(line, 'a@b.example', ['a@b.example'])).toBeUndefined();
  expect(changeOf(line, 'a@b.example', [''])).toBeNull();
  expect(changeOf(line, '', [''])).toBeUndefined();
  expect(changeOf(field('choice', true), 'VIEWER', ['VIEWER'])).toBe('VIEWER');
});

test('boxes are sent as they are checked, once they have changed, and no record is a choice of its own', () => {
  const boxes = field('choices');
  const before = textOf(boxes, { field: ['CONFIRMATION', 'GATE'] });
  expect(changeOf(boxes, before, ['CONFIRMATION', 'GATE'])).toBeUndefined();
  expect(changeOf(boxes, before, ['GATE', 'AGREEMENT'])).toEqual(['GATE', 'AGREEMENT']);
  expect(changeOf(boxes, before, [])).toEqual([]);
  expect(changeOf(boxes, '', [])).toBeUndefined();
  expect(changeOf(boxes, '', ['GATE'])).toEqual(['GATE']);
  const record = field('record');
  expect(changeOf(record, 'issuer', [NO_RECORD])).toBeNull();
  expect(changeOf(record, NO_RECORD, [NO_RECORD])).toBeUndefined();
  expect(changeOf(record, '', [''])).toBeUndefined();
  expect(changeOf(record, '', [NO_RECORD])).toBeNull();
  expect(changeOf(record, NO_RECORD, ['issuer'])).toBe('issuer');
});

test('what was filled in becomes what the command takes', () => {
  expect(valueOf(field('number'), ['40'])).toBe(40);
  expect(valueOf(field('boolean'), ['false'])).toBe(false);
  expect(valueOf(field('lines'), [' OPM SP 3.2 \n\nCAR SP 2.1'])).toEqual(['OPM SP 3.2', 'CAR SP 2.1']);
  expect(valueOf(field('pairs'), ['phase'])).toEqual([{ name: 'phase', value: '' }]);
  expect(valueOf(field('records'), [])).toBeUndefined();
  expect(valueOf(field('line'), [''])).toBeUndefined();
  // A list that a command demands may be empty.
  expect(valueOf({ kind: 'lines', list: true }, [''])).toEqual([]);
  expect(formOf('suggestImprovement', {})?.fields.find(({ name }) => name === 'practices')).not.toHaveProperty(
    'required',
  );
});

test('administration offers every list that the server exports', () => {
  expect([...EXPORTS].toSorted()).toEqual([...lists.keys()].toSorted());
});
