import type { App } from '../../src/server/app.js';
import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import { day, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');

/** Puts a consulting session for the led unit into the database, in any state; no event tells of it. */
export async function putSession(
  app: App,
  { id: organizationId, ledUnit, people }: TestOrganization,
  values: Partial<Prisma.ConsultingSessionUncheckedCreateInput> = {},
): Promise<Put> {
  const { id } = await app.services.database.prisma.consultingSession.create({
    data: {
      organizationId,
      unitId: ledUnit.id,
      topics: 'How to begin.',
      requestedById: people.PROJECT_LEAD.id,
      consultantId: people.DEPLOYMENT_LEAD.id,
      scheduledOn: day('2026-01-20'),
      createdAt: now,
      updatedAt: now,
      improvementId: values.improvementId ?? (await putImprovement(app, organizationId)).id,
      ...values,
    },
  });
  return { id, globalId: encodeGlobalId('ConsultingSession', id) };
}
