import { signToken } from '../../src/auth/tokens.js';
import { seedLarge } from '../../src/demo/large/seed.js';
import { encodeGlobalId } from '../../src/ids.js';
import { SECRET } from '../support/app.js';
import type { TestApp } from '../support/app.js';

/** An organization with some of every kind of record. */
export interface ManyRecords {
  readonly bearer: string;
  /** Global ids of the improvement whose deployment has come furthest, of its first increment and of a project. */
  readonly improvementId: string;
  readonly incrementId: string;
  readonly unitId: string;
}

const day = (date: string): Date => new Date(date);

/**
 * Makes an organization with so many improvements and projects, with a history; and straight into the tables, without
 * events, what that lacks: deployments in trouble, work that waits, and kinds of record that it has none of.
 */
export async function putManyRecords(
  app: TestApp,
  { slug, improvements, projects }: { slug: string; improvements: number; projects: number },
): Promise<ManyRecords> {
  const { database, clock } = app.services;
  const { prisma } = database;
  const now = clock();
  const options = { slug, improvements, projects, seed: 5, now };
  const { organizationId } = await seedLarge(database, options, () => undefined);
  const where = { organizationId };
  const stamp = { createdAt: now, updatedAt: now };
  const inOrder = { where, orderBy: { id: 'asc' }, select: { id: true } } as const;
  const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
  const byName = [{ improvement: { title: 'asc' as const } }, { unit: { name: 'asc' as const } }];
  const deployments = ids(await prisma.deployment.findMany({ ...inOrder, orderBy: byName }));
  const projectsByName = {
    where: { organizationId, kind: 'PROJECT' },
    orderBy: { name: 'asc' },
    select: { id: true },
  } as const;
  const units = await prisma.unit.findMany(projectsByName);
  const [personId = '', ...others] = ids(await prisma.person.findMany(inOrder));
  const all = await prisma.improvement.findMany({
    ...inOrder,
    select: { id: true, plans: { select: { id: true, versions: { select: { id: true } } } }, trainingItems: true },
  });
  const everyFourth = (from: number): string[] => deployments.filter((_id, index) => index % 4 === from);
  const set = (from: number, data: object) =>
    prisma.deployment.updateMany({ where: { id: { in: everyFourth(from) } }, data });
  await set(0, { state: 'BLOCKED', resumeState: 'IN_PROGRESS', plannedEnd: day('2026-01-01') });
  await set(1, { state: 'ADOPTED', percent: 100, actualEnd: now, waiver: 'A contract.', processVersionId: null });
  const led = { organizationId, unitId: units[0]?.id ?? '' };
  await prisma.deployment.updateMany({
    where: led,
    data: { state: 'ADOPTED', actualEnd: now, processVersionId: null },
  });
  await prisma.blocker.createMany({
    data: everyFourth(0).map((deploymentId, index) => ({
      deploymentId,
      reason: 'No tool.',
      openedAt: now,
      ownerId: index % 2 === 0 ? null : personId,
    })),
  });
  await prisma.trainingItem.updateMany({ where: { ...where, state: 'PUBLISHED' }, data: { assetChangedOn: now } });
  for (const [index, { id: improvementId, plans, trainingItems }] of all.entries()) {
    const unitId = units[index % units.length]?.id ?? '';
    const own = { organizationId, improvementId, ...stamp };
    const other = all[(index + 1) % all.length]?.id ?? '';
    await prisma.improvementRelation.create({
      data: { fromId: improvementId, toId: other, kind: 'BUNDLED_WITH', createdAt: now },
    });
    await prisma.coordinationActivity.create({
      data: {
        ...own,
        title: 'Talk',
        description: 'To suppliers',
        ownerId: personId,
        dueOn: day('2026-06-01'),
        related: { create: { improvementId: other } },
        shares: { create: units.map((unit) => ({ unitId: unit.id, doneAt: now, doneById: personId })) },
      },
    });
    await prisma.affirmation.createMany({
      data: units.map((unit) => ({
        ...own,
        unitId: unit.id,
        practiceRef: 'OPM SP 3.2',
        subpractice: 5,
        text: 'Yes.',
        personId,
        role: 'SPONSOR',
      })),
    });
    await prisma.revision.createMany({
      data: units.map((unit) => ({
        organizationId,
        improvementId,
        kind: 'PLAN',
        recordId: plans[0]?.id ?? improvementId,
        revisedById: personId,
        before: { targetUnitIds: [] },
        after: { targetUnitIds: [unit.id] },
        revisedAt: now,
        reason: 'One more.',
      })),
    });
    for (const { id: itemId } of trainingItems) {
      await prisma.trainingWaiver.create({
        data: { ...stamp, organizationId, itemId, unitId, reason: 'They know.', acceptedById: personId },
      });
    }
    await prisma.trainingItem.create({
      data: { ...own, kind: 'TRAINING', title: 'More', audience: 'All', assetChange: 'A form' },
    });
    const [plan] = plans;
    if (!plan) continue;
    const accepted = {
      planId: plan.id,
      deviation: 'Late',
      reason: 'So be it.',
      acceptedById: personId,
      acceptedAt: now,
    };
    const deployment = await prisma.deployment.findFirstOrThrow({ where: { improvementId }, select: { id: true } });
    await prisma.acceptedDeviation.create({ data: { ...accepted, deploymentId: deployment.id } });
    await prisma.planExclusion.createMany({
      data: units.map((unit) => ({ versionId: plan.versions[0]?.id ?? '', unitId: unit.id, reason: 'Too small.' })),
    });
    const waiting = await prisma.increment.findFirst({ where: { planId: plan.id }, orderBy: { ordinal: 'desc' } });
    await prisma.increment.update({ where: { id: waiting?.id ?? '' }, data: { state: 'AT_GATE' } });
    const state = ([undefined, 'ACTIVE', 'IN_REVIEW'] as const)[index % 3];
    if (state) await prisma.deploymentPlan.update({ where: { id: plan.id }, data: { state } });
    if (index % 3 !== 0) continue;
    const asked = { ...own, unitId, createdAt: day('2026-06-01') };
    const open = {
      incrementId: waiting?.id ?? null,
      title: 'No licenses',
      description: 'Too few.',
      openedById: personId,
      openedAt: asked.createdAt,
    };
    await prisma.issue.create({ data: { ...asked, ...open } });
    await prisma.tailoring.create({ data: { ...asked, state: 'WAIVER_REQUESTED', waiver: 'A contract.' } });
    await prisma.consultingSession.create({ data: { ...asked, topics: 'How to begin.', requestedById: personId } });
    const lesson = { ...stamp, organizationId, text: 'Ask earlier.', recordedById: personId };
    await prisma.resultReview.upsert({
      where: { planId: plan.id },
      create: {
        ...stamp,
        organizationId,
        planId: plan.id,
        state: 'REVIEWED',
        summary: 'Good.',
        lessons: { create: lesson },
      },
      update: { state: 'REVIEWED' },
    });
  }
  const idea = { title: 'An idea', description: 'Who knows.', kind: 'TECHNOLOGY', scale: 'INNOVATIVE' } as const;
  await prisma.improvement.create({
    data: { ...stamp, ...idea, organizationId, origin: 'SUGGESTION', createdAt: day('2026-06-01') },
  });
  const deliveries = await prisma.trainingDelivery.findMany(inOrder);
  await prisma.trainingAttendee.createMany({
    data: deliveries.flatMap(({ id: deliveryId }) =>
      others.slice(0, 2).map((each) => ({ deliveryId, personId: each })),
    ),
  });
  const first = await prisma.improvement.findFirstOrThrow({ where, orderBy: { createdAt: 'asc' } });
  const increment = await prisma.increment.findFirstOrThrow({
    where: { plan: { improvementId: first.id } },
    orderBy: { ordinal: 'desc' },
  });
  return {
    bearer: `Bearer ${await signToken(SECRET, 'viewer-1', slug, '1h')}`,
    improvementId: encodeGlobalId('Improvement', first.id),
    incrementId: encodeGlobalId('Increment', increment.id),
    unitId: encodeGlobalId('Unit', units[0]?.id ?? ''),
  };
}
