import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock.js';
import { parse } from '../../commands/execute.js';
import { line } from '../../commands/validators.js';
import type { Database } from '../../database/database.js';
import { appendEvents } from '../../log/append.js';
import { jsonFields } from '../../log/event-log.js';
import type { Organization, Person } from '../../generated/prisma/client.js';

const form = z.object({
  /** Short unique name: lower-case letters, digits and hyphens. */
  slug: line,
  name: line,
  administrator: z.object({ name: line, subject: line }),
});

/** A new organization, by its short unique name, and its first administrator. */
export type NewOrganization = z.input<typeof form>;

/**
 * Sets up an organization with its log and its first administrator, in one transaction. The operator's act, from a
 * command line: no role in any organization allows it.
 * @throws UserError that lists what is wrong with the names.
 */
export async function createOrganization(
  database: Database,
  clock: Clock,
  organizationToBe: NewOrganization,
): Promise<{ organization: Organization; administrator: Person }> {
  const input = parse(form, organizationToBe);
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
