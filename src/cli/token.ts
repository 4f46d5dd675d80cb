import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { ROLES } from '../auth/permissions.js';
import { signToken } from '../auth/tokens.js';
import { GUEST_SUBJECT } from '../demo/people.js';
import type { Role } from '../generated/prisma/enums.js';
import { readEnvironment } from './environment.js';
import { print } from './output.js';
import { activePeople, choose } from './people.js';
import type { Candidate } from './people.js';
import { ownSecret } from './remote.js';

const ROLE_NAMES = ROLES.map((role) => role.toLowerCase().replace('_', '-')).join(', ');

export const command = new Command()
  .description(
    'Prints a bearer token for an active person with a role, and nothing else. Works with AUTH_SECRET or in the demo, not with an identity provider.',
  )
  .requiredOption('--role <role>', ROLE_NAMES, parseRole)
  .option('--person <name>', 'name of the person; default: any person with this role')
  .option('--organization <slug>', 'needed if several organizations have such a person')
  .option('--for <time>', 'how long it is valid, such as 30m, 12h or 30d', parseTime, '12h')
  .action(async ({ role, person, organization, for: lifetime }) => {
    const { config, logger } = readEnvironment();
    const secret = await ownSecret(config);
    const people = await activePeople(config, logger, role);
    const chosen = choose(
      people.filter((each) => isWanted(each, { person, organization })),
      'No active person has this role and name.',
    );
    print(process.stdout, await signToken(secret, chosen.subject, chosen.organization, lifetime));
  });

function parseRole(value: string): Role {
  const role = ROLES.find((each) => each === value.toUpperCase().replace('-', '_'));
  if (role) return role;
  throw new InvalidArgumentError(`Roles are ${ROLE_NAMES}.`);
}

function parseTime(value: string): string {
  if (/^\d+ ?[smhd]$/.test(value)) return value;
  throw new InvalidArgumentError('It takes a time such as 30m, 12h or 30d.');
}

function isWanted(
  { name, subject, organization }: Candidate,
  wanted: { readonly person: string | undefined; readonly organization: string | undefined },
): boolean {
  if (wanted.organization !== undefined && organization !== wanted.organization) return false;
  if (wanted.person !== undefined) return name.toLowerCase() === wanted.person.toLowerCase();
  return subject !== GUEST_SUBJECT;
}
