import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import type { App } from '../../src/server/app.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');

/** Puts a status update of the led unit into the database, or of what `values` say; no event tells of it. */
export async function putStatusUpdate(
  app: App,
  { id: organizationId, ledUnit, people }: TestOrganization,
  values: Partial<Prisma.StatusUpdateUncheckedCreateInput> = {},
): Promise<Put> {
  const { id } = await app.services.database.prisma.statusUpdate.create({
    data: {
      organizationId,
      ...(values.improvementId || values.planId ? {} : { unitId: ledUnit.id }),
      health: 'ON_TRACK',
      text: 'All is well.',
      figures: { states: [], total: 0, percent: null, late: 0, atRisk: 0 },
      authorId: people.PROJECT_LEAD.id,
      createdAt: now,
      updatedAt: now,
      ...values,
    },
  });
  return { id, globalId: encodeGlobalId('StatusUpdate', id) };
}
