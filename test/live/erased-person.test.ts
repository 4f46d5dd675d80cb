import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { act } from '../commands/act.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { subscribeWs } from '../support/clients.js';
import type { Delivery } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase, startRedis } from '../support/services.js';
import type { PrivateRedis } from '../support/services.js';
import { createStage, revise } from './stage.js';
import type { Stage } from './stage.js';
import { note, until } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

const NAME = 'Somebody who wants to be forgotten';
const SUBJECT = 'auth|to-be-forgotten';

const EVENTS = `subscription ($after: LogCursor) { events(after: $after) {
  __typename position note actor { name subject }
  ... on PersonAdded { person { name subject } changes { field after } }
  ... on PersonErased { person { name subject } changes { field before after } }
  ... on UnitLeadAssigned { person { name subject } } } }`;

const typeOf = (delivery: Delivery) => (delivery.data?.['events'] as { __typename: string } | undefined)?.__typename;

describeWithServices('a person who is erased', ({ postgresUrl }) => {
  let databaseUrl: string;
  let redis: PrivateRedis;
  let servers: readonly TestApp[];
  let stage: Stage;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    redis = await startRedis();
    const options = { databaseUrl, redisUrl: redis.url };
    servers = [await startApp(options), await startApp(options)];
    stage = await createStage(servers[0]!);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await redis.stop();
    await dropDatabase(databaseUrl);
  });

  test('is shown under the new name within a second on every server, and by no replay under the old one', async () => {
    const [{ url }] = servers as [TestApp, TestApp];
    const { organization, bearer, beginning, lanes } = stage;
    const administrator = organization.people.ADMINISTRATOR.bearer;
    const person = { name: NAME, subject: SUBJECT, role: 'PROJECT_LEAD' };
    const { record } = await act(url, 'addPerson', person, administrator, 'id');
    const lead = { unitId: organization.otherUnit.globalId, version: 1, personId: record.id as string };
    const { position } = await act(url, 'assignUnitLead', lead, administrator);
    const subscribe = () => servers.map((at) => note(subscribeWs(at.url, EVENTS, { after: beginning }, bearer)));
    const watching = subscribe();
    await Promise.all(watching.map((subscriber) => subscriber.reach(position as number)));
    expect(JSON.stringify(watching[1]!.received)).toContain(NAME);
    const seen = watching.map(({ received }) => received.length);

    const erasure = { personId: record.id as string, version: 1 };
    const { position: erased } = await act(url, 'erasePerson', erasure, administrator);
    const begun = performance.now();
    await until(
      () => watching.every(({ received }) => received.some((each) => typeOf(each) === 'Reset')),
      'a Reset each',
    );
    expect(performance.now() - begun).toBeLessThan(1_000);

    const late = subscribe();
    const next = await revise(url, bearer, lanes[0]!.improvement, 'later');
    await Promise.all([...watching, ...late].map((subscriber) => subscriber.reach(next)));
    for (const { received } of late) {
      const text = JSON.stringify(received);
      expect(text).not.toContain(NAME);
      expect(text).not.toContain(SUBJECT);
      const of = (type: string) => received.find((each) => typeOf(each) === type)?.data?.['events'];
      const former = { name: 'Former member 1', subject: 'Former member 1' };
      expect(of('UnitLeadAssigned')).toMatchObject({ note: null, person: former });
      expect(of('PersonErased')).toMatchObject({ position: erased, person: former });
    }
    watching.forEach(({ received }, index) => {
      const text = JSON.stringify(received.slice(seen[index]));
      expect(text).not.toContain(NAME);
      expect(text).not.toContain(SUBJECT);
    });
    await Promise.all([...watching, ...late].map((subscriber) => subscriber.stop()));
  });
});
