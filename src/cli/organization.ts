import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { execute } from '../commands/execute.js';
import type { Executable } from '../commands/execute.js';
import { requireFreshSignIn, setRule } from '../organization/operations/fresh-sign-in.js';
import { createOrganization } from '../organization/operations/organization.js';
import { openCatalogStore } from '../process-model/store.js';
import { readEnvironment } from './environment.js';
import { UsageError } from './failures.js';
import { actorAs } from './operator.js';
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

/** `requireFreshSignIn` with nothing to ask for, by an operator, who shows no sign-in. */
const endRule: Executable<typeof requireFreshSignIn.input> = {
  name: requireFreshSignIn.name,
  input: requireFreshSignIn.input,
  allowed: requireFreshSignIn.allowed,
  perform: setRule,
};

const endFreshSignIns = new Command('end-fresh-sign-ins')
  .description(
    'Ends that an organization asks for fresh sign-ins, where its identity provider cannot give what it asks for.',
  )
  .requiredOption('--organization <slug>', 'which one')
  .requiredOption('--as <subject>', 'the administrator who ends it')
  .action(async ({ organization, as: who }) => {
    const { config, logger } = readEnvironment();
    await withDatabase(config, logger, async (database) => {
      const actor = await actorAs(database, organization, who);
      const { prisma, clock } = database;
      const { version } = await prisma.organization.findUniqueOrThrow({ where: { slug: organization } });
      const catalogStore = await openCatalogStore(database);
      const environment = { database, clock: clock.now, committed: () => undefined, catalogStore };
      const outcome = await execute(endRule, environment, actor, { version, occasions: [] });
      if (!outcome.done) throw new UsageError(outcome.userError.message);
    });
    print(process.stdout, `${organization} asks for no fresh sign-ins any more.`);
  });

export const command = new Command()
  .description('Sets up organizations.')
  .addCommand(create)
  .addCommand(endFreshSignIns);

function parseSlug(value: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/.test(value)) return value;
  throw new InvalidArgumentError('It takes 1 to 64 lower-case letters, digits and hyphens, with no hyphen at an end.');
}
