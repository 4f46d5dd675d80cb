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
  {
    name: 'check',
    summary: 'check configuration, database, Redis, logs and records',
    load: () => import('./check.js'),
  },
  { name: 'migrate', summary: 'apply migrations', load: () => import('./migrate.js') },
  { name: 'seed', summary: 'add the demo organization, or a large one', load: () => import('./seed.js') },
  {
    name: 'organization',
    summary: 'set up an organization with its first administrator',
    load: () => import('./organization.js'),
  },
  { name: 'issuer', summary: 'manage the identity providers of organizations', load: () => import('./issuer.js') },
  { name: 'token', summary: 'print a token for a person', load: () => import('./token.js') },
  { name: 'sign-in', summary: 'print a link that signs a person in in a browser', load: () => import('./sign-in.js') },
  { name: 'catalog', summary: 'check a process model and put it in force', load: () => import('./catalog.js') },
  { name: 'import', summary: 'import records from CSV, or a whole organization', load: () => import('./import.js') },
  {
    name: 'export',
    summary: 'write a list as CSV, or a whole organization to a file',
    load: () => import('./export.js'),
  },
  {
    name: 'checkpoint',
    summary: 'print signed checkpoints of the logs, and make keys for them',
    load: () => import('./checkpoint.js'),
  },
  { name: 'archive', summary: 'move old events from the log to a file', load: () => import('./archive.js') },
];

/** Runs the tool with these arguments, as they come after its name. Returns the exit code. */
export async function runUplift(args: readonly string[]): Promise<number> {
  try {
    const asked = args[0] === 'help' ? args[1] : args[0];
    await (await createProgram((name) => name === asked)).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return reportFailure(error);
  }
}

/** The tool with all its commands; only those that are `needed` have their options and arguments. */
export async function createProgram(needed: (name: string) => boolean): Promise<Command> {
  const program = new Command('uplift')
    .description(
      'Runs and administers Uplift. All configuration comes from environment variables: see docs/configuration.md.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('Try --help for commands and options.')
    .configureOutput({ outputError: (text, write) => write(escapeControls(text)) })
    .exitOverride();
  for (const { name, summary, load } of COMMANDS) {
    const command = needed(name) ? (await load()).command : new Command();
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
