import { parseArgs } from 'node:util';
import { ROLES } from '../auth/permissions.js';
import { signToken } from '../auth/tokens.js';
import { systemClock } from '../clock.js';
import type { Config } from '../config.js';
import { GUEST_SUBJECT } from '../demo/people.js';
import { ensureDemoOrganization, seedDemo } from '../demo/seed.js';
import type { Role } from '../generated/prisma/enums.js';
import type { Logger } from '../logger.js';
import { runningServer, ownSecret } from './remote.js';
import { print, run, UsageError, withDatabase } from './run.js';

const USAGE = `npm run -s token -- --role ROLE [--person NAME] [--organization SLUG] [--for 12h]
Prints a bearer token for an active person with this role, and nothing else.
  ROLE  ${ROLES.map((role) => role.toLowerCase().replace('_', '-')).join(', ')}`;

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

await run(async (config, logger) => {
  const { values } = readArguments();
  const role = ROLES.find((each) => each === values.role?.toUpperCase().replace('-', '_'));
  if (!role) throw new UsageError(USAGE);
  if (values.for && !/^\d+ ?[smhd]$/.test(values.for))
    throw new UsageError('--for takes a time such as 30m, 12h or 30d.');
  const secret = await ownSecret(config);
  const { subject, organization } = choose(
    await candidates(config, logger, { role, person: values.person, organization: values.organization }),
  );
  print(process.stdout, await signToken(secret, subject, organization, values.for ?? '12h'));
});

function readArguments() {
  try {
    return parseArgs({
      options: {
        role: { type: 'string' },
        person: { type: 'string' },
        organization: { type: 'string' },
        for: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
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
        people(role: $role, text: $text, active: true, first: 100) { nodes { name subject } }
      }`,
      { role: wanted.role, text: wanted.person },
    )) as { people: { nodes: Omit<Candidate, 'organization'>[] }; viewer: { organization: { slug: string } } };
    const { slug } = viewer.organization;
    return people.nodes
      .map((person) => ({ ...person, organization: slug }))
      .filter((person) => isWanted(person, wanted));
  }
  return withDatabase(config, logger, async (database) => {
    const environment = { database, clock: systemClock, committed: () => undefined };
    if (config.storage.kind === 'embedded') {
      await ensureDemoOrganization(environment);
      await seedDemo(environment);
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
