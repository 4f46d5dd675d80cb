import { ROLES } from '../auth/permissions.js';
import type { Command } from '../commands/command.js';
import { jsonSchemaOf } from '../commands/json-schema.js';
import { groupBy } from '../group-by.js';
import { allCommands, typeNameOf } from '../schema/mutations.js';
import { recordWords } from '../user-error.js';
import './schema.js';

/** The inputs of all commands as one JSON Schema document: each under `$defs`, by the name of its input type in the graph. */
export function printedInputs(): string {
  const inputs = [...allCommands.values()].map((command) => {
    const { description, allowed, input } = command;
    const { $schema: _dialect, ...schema } = jsonSchemaOf(input);
    const title = `${typeNameOf(command)}Input`;
    return [title, { title, description: `${description} ${allowed.sentence}`, ...schema }] as const;
  });
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Inputs of the mutations of Uplift',
    $defs: Object.fromEntries(inputs),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The page on who may do what. */
export function printedPermissions(): string {
  const byRecord = groupBy([...allCommands.values()], ({ record }) => record);
  return `${[
    '# Who may do what',
    '',
    'Printed by `npm run schema:print` from the descriptions of the commands, which decide it.',
    '',
    `Each role may do what the ones before it may: ${ROLES.map((role) => `\`${role}\``).join(', ')}. Every member may read. ` +
      "What a record's state allows besides is in `viewerCan` of that record.",
    '',
    ...[...byRecord].flatMap(([record, commands]) => section(record, commands)),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function section(record: string, commands: readonly Command[]): string[] {
  const words = recordWords(record);
  return [
    `## ${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    '',
    '| Mutation | Least role | Who |',
    '| --- | --- | --- |',
    ...commands.map(({ name, allowed }) => `| \`${name}\` | \`${allowed.minimumRole}\` | ${allowed.sentence} |`),
    '',
  ];
}
