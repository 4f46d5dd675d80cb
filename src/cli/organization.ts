import { parseArgs } from 'node:util';
import { systemClock } from '../clock.js';
import { createOrganization } from '../organization/operations/organization.js';
import { print, run, UsageError, withDatabase } from './run.js';

const USAGE = `npm run -s organization:create -- --slug SLUG --name NAME --administrator NAME --subject SUBJECT
Sets up an organization with its first administrator. SUBJECT is the "sub" of the administrator's tokens.`;

await run(async (config, logger) => {
  const { slug, name, administrator, subject } = readArguments();
  if (!slug || !name || !administrator || !subject) throw new UsageError(USAGE);
  if (!/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/.test(slug))
    throw new UsageError('--slug takes lower-case letters, digits and hyphens.');
  await withDatabase(config, logger, async (database) => {
    if (await database.prisma.organization.findUnique({ where: { slug } }))
      throw new UsageError(`There is an organization ${slug} already.`);
    await createOrganization(database, systemClock, { slug, name, administrator: { name: administrator, subject } });
  });
  print(process.stdout, `The organization ${slug} is there, with ${administrator} as its administrator.`);
});

function readArguments() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ options: { slug: text, name: text, administrator: text, subject: text } }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}
