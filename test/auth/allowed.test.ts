import { expect, it } from 'vitest';
import { demandAllowed, demandPermission, isAllowedSomewhere } from '../../src/auth/allowed.js';
import type { Actor } from '../../src/auth/actor.js';
import type { Role } from '../../src/generated/prisma/enums.js';
import { EXPORT, READ } from '../../src/auth/grant.js';
import '../../src/graph/schema.js';
import { allCommands } from '../../src/schema/mutations.js';
import { UserError } from '../../src/user-error.js';

/**
 * For every sentence on permissions in the schema, who may: on a record in a unit, and on one in no unit. `viewer`; `lead` of
 * the unit, who is also the author of the record; `other`, the lead of another unit; and the roles above.
 */
const SENTENCES: Readonly<Record<string, { readonly inUnit: string; readonly inNone: string }>> = {
  'Administrators.': { inUnit: 'admin', inNone: 'admin' },
  'Sponsors.': { inUnit: 'sponsor admin', inNone: 'sponsor admin' },
  'Deployment leads.': { inUnit: 'deployment sponsor admin', inNone: 'deployment sponsor admin' },
  'Leads of the unit, and deployment leads.': {
    inUnit: 'lead deployment sponsor admin',
    inNone: 'deployment sponsor admin',
  },
  'Leads of the unit, and deployment leads; values of the whole organization only deployment leads.': {
    inUnit: 'lead deployment sponsor admin',
    inNone: 'deployment sponsor admin',
  },
  'Leads of the unit, and deployment leads; lessons of no unit only deployment leads.': {
    inUnit: 'lead deployment sponsor admin',
    inNone: 'deployment sponsor admin',
  },
  // The owner and the consultant are the viewer here.
  'The owner, leads of the unit, and deployment leads.': {
    inUnit: 'viewer lead deployment sponsor admin',
    inNone: 'viewer deployment sponsor admin',
  },
  'The owner, and deployment leads.': {
    inUnit: 'viewer deployment sponsor admin',
    inNone: 'viewer deployment sponsor admin',
  },
  'The consultant, and deployment leads.': {
    inUnit: 'viewer deployment sponsor admin',
    inNone: 'viewer deployment sponsor admin',
  },
  'All members of the organization.': {
    inUnit: 'viewer lead other deployment sponsor admin',
    inNone: 'viewer lead other deployment sponsor admin',
  },
  // The author of a comment is the viewer here.
  'The author.': { inUnit: 'viewer', inNone: 'viewer' },
  'The author of the comment, and administrators.': { inUnit: 'viewer admin', inNone: 'viewer admin' },
  'Only the person who gave it.': { inUnit: 'lead', inNone: 'lead' },
  // The input decides the rest of these: which unit the actor speaks for, and what is in the file.
  'The lead of each target in person, and sponsors. No service account.': {
    inUnit: 'lead other deployment sponsor admin',
    inNone: 'lead other deployment sponsor admin',
  },
  'Leads of the unit, and deployment leads; without a unit, project leads. No service account.': {
    inUnit: 'lead other deployment sponsor admin',
    inNone: 'lead other deployment sponsor admin',
  },
  'Administrators for units and people, deployment leads for the rest.': {
    inUnit: 'deployment sponsor admin',
    inNone: 'deployment sponsor admin',
  },
};

/** What descriptions say besides of commands before which an organization may ask for a fresh sign-in. */
const AFTER_SIGN_IN = ' After a fresh sign-in, where the organization asks for one.';

/** Commands whose unit is in the input, although they are on a record. */
const BY_INPUT = ['completeCoordinationShare'];

const actor = (personId: string, role: Role, leads: readonly string[] = []): Actor => ({
  organizationId: 'organization',
  subject: personId,
  name: personId,
  personId,
  role,
  isServiceAccount: false,
  issuerId: null,
  leads: new Set(leads),
  asOf: 1,
});

const ACTORS: Readonly<Record<string, Actor>> = {
  viewer: actor('viewer', 'VIEWER'),
  lead: actor('lead', 'PROJECT_LEAD', ['unit']),
  other: actor('other', 'PROJECT_LEAD', ['other unit']),
  deployment: actor('deployment', 'DEPLOYMENT_LEAD'),
  sponsor: actor('sponsor', 'SPONSOR'),
  admin: actor('admin', 'ADMINISTRATOR'),
};

const commands = [...allCommands.values()].filter(({ name }) => !BY_INPUT.includes(name));

it.each(commands)('$name is allowed to whom its description names', ({ name, allowed }) => {
  const allowedTo = (unitId: string | null): string =>
    Object.entries(ACTORS)
      .filter(([, each]) => {
        try {
          demandAllowed(each, { name, allowed }, {
            unitId,
            personId: 'lead',
            ownerId: 'viewer',
            consultantId: 'viewer',
            authorId: 'viewer',
          } as never);
          return true;
        } catch (error) {
          if (error instanceof UserError && error.userError.kind === 'ForbiddenError') return false;
          throw error;
        }
      })
      .map(([who]) => who)
      .join(' ');
  const [who = ''] = allowed.sentence.split(AFTER_SIGN_IN);
  expect({ inUnit: allowedTo('unit'), inNone: allowedTo(null) }).toEqual(SENTENCES[who]);
  expect(allowed.sentence.endsWith(AFTER_SIGN_IN)).toBe(allowed.freshSignIn !== undefined);
});

it.each(commands)('$name is allowed to service accounts, unless its description says otherwise', (command) => {
  const account = { ...actor('account', 'ADMINISTRATOR'), isServiceAccount: true };
  expect(isAllowedSomewhere(account, command)).toBe(!/no service account/i.test(command.allowed.sentence));
});

it.each(commands)('$name takes a token with its own scope, and with no other', (command) => {
  const scopes = [READ, EXPORT, ...allCommands.keys()];
  expect(scopes.length).toBeGreaterThan(100);
  const taking = scopes.filter((scope) => {
    const grant = { tokenId: 'token', scopes: new Set([scope]), unitIds: null };
    const holder = { ...actor('admin', 'ADMINISTRATOR'), grant };
    const isAllowed = isAllowedSomewhere(holder, command);
    try {
      demandPermission(holder, command);
      return isAllowed;
    } catch (error) {
      if (error instanceof UserError && error.userError.kind === 'ForbiddenError') return isAllowed;
      throw error;
    }
  });
  expect(taking).toEqual([command.name]);
});
