import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.js';

/** The schema as SDL, sorted, as `schema.graphql` has it. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

// As a command: writes `schema.graphql` where it is called.
if (import.meta.url === `file://${process.argv[1]}`) await writeFile('schema.graphql', printedSchema());
