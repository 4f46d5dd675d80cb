import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest';
import type { Actor, Named } from '../../src/auth/actor.js';
import { Feed } from '../../src/live/feed.js';
import type { LoggedEvent } from '../../src/log/event.js';
import { KnownActors } from '../../src/server/graphql/known-actors.js';
import { act } from '../commands/act.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { gist } from '../support/gist.js';
import { useApp } from '../support/use-app.js';
import { until } from '../live/subscribers.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 }); // On a busy machine.

const UNITS = '{ units { nodes { name } } }';
const VIEWER = '{ viewer { role ledUnits: person { ledUnits { name } } } }';
const WHO = 'SELECT Person';

describe('on servers', () => {
  const app = useApp({ parts: { remembersActors: true } });
  let elsewhere: TestApp;
  let organization: TestOrganization;
  beforeAll(async () => {
    elsewhere = await startApp({ parts: { database: app.services.database, remembersActors: true } });
  });
  afterAll(() => elsewhere.stop());
  beforeEach(async () => {
    organization = await createTestOrganization(app);
  });

  /** What a query of somebody asks the database. */
  const gistsOf = async (at: TestApp, query: string, bearer: string): Promise<string[]> => {
    app.forgetStatements();
    await ask(at.url, query, {}, bearer);
    await sleep(1);
    // Twice a second, and once for each organization, servers look at the logs, whoever asks.
    return app.statements.map(gist).filter((each) => each !== 'SELECT' && each !== 'SELECT EventLog');
  };
  /** Waits until a server knows somebody: the log is opened in the background, and must be current. */
  const known = (at: TestApp, bearer: string) =>
    until(async () => !(await gistsOf(at, UNITS, bearer)).includes(WHO), 'they are known');
  const roleOf = async (at: TestApp, bearer: string): Promise<unknown> => {
    const { data, errors } = await ask(at.url, '{ viewer { role } }', {}, bearer);
    return data?.['viewer'].role ?? errors?.[0]?.extensions?.['code'];
  };
  const leadsOf = async (at: TestApp, bearer: string): Promise<unknown> =>
    (await ask(at.url, VIEWER, {}, bearer)).data?.['viewer'].ledUnits.ledUnits.length;

  it('no statement asks who asks, in queries; commands look who acts', async () => {
    const { bearer } = organization.people.ADMINISTRATOR;
    await known(app, bearer);
    expect(await gistsOf(app, UNITS, bearer)).toEqual(['SELECT Unit']);
    const added = await gistsOf(
      app,
      'mutation { addUnit(input: { name: "A", kind: PROJECT }) { __typename } }',
      bearer,
    );
    expect(added).toContain(WHO);
  });

  const changes: [string, (organization: TestOrganization) => Promise<unknown>, string][] = [
    ['a change of role', (its) => change('changePersonRole', { role: 'VIEWER' }, its), 'VIEWER'],
    ['a change of subject', (its) => change('changeSubject', { subject: randomUUID() }, its), 'UNAUTHENTICATED'],
    ['a deactivation', (its) => change('deactivatePerson', {}, its), 'UNAUTHENTICATED'],
  ];
  const change = async (command: string, input: object, { people }: TestOrganization) =>
    act(app.url, command, { personId: people.SPONSOR.globalId, version: 1, ...input }, people.ADMINISTRATOR.bearer);

  test.each(changes)('%s counts at once here, and within a second elsewhere', async (_name, work, outcome) => {
    const { bearer } = organization.people.SPONSOR;
    for (const at of [app, elsewhere]) await known(at, bearer);
    for (const at of [app, elsewhere]) expect(await roleOf(at, bearer)).toBe('SPONSOR');
    await work(organization);
    const changed = performance.now();
    expect(await roleOf(app, bearer)).toBe(outcome);
    await until(async () => (await roleOf(elsewhere, bearer)) === outcome, 'it counts elsewhere');
    expect(performance.now() - changed).toBeLessThan(1_500);
  });

  it('a unit that somebody leads, or no longer leads, counts at once here', async () => {
    const { people, otherUnit } = organization;
    const { bearer, globalId } = people.PROJECT_LEAD;
    await known(app, bearer);
    expect(await leadsOf(app, bearer)).toBe(1);
    const ids = { unitId: otherUnit.globalId, personId: globalId };
    const change = (command: string, version: number) =>
      act(app.url, command, { ...ids, version }, people.ADMINISTRATOR.bearer);
    await change('assignUnitLead', 1);
    expect(await gistsOf(app, UNITS, bearer)).toContain(WHO);
    expect(await leadsOf(app, bearer)).toBe(2);
    await known(app, bearer);
    await change('removeUnitLead', 2);
    expect(await gistsOf(app, UNITS, bearer)).toContain(WHO);
  });

  it('the organization of a token still decides', async () => {
    const other = await createTestOrganization(app);
    const { bearer } = organization.people.SPONSOR;
    await known(app, bearer);
    const { data } = await ask(app.url, '{ viewer { organization { name } } }', {}, other.people.SPONSOR.bearer);
    expect(data?.['viewer'].organization.name).toBe(`Organization ${other.slug}`);
  });
});

describe('who is known', () => {
  const ADA: Named = { subject: 'ada', organization: 'acme' };

  /** Somebody who is found in a log at a position, and how the log and the server are. */
  function place() {
    const log = { position: 1, headsAge: 0, isThere: true, lookUps: 0, opened: 0 };
    const events: LoggedEvent[] = [];
    const append = (type: string, recordId = 'p'): LoggedEvent => {
      log.position += 1;
      const event = {
        organizationId: 'o',
        position: log.position,
        type,
        recordId,
        hash: null,
      } as unknown as LoggedEvent;
      events.push(event);
      return event;
    };
    const reading = { failing: false };
    const readPage = async (after: number) => {
      if (reading.failing) throw new Error('The database is away.');
      return events.filter(({ position }) => position > after);
    };
    const feed = new Feed(1, readPage, () => undefined);
    const actors = new KnownActors({
      async find() {
        log.lookUps += 1;
        const leads = new Set<string>();
        const actor: Actor = {
          personId: 'p',
          organizationId: 'o',
          subject: 'ada',
          name: 'Ada',
          role: 'VIEWER',
          isServiceAccount: false,
          issuerId: null,
          leads,
          asOf: log.position,
        };
        return log.isThere ? actor : null;
      },
      delivery: {
        async open() {
          log.opened += 1;
          return { feed, epoch: 'e', failed: () => undefined, release: () => void (log.opened -= 1) };
        },
        counts: {
          gaps: 0,
          replaced: 0,
          lostEvents: 0,
          losses: new Map(),
          get headsAge() {
            return log.headsAge;
          },
        },
      },
    });
    /** Asks so many times; returns how many of these were looked up. */
    const look = async (times = 1, named = ADA): Promise<number> => {
      const before = log.lookUps;
      for (let n = 0; n < times; n += 1) {
        await actors.find(named);
        await sleep(0);
      }
      return log.lookUps - before;
    };
    return { log, feed, append, actors, look, reading };
  }

  it('is looked up until the log is followed, and then no more', async () => {
    const { look, log, actors } = place();
    expect(await look(5)).toBe(2);
    expect([log.opened, actors.size]).toEqual([1, 1]);
    actors.stop();
    expect([log.opened, actors.size]).toEqual([0, 0]);
    expect(await look(2)).toBe(2);
  });

  test.each([
    ['PersonRoleChanged', 'p', 1],
    ['PersonRevised', 'p', 1],
    ['PersonSubjectChanged', 'p', 1],
    ['PersonDeactivated', 'p', 1],
    ['PersonReactivated', 'p', 1],
    ['PersonRoleChanged', 'another', 0],
    ['ImprovementRevised', 'p', 0],
  ])('after %s of %s is looked up %i times', async (type, recordId, lookUps) => {
    const { look, feed, append } = place();
    await look(3);
    const event = append(type, recordId);
    feed.notify(event.position, [event], null);
    await sleep(0);
    expect(await look(3)).toBe(lookUps);
  });

  it('is looked up at once after a commit of this server, before its feed has heard of it', async () => {
    const { look, feed, append, actors } = place();
    await look(3);
    const event = append('PersonRoleChanged');
    const commit = { organizationId: 'o', position: event.position, events: [event], previousHash: null };
    actors.committed(commit as unknown as Parameters<KnownActors['committed']>[0]);
    expect(await look(2)).toBe(2);
    feed.notify(event.position, [event], null);
    await sleep(0);
    expect(await look(3)).toBe(1);
  });

  it('is looked up while the server is not current', async () => {
    const { look, log } = place();
    await look(3);
    log.headsAge = 801;
    expect(await look(3)).toBe(3);
    log.headsAge = 0;
    expect(await look(3)).toBe(0);
  });

  it('is looked up while what was announced cannot be read', async () => {
    const { look, feed, append, reading } = place();
    await look(3);
    const { position } = append('ImprovementRevised');
    reading.failing = true;
    feed.notify(position);
    await sleep(0);
    expect(await look(3)).toBe(3);
    reading.failing = false;
    feed.notify(position);
    await sleep(0);
    await look(1);
    expect(await look(3)).toBe(0);
  });

  it('is looked up where the log turns out to be another one', async () => {
    const { look, feed, log } = place();
    await look(3);
    feed.replace(1, null);
    expect(log.opened).toBe(0);
    expect(await look(4)).toBe(2);
  });

  it('is nobody who is not there, nor somebody whose organization is not named', async () => {
    const { look, log } = place();
    await look(3);
    expect(await look(3, { subject: 'ada', organization: undefined })).toBe(3);
    log.isThere = false;
    expect(await look(3, { subject: 'bob', organization: 'acme' })).toBe(3);
  });

  it('is no one else, however subject and organization are split', async () => {
    const { look } = place();
    await look(3, { subject: 'b c', organization: 'a' });
    expect(await look(1, { subject: 'c', organization: 'a b' })).toBe(1);
  });
});
