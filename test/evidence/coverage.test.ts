import { putProcessVersion } from '../processes/fixtures.js';
import { beforeAll, expect, it } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { putSession } from '../consulting/fixtures.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putTrainingItem } from '../training/fixtures.js';
import { putAffirmation } from './fixtures.js';

let now = new Date('2026-01-20T09:00:00.000Z');
let improvement: Put;

const app = useApp({ clock: () => now });
const own = useOrganization(app);
const foreign = useOrganization(app);
beforeAll(async () => {
  improvement = await putImprovement(app, own.id);
});

async function coverage({ globalId }: Put, { people } = own): Promise<Result[] | null> {
  const query = `query ($improvementId: ID!) { node(id: $improvementId) { ... on Improvement { coverage {
    unit { name } affirmations subpractices { number items newest affirmations } } } } }`;
  const answer = await ask(app.url, query, { improvementId: globalId }, people.VIEWER.bearer);
  expect(answer.errors).toBeUndefined();
  return (answer.data?.['node']?.coverage ?? null) as Result[] | null;
}

/** All eight subpractices: those given, and nothing for the others. */
const eight = (given: Readonly<Record<number, object>>) =>
  Array.from({ length: 8 }, (_, n) => ({ number: n + 1, items: 0, newest: null, affirmations: 0, ...given[n + 1] }));

it('has all eight subpractices where there is nothing yet', async () => {
  expect(await coverage(improvement)).toEqual([{ unit: null, affirmations: 0, subpractices: eight({}) }]);
});

it('does not have the improvement of another organization', async () => {
  expect(await coverage(improvement, foreign)).toBeNull();
});

it('counts items, the newest of them and words that stand, by unit and subpractice', async () => {
  const { bearer } = own.people.DEPLOYMENT_LEAD;
  const done = async (mutation: string, input: object): Promise<Result> => {
    const result = await act(app.url, mutation, { ...input }, bearer);
    expect(result).toHaveProperty('record');
    return result['record'] as Result;
  };
  const improvementId = improvement.globalId;
  const days = { plannedStart: '2026-01-05', plannedEnd: '2026-03-05' };
  const unitIds = [own.ledUnit.globalId, own.otherUnit.globalId];
  const [led] = [
    await done('planDeployment', { improvementId, unitId: unitIds[0], ...days }),
    await done('planDeployment', { improvementId, unitId: unitIds[1], ...days }),
  ];
  await done('recordProgress', { deploymentId: led['id'], version: 1, percent: 90 });
  now = new Date('2026-01-21T09:00:00.000Z');
  await putProcessVersion(app, own, own.ledUnit.id, 'Process 2');
  await done('adoptDeployment', { deploymentId: led['id'], version: 2, processVersionLabel: 'Process 2' });
  // Help while training is not finished, and after it: the first one stands in for it.
  const item = await putTrainingItem(app, own, { improvementId: improvement.id, state: 'NEEDED' });
  const deliver = async (): Promise<Result> => {
    const session = await putSession(app, own, { improvementId: improvement.id, state: 'SCHEDULED' });
    const given = { deliveredOn: '2026-01-21', hours: 2, outcome: 'They can do it.' };
    return done('deliverConsulting', { consultingSessionId: session.globalId, version: 1, ...given });
  };
  await deliver();
  await app.services.database.prisma.trainingItem.delete({ where: { id: item.id } });
  now = new Date('2026-01-22T09:00:00.000Z');
  await deliver();
  const words = { improvementId: improvement.id };
  await putAffirmation(app, own, { ...words, subpractice: 5 });
  await putAffirmation(app, own, { ...words, subpractice: 5, state: 'WITHDRAWN' });
  await putAffirmation(app, own, { ...words, subpractice: null });
  await putAffirmation(app, own, { ...words, subpractice: 2, unitId: null });
  await putAffirmation(app, own, { ...words, practiceRef: 'OT SP 2.1', subpractice: null });
  await putAffirmation(app, own, { subpractice: 5 });

  app.forgetStatements();
  expect(await coverage(improvement)).toEqual([
    { unit: null, affirmations: 0, subpractices: eight({ 2: { affirmations: 1 } }) },
    {
      unit: { name: 'Led project' },
      affirmations: 1,
      subpractices: eight({
        1: { items: 3, newest: '2026-01-21T09:00:00.000Z' },
        3: { items: 1, newest: '2026-01-21T09:00:00.000Z' },
        4: { items: 1, newest: '2026-01-21T09:00:00.000Z' },
        5: { items: 2, newest: '2026-01-22T09:00:00.000Z', affirmations: 1 },
      }),
    },
    {
      unit: { name: 'Other project' },
      affirmations: 0,
      subpractices: eight({ 1: { items: 1, newest: '2026-01-20T09:00:00.000Z' } }),
    },
  ]);
  // Who acts, the improvement, events, affirmations, units.
  expect(app.statements.filter((sql) => !sql.includes('"CatalogImport"'))).toHaveLength(5);
});

it('comes out as it did at a time in the past', async () => {
  const { DEPLOYMENT_LEAD } = own.people;
  const other = await putImprovement(app, own.id);
  const done = async (mutation: string, input: object): Promise<Result> => {
    const result = await act(app.url, mutation, { ...input }, DEPLOYMENT_LEAD.bearer);
    expect(result, JSON.stringify(result)).toHaveProperty('record');
    return result['record'] as Result;
  };
  const asOf = async (at: Date) => {
    const query = `query ($id: ID!, $asOf: DateTime) { node(id: $id) { ... on Improvement { coverage(asOf: $asOf) {
      unit { name } affirmations subpractices { number items newest affirmations } } } } }`;
    const variables = { id: other.globalId, asOf: at.toISOString() };
    const { data, errors } = await ask(app.url, query, variables, own.people.VIEWER.bearer);
    expect(errors).toBeUndefined();
    return data?.['node'].coverage as Result[];
  };
  const told: [Date, Result[] | null][] = [];
  const steps: ((past: readonly Result[]) => Promise<Result>)[] = [
    () => done('affirmPractice', { practice: 'OPM SP 3.2', improvementId: other.globalId, text: 'We do.' }),
    () =>
      done('planDeployment', {
        improvementId: other.globalId,
        unitId: own.ledUnit.globalId,
        plannedStart: '2026-03-01',
        plannedEnd: '2026-04-01',
      }),
    ([affirmed]) => done('withdrawAffirmation', { affirmationId: affirmed?.['id'], version: 1, reason: 'We do not.' }),
    () =>
      done('affirmPractice', { practice: 'OPM SP 3.2', subpractice: 1, improvementId: other.globalId, text: 'Now.' }),
  ];
  const past: Result[] = [];
  for (const step of steps) {
    now = new Date(now.getTime() + 86_400_000);
    past.push(await step(past));
    now = new Date(now.getTime() + 3_600_000);
    told.push([now, await coverage(other)]);
  }
  expect(new Set(told.map(([, found]) => JSON.stringify(found))).size).toBe(steps.length);
  for (const [at, found] of told) expect(await asOf(at)).toEqual(found);
});
