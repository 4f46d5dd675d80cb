import type { App } from '../../src/server/app.js';
import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import { putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');

/** Puts an issue in the led unit into the database, in any state; no event tells of it. */
export async function putIssue(
  app: App,
  { id: organizationId, ledUnit, people }: TestOrganization,
  values: Partial<Prisma.IssueUncheckedCreateInput> = {},
): Promise<Put> {
  const { id } = await app.services.database.prisma.issue.create({
    data: {
      organizationId,
      unitId: ledUnit.id,
      openedById: people.PROJECT_LEAD.id,
      openedAt: now,
      createdAt: now,
      title: 'No licenses',
      description: 'The tool has too few licenses.',
      updatedAt: now,
      ...values,
      improvementId: values.improvementId ?? (await putImprovement(app, organizationId)).id,
    },
  });
  return { id, globalId: encodeGlobalId('Issue', id) };
}
