import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { releasedSchema, unlistedBreaks } from './evolution.js';

const read = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

test('what breaks clients of the last release is listed in the CHANGELOG', async () => {
  const now = await read('schema.graphql');
  // Before the first release there is nobody to break.
  expect(await unlistedBreaks(releasedSchema() ?? now, now, await read('CHANGELOG.md'))).toEqual([]);
});

const before = `
  type Query { unit(id: ID!, name: String): Unit @deprecated(reason: "Use units.") units: [Unit!]! kind: Kind }
  type Unit { id: ID! name: String! size: Int }
  enum Kind { TEAM PROJECT }`;

test.each([
  ['a field is removed', ' size: Int', '', 'Unit.size'],
  ['a field becomes nullable', 'name: String!', 'name: String', 'Unit.name'],
  ['an argument is removed', ', name: String', '', 'Query.unit.name'],
  ['an argument becomes required', 'name: String)', 'name: String!)', 'Query.unit.name'],
  ['a value of an enum is removed', ' PROJECT', '', 'Kind.PROJECT'],
  [
    'a deprecated field is removed',
    'unit(id: ID!, name: String): Unit @deprecated(reason: "Use units.")',
    '',
    'Query.unit',
  ],
])('that %s is found, unless it is listed', async (_what, old, put, path) => {
  const after = before.replace(old, put);
  const changelog = (text: string): string => `# Changelog\n\n## Unreleased\n\n${text}\n\n## 0.1.0\n\n- \`${path}\`\n`;
  expect(await unlistedBreaks(before, after, changelog('- `Unit` → `Team`'))).toEqual([
    expect.stringMatching(`^${path}: `),
  ]);
  expect(await unlistedBreaks(before, after, changelog(`- \`${path}\` is gone`))).toEqual([]);
});

test('an addition breaks no client', async () => {
  const after = before.replace('size: Int', 'size: Int color: String').replace('TEAM', 'TEAM SITE');
  expect(await unlistedBreaks(before, after, '')).toEqual([]);
});
