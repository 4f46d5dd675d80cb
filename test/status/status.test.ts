import { beforeEach, describe, expect, it } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import { day, putDeployment, putImprovement } from '../commands/fixtures.js';
import { fold, json, told } from '../commands/fold.js';
import { putPlan } from '../plans/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp } from '../support/use-app.js';

const START = new Date('2026-01-20T09:00:00.000Z');
let now = START;
let own: TestOrganization;
const app = useApp({ clock: () => now });
beforeEach(async () => {
  now = START;
  own = await createTestOrganization(app);
});

const READ = `id health text contradicted cadenceDays author { id } previous { id } changes { figure before after }
  figures { total percent late atRisk states { state count } }`;
const plain = (globalId: string) => decodeGlobalId(globalId)?.id ?? '';
const prisma = () => app.services.database.prisma;
const post = (input: object, bearer = own.people.DEPLOYMENT_LEAD.bearer) =>
  act(app.url, 'postStatusUpdate', { text: 'As planned.', ...input }, bearer, READ);

const dates = { plannedStart: day('2026-01-01'), plannedEnd: day('2026-02-28') };

/** A field of a record, as a viewer reads it. */
async function read(id: string, type: string, fields: string): Promise<any> {
  const query = `query ($id: ID!) { node(id: $id) { ... on ${type} { ${fields} } } }`;
  const { data, errors } = await ask(app.url, query, { id }, own.people.VIEWER.bearer);
  expect(errors).toBeUndefined();
  return data?.['node'];
}

describe('a status update', () => {
  it('keeps the figures of the moment, and says what changed since the one before', async () => {
    const improvement = await putImprovement(app, own.id);
    const of = { improvementId: improvement.id };
    const done = { state: 'ADOPTED', percent: 100, actualEnd: day('2026-01-10') } as const;
    await putDeployment(app, own.id, own.ledUnit.id, { ...of, ...dates, ...done });
    const going = { state: 'IN_PROGRESS', percent: 50, actualStart: day('2026-01-05') } as const;
    const late = await putDeployment(app, own.id, own.otherUnit.id, { ...of, ...dates, ...going });
    const about = { improvementId: improvement.globalId };
    const { record: first } = await post({ ...about, health: 'ON_TRACK', cadenceDays: 7 });
    expect(first).toMatchObject({
      health: 'ON_TRACK',
      contradicted: false,
      author: { id: own.people.DEPLOYMENT_LEAD.globalId },
      previous: null,
      changes: [],
      figures: { total: 2, percent: 75, late: 0, atRisk: 0 },
    });
    await prisma().deployment.update({ where: { id: late.id }, data: { plannedEnd: day('2026-01-19') } });
    now = new Date(START.getTime() + 60_000);
    const { record: second } = await post({ ...about, health: 'ON_TRACK', text: 'All is well.' });
    expect(second).toMatchObject({
      contradicted: true,
      cadenceDays: 7,
      previous: { id: first.id },
      changes: [{ figure: 'LATE', before: 0, after: 1 }],
      figures: {
        states: [
          { state: 'IN_PROGRESS', count: 1 },
          { state: 'ADOPTED', count: 1 },
        ],
      },
    });
    expect(
      await read(improvement.globalId, 'Improvement', 'version latestStatus { id } statusUpdates { nodes { id } }'),
    ).toEqual({
      version: 1,
      latestStatus: { id: second.id },
      statusUpdates: { nodes: [{ id: second.id }, { id: first.id }] },
    });
    const events = await told(app, plain(second.id));
    expect(events).toMatchObject([{ type: 'StatusUpdatePosted', improvementId: improvement.id, recordVersion: 1 }]);
    expect(fold(events)).toEqual(
      json(await prisma().statusUpdate.findUniqueOrThrow({ where: { id: plain(second.id) } })),
    );
  });

  it('of a plan counts the deployments in its targets, and of a unit its own', async () => {
    const { globalId: planId, improvement } = await putPlan(app, own, { state: 'ACTIVE' });
    const elsewhere = await putDeployment(app, own.id, own.otherUnit.id, { improvementId: improvement.id, ...dates });
    expect((await post({ planId, health: 'AT_RISK' }))['record'].figures.total).toBe(1);
    expect((await post({ improvementId: improvement.globalId, health: 'AT_RISK' }))['record'].figures.total).toBe(2);
    const { record } = await post({ unitId: own.otherUnit.globalId, health: 'OFF_TRACK' });
    expect(record.figures.total).toBe(1);
    expect(await told(app, plain(record.id))).toMatchObject([{ unitId: own.otherUnit.id, improvementId: null }]);
    expect(elsewhere.id).toBeDefined();
  });

  it('is refused for no record, for two, for what is over and for a cadence out of bounds', async () => {
    const improvementId = (await putImprovement(app, own.id)).globalId;
    const unitId = own.ledUnit.globalId;
    const wrong = (path: string) => ({ __typename: 'InvalidInputError', issues: [{ path }] });
    expect(await post({ health: 'ON_TRACK' })).toMatchObject(wrong(''));
    expect(await post({ health: 'ON_TRACK', improvementId, unitId })).toMatchObject(wrong('unitId'));
    for (const cadenceDays of [0, 367])
      expect(await post({ health: 'ON_TRACK', unitId, cadenceDays })).toMatchObject(wrong('cadenceDays'));
    const closed = await putImprovement(app, own.id, { state: 'CLOSED' });
    const ruled = { __typename: 'RuleViolationError' };
    expect(await post({ health: 'ON_TRACK', improvementId: closed.globalId })).toMatchObject(ruled);
    const { globalId: planId } = await putPlan(app, own, { state: 'CANCELED' });
    expect(await post({ health: 'ON_TRACK', planId })).toMatchObject({ ...ruled, rule: 'plan-is-not-over' });
    await prisma().unit.update({ where: { id: own.ledUnit.id }, data: { retiredAt: now } });
    expect(await post({ health: 'ON_TRACK', unitId })).toMatchObject({ ...ruled, rule: 'unit-is-not-retired' });
  });

  it('makes a chain, whoever posts at once', async () => {
    const unitId = own.ledUnit.globalId;
    await Promise.all(['ON_TRACK', 'AT_RISK', 'OFF_TRACK'].map((health) => post({ unitId, health })));
    const posted = await prisma().statusUpdate.findMany({ where: { unitId: own.ledUnit.id } });
    expect(posted).toHaveLength(3);
    expect(new Set(posted.map(({ previousId }) => previousId)).size).toBe(3);
  });
});

describe('a status', () => {
  const isStale = async () => (await read(own.ledUnit.globalId, 'Unit', 'statusStale')).statusStale;
  const after = (days: number) => (now = new Date(START.getTime() + days * 86_400_000));

  it('is stale once its own cadence has passed', async () => {
    const unitId = own.ledUnit.globalId;
    expect(await isStale()).toBe(false);
    await post({ unitId, health: 'ON_TRACK', cadenceDays: 7 }, own.people.PROJECT_LEAD.bearer);
    after(7);
    expect(await isStale()).toBe(false);
    after(8);
    expect(await isStale()).toBe(true);
    await post({ unitId, health: 'ON_TRACK' });
    expect(await isStale()).toBe(false);
    after(16);
    expect(await isStale()).toBe(true);
  });

  it('is stale by the cadence of the organization where it has none of its own', async () => {
    await post({ unitId: own.ledUnit.globalId, health: 'ON_TRACK' });
    after(30);
    expect(await isStale()).toBe(false);
    const { VIEWER, ADMINISTRATOR } = own.people;
    const viewer = await ask(app.url, '{ viewer { organization { id version } } }', {}, VIEWER.bearer);
    const { id: organizationId, version } = (viewer.data?.['viewer'] as any).organization;
    const revise = (more: object) =>
      act(app.url, 'reviseOrganization', { organizationId, ...more }, ADMINISTRATOR.bearer, 'statusCadenceDays');
    expect(await revise({ version, statusCadenceDays: 29 })).toMatchObject({ record: { statusCadenceDays: 29 } });
    expect(await isStale()).toBe(true);
    expect(await revise({ version: version + 1, statusCadenceDays: null })).toMatchObject({
      record: { statusCadenceDays: null },
    });
    expect(await isStale()).toBe(false);
  });

  it('is not stale once its record is over', async () => {
    const { improvement, ...plan } = await putPlan(app, own, { state: 'ACTIVE' });
    const records = [
      { type: 'Unit', input: { unitId: own.ledUnit.globalId }, globalId: own.ledUnit.globalId },
      { type: 'DeploymentPlan', input: { planId: plan.globalId }, globalId: plan.globalId },
      { type: 'Improvement', input: { improvementId: improvement.globalId }, globalId: improvement.globalId },
    ];
    for (const { input } of records) await post({ ...input, health: 'ON_TRACK', cadenceDays: 1 });
    after(2);
    const stale = () =>
      Promise.all(records.map(async ({ globalId, type }) => (await read(globalId, type, 'statusStale')).statusStale));
    expect(await stale()).toEqual([true, true, true]);
    await prisma().unit.update({ where: { id: own.ledUnit.id }, data: { retiredAt: now } });
    await prisma().deploymentPlan.update({ where: { id: plan.id }, data: { state: 'CANCELED' } });
    await prisma().improvement.update({ where: { id: improvement.id }, data: { state: 'REJECTED' } });
    expect(await stale()).toEqual([false, false, false]);
  });
});
