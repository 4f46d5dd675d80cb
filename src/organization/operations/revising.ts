import { administrators } from '../../auth/allowed.js';
import { clearable, id, integer, optional, timeZone, version } from '../../commands/fields.js';
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
  Partial<Pick<Organization, 'timeZone' | 'statusCadenceDays'>>,
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
    'Changes the time zone of the organization, by whose days it goes, and the units that have none of their own, and after how many days status updates are due. Agreed dates stay: by another time zone, their days begin and end at other times. Omitted fields stay as they are.',
  allowed: administrators,
  event: 'OrganizationRevised',
  input: {
    timeZone: optional(timeZone('Its time zone, by its IANA name, such as `Europe/Zurich`.')),
    statusCadenceDays: clearable(
      integer(
        1,
        366,
        'Days after which the next status update of a record is due, where its latest has no cadence; null for none.',
      ),
    ),
  },
  change: (_work, organization, { timeZone: zone, statusCadenceDays = organization.statusCadenceDays }) => ({
    timeZone: zone ?? organization.timeZone,
    statusCadenceDays,
  }),
});

async function organizationOf(work: UnitOfWork, organizationId: string): Promise<Organization> {
  const isOwn = organizationId === work.actor.organizationId;
  const organization = isOwn && (await work.db.organization.findUnique({ where: { id: organizationId } }));
  if (!organization) throw notFound('Organization');
  return organization;
}
