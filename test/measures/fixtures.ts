import { randomUUID } from 'node:crypto';
import type { App } from '../../src/server/app.js';
import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import { day, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');

/** Puts a measure with a reading of the led unit on 2026-01-10 into the database; no event tells of it. */
export async function putMeasure(
  app: App,
  { id: organizationId, ledUnit, people }: TestOrganization,
  values: Partial<Prisma.MeasureUncheckedCreateInput> = {},
): Promise<Put & { readonly reading: Put }> {
  const improvementId = values.improvementId ?? (await putImprovement(app, organizationId)).id;
  const { id, readings } = await app.services.database.prisma.measure.create({
    data: {
      organizationId,
      improvementId,
      name: `Rework ${randomUUID()}`,
      unitOfMeasurement: 'hours a week',
      direction: 'LOWER_IS_BETTER',
      why: 'It is what people complain of.',
      createdAt: now,
      updatedAt: now,
      ...values,
      readings: {
        create: {
          organizationId,
          unitId: ledUnit.id,
          day: day('2026-01-10'),
          value: 12,
          recordedById: people.PROJECT_LEAD.id,
          createdAt: now,
          updatedAt: now,
        },
      },
    },
    include: { readings: true },
  });
  const readingId = readings[0]?.id ?? '';
  const reading = { id: readingId, globalId: encodeGlobalId('MeasureReading', readingId) };
  return { id, globalId: encodeGlobalId('Measure', id), reading };
}
