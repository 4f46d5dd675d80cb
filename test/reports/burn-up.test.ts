import { beforeAll, expect, it } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { day, putDeployment, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { encodeGlobalId } from '../../src/ids.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

let now = new Date('2026-01-20T09:00:00.000Z');
const app = useApp({ clock: () => now });
const own = useOrganization(app);
let improvement: Put;

/** A plan for one project that everybody agreed to, and its deployment moved to a later day after that. */
beforeAll(async () => {
  improvement = await putImprovement(app, own.id, { state: 'SELECTED' });
  const { DEPLOYMENT_LEAD, SPONSOR, PROJECT_LEAD } = own.people;
  const done = async (command: string, input: object, { bearer } = DEPLOYMENT_LEAD): Promise<Result> => {
    const result = await act(app.url, command, { ...input }, bearer);
    expect(result, `${command} ${JSON.stringify(result)}`).toHaveProperty('record');
    return result['record'] as Result;
  };
  const dates = { plannedStart: '2026-02-01', plannedEnd: '2026-02-20' };
  const targetUnitIds = [own.ledUnit.globalId];
  const { id: planId } = await done('draftPlan', { improvementId: improvement.globalId, targetUnitIds, ...dates });
  await done('submitPlan', { planId, version: 1 });
  await done('agreeToPlan', { planId, planVersion: 1 }, SPONSOR);
  await done('agreeToPlan', { planId, planVersion: 1, unitIds: targetUnitIds }, PROJECT_LEAD);
  now = new Date('2026-01-25T09:00:00.000Z');
  await done('activatePlan', { planId, version: 4 });
  const { prisma } = app.services.database;
  const { id, version } = await prisma.deployment.findFirstOrThrow({ where: { improvementId: improvement.id } });
  now = new Date('2026-01-30T09:00:00.000Z');
  const deploymentId = encodeGlobalId('Deployment', id);
  const moved = { plannedStart: '2026-02-01', plannedEnd: '2026-02-10', note: 'Sooner.' };
  await done('rescheduleDeployment', { deploymentId, version, ...moved });
});

const BURN_UP = `query ($id: ID!, $from: Date!, $to: Date!, $asOf: DateTime) { node(id: $id) { ... on Improvement {
  burnUp(from: $from, to: $to, everyDays: 5, asOf: $asOf) { points { day planned total } ahead { day planned } baseline { day planned } } } } }`;

async function read(variables: object = {}, id = improvement.globalId): Promise<Result> {
  const period = { id, from: '2026-01-25', to: '2026-02-22', ...variables };
  const { data, errors } = await ask(app.url, BURN_UP, period, own.people.VIEWER.bearer);
  expect(errors).toBeUndefined();
  return data?.['node'].burnUp as Result;
}

const listOf = (list: Result[]): unknown[][] => list.map((each) => Object.values(each));

it('goes on into the planned future, with what was agreed to beside it', async () => {
  const { points, ahead, baseline } = await read();
  expect(listOf(points)).toEqual([
    ['2026-01-25', 0, 1],
    ['2026-01-30', 0, 1],
  ]);
  expect(listOf(ahead)).toEqual([
    ['2026-02-04', 0],
    ['2026-02-09', 0],
    ['2026-02-14', 1],
    ['2026-02-19', 1],
    ['2026-02-22', 1],
  ]);
  expect(listOf(baseline)).toEqual([
    ['2026-01-25', 0],
    ['2026-01-30', 0],
    ['2026-02-04', 0],
    ['2026-02-09', 0],
    ['2026-02-14', 0],
    ['2026-02-19', 0],
    ['2026-02-22', 1],
  ]);
});

it('knows at a time in the past what was planned then', async () => {
  const { ahead } = await read({ asOf: '2026-01-26T00:00:00Z' });
  expect(listOf(ahead).at(-2)).toEqual(['2026-02-19', 0]);
  const before = await read({ asOf: '2026-01-24T00:00:00Z', from: '2026-01-22' });
  expect(before['baseline']).toBeNull();
  expect((before['ahead'] as Result[]).every(({ planned }) => planned === 0)).toBe(true);
});

it('has no baseline where no plan was activated, and bounds the future', async () => {
  const other = await putImprovement(app, own.id);
  await putDeployment(app, own.id, own.ledUnit.id, { improvementId: other.id, plannedEnd: day('2026-02-09') });
  const { ahead, baseline } = await read({}, other.globalId);
  expect(baseline).toBeNull();
  expect(listOf(ahead)[1]).toEqual(['2026-02-09', 1]);
  const variables = { id: other.globalId, from: '2026-01-25', to: '2126-01-01' };
  const { errors } = await ask(app.url, BURN_UP, variables, own.people.VIEWER.bearer);
  expect(errors?.[0]?.message).toBe('The series would have more than 1000 points: ask for a larger everyDays.');
  const points = BURN_UP.replace(/ ahead .*? baseline \{.*?\}/, '');
  expect((await ask(app.url, points, variables, own.people.VIEWER.bearer)).errors).toBeUndefined();
});
