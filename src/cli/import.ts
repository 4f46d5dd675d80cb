import { readFile, stat } from 'node:fs/promises';
import { Argument, Command } from '@commander-js/extra-typings';
import { openCatalogStore } from '../catalog/store.js';
import { systemClock } from '../clock.js';
import { execute } from '../commands/command.js';
import { takeOverOrganization } from '../exchange/copy/read.js';
import { decodeCsv } from '../exchange/files/csv.js';
import { importRecords } from '../exchange/operations/import.js';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import type { LogHead } from '../live/event.js';
import { openBus } from '../live/open-bus.js';
import type { Logger } from '../logger.js';
import { RefusalError } from '../refusal.js';
import type { FileRemark, Refusal } from '../refusal.js';
import { readEnvironment } from './environment.js';
import { UsageError } from './failures.js';
import { actorAs } from './operator.js';
import { print, withProgress } from './output.js';
import { withDatabase } from './with-database.js';

/** Bounds of a file in CSV: records, bytes, and how long it may take, in milliseconds. */
const MAX_ROWS = 50_000;
const MAX_BYTES = 32 * 1024 * 1024;
const TIMEOUT = 600_000;

const KINDS = ['units', 'people', 'improvements', 'deployments'] as const;

export const command = new Command()
  .description(
    `Takes over a file in CSV, at most ${MAX_ROWS} records: all of them, or none and the list of what is wrong, by line. Each is made\n` +
      'as a person would make it, with the same rules and its own event. Or, with --from, a whole organization from a\n' +
      'file that `uplift export --to` wrote.',
  )
  .addArgument(new Argument('[kind]', 'what the records are').choices(KINDS))
  .argument('[file]', 'the file in CSV; its first line names the columns')
  .option('--organization <slug>', 'for a file in CSV: whose records they become')
  .option('--as <subject>', 'for a file in CSV: the person who makes them; for an organization: its slug here')
  .option('--dry-run', 'check the file in CSV, and make nothing')
  .option('--from <file>', 'the file with a whole organization')
  .action(async (kind, file, { organization, as: who, dryRun, from }) => {
    const { config, logger } = readEnvironment();
    if (from !== undefined && kind === undefined) return takeOver(config, logger, from, who);
    if (!kind || !file || !organization || !who)
      throw new UsageError('It takes a kind, a file, --organization and --as; or --from and a file.');
    const csv = await readCsvFile(file);
    await withDatabase(config, logger, async (database) => {
      const input = { kind: kind.toUpperCase(), csv, dryRun: dryRun ?? false };
      await importInto(database, config, logger, { organization, subject: who, input });
    });
  });

interface Wanted {
  readonly organization: string;
  readonly subject: string;
  readonly input: { readonly kind: string; readonly csv: string; readonly dryRun: boolean };
}

async function importInto(
  database: Database,
  config: Config,
  logger: Logger,
  { organization, subject, input }: Wanted,
): Promise<void> {
  const actor = await actorAs(database, organization, subject);
  const catalog = (await openCatalogStore(database)).current();
  const bus = await openBus(config.redisUrl, true, logger);
  await bus.start({ onHint: () => undefined, onGap: () => undefined });
  const environment = {
    database,
    clock: systemClock,
    committed: ({ organizationId, position }: LogHead) => bus.publish({ topic: 'log', organizationId, position }),
  };
  const outcome = await withProgress('records written', undefined, async (advance) => {
    const bounds = { maxRows: MAX_ROWS, timeout: TIMEOUT, onProgress: advance };
    try {
      return await execute(importRecords(catalog, bounds), environment, actor, input);
    } finally {
      await bus.stop();
    }
  });
  if (!outcome.done) throw Object.assign(new RefusalError(outcome.refusal), { message: reasons(outcome.refusal) });
  for (const remark of (outcome.facts?.['remarks'] ?? []) as FileRemark[]) print(process.stderr, lineOf(remark));
  const count = Number(outcome.facts?.['count']);
  print(process.stdout, input.dryRun ? `${count} records could be taken over.` : `Took over ${count} records.`);
}

async function takeOver(config: Config, logger: Logger, file: string, slug: string | undefined): Promise<void> {
  await withDatabase(config, logger, async (database) => {
    const catalog = (await openCatalogStore(database)).current();
    const { organization, position } = await withProgress('rows taken over', undefined, (advance) =>
      takeOverOrganization(database.prisma, file, { catalog, slug, onRows: advance }),
    );
    print(process.stdout, `${organization} is here, up to position ${position} of its log.`);
  });
}

async function readCsvFile(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > MAX_BYTES) throw new UsageError(`${file} has more than ${MAX_BYTES} bytes: cut it into parts.`);
  const { text, mistake } = decodeCsv(await readFile(file));
  if (mistake) throw new UsageError(`${file}: ${mistake}`);
  return text;
}

function reasons(refusal: Refusal): string {
  if (refusal.kind !== 'FileRejectedError') return refusal.message;
  const { mistakes, more } = refusal;
  return ['Nothing was taken over:', ...mistakes.map(lineOf), ...(more > 0 ? [`and ${more} mistakes more`] : [])].join(
    '\n',
  );
}

function lineOf({ line, column, value, message }: FileRemark): string {
  const where = column === null ? '' : `, ${column}${value ? ` "${value}"` : ''}`;
  return `line ${line}${where}: ${message}`;
}
