import { expect, it, test } from 'vitest';
import { line, text } from '../src/commands/validators.js';
import { escapeControls, findUnstorable } from '../src/text.js';

const complaints = (form: typeof line, value: string): string[] | undefined =>
  form.safeParse(value).error?.issues.map(({ message }) => message);

test.each(['', ' \t\n ', '\u200b', '\u2060', '\u00ad', '\u001b', '\ufeff', '\u3164\u2800', '\u202e', '\u{e0041}'])(
  'what shows nothing is no name: %j',
  (value) => {
    expect(complaints(line, value)).toEqual(['Must not be empty.']);
    expect(complaints(text, value)).toEqual(['Must not be empty.']);
  },
);

test.each([
  ['a\u001b[31mb', 'U+001B'],
  ['a\u009bb', 'U+009B'],
  ['a\u202eb', 'U+202E'],
  ['a\u007fb', 'U+007F'],
])('control characters have no place in a text: %j', (value, name) => {
  expect(complaints(line, value)).toEqual([`Must not have the control character ${name}.`]);
  expect(complaints(text, value)).toEqual([`Must not have the control character ${name}.`]);
});

test.each(['a\nb', 'a\tb', 'a\u2028b'])('a name is one line: %j', (value) => {
  expect(complaints(line, value)).toHaveLength(1);
  expect(text.parse(value)).toBe(value);
});

test.each(['Zoë', 'محمد', '日本', 'نمی\u200cخواهم', '👩\u200d🚀', 'שלום\u200f!', 'e\u0301'])(
  'names of all languages are names: %j',
  (value) => expect(line.parse(` ${value} `)).toBe(value),
);

it('has one kind of line end in a text', () => {
  expect(text.parse('a\r\nb\rc')).toBe('a\nb\nc');
});

it('writes controls out for a terminal', () => {
  expect(escapeControls('a\u001b[2Jb\nc\u009b\u202e')).toBe('a<U+001B>[2Jb\nc<U+009B><U+202E>');
});

it('finds what cannot be stored in a value of any depth', () => {
  let deep: unknown = 'x\0';
  for (let level = 0; level < 50_000; level += 1) deep = [deep];
  expect(findUnstorable(deep)).toHaveLength(50_000);
  expect(findUnstorable({ a: [1, { b: 'x\ud800' }] })).toEqual(['a', 1, 'b']);
  expect(findUnstorable({ 'a\0': 1 })).toEqual([]);
  expect(findUnstorable({ a: ['😀', null, new Date(0)] })).toBeUndefined();
});
