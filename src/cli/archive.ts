import { parseArgs } from 'node:util';
import { systemClock } from '../clock.js';
import type { Config } from '../config.js';
import { deleteRange, findArchiveRange, readRange } from '../live/archive.js';
import type { ArchiveRange, OnProgress } from '../live/archive.js';
import { writeArchive } from '../live/archive-file.js';
import { print, run, UsageError, withDatabase } from './run.js';

const USAGE = `npm run -s events:archive -- --organization SLUG --before YYYY-MM-DD --to FILE [--dry-run]
Moves the events of an organization that were committed before a day (UTC) from its log to FILE, which must not be there
yet: JSON Lines, a header first and a checksum last. Nothing is deleted before the file is complete and read back.
Servers may run; a client that comes back with a cursor from before gets a Reset.
  --dry-run  says what would be archived, and does nothing`;

/** Pause between two lines about the progress, in milliseconds. */
const REPORT_INTERVAL = 2_000;

await run(async (config, logger) => {
  const { organization, before, file, dryRun } = readArguments(config);
  await withDatabase(config, logger, async ({ prisma }) => {
    const range = await findArchiveRange(prisma, organization, before);
    if (!range) return print(process.stdout, `${organization} has no events from before that day.`);
    const what = `${range.count} events of ${organization}, ${range.from} to ${range.through}`;
    if (dryRun) return print(process.stdout, `Would archive ${what}.`);
    await writeArchive(file, range, readRange(prisma, range), reporter('written', range));
    await deleteRange(prisma, range, reporter('deleted', range));
    print(process.stdout, `Archived ${what}, in ${file}.`);
  });
});

function readArguments({ replay }: Config) {
  const text = { type: 'string' } as const;
  const options = { organization: text, before: text, to: text, 'dry-run': { type: 'boolean' } } as const;
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
  const { organization, before = '', to = '', 'dry-run': dryRun = false } = values;
  if (!organization || (!to && !dryRun)) throw new UsageError(USAGE);
  const day = new Date(`${before}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(before) || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== before) {
    throw new UsageError(`--before takes a day such as 2026-01-31.\n${USAGE}`);
  }
  if (day.getTime() > systemClock().getTime() - replay.maxAge) {
    throw new UsageError(
      `--before ${before} is too late: clients may come back for events of the last ${replay.maxAge / 3_600_000} hours (REPLAY_MAX_AGE).`,
    );
  }
  return { organization, before: day, file: to, dryRun };
}

/** Says on standard error, now and then, how far the work has got. */
function reporter(done: string, { count }: ArchiveRange): OnProgress {
  let reported = performance.now();
  return (events) => {
    if (performance.now() - reported < REPORT_INTERVAL) return;
    reported = performance.now();
    print(process.stderr, `${events} of ${count} ${done}`);
  };
}
