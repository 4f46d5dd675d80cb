import type { App } from '../../src/server/app.js';
import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import { putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { putPlan } from '../plans/fixtures.js';
import type { PutPlan } from '../plans/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');

/** Puts a review of a confirmed plan into the database, with a lesson of the led unit; no event tells of it. */
export async function putReview(
  app: App,
  organization: TestOrganization,
  values: Partial<Prisma.ResultReviewUncheckedCreateInput> = {},
): Promise<Put & { readonly plan: PutPlan; readonly lessonId: string }> {
  const { id: organizationId, ledUnit, people } = organization;
  const state = values.state === 'REVIEWED' ? 'REVIEWED' : 'CONFIRMED';
  const plan = await putPlan(app, organization, { state });
  const { id, lessons } = await app.services.database.prisma.resultReview.create({
    data: {
      organizationId,
      planId: plan.id,
      summary: 'It works.',
      createdAt: now,
      updatedAt: now,
      ...values,
      lessons: {
        create: {
          organizationId,
          unitId: ledUnit.id,
          text: 'Ask earlier.',
          recordedById: people.PROJECT_LEAD.id,
          createdAt: now,
          updatedAt: now,
        },
      },
    },
    include: { lessons: true },
  });
  return { id, globalId: encodeGlobalId('ResultReview', id), plan, lessonId: lessons[0]?.id ?? '' };
}

/** Puts a revision of an improvement's priority into the database; no event tells of it. */
export async function putRevision(app: App, { id: organizationId, people }: TestOrganization): Promise<Put> {
  const improvement = await putImprovement(app, organizationId);
  const { id } = await app.services.database.prisma.revision.create({
    data: {
      organizationId,
      improvementId: improvement.id,
      kind: 'PRIORITY',
      recordId: improvement.id,
      before: { priority: null },
      after: { priority: 1 },
      revisedById: people.SPONSOR.id,
      revisedAt: now,
    },
  });
  return { id, globalId: encodeGlobalId('Revision', id) };
}
