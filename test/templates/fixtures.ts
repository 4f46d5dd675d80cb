import { randomUUID } from 'node:crypto';
import type { App } from '../../src/server/app.js';
import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');

/** Puts a plan template without increments into the database, in any state; no event tells of it. */
export async function putTemplate(
  app: App,
  { id: organizationId }: Pick<TestOrganization, 'id'>,
  values: Partial<Prisma.PlanTemplateUncheckedCreateInput> = {},
): Promise<Put> {
  const { id } = await app.services.database.prisma.planTemplate.create({
    data: {
      organizationId,
      name: `Template ${randomUUID()}`,
      description: 'For small changes.',
      duration: 90,
      createdAt: now,
      updatedAt: now,
      ...values,
    },
  });
  return { id, globalId: encodeGlobalId('PlanTemplate', id) };
}
