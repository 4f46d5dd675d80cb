import { day, putBlocker, putDeployment, putImprovement, putUnit } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { putSession } from '../consulting/fixtures.js';
import { putActivity } from '../coordination/fixtures.js';
import { putMeasure } from '../measures/fixtures.js';
import type { App } from '../../src/server/app.js';
import { encodeGlobalId } from '../../src/ids.js';
import type { TestOrganization } from '../support/app.js';
import { putDelivery, putTrainingItem, putWaiver } from '../training/fixtures.js';

const now = new Date('2026-01-15T12:00:00.000Z');
const times = { createdAt: now, updatedAt: now };
const dates = { plannedStart: day('2026-02-01'), plannedEnd: day('2026-06-01') };

/** Puts a whole story into the database: an improvement with everything that its work products tell. `said` is each text of it. */
export async function putStory(
  app: App,
  organization: TestOrganization,
  said: (text: string) => string = (text) => text,
): Promise<Put> {
  const { id: organizationId, ledUnit, otherUnit, people } = organization;
  const { prisma } = app.services.database;
  const improvement = await putImprovement(app, organizationId, {
    title: said('Peer reviews of contracts'),
    description: said('Two people read each contract.'),
    origin: 'CAR_ACTION_PROPOSAL',
    practices: ['OPM SP 3.2', 'CAR SP 2.1'],
    priority: 2,
  });
  const improvementId = improvement.id;
  const [led, other] = [
    await putDeployment(app, organizationId, ledUnit.id, {
      improvementId,
      state: 'CONFIRMED',
      percent: 100,
      processVersion: said('2.0'),
      ...dates,
      actualStart: day('2026-02-03'),
      actualEnd: day('2026-03-01'),
      adoptedById: people.PROJECT_LEAD.id,
      confirmedById: people.DEPLOYMENT_LEAD.id,
    }),
    await putDeployment(app, organizationId, otherUnit.id, {
      improvementId,
      state: 'WAIVED',
      waiver: said('Ends in spring.'),
      ...dates,
    }),
  ];
  await prisma.blocker.create({
    data: {
      deploymentId: led.id,
      reason: said('The supplier has not agreed.'),
      openedAt: day('2026-02-10'),
      ownerId: people.PROJECT_LEAD.id,
      removedAt: day('2026-02-20'),
      resolution: said('It signed an addendum.'),
    },
  });
  const item = await putTrainingItem(app, organization, {
    improvementId,
    title: said('How to read a contract'),
    audience: said('Reviewers'),
    assetChange: said('Review procedure'),
    assetChangedOn: day('2026-01-20'),
  });
  await prisma.trainingVersion.updateMany({
    where: { itemId: item.id },
    data: { text: said('First line.\nSecond line.'), link: 'https://assets.example/reading?a=1&b=<2>' },
  });
  await putDelivery(app, organization, item);
  await putWaiver(app, organization, item);
  await putTrainingItem(app, organization, { improvementId, kind: 'COMMUNICATION', title: said('What changes') });

  const measure = await putMeasure(app, organization, {
    improvementId,
    name: said('Defects'),
    objective: 2.5,
    unitOfMeasurement: said('defects'),
  });
  await prisma.issue.create({
    data: {
      organizationId,
      improvementId,
      unitId: ledUnit.id,
      title: said('No licenses'),
      description: said('Too few.'),
      state: 'CLOSED',
      resolution: said('Bought some.'),
      openedById: people.PROJECT_LEAD.id,
      openedAt: now,
      ...times,
      closedAt: now,
    },
  });
  const plan = await prisma.deploymentPlan.create({
    data: {
      organizationId,
      improvementId,
      state: 'REVIEWED',
      ...times,
      activatedById: people.DEPLOYMENT_LEAD.id,
      confirmedById: people.SPONSOR.id,
      versions: {
        create: {
          number: 1,
          ...dates,
          writtenById: people.DEPLOYMENT_LEAD.id,
          createdAt: now,
          targets: { create: { unitId: ledUnit.id } },
          exclusions: { create: { unitId: otherUnit.id, reason: said('Has no contracts.') } },
          agreements: {
            create: { personId: people.SPONSOR.id, agreed: true, note: said('Only in spring.'), saidAt: now },
          },
        },
      },
      increments: {
        create: {
          organizationId,
          ordinal: 1,
          title: said('Early adopters'),
          ...dates,
          ...times,
          fallBack: said('As before.'),
          state: 'PASSED',
          gateDecidedById: people.SPONSOR.id,
          gateReason: said('All adopted.'),
          deployments: { create: { deploymentId: led.id } },
        },
      },
      deviations: {
        create: {
          deploymentId: other.id,
          deviation: said('Not deployed there.'),
          reason: said('Too late for it.'),
          acceptedById: people.SPONSOR.id,
          acceptedAt: now,
        },
      },
    },
  });
  await putActivity(app, organization, [ledUnit.id], {
    improvementId,
    state: 'DONE',
    title: said('One list of reviewers'),
    outcome: said('The list is there.'),
  });
  await putSession(app, organization, {
    improvementId,
    state: 'DELIVERED',
    topics: said('Reading in an hour'),
    deliveredOn: day('2026-02-12'),
    hours: 2.5,
    inPlaceOfTraining: true,
    outcome: said('Three contracts read.'),
  });
  const review = await prisma.resultReview.create({
    data: {
      organizationId,
      planId: plan.id,
      summary: said('It works.'),
      state: 'REVIEWED',
      ...times,
      reviewedAt: now,
      reviewedById: people.DEPLOYMENT_LEAD.id,
      decisions: {
        create: {
          topic: 'OBJECTIVES',
          outcome: 'CHANGE',
          reason: said('More is possible.'),
          decidedById: people.DEPLOYMENT_LEAD.id,
          decidedAt: now,
        },
      },
      lessons: {
        create: [
          { unitId: ledUnit.id, text: said('Ask the supplier earlier.') },
          { unitId: otherUnit.id, text: said('Waivers take long.') },
          { unitId: null, text: said('Begin in spring.') },
        ].map((lesson) => ({ ...lesson, organizationId, recordedById: people.PROJECT_LEAD.id, ...times })),
      },
    },
  });
  const planned = { barriers: [], risks: [], plannedStart: dates.plannedStart, plannedEnd: dates.plannedEnd };
  const exclusion = { unitId: otherUnit.id, reason: said('Has no contracts.') };
  await prisma.revision.createMany({
    data: [
      {
        kind: 'OBJECTIVE' as const,
        recordId: measure.id,
        before: { objective: 4 },
        after: { objective: 2.5 },
        reason: said('More is possible.'),
        reviewId: review.id,
      },
      { kind: 'PRIORITY' as const, recordId: improvementId, before: { priority: null }, after: { priority: 2 } },
      {
        kind: 'PLAN' as const,
        recordId: plan.id,
        before: { ...planned, targetUnitIds: [ledUnit.id, otherUnit.id], exclusions: [] },
        after: { ...planned, targetUnitIds: [ledUnit.id], exclusions: [exclusion] },
      },
    ].map((revision, index) => ({
      organizationId,
      improvementId,
      revisedById: people.SPONSOR.id,
      ...revision,
      revisedAt: new Date(now.getTime() + index),
    })),
  });
  return { id: improvementId, globalId: encodeGlobalId('Improvement', improvementId) };
}

/** Puts more of the same into a story: five units with a deployment, a delivery, an issue and a revision of the plan each. */
export async function putMore(app: App, organization: TestOrganization, story: Put): Promise<void> {
  const { id: organizationId, people } = organization;
  const { prisma } = app.services.database;
  const improvementId = story.id;
  const plan = await prisma.deploymentPlan.findFirstOrThrow({ where: { improvementId } });
  const item = await prisma.trainingItem.findFirstOrThrow({ where: { improvementId }, include: { versions: true } });
  for (let n = 0; n < 5; n += 1) {
    const { id: unitId } = await putUnit(app, organizationId);
    const deployment = await putDeployment(app, organizationId, unitId, { improvementId, ...dates });
    await putBlocker(app, deployment.id);
    await putActivity(app, organization, [], { improvementId });
    await putSession(app, organization, { improvementId, unitId });
    await prisma.trainingDelivery.create({
      data: {
        organizationId,
        itemId: item.id,
        versionId: item.versions[0]?.id ?? '',
        unitId,
        ...times,
        deliveredOn: day('2026-01-17'),
        trainer: 'Tom',
        headCount: 2,
      },
    });
    await prisma.issue.create({
      data: {
        organizationId,
        improvementId,
        unitId,
        title: 'Late',
        description: 'It is late.',
        ...times,
        openedAt: now,
        openedById: people.PROJECT_LEAD.id,
      },
    });
    await prisma.revision.create({
      data: {
        organizationId,
        improvementId,
        kind: 'PLAN',
        recordId: plan.id,
        revisedById: people.SPONSOR.id,
        before: { targetUnitIds: [] },
        after: { targetUnitIds: [unitId] },
        revisedAt: now,
      },
    });
  }
}
