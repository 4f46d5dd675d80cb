import { Command } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { reportFailure } from './failures.js';
import { escapeControls } from '../text.js';
import { version } from '../version.js';

/** One command of the tool: its module is only loaded when it is asked for. */
interface Entry {
  readonly name: string;
  /** For the list of commands. */
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: CommandUnknownOpts }>;
}

/** The commands, in the order in which the help lists them. */
const COMMANDS: readonly Entry[] = [
  { name: 'serve', summary: 'run a server', load: () => import('./serve.js') },
  { name: 'check', summary: 'look whether all is well', load: () => import('./check.js') },
  { name: 'migrate', summary: 'bring the database to this version', load: () => import('./migrate.js') },
  { name: 'seed', summary: 'put the demo organization into the database', load: () => import('./seed.js') },
  { name: 'organization', summary: 'set up an organization', load: () => import('./organization.js') },
  { name: 'token', summary: 'print a token for a person', load: () => import('./token.js') },
  { name: 'sign-in', summary: 'print a link that signs a person in', load: () => import('./sign-in.js') },
  { name: 'catalog', summary: 'put another process model in force', load: () => import('./catalog.js') },
  { name: 'import', summary: 'take over a file: a list in CSV, or an organization', load: () => import('./import.js') },
  { name: 'export', summary: 'write a list as CSV, or an organization to a file', load: () => import('./export.js') },
  { name: 'checkpoint', summary: 'note where the logs are, signed', load: () => import('./checkpoint.js') },
  { name: 'archive', summary: 'move old events out of the log, to a file', load: () => import('./archive.js') },
];

/** Runs the tool with these arguments, as they come after its name. Returns the exit code. */
export async function runUplift(args: readonly string[]): Promise<number> {
  try {
    await (await createProgram(args)).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return reportFailure(error);
  }
}

async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('uplift')
    .description('Runs Uplift and looks after it. All configuration comes from the environment, see the README.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('Try --help for what there is.')
    .configureOutput({ outputError: (text, write) => write(escapeControls(text)) })
    .exitOverride();
  const asked = args[0] === 'help' ? args[1] : args[0];
  for (const { name, summary, load } of COMMANDS) {
    const command = name === asked ? (await load()).command : new Command();
    program.addCommand(inherit(command.name(name).summary(summary), program));
  }
  return program;
}

/** Lets a command, and those below it, treat help and errors as the tool does. */
function inherit(command: CommandUnknownOpts, parent: CommandUnknownOpts): CommandUnknownOpts {
  command.copyInheritedSettings(parent);
  for (const below of command.commands) inherit(below, command);
  return command;
}
