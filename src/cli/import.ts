import { constants, createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { Argument, Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { openCatalogStore } from '../process-model/store.js';
import { execute } from '../commands/execute.js';
import { takeOverOrganization } from '../import-export/backup/read.js';
import { decodeUtf8 } from '../import-export/files/encoding.js';
import { importFile } from '../import-export/operations/import.js';
import type { ImportProgress } from '../import-export/operations/import.js';
import type { Config } from './config.js';
import type { Database } from '../database/database.js';
import { analyze } from '../database/statistics.js';
import type { LogHead } from '../log/event.js';
import { openBus } from '../live/open-bus.js';
import type { Logger } from '../logger.js';
import { UserError } from '../user-error.js';
import type { FileDiagnostic, UserErrorData } from '../user-error.js';
import { readEnvironment } from './environment.js';
import { UsageError } from './failures.js';
import { actorAs } from './operator.js';
import { print, withProgress } from './output.js';
import { withDatabase } from './with-database.js';

/** Bounds of a file in CSV: records, and how long it may take, in milliseconds. */
const MAX_ROWS = 1_000_000;
const TIMEOUT = 3_600_000;

const KINDS = ['units', 'people', 'improvements', 'deployments'] as const;

/** Orders of days in digits, as the mutation calls them. */
const DATES = { 'day-first': 'DAY_FIRST', 'month-first': 'MONTH_FIRST' } as const;

export const command = new Command()
  .description(
    'Imports a CSV file: all of its records, or none and a list of the problems, by line. Each record is made as a person would make it, with the same rules and its own event. With --from, imports a whole organization from a file that `uplift export --to` wrote. See docs/import-export.md.',
  )
  .addArgument(new Argument('[kind]', 'what the records are').choices(KINDS))
  .argument('[file]', 'the file in CSV, UTF-8; its first line names the columns')
  .option('--organization <slug>', 'for a file in CSV: whose records they become')
  .option('--as <subject>', 'for a file in CSV: the person who makes them; for an organization: its slug here')
  .option(
    '--map <theirs=ours>',
    'what a column of the file is here, such as "Summary=title"; may be repeated',
    pair,
    [],
  )
  .option('--default <column=value>', 'what stands in a column where the file has nothing; may be repeated', pair, [])
  .addOption(
    new Option('--dates <order>', 'how days in digits, such as 31/1/2026, are written').choices([
      'day-first',
      'month-first',
    ] as const),
  )
  .option('--dry-run', 'check the file in CSV, and make nothing')
  .option('--from <file>', 'the file with a whole organization')
  .action(async (kind, file, { organization, as: who, map, default: defaults, dates, dryRun, from }) => {
    // Hazard: V8 would rather let the heap of a busy process grow than collect, and so take the more memory the larger a file is.
    setFlagsFromString('--optimize-for-size');
    const { config, logger } = readEnvironment();
    if (from !== undefined && kind === undefined) return takeOver(config, logger, from, who);
    if (!kind || !file || !organization || !who)
      throw new UsageError('It takes a kind, a file, --organization and --as; or --from and a file.');
    const input = {
      kind: kind.toUpperCase(),
      columns: map.map(([from, to]) => ({ from, to })),
      defaults: defaults.map(([column, value]) => ({ column, value })),
      dates: dates && DATES[dates],
      dryRun: dryRun ?? false,
    };
    // A file that is not there is said before the database is asked.
    await access(file, constants.R_OK);
    await withDatabase(config, logger, (database) =>
      importInto(database, config, logger, { organization, subject: who, file, input }),
    );
  });

interface Wanted {
  readonly organization: string;
  readonly subject: string;
  readonly file: string;
  readonly input: Readonly<Record<string, unknown>>;
}

async function importInto(
  database: Database,
  config: Config,
  logger: Logger,
  { organization, subject, file, input }: Wanted,
): Promise<void> {
  const actor = await actorAs(database, organization, subject);
  const catalogStore = await openCatalogStore(database);
  const bus = await openBus(config, database, logger);
  await bus.start({ onHint: () => undefined, onGap: () => undefined });
  const environment = {
    database,
    clock: database.clock.now,
    committed: ({ organizationId, position }: LogHead) => bus.publish({ topic: 'log', organizationId, position }),
    catalogStore,
  };
  const outcome = await withProgress('records written', undefined, async (advance) => {
    const bounds = {
      maxRows: MAX_ROWS,
      timeout: TIMEOUT,
      onProgress: ({ written }: ImportProgress) => advance(written),
    };
    const open = () => decodeUtf8(createReadStream(file));
    try {
      return await execute(importFile(bounds, open), environment, actor, input);
    } finally {
      await bus.stop();
    }
  });
  if (outcome.done && !input['dryRun']) await analyze(database);
  if (!outcome.done) throw Object.assign(new UserError(outcome.userError), { message: reasons(outcome.userError) });
  for (const remark of (outcome.facts?.['remarks'] ?? []) as FileDiagnostic[]) print(process.stderr, lineOf(remark));
  const count = Number(outcome.facts?.['count']);
  print(process.stdout, input['dryRun'] ? `${count} records could be imported.` : `Imported ${count} records.`);
}

async function takeOver(config: Config, logger: Logger, file: string, slug: string | undefined): Promise<void> {
  await withDatabase(config, logger, async (database) => {
    const catalog = (await openCatalogStore(database)).current();
    const { organization, position } = await withProgress('rows taken over', undefined, (advance) =>
      takeOverOrganization(database.prisma, file, { catalog, slug, onRows: advance }),
    );
    await analyze(database);
    print(process.stdout, `${organization} is here, up to position ${position} of its log.`);
  });
}

/** Two names with an equals sign between; the first may have some itself. */
function pair(text: string, earlier: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const [, first, second] = /^(.+)=([^=]*)$/s.exec(text) ?? [];
  if (first === undefined || second === undefined)
    throw new InvalidArgumentError('It takes two names with "=" between, such as "Summary=title".');
  return [...earlier, [first.trim(), second.trim()]];
}

function reasons(userError: UserErrorData): string {
  if (userError.kind !== 'FileRejectedError') return userError.message;
  const { mistakes, more } = userError;
  return ['Nothing was imported:', ...mistakes.map(lineOf), ...(more > 0 ? [`and ${more} more mistakes`] : [])].join(
    '\n',
  );
}

function lineOf({ line, column, value, message, count, lines }: FileDiagnostic): string {
  const where = column === null ? '' : `, ${column}${value ? ` ${JSON.stringify(value)}` : ''}`;
  const more = count > lines.length ? ', …' : '';
  return `line ${line}${where}: ${message}${count > 1 ? ` (${count} times: lines ${lines.join(', ')}${more})` : ''}`;
}
