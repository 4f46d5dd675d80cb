import { readFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { importCatalogAsOperator } from '../catalog/operations/import.js';
import { openCatalogStore } from '../process-model/store.js';
import type { Config } from './config.js';
import { openBus } from '../live/open-bus.js';
import type { Logger } from '../logger.js';
import { UserError } from '../user-error.js';
import type { InputIssue } from '../user-error.js';
import { readEnvironment } from './environment.js';
import { UsageError } from './failures.js';
import { print } from './output.js';
import { runningServer } from './remote.js';
import { withDatabase } from './with-database.js';

const importCatalog = new Command('import')
  .description(
    'Checks a process model in the form of prisma/catalog/cmmi-acq-1.3.json and puts it in force, all or nothing. Running servers pick it up at once.',
  )
  .argument('<file>', 'the model, as JSON')
  .action(async (file) => {
    const { config, logger } = readEnvironment();
    const problems = await importInto(config, logger, await readDocument(file));
    if (problems.length === 0) return print(process.stdout, 'The model is in force.');
    const list = problems.map(({ path, message }) => `  ${path ? `${path}: ` : ''}${message}`).join('\n');
    throw new UsageError(`Nothing was imported:\n${list}`);
  });

export const command = new Command().description('Replaces the process model.').addCommand(importCatalog);

async function readDocument(file: string): Promise<unknown> {
  const bytes = await readFile(file);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    throw new UsageError(`${file} cannot be read as JSON in UTF-8: ${(error as Error).message}`);
  }
}

/** Imports through the running embedded server where there is one, else into the database. Returns what is wrong. */
async function importInto(config: Config, logger: Logger, document: unknown): Promise<readonly InputIssue[]> {
  const ask = await runningServer(config);
  if (ask) {
    const { importCatalog: result } = (await ask(
      `mutation ($document: JSON!) {
        importCatalog(input: { document: $document }) {
          ... on UserError { message }
          ... on InvalidInputError { issues { path message } }
        }
      }`,
      { document },
    )) as { importCatalog: { message?: string; issues?: InputIssue[] } };
    return result.issues ?? (result.message ? [{ path: '', message: result.message }] : []);
  }
  return withDatabase(config, logger, async (database) => {
    await openCatalogStore(database);
    const bus = await openBus(config, database, logger);
    await bus.start({ onHint: () => undefined, onGap: () => undefined });
    try {
      await importCatalogAsOperator(database, database.clock.now, document);
      bus.publish({ topic: 'catalog' });
      return [];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { userError } = error;
      return userError.kind === 'InvalidInputError' ? userError.issues : [{ path: '', message: userError.message }];
    } finally {
      await bus.stop();
    }
  });
}
