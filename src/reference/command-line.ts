import { Help } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createProgram } from '../cli/program.js';
import { table } from './sections.js';

const help = new Help();

/** The reference of docs/command-line.md: all that `uplift help` and `uplift help COMMAND` print. */
export async function commandReference(): Promise<string> {
  const program = await createProgram(() => true);
  const rows = program.commands.map((command) => [`[\`${command.name()}\`](#${command.name()})`, command.summary()]);
  return [
    table(['command', 'what it does'], rows),
    ...program.commands.map((command) => section(command, 'uplift')),
  ].join('\n\n');
}

function section(command: CommandUnknownOpts, parent: string): string {
  const name = `${parent} ${command.name()}`;
  const heading = parent === 'uplift' ? `### ${command.name()}` : `#### ${command.name()}`;
  if (command.commands.length > 0) {
    const below = command.commands.map((each) => section(each, name));
    return [heading, linked(command.description()), ...below].join('\n\n');
  }
  const rows = [
    ...command.registeredArguments.map((argument) => [`\`${argument.name()}\``, help.argumentDescription(argument)]),
    ...command.options.map((option) => [`\`${option.flags}\``, help.optionDescription(option)]),
  ];
  return [
    heading,
    linked(command.description()),
    `\`\`\`text\n${name} ${command.usage()}\n\`\`\``,
    ...(rows.length > 0 ? [table(['argument or option', 'meaning'], rows)] : []),
  ].join('\n\n');
}

/** Pages that a description names become links. */
function linked(description: string): string {
  return description.replace(/\bdocs\/([\w.-]+\.md)\b/g, '[$1]($1)');
}
