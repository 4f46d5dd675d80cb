import type { App } from '../../src/server/app.js';
import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import { day, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');

/** Puts a coordination activity of the two projects into the database; `done` are the units that did their share. */
export async function putActivity(
  app: App,
  { id: organizationId, ledUnit, otherUnit, people }: TestOrganization,
  done: readonly string[] = [],
  values: Partial<Prisma.CoordinationActivityUncheckedCreateInput> = {},
): Promise<Put> {
  const share = (unitId: string) => ({
    unitId,
    ...(done.includes(unitId) ? { doneAt: now, doneById: people.PROJECT_LEAD.id } : {}),
  });
  const { id } = await app.services.database.prisma.coordinationActivity.create({
    data: {
      organizationId,
      title: 'One template',
      description: 'Agree on it.',
      ownerId: people.DEPLOYMENT_LEAD.id,
      dueOn: day('2026-03-01'),
      createdAt: now,
      updatedAt: now,
      improvementId: values.improvementId ?? (await putImprovement(app, organizationId)).id,
      ...values,
      shares: { create: [share(ledUnit.id), share(otherUnit.id)] },
    },
  });
  return { id, globalId: encodeGlobalId('CoordinationActivity', id) };
}

/** Puts two improvements that are bundled into the database. */
export async function putBundle(app: App, organizationId: string): Promise<readonly [Put, Put]> {
  const [one, two] = [await putImprovement(app, organizationId), await putImprovement(app, organizationId)];
  const data = { fromId: one.id, toId: two.id, kind: 'BUNDLED_WITH' as const, createdAt: now };
  await app.services.database.prisma.improvementRelation.create({ data });
  return [one, two];
}
