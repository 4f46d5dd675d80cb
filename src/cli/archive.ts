import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { isoDay } from '../clock.js';
import { deleteRange, findArchiveRange, readRange } from '../log/archive.js';
import { writeArchive } from '../log/archive-file.js';
import { readEnvironment } from './environment.js';
import { UsageError } from './failures.js';
import { print, withProgress } from './output.js';
import { withDatabase } from './with-database.js';

export const command = new Command()
  .description(
    'Moves the events of an organization that were committed before a day from its log to a file of JSON Lines, with a header first and a checksum last. Nothing is deleted before the file is complete and read back. It may run beside servers; a client that returns with a cursor from before gets a Reset.',
  )
  .requiredOption('--organization <slug>', 'the organization whose events are archived')
  .requiredOption('--before <day>', 'the first day that stays (UTC), such as 2026-01-31', parseDay)
  .option('--to <file>', 'the file, which must not exist yet')
  .option('--dry-run', 'print what would be archived, and change nothing')
  .action(async ({ organization, before, to, dryRun }) => {
    if (!to && !dryRun) throw new UsageError('--to is missing: the file that the events go to.');
    const { config, logger } = readEnvironment();
    await withDatabase(config, logger, async ({ prisma, clock }) => {
      if (before.getTime() > clock.now().getTime() - config.replay.maxAge) {
        throw new UsageError(
          `--before ${isoDay(before)} is too late: clients may come back for events of the last ` +
            `${config.replay.maxAge / 3_600_000} hours (REPLAY_MAX_AGE).`,
        );
      }
      const range = await findArchiveRange(prisma, organization, before);
      if (!range) return print(process.stdout, `${organization} has no events from before that day.`);
      const what = `${range.count} events of ${organization}, ${range.from} to ${range.through}`;
      if (!to || dryRun) return print(process.stdout, `Would archive ${what}.`);
      await withProgress('events written', range.count, (advance) =>
        writeArchive(to, range, readRange(prisma, range), advance),
      );
      await withProgress('events deleted', range.count, (advance) => deleteRange(prisma, range, advance));
      print(process.stdout, `Archived ${what}${range.hash ? ` (hash ${range.hash})` : ''}, in ${to}.`);
    });
  });

function parseDay(value: string): Date {
  const day = new Date(`${value}T00:00:00Z`);
  if (/^\d{4}-\d\d-\d\d$/.test(value) && day.toJSON()?.slice(0, 10) === value) return day;
  throw new InvalidArgumentError('It takes a day such as 2026-01-31.');
}
