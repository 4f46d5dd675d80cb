import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { createOrganization } from '../organization/operations/organization.js';
import { readEnvironment } from './environment.js';
import { UsageError } from './failures.js';
import { print } from './output.js';
import { withDatabase } from './with-database.js';

const create = new Command('create')
  .description('Sets up an organization with its first administrator.')
  .requiredOption('--slug <slug>', 'its name in tokens and commands: lower-case letters, digits and hyphens', parseSlug)
  .requiredOption('--name <name>', 'its name for people')
  .requiredOption('--administrator <name>', 'name of the first administrator')
  .requiredOption('--subject <subject>', 'the "sub" of the tokens of the administrator')
  .action(async ({ slug, name, administrator, subject }) => {
    const { config, logger } = readEnvironment();
    await withDatabase(config, logger, async (database) => {
      if (await database.prisma.organization.findUnique({ where: { slug } }))
        throw new UsageError(`There is an organization ${slug} already.`);
      const first = { name: administrator, subject };
      await createOrganization(database, database.clock.now, { slug, name, administrator: first });
    });
    print(process.stdout, `The organization ${slug} is there, with ${administrator.trim()} as its administrator.`);
  });

export const command = new Command().description('Sets up organizations.').addCommand(create);

function parseSlug(value: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/.test(value)) return value;
  throw new InvalidArgumentError('It takes 1 to 64 lower-case letters, digits and hyphens, with no hyphen at an end.');
}
