import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { appendEvents, jsonFields } from '../../live/event-log.js';
import type { Organization, Person } from '../../generated/prisma/client.js';

/** A new organization and its first administrator. */
export interface NewOrganization {
  /** Short unique name: lower-case letters, digits and hyphens. */
  readonly slug: string;
  readonly name: string;
  readonly administrator: { readonly name: string; readonly subject: string };
}

/**
 * Sets up an organization with its log and its first administrator, in one transaction. The operator's act, from a
 * command line: no role in any organization allows it.
 */
export async function createOrganization(
  database: Database,
  clock: Clock,
  input: NewOrganization,
): Promise<{ organization: Organization; administrator: Person }> {
  return database.prisma.$transaction(async (db) => {
    const now = clock();
    const organization = await db.organization.create({
      data: {
        slug: input.slug,
        name: input.name,
        createdAt: now,
        log: { create: { epoch: randomBytes(6).toString('hex'), occurredAt: now } },
      },
    });
    const administrator = await db.person.create({
      data: {
        organizationId: organization.id,
        ...input.administrator,
        role: 'ADMINISTRATOR',
        createdAt: now,
        updatedAt: now,
      },
    });
    await appendEvents(db, { organizationId: organization.id, actorId: null, at: now }, [
      {
        type: 'PersonAdded',
        recordType: 'Person',
        recordId: administrator.id,
        recordVersion: administrator.version,
        after: jsonFields({ ...administrator }),
      },
    ]);
    return { organization, administrator };
  });
}
