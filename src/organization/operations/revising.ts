import { administrators } from '../../auth/allowed.js';
import { id, optional, timeZone, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Organization } from '../../generated/prisma/client.js';
import { notFound } from '../../user-error.js';
import type { OwnEventType } from '../events.js';

const target = { organizationId: id('Organization', 'Your organization.'), version: version('Organization') };

/** Describes a command that changes the organization itself. */
const organizationCommand = recordCommands<
  Organization,
  object,
  Partial<Pick<Organization, 'timeZone'>>,
  'reviseOrganization',
  OwnEventType,
  typeof target
>({
  record: 'Organization',
  target,
  load: organizationOf,
  write: (work, organization, patch = {}, { type, note }) =>
    work.change(work.db.organization, organization, patch, { type, recordType: 'Organization', note }),
});

export const reviseOrganization = organizationCommand({
  name: 'reviseOrganization',
  description:
    'Changes the time zone of the organization, by whose days it goes, and the units that have none of their own. Agreed dates stay: by another time zone, their days begin and end at other times.',
  allowed: administrators,
  event: 'OrganizationRevised',
  input: { timeZone: optional(timeZone('Its time zone, by its IANA name, such as `Europe/Zurich`.')) },
  change: (_work, organization, input) => ({ timeZone: input.timeZone ?? organization.timeZone }),
});

async function organizationOf(work: UnitOfWork, organizationId: string): Promise<Organization> {
  const isOwn = organizationId === work.actor.organizationId;
  const organization = isOwn && (await work.db.organization.findUnique({ where: { id: organizationId } }));
  if (!organization) throw notFound('Organization');
  return organization;
}
