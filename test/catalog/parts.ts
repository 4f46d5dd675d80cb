import { encodeGlobalId } from '../../src/ids.js';
import type { App } from '../../src/server/app.js';
import { putBlocker } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

/** The parts of records that are nodes: those that an organization has, and one of each kind that it has none of; by type. */
export async function putParts(app: App, { id: organizationId, people }: TestOrganization) {
  const { prisma } = app.services.database;
  const where = { organizationId };
  const at = new Date('2026-01-15T12:00:00.000Z');
  const by = people.ADMINISTRATOR.id;
  const plan = await prisma.deploymentPlan.findFirstOrThrow({ where });
  const version = await prisma.planVersion.findFirstOrThrow({ where: { plan: where } });
  const [one, two] = await prisma.improvement.findMany({ where, take: 2 });
  const measure = await prisma.measure.findFirstOrThrow({ where });
  const review = await prisma.resultReview.findFirstOrThrow({ where });
  await prisma.resultReview.update({ where: { id: review.id }, data: { state: 'SHARED' } });
  const deployment = await prisma.deployment.findFirstOrThrow({ where });
  const share = await prisma.coordinationShare.findFirstOrThrow({ where: { activity: where } });
  const period = { periodStart: new Date('2026-01-01'), periodEnd: new Date('2026-01-10') };
  const made = {
    AcceptedDeviation: await prisma.acceptedDeviation.create({
      data: { planId: plan.id, deviation: 'It is late.', reason: 'It can wait.', acceptedById: by, acceptedAt: at },
    }),
    ImprovementRelation: await prisma.improvementRelation.create({
      data: { fromId: one?.id ?? '', toId: two?.id ?? '', kind: 'REPLACES', createdAt: at },
    }),
    MeasureBaseline: await prisma.measureBaseline.create({
      data: { measureId: measure.id, ...period, fixedById: by, fixedAt: at },
    }),
    PlanAgreement: await prisma.planAgreement.create({
      data: { versionId: version.id, personId: by, agreed: true, saidAt: at },
    }),
    ReviewDecision: await prisma.reviewDecision.create({
      data: {
        reviewId: review.id,
        topic: 'MEASURES',
        outcome: 'CHANGE',
        reason: 'So.',
        decidedById: by,
        decidedAt: at,
      },
    }),
    IncrementCondition: await prisma.incrementCondition.findFirstOrThrow({ where: { increment: where } }),
    Lesson: await prisma.lesson.findFirstOrThrow({ where }),
    PlanVersion: version,
    TrainingVersion: await prisma.trainingVersion.findFirstOrThrow({ where: { item: where } }),
    CoordinationShare: { id: `${share.activityId}:${share.unitId}` },
  };
  const ids = Object.entries(made).map(([typename, { id }]) => [typename, encodeGlobalId(typename, id)] as const);
  return { ...Object.fromEntries(ids), Blocker: await putBlocker(app, deployment.id) };
}
