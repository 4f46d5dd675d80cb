import { afterAll, beforeAll, expect, it } from 'vitest';
import { act, takesVersion } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { putTrainingItem } from '../training/fixtures.js';
import { recordRows } from './rows.js';

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

  const atOnce = (orders: readonly (readonly [string, Record<string, unknown>])[], bearer: string): Promise<Result[]> =>
    Promise.all(
      orders.map(([mutation, input], index) => act((index % 2 ? servers[1] : servers[0]).url, mutation, input, bearer)),
    );
  const done = (results: readonly Result[]): Result[] => results.filter((result) => 'record' in result);
  const eventsOf = (type: string): Promise<number> =>
    app.services.database.prisma.event.count({ where: { organizationId: organization.id, type } });

  it.each(Object.entries(recordRows(() => app)).filter(([mutation]) => takesVersion(mutation)))(
    'of several who write the same version, one wins: %s',
    async (mutation, { takes, event, input }) => {
      const { bearer } = organization.people[takes === 'author' ? 'PROJECT_LEAD' : 'SPONSOR'];
      for (let round = 0; round < 3; round += 1) {
        const given = await input(organization);
        const before = await eventsOf(event);
        const results = await atOnce(
          Array.from({ length: 4 }, () => [mutation, given] as const),
          bearer,
        );
        expect(done(results), JSON.stringify(results)).toHaveLength(1);
        expect(results.filter((result) => result['__typename'] === 'StaleVersionError')).toHaveLength(3);
        expect(await eventsOf(event)).toBe(before + 1);
      }
    },
  );

  it.each(['waiveTraining', 'establishDefinedProcess', 'definePlanTemplate'])(
    'the same new thing is there once: %s',
    async (mutation) => {
      const { bearer } = organization.people.SPONSOR;
      for (let round = 0; round < 3; round += 1) {
        const given = (await recordRows(() => app)[mutation]?.input(organization)) ?? {};
        const results = await atOnce(
          Array.from({ length: 4 }, () => [mutation, given] as const),
          bearer,
        );
        expect(done(results), JSON.stringify(results)).toHaveLength(1);
        expect(results.filter((result) => result['__typename'] === 'AlreadyExistsError')).toHaveLength(3);
      }
    },
  );

  it('nothing is delivered of an item that is taken out of use before', async () => {
    const { bearer } = organization.people.SPONSOR;
    for (let round = 0; round < 6; round += 1) {
      const { globalId } = await putTrainingItem(app, organization);
      const delivery = {
        trainingItemId: globalId,
        unitId: organization.ledUnit.globalId,
        deliveredOn: '2026-01-16',
        trainer: 'Tina',
        headCount: 3,
      };
      const over = { trainingItemId: globalId, version: 1, reason: 'Taught elsewhere.' };
      const orders = [['deliverTraining', delivery] as const, ['supersedeTraining', over] as const];
      const [delivered, superseded] = await atOnce(round % 2 ? orders : orders.toReversed(), bearer).then((results) =>
        round % 2 ? results : results.toReversed(),
      );
      expect(superseded).toHaveProperty('record');
      if (delivered && 'record' in delivered)
        expect(delivered['position']).toBeLessThan(superseded?.['position'] as number);
      else expect(delivered).toMatchObject({ rule: 'training-life' });
    }
  });
});
