import type { App } from '../../src/server/app.js';
import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');

/** Puts a word of the project lead on the led unit into the database; no event tells of it. */
export async function putAffirmation(
  app: App,
  { id: organizationId, ledUnit, people }: TestOrganization,
  values: Partial<Prisma.AffirmationUncheckedCreateInput> = {},
): Promise<Put> {
  const { id } = await app.services.database.prisma.affirmation.create({
    data: {
      organizationId,
      practiceRef: 'OPM SP 3.2',
      subpractice: 5,
      unitId: ledUnit.id,
      text: 'They helped us.',
      personId: people.PROJECT_LEAD.id,
      role: 'PROJECT_LEAD',
      createdAt: now,
      updatedAt: now,
      ...values,
    },
  });
  return { id, globalId: encodeGlobalId('Affirmation', id) };
}
