import { Command } from '@commander-js/extra-typings';
import { copyOrganization } from '../import-export/backup/write.js';
import { BYTE_ORDER_MARK } from '../import-export/files/csv-writer.js';
import { lists } from '../import-export/exporters/index.js';
import { PAGE } from '../import-export/exporters/list.js';
import { escapeControls } from '../text.js';
import { readEnvironment } from './environment.js';
import { UsageError } from './failures.js';
import { actorAs } from './operator.js';
import { print, withProgress } from './output.js';
import { withDatabase } from './with-database.js';

export const command = new Command()
  .description(
    'Writes a list of an organization as CSV to standard output, as far as a person may read it. With --to, writes the whole organization, with the positions of its log, to a file that can be imported elsewhere. See docs/import-export.md.',
  )
  .argument('[list]', `one of ${[...lists.keys()].join(', ')}`)
  .requiredOption('--organization <slug>', 'the organization to export')
  .option('--as <subject>', 'for a list: the person who reads it')
  .option('--bom', 'for a list: begin with a byte order mark, so that Excel recognizes UTF-8')
  .option('--to <file>', 'for the whole organization: the file, which must not exist yet')
  .action(async (name, { organization, as: subject, bom, to }) => {
    if ((name === undefined) === (to === undefined))
      throw new UsageError('It takes a list, or --to and a file for the whole organization.');
    const list = name === undefined ? undefined : lists.get(name);
    if (name !== undefined && !list)
      throw new UsageError(`There is no list ${name}: there are ${[...lists.keys()].join(', ')}.`);
    if (list && !subject) throw new UsageError('--as is missing: the subject of the person who reads the list.');
    const { config, logger } = readEnvironment();
    await withDatabase(config, logger, async (database) => {
      if (list && subject) {
        const actor = await actorAs(database, organization, subject);
        return withProgress('records written', undefined, async (advance) => {
          let pages = 0;
          if (bom) await write(BYTE_ORDER_MARK);
          for await (const page of list.pages({ db: database.prisma, actor, now: database.clock.now() })) {
            // Hazard: on a terminal that shows the list itself, a bar would run into it. The first page is the header.
            if (pages > 0 && !process.stdout.isTTY) advance(PAGE * (pages - 1));
            pages += 1;
            await write(process.stdout.isTTY ? escapeControls(page) : page);
          }
        });
      }
      const file = to ?? '';
      const { counts, position, hash } = await withProgress('rows written', undefined, (advance) =>
        copyOrganization(database.prisma, organization, file, advance),
      );
      const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const place = `position ${position}${hash ? ` (hash ${hash})` : ''}`;
      print(process.stdout, `Wrote ${rows} rows of ${organization}, up to ${place}, to ${file}.`);
    });
  });

/** Writes as fast as the output is read. */
async function write(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
