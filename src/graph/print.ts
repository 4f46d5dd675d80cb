import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { printedInputs, printedPermissions } from './commands.js';
import { schema } from './schema.js';

/** The schema as SDL, sorted, as `schema.graphql` has it. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

// As a command: writes what is derived from the code where it is called.
if (import.meta.url === `file://${process.argv[1]}`) {
  await writeFile('schema.graphql', printedSchema());
  await writeFile('commands.schema.json', printedInputs());
  await writeFile('docs/permissions.md', printedPermissions());
}
