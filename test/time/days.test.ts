import { expect, it, test } from 'vitest';
import { isoDay } from '../../src/clock.js';
import { encodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import { day, putDeployment, putImprovement } from '../commands/fixtures.js';
import { putMeasure } from '../measures/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';
import { useApp } from '../support/use-app.js';

let now = new Date('2026-11-30T12:00:00.000Z');
const app = useApp({ clock: () => now });

/** An organization with one unit that goes by a time zone, and a deployment in it that is planned until a day. */
async function planned(timeZone: string | null, plannedEnd: string, ofOrganization = 'UTC') {
  const organization = await createTestOrganization(app);
  const { prisma } = app.services.database;
  await prisma.organization.update({ where: { id: organization.id }, data: { timeZone: ofOrganization } });
  await prisma.unit.update({ where: { id: organization.ledUnit.id }, data: { timeZone } });
  const improvement = await putImprovement(app, organization.id);
  const deployment = await putDeployment(app, organization.id, organization.ledUnit.id, {
    improvementId: improvement.id,
    plannedStart: day('2026-01-01'),
    plannedEnd: day(plannedEnd),
    state: 'IN_PROGRESS',
    actualStart: day('2026-01-01'),
    percent: 99,
  });
  const { bearer } = organization.people.PROJECT_LEAD;
  return { organization, improvement, deployment, bearer, unit: organization.ledUnit };
}

/** By how many days a deployment is late by each of those who say so. */
async function lateBy({ deployment, improvement, unit, bearer }: Awaited<ReturnType<typeof planned>>) {
  const answer = await ask(
    app.url,
    `query ($id: ID!, $unit: ID!) {
      node(id: $id) { ... on Deployment { late daysLate concerns } }
      unit: node(id: $unit) { ... on Unit { timeZone today load { late } } }
      late: deployments(filter: { late: true }, orderBy: { field: DAYS_LATE, direction: DESC }) { totalCount nodes { daysLate } }
      inTime: deployments(filter: { late: false }) { totalCount }
      concerned: deployments(filter: { concerns: [LATE] }) { totalCount }
      deploymentAttention(filter: { concerns: [LATE] }) { nodes { ageDays } }
      deploymentMatrix { nodes { late cells { daysLate } lists { daysLate } } }
      deploymentStatistics(measures: [IN_TIME]) { groups { measures { count } } }
    }`,
    { id: deployment.globalId, unit: unit.globalId },
    bearer,
  );
  expect(answer.errors).toBeUndefined();
  const {
    node,
    unit: ofUnit,
    late,
    inTime,
    concerned,
    deploymentAttention,
    deploymentMatrix,
    ...rest
  } = answer.data ?? {};
  const progress = subscribeWs(
    app.url,
    `subscription ($id: ID!) { deploymentProgress(improvementId: $id) { late } }`,
    { id: improvement.globalId },
    bearer,
  );
  const first = await progress.next();
  await progress.stop();
  const [row] = deploymentMatrix.nodes;
  return {
    today: ofUnit.today,
    days: new Set([
      node.daysLate,
      late.nodes[0]?.daysLate ?? 0,
      deploymentAttention.nodes[0] ? deploymentAttention.nodes[0].ageDays + 1 : 0,
      row.cells[0].daysLate,
      Math.max(...row.lists.daysLate),
    ]),
    late: new Set([
      node.late,
      node.concerns.includes('LATE'),
      ofUnit.load.late === 1,
      late.totalCount === 1,
      inTime.totalCount === 0,
      concerned.totalCount === 1,
      row.late === 1,
      rest['deploymentStatistics'].groups[0].measures[0].count === 1,
      first.data?.['deploymentProgress'].late === 1,
    ]),
  };
}

test.each([
  ['in Denver, 18:30 on the last day', 'America/Denver', '2026-11-30T18:30:00-07:00', '2026-11-30', 0],
  ['in Denver, a second before midnight', 'America/Denver', '2026-11-30T23:59:59-07:00', '2026-11-30', 0],
  ['in Denver, at midnight', 'America/Denver', '2026-12-01T00:00:00-07:00', '2026-12-01', 1],
  ['in Auckland, 08:00 the day after', 'Pacific/Auckland', '2026-12-01T08:00:00+13:00', '2026-12-01', 1],
  ['in Auckland, 23:59 on the last day', 'Pacific/Auckland', '2026-11-30T23:59:59+13:00', '2026-11-30', 0],
  ['on Kiritimati, 14 hours ahead', 'Pacific/Kiritimati', '2026-11-30T10:00:00Z', '2026-12-01', 1],
  ['in Pago Pago, 11 hours behind', 'Pacific/Pago_Pago', '2026-12-01T10:59:59Z', '2026-11-30', 0],
  ['in UTC, at midnight', null, '2026-12-01T00:00:00Z', '2026-12-01', 1],
])('a deployment until 2026-11-30 %s', async (_name, zone, instant, today, days) => {
  now = new Date(instant);
  expect(await lateBy(await planned(zone, '2026-11-30'))).toEqual({
    today,
    days: new Set([days]),
    late: new Set([days > 0]),
  });
});

test.each([
  ['when clocks go forward', '2026-03-29', '2026-03-29T21:59:59Z', 0],
  ['after clocks went forward', '2026-03-29', '2026-03-29T22:00:00Z', 1],
  ['when clocks go back', '2026-10-25', '2026-10-25T22:59:59Z', 0],
  ['after clocks went back', '2026-10-25', '2026-10-25T23:00:00Z', 1],
])('a deployment in Zurich %s', async (_name, plannedEnd, instant, days) => {
  now = new Date(instant);
  const asked = await planned(null, plannedEnd, 'Europe/Zurich');
  expect((await lateBy(asked)).days).toEqual(new Set([days]));
});

it('units of one organization have days of their own', async () => {
  now = new Date('2026-12-01T05:00:00Z');
  const asked = await planned('America/Denver', '2026-11-30', 'Pacific/Auckland');
  const { organization, improvement, bearer } = asked;
  const other = { improvementId: improvement.id, plannedEnd: day('2026-11-30') };
  await putDeployment(app, organization.id, organization.otherUnit.id, other);
  const { data } = await ask(
    app.url,
    `{ deployments(filter: { late: true }) { nodes { unit { id } daysLate } }
       deploymentMatrix { nodes { late lists { daysLate } } }
       viewer { organization { today timeZone } } }`,
    {},
    bearer,
  );
  expect(data).toEqual({
    deployments: { nodes: [{ unit: { id: organization.otherUnit.globalId }, daysLate: 1 }] },
    deploymentMatrix: { nodes: [{ late: 1, lists: { daysLate: [0, 1] } }] },
    viewer: { organization: { today: '2026-12-01', timeZone: 'Pacific/Auckland' } },
  });
});

it("what is reported is of the unit's day", async () => {
  now = new Date('2026-12-01T08:00:00+13:00');
  const { organization, bearer, unit } = await planned('Pacific/Auckland', '2026-11-30');
  const { globalId: measureId } = await putMeasure(app, organization);
  const read = (date: string, unitId?: string, as = bearer) =>
    act(app.url, 'recordReading', { measureId, ...(unitId ? { unitId } : {}), day: date, value: 1 }, as);
  expect(await read('2026-12-02', unit.globalId)).toMatchObject({ issues: [{ path: 'day' }] });
  expect(await read('2026-12-01', unit.globalId)).toHaveProperty('record');
  // It is still the day before where the organization is.
  const { bearer: lead } = organization.people.DEPLOYMENT_LEAD;
  expect(await read('2026-12-01', undefined, lead)).toMatchObject({ issues: [{ path: 'day' }] });
  expect(await read('2026-11-30', undefined, lead)).toHaveProperty('record');

  const { id, globalId } = await putDeployment(app, organization.id, unit.id);
  await act(app.url, 'prepareDeployment', { deploymentId: globalId, version: 1 }, bearer);
  const { actualStart } = await app.services.database.prisma.deployment.findUniqueOrThrow({ where: { id } });
  expect(actualStart && isoDay(actualStart)).toBe('2026-12-01');
});

it('activity and burn-up count by days of the organization', async () => {
  now = new Date('2026-10-24T21:30:00Z'); // 2026-10-25, 10:30, in Auckland.
  const { organization, deployment, bearer } = await planned(null, '2026-11-30', 'Pacific/Auckland');
  const input = { deploymentId: deployment.globalId, version: 1, percent: 100, waiver: 'None.' };
  await act(app.url, 'recordProgress', { ...input, waiver: undefined }, bearer);
  const { bearer: sponsor } = organization.people.SPONSOR;
  const adopt = { deploymentId: deployment.globalId, version: 2, waiver: 'Not needed.' };
  expect(await act(app.url, 'adoptDeployment', adopt, sponsor)).toHaveProperty('record');
  now = new Date('2026-10-26T21:30:00Z');
  const { data } = await ask(
    app.url,
    `{ deploymentActivity(from: "2026-10-24", to: "2026-10-27", every: DAY) { parts { from adopted } }
       burnUp(from: "2026-10-24", to: "2026-10-27") { points { day adopted } } }`,
    {},
    bearer,
  );
  const adopted = ['2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27'];
  expect(data?.['deploymentActivity'].parts).toEqual(
    adopted.map((from) => ({ from, adopted: from === '2026-10-25' ? 1 : 0 })),
  );
  expect(data?.['burnUp'].points).toEqual(adopted.map((each) => ({ day: each, adopted: each < '2026-10-25' ? 0 : 1 })));
});

it('as of the past, days are those of the time zone, too', async () => {
  now = new Date('2026-12-01T05:00:00Z');
  const { bearer } = await planned('America/Denver', '2026-11-30');
  now = new Date('2026-12-03T12:00:00Z');
  const document = 'query ($asOf: DateTime) { deploymentMatrix(asOf: $asOf) { nodes { lists { daysLate } } } }';
  const late = async (asOf: string) =>
    Math.max(
      ...((await ask(app.url, document, { asOf }, bearer)).data?.['deploymentMatrix'].nodes[0].lists.daysLate ?? []),
    );
  expect(await late('2026-12-01T06:59:59Z')).toBe(0);
  expect(await late('2026-12-01T07:00:00Z')).toBe(1);
  expect(await late('2026-12-03T12:00:00Z')).toBe(3);
});

it('a time zone is set by administrators, and agreed dates stay', async () => {
  now = new Date('2026-12-01T05:00:00Z');
  const { organization, deployment, unit, bearer } = await planned(null, '2026-11-30');
  const { bearer: administrator } = organization.people.ADMINISTRATOR;
  const organizationId = encodeGlobalId('Organization', organization.id);
  const revise = (input: object, as = administrator) =>
    act(app.url, 'reviseOrganization', { organizationId, version: 1, ...input }, as);
  const dates = `query ($id: ID!) { node(id: $id) { ... on Deployment { plannedStart plannedEnd daysLate unit { timeZone ownTimeZone } } } }`;
  const shown = async () => (await ask(app.url, dates, { id: deployment.globalId }, bearer)).data?.['node'];
  const agreed = { plannedStart: '2026-01-01', plannedEnd: '2026-11-30' };
  expect(await shown()).toEqual({ ...agreed, daysLate: 1, unit: { timeZone: 'UTC', ownTimeZone: null } });

  expect(await revise({ timeZone: 'Mars/Olympus' })).toMatchObject({ issues: [{ path: 'timeZone' }] });
  expect(await revise({ timeZone: 'America/Denver' }, bearer)).toMatchObject({ requires: expect.any(String) });
  expect(await revise({ timeZone: 'america/denver' })).toHaveProperty('record');
  expect(await revise({ timeZone: 'UTC' })).toMatchObject({ readVersion: 1, currentVersion: 2 });
  expect(await shown()).toEqual({ ...agreed, daysLate: 0, unit: { timeZone: 'America/Denver', ownTimeZone: null } });

  const change = (version: number, timeZone: string | null) =>
    act(app.url, 'changeUnit', { unitId: unit.globalId, version, timeZone }, administrator);
  expect(await change(1, 'Asia/Calcutta')).toHaveProperty('record');
  expect(await shown()).toMatchObject({ ...agreed, daysLate: 1, unit: { ownTimeZone: 'Asia/Calcutta' } });
  expect(await change(2, null)).toHaveProperty('record');
  expect(await shown()).toMatchObject({ daysLate: 0, unit: { timeZone: 'America/Denver', ownTimeZone: null } });
});
