import type { App } from '../../src/server/app.js';
import { encodeGlobalId } from '../../src/ids.js';
import { putPlan } from '../plans/fixtures.js';
import type { RecordRow } from '../records/suite.js';
import { putReview } from './fixtures.js';

/** The mutations of reviews and what they lead to, with who may do them. The app is asked for when they are run. */
export function reviewRows(app: () => App): Readonly<Record<string, RecordRow>> {
  const onReview = (event: string, state: 'DRAFT' | 'REVIEWED', more: object = {}, events = 1): RecordRow => ({
    takes: 'deploymentLead',
    event,
    events,
    input: async (organization) => ({
      reviewId: (await putReview(app(), organization, { state })).globalId,
      version: 1,
      ...more,
    }),
  });
  return {
    prioritizeImprovement: {
      takes: 'sponsor',
      event: 'ImprovementPrioritized',
      events: 2,
      input: async (organization) => {
        const { globalId: reviewId, plan } = await putReview(app(), organization);
        const improvementId = plan.improvement.globalId;
        return { improvementId, version: 1, priority: 2, reason: 'The audit is near.', reviewId };
      },
    },
    draftReview: {
      takes: 'deploymentLead',
      event: 'ReviewDrafted',
      input: async (organization) => ({
        planId: (await putPlan(app(), organization, { state: 'CONFIRMED' })).globalId,
        summary: 'It works.',
      }),
    },
    reviseReview: onReview('ReviewRevised', 'DRAFT', { summary: 'It works well.' }),
    decideInReview: onReview('ReviewDecided', 'DRAFT', { topic: 'PLAN', outcome: 'NO_CHANGE', reason: 'It worked.' }),
    concludeReview: onReview('ResultReviewed', 'DRAFT', {}, 2),
    shareReview: onReview('ReviewShared', 'REVIEWED'),
    recordLesson: {
      takes: 'unitLead',
      event: 'LessonRecorded',
      input: async (organization) => ({
        reviewId: (await putReview(app(), organization)).globalId,
        unitId: organization.ledUnit.globalId,
        text: 'Ask the supplier first.',
      }),
    },
    reviseLesson: {
      takes: 'unitLead',
      event: 'LessonRevised',
      input: async (organization) => ({
        lessonId: encodeGlobalId('Lesson', (await putReview(app(), organization)).lessonId),
        version: 1,
        text: 'Ask much earlier.',
      }),
    },
    closePlan: {
      takes: 'deploymentLead',
      event: 'PlanClosed',
      async input(organization) {
        const { id, plan } = await putReview(app(), organization, { state: 'REVIEWED' });
        const decidedById = organization.people.SPONSOR.id;
        await app().services.database.prisma.reviewDecision.createMany({
          data: (['LESSONS', 'MEASURES', 'OBJECTIVES', 'PRIORITIES', 'PLAN'] as const).map((topic) => ({
            reviewId: id,
            topic,
            outcome: 'NO_CHANGE' as const,
            reason: 'It worked.',
            decidedById,
            decidedAt: new Date('2026-01-15T12:00:00.000Z'),
          })),
        });
        return { planId: plan.globalId, version: 1 };
      },
    },
  };
}
