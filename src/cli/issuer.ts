import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command } from '@commander-js/extra-typings';
import { createIssuerOutlet } from '../auth/issuer-outlet.js';
import { execute } from '../commands/execute.js';
import type { Executable } from '../commands/execute.js';
import type { Database } from '../database/database.js';
import { addIssuer, removeIssuer } from '../organization/operations/issuer.js';
import { openCatalogStore } from '../process-model/store.js';
import type { Config } from './config.js';
import { readEnvironment } from './environment.js';
import { UsageError } from './failures.js';
import { actorAs } from './operator.js';
import { print } from './output.js';
import { readSecret } from '../server/ops/data-dir-lock.js';
import { sealingOf } from './sealing.js';
import { withDatabase } from './with-database.js';

const add = new Command('add')
  .description('Adds an identity provider of an organization, as an administrator would: see docs/operating.md.')
  .requiredOption('--organization <slug>', 'whose people it names')
  .requiredOption('--as <subject>', 'the administrator who adds it')
  .requiredOption('--address <url>', 'exactly the "iss" of its tokens')
  .requiredOption('--client-id <id>', 'the client as which people sign in there')
  .option('--name <name>', 'what it is called for people; default: its host')
  .option(
    '--client-secret-file <file>',
    'a file with the secret of the client, or - for standard input; a public client has none',
  )
  .option(
    '--audience <audience>',
    'the "aud" of its access tokens that are accepted as bearer tokens; default: none are',
  )
  .option('--subject-claim <claim>', 'the claim of its tokens that names people, such as oid; default: sub')
  .option('--scope <scope>', 'what is asked of it besides openid, such as offline_access; may be repeated', more, [])
  .option('--domain <domain>', 'domain of the e-mail addresses of its people; may be repeated', more, [])
  .action(async ({ organization, as: who, address, clientId, name, clientSecretFile, audience, ...rest }) => {
    const clientSecret = clientSecretFile === undefined ? null : await secretIn(clientSecretFile);
    const { subjectClaim, scope: scopes, domain: domains } = rest;
    const identity = { address, clientId, clientSecret, audience, subjectClaim };
    const wanted = { name: name ?? hostOf(address), ...identity, scopes, domains };
    await inOrganization(organization, (database, config) =>
      perform(database, config, { organization, who }, addIssuer, wanted),
    );
    print(
      process.stdout,
      `${organization} has the issuer ${address}. People sign in at /auth/login?organization=${organization}`,
    );
  });

const list = new Command('list')
  .description('Prints the identity providers of an organization, or of all: slug, address, client and domains.')
  .option('--organization <slug>', 'of this one only')
  .action(async ({ organization }) => {
    const { config, logger } = readEnvironment();
    const issuers = await withDatabase(config, logger, ({ prisma }) =>
      prisma.issuer.findMany({
        where: { removedAt: null, ...(organization === undefined ? {} : { organization: { slug: organization } }) },
        include: { organization: { select: { slug: true } } },
        omit: { clientSecret: true },
        orderBy: [{ organization: { slug: 'asc' } }, { createdAt: 'asc' }],
      }),
    );
    for (const {
      organization: { slug },
      address,
      clientId,
      domains,
    } of issuers)
      print(process.stdout, [slug, address, clientId, domains.join(',')].join('\t'));
  });

const remove = new Command('remove')
  .description(
    'Removes an identity provider of an organization, as an administrator would: the sessions that it began end.',
  )
  .requiredOption('--organization <slug>', 'whose it is')
  .requiredOption('--as <subject>', 'the administrator who removes it')
  .requiredOption('--address <url>', 'its address')
  .option('--client-id <id>', 'its client, if the organization has several with this address')
  .action(async ({ organization, as: who, address, clientId }) => {
    await inOrganization(organization, async (database, config) => {
      const found = await database.prisma.issuer.findMany({
        where: {
          organization: { slug: organization },
          removedAt: null,
          address,
          ...(clientId === undefined ? {} : { clientId }),
        },
        select: { id: true, version: true },
      });
      const [issuer] = found;
      if (!issuer) throw new UsageError(`${organization} has no issuer ${address}.`);
      if (found.length > 1) throw new UsageError('Say which one: --client-id');
      const wanted = { issuerId: issuer.id, version: issuer.version };
      await perform(database, config, { organization, who }, removeIssuer, wanted);
    });
    print(process.stdout, `${organization} has the issuer ${address} no more.`);
  });

export const command = new Command()
  .description('Manages the identity providers of organizations.')
  .addCommand(add)
  .addCommand(list)
  .addCommand(remove);

async function inOrganization(
  slug: string,
  work: (database: Database, config: Config) => Promise<void>,
): Promise<void> {
  const { config, logger } = readEnvironment();
  await withDatabase(config, logger, async (database) => {
    if (!(await database.prisma.organization.findUnique({ where: { slug } })))
      throw new UsageError(`There is no organization ${slug}.`);
    await work(database, config);
  });
}

/** Does a command as an administrator. Servers look issuers up whenever they use them, so that nobody has to be told. */
async function perform(
  database: Database,
  config: Config,
  { organization, who }: { readonly organization: string; readonly who: string },
  command: Executable,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { outlet } = createIssuerOutlet({
    networks: config.issuerNetworks,
    trust: config.trust,
    provider: config.signIn?.provider,
    sealing: sealingOf(config, await ownSecretOf(config)),
  });
  const environment = {
    database,
    clock: database.clock.now,
    committed: () => undefined,
    catalogStore: await openCatalogStore(database),
    issuers: outlet,
  };
  const outcome = await execute(command, environment, await actorAs(database, organization, who), input);
  if (!outcome.done) throw new UsageError(outcome.userError.message);
}

async function ownSecretOf({ trust, storage }: Config): Promise<string | undefined> {
  if (trust) return trust.kind === 'secret' ? trust.secret : undefined;
  return storage.kind === 'embedded' ? readSecret(storage.dataDir) : undefined;
}

async function secretIn(file: string): Promise<string> {
  return (file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')).trim();
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : address;
}

function more(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
