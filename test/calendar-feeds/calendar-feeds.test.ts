import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { CALENDAR, EXPORT, READ } from '../../src/auth/grant.js';
import { act } from '../commands/act.js';
import { day, putDeployment, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { putActivity } from '../coordination/fixtures.js';
import { putIncrement } from '../plans/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization, TestPerson } from '../support/app.js';
import { ask } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import { useApp } from '../support/use-app.js';

const app = useApp({ clock: () => new Date('2026-02-10T09:00:00.000Z') });
let own: TestOrganization;
beforeEach(async () => {
  own = await createTestOrganization(app);
});
const { TZ } = process.env;
afterEach(() => {
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
});

const secretOf = async ({ id }: Pick<TestPerson, 'id'>, scopes: readonly string[] = [CALENDAR]): Promise<string> =>
  (await putToken(app, { organizationId: own.id, personId: id, scopes })).secret;
const get = (secret: string, path: string, init: RequestInit = {}) =>
  fetch(new URL(`/calendar/${secret}/${path}.ics`, app.url), init);
const ofUnit = ({ globalId }: { globalId: string }) => `units/${encodeURIComponent(globalId)}`;
const ofImprovement = ({ globalId }: Put) => `improvements/${encodeURIComponent(globalId)}`;

/** What a calendar program understands of a calendar. */
async function read(secret: string, path: string) {
  const response = await get(secret, path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const calendar = new ICAL.Component(ICAL.parse(await response.text()));
  const events = calendar.getAllSubcomponents('vevent').map((each) => {
    const { uid, sequence, summary, description, startDate, endDate } = new ICAL.Event(each);
    const status = each.getFirstPropertyValue('status');
    const days = `${startDate.toString()}/${endDate.toString()}`;
    return { uid, sequence, summary, description, days, isDays: startDate.isDate, status };
  });
  return { name: calendar.getFirstPropertyValue('x-wr-calname'), etag: response.headers.get('etag') ?? '', events };
}

describe('the calendar of a unit', () => {
  test.each(['UTC', 'America/Denver', 'Pacific/Auckland'])(
    'has its deployments, on their days, in %s',
    async (zone) => {
      process.env['TZ'] = zone;
      const improvement = await putImprovement(app, own.id, {
        title: 'Reviews, "early"\nBEGIN:VEVENT',
        state: 'DEPLOYING',
      });
      const { id } = await putDeployment(app, own.id, own.ledUnit.id, {
        improvementId: improvement.id,
        plannedStart: day('2026-03-01'),
        plannedEnd: day('2026-03-31'),
      });
      await putDeployment(app, own.id, own.otherUnit.id, { improvementId: improvement.id });
      const { name, events } = await read(await secretOf(own.people.VIEWER), ofUnit(own.ledUnit));
      expect(name).toBe('Uplift: Led project');
      expect(events).toEqual([
        {
          uid: `Deployment-${id}@uplift`,
          sequence: 1,
          summary: 'Reviews, "early"\nBEGIN:VEVENT: Led project',
          description: 'Planned, 0 %',
          days: '2026-03-01/2026-04-01',
          isDays: true,
          status: 'CONFIRMED',
        },
      ]);
    },
  );

  it('keeps what is waived, as canceled, under its id and with a higher sequence', async () => {
    const { id: improvementId } = await putImprovement(app, own.id, { state: 'DEPLOYING' });
    const { globalId: deploymentId } = await putDeployment(app, own.id, own.ledUnit.id, { improvementId });
    const secret = await secretOf(own.people.VIEWER);
    const before = await read(secret, ofUnit(own.ledUnit));
    const waived = await act(
      app.url,
      'waiveDeployment',
      { deploymentId, version: 1, reason: 'It ends.' },
      own.people.SPONSOR.bearer,
    );
    expect(waived['__typename']).toBe('WaiveDeploymentPayload');
    const after = await read(secret, ofUnit(own.ledUnit));
    expect(after.events).toEqual([
      { ...before.events[0], sequence: 2, status: 'CANCELLED', description: 'Waived, 0 %' },
    ]);
    expect(after.etag).not.toBe(before.etag);
  });

  it('is not sent again to who has it', async () => {
    await putDeployment(app, own.id, own.ledUnit.id);
    const secret = await secretOf(own.people.VIEWER);
    const { etag } = await read(secret, ofUnit(own.ledUnit));
    for (const known of [etag, `W/${etag}`, `"another", ${etag}`]) {
      const again = await get(secret, ofUnit(own.ledUnit), { headers: { 'if-none-match': known } });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    const head = await get(secret, ofUnit(own.ledUnit), { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', etag]);
  });
});

it('the calendar of an improvement has its increments, deployments and coordination', async () => {
  const { plan, id } = await putIncrement(app, own, { title: 'Volunteers' });
  const { improvement } = plan;
  const activity = await putActivity(app, own, [], { improvementId: improvement.id, title: 'One list' });
  const { events } = await read(await secretOf(own.people.VIEWER), ofImprovement(improvement));
  expect(events.map(({ uid }) => uid).sort()).toEqual(
    [
      `CoordinationActivity-${activity.id}@uplift`,
      `Deployment-${plan.deployment.id}@uplift`,
      `Increment-${id}@uplift`,
    ].sort(),
  );
  expect(events.find(({ uid }) => uid.startsWith('Coordination'))).toMatchObject({
    summary: 'Due: One list',
    days: '2026-03-01/2026-03-02',
  });
});

describe('the calendar of a person', () => {
  it('has what they lead and own, and what waits for them and is due', async () => {
    const { plan } = await putIncrement(app, own);
    const activity = await putActivity(app, own, [], {
      ownerId: own.people.VIEWER.id,
      improvementId: plan.improvement.id,
    });
    const uidsOf = async (person: TestPerson) =>
      (await read(await secretOf(person), 'work')).events.map(({ uid }) => uid.split('@', 1)[0]);
    const ofActivity = `CoordinationActivity-${activity.id}`;
    expect(await uidsOf(own.people.VIEWER)).toEqual([ofActivity]);
    const lead = await uidsOf(own.people.PROJECT_LEAD);
    expect(lead).toEqual(expect.arrayContaining([`Deployment-${plan.deployment.id}`, ofActivity]));
    // The share of their unit waits for them, and is due.
    expect(lead).toContain(`COORDINATION_SHARE_TO_DO-${activity.id}-${own.ledUnit.id}`);
    expect(await uidsOf(own.otherLead)).toEqual([]);
  });
});

describe('the address', () => {
  it('is one that a token of its own opens, and no other', async () => {
    const { VIEWER } = own.people;
    const path = ofUnit(own.ledUnit);
    const statuses = async (...secrets: string[]) => {
      const answers = await Promise.all(secrets.map((secret) => get(secret, path)));
      return answers.map(({ status }) => status);
    };
    const broad = await secretOf(VIEWER, [READ, EXPORT]);
    expect(await statuses(broad, await secretOf(VIEWER, []), 'none', VIEWER.bearer.slice(7))).toEqual([
      403, 403, 401, 404,
    ]);
    const secret = await secretOf(VIEWER);
    expect(await statuses(secret)).toEqual([200]);
    await app.services.database.prisma.token.updateMany({
      where: { organizationId: own.id },
      data: { revokedAt: app.services.clock() },
    });
    expect(await statuses(secret)).toEqual([401]);
  });

  it('opens nothing but calendars', async () => {
    const bearer = `Bearer ${await secretOf(own.people.ADMINISTRATOR)}`;
    expect(await ask(app.url, '{ viewer { person { id } } }', {}, bearer)).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    const list = await fetch(new URL('/export/improvements.csv', app.url), { headers: { authorization: bearer } });
    expect(list.status).toBe(403);
  });

  it('says nothing of what is not there, or of another organization', async () => {
    const foreign = await createTestOrganization(app);
    const improvement = await putImprovement(app, foreign.id);
    const secret = await secretOf(own.people.VIEWER);
    for (const path of [
      ofUnit(foreign.ledUnit),
      ofImprovement(improvement),
      ofUnit({ globalId: improvement.globalId }),
      'units/%E0%A4%A',
      'units/none',
      'others/none',
    ])
      expect((await get(secret, path)).status, path).toBe(404);
    expect((await get(secret, 'work', { method: 'POST' })).status).toBe(405);
  });

  it('is made by a token with that scope alone', async () => {
    const create = (scopes: string[]) =>
      ask(
        app.url,
        `mutation ($scopes: [String!]) { createToken(input: { name: "Calendar", scopes: $scopes, expiresOn: "2026-12-31" }) {
          __typename ... on InvalidInputError { issues { path message } } } }`,
        { scopes },
        own.people.VIEWER.bearer,
      );
    expect((await create([CALENDAR])).data).toEqual({ createToken: { __typename: 'CreateTokenPayload' } });
    expect((await create([CALENDAR, READ])).data?.['createToken']).toMatchObject({
      __typename: 'InvalidInputError',
      issues: [{ path: 'scopes', message: expect.stringContaining('goes alone') }],
    });
  });

  it('is recorded as used', async () => {
    await get(await secretOf(own.people.VIEWER), 'work');
    await expect
      .poll(() => app.services.database.prisma.accessRecord.findMany({ where: { organizationId: own.id } }))
      .toEqual([expect.objectContaining({ kind: 'LIST_EXPORTED', about: 'calendar work' })]);
  });
});
