import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { ROLES } from '../auth/permissions.js';
import { signToken } from '../auth/tokens.js';
import type { Config } from './config.js';
import { GUEST_SUBJECT } from '../demo/people.js';
import { ensureDemoOrganization, seedDemo } from '../demo/seed.js';
import type { Role } from '../generated/prisma/enums.js';
import type { Logger } from '../logger.js';
import { readEnvironment } from './environment.js';
import { UsageError } from './failures.js';
import { print } from './output.js';
import { openCatalogStore } from '../process-model/store.js';
import { ownSecret, runningServer } from './remote.js';
import { withDatabase } from './with-database.js';

const ROLE_NAMES = ROLES.map((role) => role.toLowerCase().replace('_', '-')).join(', ');

export const command = new Command()
  .description('Prints a bearer token for an active person with a role, and nothing else. Only with our own secret.')
  .requiredOption('--role <role>', ROLE_NAMES, parseRole)
  .option('--person <name>', 'name of the person; default: any person with this role')
  .option('--organization <slug>', 'needed where several have such a person')
  .option('--for <time>', 'how long it is good, such as 30m, 12h or 30d', parseTime, '12h')
  .action(async ({ role, person, organization, for: lifetime }) => {
    const { config, logger } = readEnvironment();
    const secret = await ownSecret(config);
    const chosen = choose(await candidates(config, logger, { role, person, organization }));
    print(process.stdout, await signToken(secret, chosen.subject, chosen.organization, lifetime));
  });

/** Somebody for whom a token can be made. */
interface Candidate {
  readonly name: string;
  readonly subject: string;
  readonly organization: string;
}

/** Whom the token is to be for. */
interface Wanted {
  readonly role: Role;
  readonly person: string | undefined;
  readonly organization: string | undefined;
}

function parseRole(value: string): Role {
  const role = ROLES.find((each) => each === value.toUpperCase().replace('-', '_'));
  if (role) return role;
  throw new InvalidArgumentError(`Roles are ${ROLE_NAMES}.`);
}

function parseTime(value: string): string {
  if (/^\d+ ?[smhd]$/.test(value)) return value;
  throw new InvalidArgumentError('It takes a time such as 30m, 12h or 30d.');
}

function choose(found: readonly Candidate[]): Candidate {
  const [first] = found;
  if (!first) throw new UsageError('Nobody active has this role and name.');
  const organizations = [...new Set(found.map(({ organization }) => organization))];
  if (organizations.length > 1)
    throw new UsageError(`Say which organization: --organization ${organizations.join(' | ')}`);
  return first;
}

async function candidates(config: Config, logger: Logger, wanted: Wanted): Promise<readonly Candidate[]> {
  const ask = await runningServer(config);
  if (ask) {
    const { people, viewer } = (await ask(
      `query ($role: Role!, $text: String) {
        viewer { organization { slug } }
        people(first: 100, filter: { roles: [$role], text: $text, active: true }) { nodes { name subject } }
      }`,
      { role: wanted.role, text: wanted.person },
    )) as { people: { nodes: Omit<Candidate, 'organization'>[] }; viewer: { organization: { slug: string } } };
    const { slug } = viewer.organization;
    return people.nodes
      .map((person) => ({ ...person, organization: slug }))
      .filter((person) => isWanted(person, wanted));
  }
  return withDatabase(config, logger, async (database) => {
    if (config.storage.kind === 'embedded') {
      await ensureDemoOrganization(database, database.clock.now);
      const catalogStore = await openCatalogStore(database);
      const environment = { database, clock: database.clock.now, committed: () => undefined, catalogStore };
      // Its people come first: a token is to be had also where the rest cannot be played.
      await seedDemo(environment).catch((error: unknown) => logger.warn({ err: error }, 'the demo is incomplete'));
    }
    const people = await database.prisma.person.findMany({
      where: { role: wanted.role, active: true },
      select: { name: true, subject: true, organization: { select: { slug: true } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return people
      .map(({ name, subject, organization }) => ({ name, subject, organization: organization.slug }))
      .filter((person) => isWanted(person, wanted));
  });
}

function isWanted({ name, subject, organization }: Candidate, wanted: Wanted): boolean {
  if (wanted.organization !== undefined && organization !== wanted.organization) return false;
  if (wanted.person !== undefined) return name.toLowerCase() === wanted.person.toLowerCase();
  return subject !== GUEST_SUBJECT;
}
