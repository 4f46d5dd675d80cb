import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { LoggedEvent } from '../../src/log/event.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { encodeGlobalId } from '../../src/ids.js';
import { expectedOf, flawsOf, flawsOfLog, readWholeLog } from './history.js';
import { createRandom } from './random.js';
import { createStage, write } from './stage.js';
import type { Stage, Written } from './stage.js';
import { watch } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const WRITERS = 8;
const TIMES = 60;

describeWithServices('eight writers at once, some of whose transactions are rolled back', ({ postgresUrl }) => {
  const random = createRandom('writers');
  let databaseUrl: string;
  let servers: readonly [TestApp, TestApp];
  let stage: Stage;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    const first = await startApp({ databaseUrl });
    servers = [first, await startApp({ databaseUrl })];
    stage = await createStage(first, WRITERS);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await dropDatabase(databaseUrl);
  });

  test('the log is dense, and every subscriber gets what passes its filter, in order, each once', async () => {
    const { organization, beginning, lanes } = stage;
    const bearer = organization.people.VIEWER.bearer;
    const [mine, other] = [lanes[0]?.improvement, lanes[1]?.improvement];
    if (!mine || !other) throw new Error('There are lanes.');
    const views: { filter?: object; passes: (event: LoggedEvent) => boolean }[] = [
      { passes: () => true },
      { filter: { types: ['PROGRESS_RECORDED'] }, passes: ({ type }) => type === 'ProgressRecorded' },
      {
        filter: { improvementIds: [mine.globalId, other.globalId] },
        passes: ({ improvementId }) => improvementId === mine.id || improvementId === other.id,
      },
      {
        filter: { unitIds: [organization.ledUnit.globalId], types: ['PROGRESS_RECORDED', 'IMPROVEMENT_REVISED'] },
        passes: ({ unitId, type }) => unitId === organization.ledUnit.id && type === 'ProgressRecorded',
      },
      {
        filter: { deploymentIds: lanes.map(({ otherDeployment }) => otherDeployment.globalId) },
        passes: ({ deploymentId }) => lanes.some(({ otherDeployment }) => otherDeployment.id === deploymentId),
      },
      { filter: { types: [] }, passes: () => false },
      { filter: { improvementIds: [encodeGlobalId('Improvement', organization.id)] }, passes: () => false },
    ];
    const subscribers = servers.flatMap(({ url }) =>
      views.flatMap(({ filter, passes }) =>
        (['WebSocket', 'SSE'] as const).map((transport) => ({
          transport,
          passes,
          filter,
          watching: watch(transport, url, bearer, { after: beginning, ...(filter ? { filter } : {}) }),
        })),
      ),
    );

    const written: Written = { acknowledged: new Map(), rolledBack: 0 };
    const begun = performance.now();
    await Promise.all(
      lanes.map((lane, index) => write((servers[index % 2] as TestApp).services, stage, lane, random, TIMES, written)),
    );
    const seconds = (performance.now() - begun) / 1_000;
    console.info(
      `${written.acknowledged.size} commits and ${written.rolledBack} roll-backs by ${WRITERS} writers in ${seconds.toFixed(1)} s`,
    );

    const log = await readWholeLog(servers[0].services.database, organization.id);
    expect(flawsOfLog(log)).toEqual([]);
    expect(written.rolledBack).toBeGreaterThan(0);
    for (const [position, note] of written.acknowledged) expect(log.events[position - 1]?.note).toBe(note);
    expect(log.events.filter(({ note }) => note === 'Never happened.' || note === 'Refused.')).toEqual([]);
    expect(await servers[0].services.database.prisma.blocker.count()).toBe(0);

    for (const { transport, filter, passes, watching } of subscribers) {
      const expected = expectedOf(log, passes);
      await watching.reach(expected.at(-1)?.extensions?.position ?? 0);
      expect(flawsOf(watching.received, expected), `${transport} ${JSON.stringify(filter)}`).toEqual([]);
    }
    await Promise.all(subscribers.map(({ watching }) => watching.stop()));
  });

  test('times never run backwards, whatever the clocks of the servers say', async () => {
    const { services } = servers[0];
    const slow = { ...services, clock: () => new Date(Date.now() - 3_600_000) };
    const fast = { ...services, clock: () => new Date(Date.now() + 3_600_000) };
    const [first, second, third] = stage.lanes;
    if (!first || !second || !third) throw new Error('There are lanes.');
    await Promise.all([
      write(slow, stage, first, random, 10),
      write(fast, stage, second, random, 10),
      write(services, stage, third, random, 10),
    ]);
    const log = await readWholeLog(services.database, stage.organization.id);
    expect(flawsOfLog(log)).toEqual([]);
  });
});
