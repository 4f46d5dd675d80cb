import { afterAll, beforeAll, expect, it } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { day, putDeployment, putImprovement } from '../commands/fixtures.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { putPlan } from './fixtures.js';
import { DAYS } from './stage.js';

describeWithServices('at the same time, on two servers', ({ postgresUrl, redisUrl }) => {
  let databaseUrl: string;
  let servers: readonly [TestApp, TestApp];
  let app: TestApp;
  let organization: TestOrganization;
  let lead: string;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    app = await startApp({ databaseUrl, redisUrl });
    servers = [app, await startApp({ databaseUrl, redisUrl })];
    organization = await createTestOrganization(app);
    lead = organization.people.DEPLOYMENT_LEAD.bearer;
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await dropDatabase(databaseUrl);
  });

  const atOnce = (orders: readonly (readonly [string, Record<string, unknown>])[]): Promise<Result[]> =>
    Promise.all(
      orders.map(([mutation, input], index) => act((index % 2 ? servers[1] : servers[0]).url, mutation, input, lead)),
    );
  const done = (results: readonly Result[]): Result[] => results.filter((result) => 'record' in result);

  it('an improvement gets one plan', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { globalId } = await putImprovement(app, organization.id);
      const draft = { improvementId: globalId, targetUnitIds: [organization.ledUnit.globalId], ...DAYS };
      const results = await atOnce(Array.from({ length: 4 }, () => ['draftPlan', draft] as const));
      expect(done(results), JSON.stringify(results)).toHaveLength(1);
      expect(results.filter((result) => result['__typename'] === 'AlreadyExistsError')).toHaveLength(3);
    }
  });

  it('requirements that close a circle only together are not all recorded', async () => {
    for (let round = 0; round < 4; round += 1) {
      const circle = await Promise.all(Array.from({ length: 4 }, () => putImprovement(app, organization.id)));
      const results = await atOnce(
        circle.map(({ globalId }, index) => [
          'relateImprovement',
          { improvementId: globalId, version: 1, kind: 'REQUIRES', relatedId: circle[(index + 1) % 4]?.globalId },
        ]),
      );
      expect(done(results), JSON.stringify(results)).toHaveLength(3);
      expect(results.find((result) => !('record' in result))).toMatchObject({ rule: 'no-circle-of-requirements' });
    }
  });

  it('of two conflicting plans for one project, one is activated', async () => {
    const { prisma } = app.services.database;
    for (let round = 0; round < 4; round += 1) {
      const plans = [
        await putPlan(app, organization, { state: 'AGREED' }),
        await putPlan(app, organization, { state: 'AGREED' }),
      ];
      const [one, two] = plans.map(({ improvement }) => improvement.id);
      if (!one || !two) throw new Error('No improvements.');
      await prisma.improvement.updateMany({ where: { id: { in: [one, two] } }, data: { state: 'SELECTED' } });
      await prisma.deployment.updateMany({
        where: { improvementId: { in: [one, two] } },
        data: { state: 'PLANNED', plannedStart: day('2026-02-01'), plannedEnd: day('2026-06-01') },
      });
      const relation = { fromId: one, toId: two, kind: 'CONFLICTS_WITH' as const, createdAt: new Date() };
      await prisma.improvementRelation.create({ data: relation });
      const results = await atOnce(plans.map(({ globalId }) => ['activatePlan', { planId: globalId, version: 1 }]));
      expect(done(results), JSON.stringify(results)).toHaveLength(1);
      expect(results.find((result) => !('record' in result))).toMatchObject({ rule: 'no-conflicting-deployment' });
    }
  });

  it('increments that are added at once stand in one line', async () => {
    const plan = await putPlan(app, organization, { state: 'ACTIVE' });
    await putDeployment(app, organization.id, organization.otherUnit.id, { improvementId: plan.improvement.id });
    const wave = { planId: plan.globalId, title: 'All', fallBack: 'The old form.', ...DAYS };
    const results = await atOnce(Array.from({ length: 6 }, () => ['addIncrement', wave] as const));
    expect(done(results), JSON.stringify(results)).toHaveLength(6);
    const added = await app.services.database.prisma.increment.findMany({
      where: { planId: plan.id },
      orderBy: { ordinal: 'asc' },
    });
    expect(added.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
