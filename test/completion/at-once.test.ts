import { afterAll, beforeAll, expect, it } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { putMeasure } from '../measures/fixtures.js';
import { putIncrement, putPlan } from '../plans/fixtures.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';

describeWithServices('at the same time, on two servers', ({ postgresUrl, redisUrl }) => {
  let databaseUrl: string;
  let servers: readonly [TestApp, TestApp];
  let app: TestApp;
  let organization: TestOrganization;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    app = await startApp({ databaseUrl, redisUrl });
    servers = [app, await startApp({ databaseUrl, redisUrl })];
    organization = await createTestOrganization(app);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await dropDatabase(databaseUrl);
  });

  const atOnce = (orders: readonly (readonly [string, Record<string, unknown>])[]): Promise<Result[]> =>
    Promise.all(
      orders.map(([mutation, input], index) =>
        act((index % 2 ? servers[1] : servers[0]).url, mutation, input, organization.people.DEPLOYMENT_LEAD.bearer),
      ),
    );

  it('a plan is not confirmed over an issue that is opened meanwhile', async () => {
    for (let round = 0; round < 4; round += 1) {
      const plan = await putPlan(app, organization, { state: 'ACTIVE' });
      const issue = { improvementId: plan.improvement.globalId, title: 'No licenses', description: 'Too few.' };
      const results = await atOnce([
        ['confirmPlan', { planId: plan.globalId, version: 1 }],
        ['openIssue', issue],
      ]);
      const [confirmed, opened] = results;
      expect(opened, JSON.stringify(results)).toHaveProperty('record');
      if (confirmed && 'record' in confirmed) {
        expect(opened?.['position']).toBeGreaterThan(confirmed['position'] as number);
      } else expect(confirmed).toMatchObject({ rule: 'plan-issues-closed-or-accepted' });
    }
  });

  it('a plan is not confirmed over a deployment that is planned meanwhile', async () => {
    for (let round = 0; round < 4; round += 1) {
      const plan = await putPlan(app, organization, { state: 'ACTIVE' });
      const { id: unitId } = organization.otherUnit;
      const { versions } = await app.services.database.prisma.deploymentPlan.findUniqueOrThrow({
        where: { id: plan.id },
        include: { versions: true },
      });
      for (const { id: versionId } of versions)
        await app.services.database.prisma.planTarget.create({ data: { versionId, unitId } });
      const days = { plannedStart: '2026-03-01', plannedEnd: '2026-04-01' };
      const results = await atOnce([
        ['confirmPlan', { planId: plan.globalId, version: 1 }],
        [
          'planDeployment',
          { improvementId: plan.improvement.globalId, unitId: organization.otherUnit.globalId, ...days },
        ],
      ]);
      const [confirmed, planned] = results;
      const done = results.filter((result) => 'record' in result);
      expect(done, JSON.stringify(results)).toHaveLength(1);
      if (done[0] === confirmed) expect(planned).toMatchObject({ rule: 'complete-plan-stands' });
      else expect(confirmed).toMatchObject({ rule: 'plan-deployments-ended' });
    }
  });

  it('a baseline is not fixed after an increment that starts meanwhile', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { globalId, plan } = await putIncrement(app, organization, { state: 'READY' });
      const measure = await putMeasure(app, organization, { improvementId: plan.improvement.id });
      const period = { unitId: organization.ledUnit.globalId, periodStart: '2026-01-01', periodEnd: '2026-01-31' };
      const results = await atOnce([
        ['startIncrement', { incrementId: globalId, version: 1 }],
        ['fixBaseline', { measureId: measure.globalId, version: 1, ...period }],
      ]);
      const [started, fixed] = results;
      expect(started, JSON.stringify(results)).toHaveProperty('record');
      if (fixed && 'record' in fixed) {
        expect(started?.['position']).toBeGreaterThan(fixed['position'] as number);
      } else expect(fixed).toMatchObject({ rule: 'baseline-before-first-increment' });
    }
  });

  it('a day has one reading of the whole, and a plan one order of its increments', async () => {
    const measure = await putMeasure(app, organization);
    const reading = { measureId: measure.globalId, day: '2026-01-20', value: 3 };
    const read = await atOnce(Array.from({ length: 4 }, () => ['recordReading', reading] as const));
    expect(read.map((result) => String(result['__typename'])).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'AlreadyExistsError'),
      'RecordReadingPayload',
    ]);
    const { globalId, plan } = await putIncrement(app, organization);
    const order = { planId: plan.globalId, version: 1, incrementIds: [globalId] };
    const ordered = await atOnce(Array.from({ length: 2 }, () => ['reorderIncrements', order] as const));
    expect(ordered.map((result) => String(result['__typename'])).sort()).toEqual([
      'ReorderIncrementsPayload',
      'StaleVersionError',
    ]);
  });
});
