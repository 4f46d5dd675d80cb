import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Models, enums, fields and values of a Prisma schema that no `///` line stands before. */
function undescribed(source: string): string[] {
  const missing: string[] = [];
  let block: string | undefined;
  let described = false;
  for (const line of source.split('\n').map((each) => each.trim())) {
    const opening = /^(model|enum) (\w+) \{$/.exec(line);
    if (opening) {
      block = opening[2];
      if (!described) missing.push(String(block));
    } else if (line === '}') {
      block = undefined;
    } else if (block && /^\w/.test(line) && !described) {
      missing.push(`${block}.${line.split(/\s/, 1)[0]}`);
    }
    described = line.startsWith('///');
  }
  return missing;
}

const folder = new URL('../../prisma/schema/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.prisma'));

test.each(files)('%s describes every model, enum, field and value', (file) => {
  expect(undescribed(readFileSync(new URL(file, folder), 'utf8'))).toEqual([]);
});

test('what is not described is found', () => {
  expect(
    undescribed('model A {\n  /// Said.\n  id String @id\n  name String\n}\n/// Said.\nenum B {\n  ONE\n}'),
  ).toEqual(['A', 'A.name', 'B.ONE']);
});
