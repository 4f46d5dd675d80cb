import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { eraseTexts } from '../../src/log/erasure.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Delivery } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { createStage, revise } from './stage.js';
import type { Stage } from './stage.js';
import { until, watch } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

const WORDS = 'words of a person who is to be forgotten';

const typeOf = (delivery: Delivery) => (delivery.data?.['events'] as { __typename: string } | undefined)?.__typename;

describeWithServices('texts that are erased from the log', ({ postgresUrl }) => {
  let databaseUrl: string;
  let servers: readonly TestApp[];
  let stage: Stage;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    servers = [await startApp({ databaseUrl }), await startApp({ databaseUrl })];
    stage = await createStage(servers[0]!);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await dropDatabase(databaseUrl);
  });

  test('leave the memory of every server: subscribers get a Reset, and no replay has them', async () => {
    const { organization, bearer, beginning, lanes } = stage;
    const { prisma } = servers[0]!.services.database;
    const subscribe = () => servers.map(({ url }) => watch('WebSocket', url, bearer, { after: beginning }));
    const watching = subscribe();
    const position = await revise(servers[0]!.url, bearer, lanes[0]!.improvement, WORDS);
    await Promise.all(watching.map((subscriber) => subscriber.reach(position)));
    expect(JSON.stringify(watching[1]!.received)).toContain(WORDS);

    await eraseTexts(prisma, organization.id, position, ['note']);
    await until(
      () => watching.every(({ received }) => received.some((each) => typeOf(each) === 'Reset')),
      'a Reset each',
    );

    const late = subscribe();
    await Promise.all(late.map((subscriber) => subscriber.reach(position)));
    for (const { received } of late) expect(JSON.stringify(received)).not.toContain(WORDS);
    const next = await revise(servers[0]!.url, bearer, lanes[0]!.improvement, 'later');
    await Promise.all([...watching, ...late].map((subscriber) => subscriber.reach(next)));
    const counts = watching.map(({ received }) => received.filter((each) => typeOf(each) === 'Reset').length);
    expect(counts).toEqual([1, 1]);
    await Promise.all([...watching, ...late].map((subscriber) => subscriber.stop()));
  });
});
