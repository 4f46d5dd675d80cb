import { beforeAll, expect, it } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { day, putDeployment, putImprovement, putUnit } from '../commands/fixtures.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

// The log never runs backwards: the organizations are there before anything happens in them.
let now = new Date('2025-12-01T12:00:00.000Z');
const app = useApp({ clock: () => now });
const third = useOrganization(app);
const own = useOrganization(app);
const foreign = useOrganization(app);
beforeAll(() => void (now = new Date('2026-06-01T12:00:00.000Z')));

const FORECAST = 'p50 p85 p95 open adopted sampleSize trials seed missing assumptions';

async function read(query: string, bearer: string): Promise<Result> {
  const { data, errors } = await ask(app.url, query, {}, bearer);
  expect(errors).toBeUndefined();
  return data as Result;
}

it('is later where another improvement that is required is later', async () => {
  const improvement = (title: string) => putImprovement(app, own.id, { title });
  const past = await improvement('Past');
  for (let count = 0; count < 12; count += 1)
    await putDeployment(app, own.id, (await putUnit(app, own.id)).id, {
      improvementId: past.id,
      state: 'CONFIRMED',
      plannedStart: day('2026-01-01'),
      actualStart: day('2026-01-01'),
      actualEnd: day('2026-01-11'),
    });
  const [first, second] = [await improvement('First'), await improvement('Second')];
  const dates = { plannedStart: day('2026-06-01'), plannedEnd: day('2026-07-01') };
  const unit = await putUnit(app, own.id);
  await putDeployment(app, own.id, unit.id, { improvementId: first.id, ...dates });
  await putDeployment(app, own.id, unit.id, { improvementId: second.id, ...dates });
  const forecastOf = async (id: string, bearer = own.people.VIEWER.bearer) =>
    (
      await read(
        `{ node(id: "${id}") { ... on Improvement { forecast { p50 p95 sampleSize open adopted } } } }`,
        bearer,
      )
    )['node'];
  const alone = { p50: '2026-06-11', p95: '2026-06-11', sampleSize: 12, open: 1, adopted: 0 };
  expect((await forecastOf(second.globalId)).forecast).toEqual(alone);
  const input = { improvementId: second.globalId, version: 1, kind: 'REQUIRES', relatedId: first.globalId };
  expect(await act(app.url, 'relateImprovement', input, own.people.DEPLOYMENT_LEAD.bearer)).toHaveProperty('record');
  expect((await forecastOf(second.globalId)).forecast).toEqual({ ...alone, p50: '2026-06-21', p95: '2026-06-21' });
  expect((await forecastOf(first.globalId)).forecast).toEqual(alone);
  expect(await forecastOf(first.globalId, foreign.people.VIEWER.bearer)).toBeNull();
});

it('says what is missing where nothing was adopted', async () => {
  const improvement = await putImprovement(app, foreign.id);
  await putDeployment(app, foreign.id, foreign.ledUnit.id, { improvementId: improvement.id });
  const query = `{ node(id: "${improvement.globalId}") { ... on Improvement { forecast { ${FORECAST} } } } }`;
  expect((await read(query, foreign.people.VIEWER.bearer))['node'].forecast).toMatchObject({
    p50: null,
    p85: null,
    p95: null,
    open: 1,
    missing: ['10 adoptions in the past (now: 0)'],
  });
});

it('takes five statements for an improvement, besides who asks and the calendar', async () => {
  const improvement = await putImprovement(app, foreign.id);
  const query = `{ node(id: "${improvement.globalId}") { ... on Improvement { forecast { ${FORECAST} } } } }`;
  app.forgetStatements();
  await read(query, foreign.people.VIEWER.bearer);
  expect(app.statements, app.statements.join('\n')).toHaveLength(7);
});

it('is set beside what came, as it would have been made half-way', async () => {
  const { DEPLOYMENT_LEAD, SPONSOR, VIEWER } = third.people;
  const past = await putImprovement(app, third.id);
  for (let count = 0; count < 12; count += 1)
    await putDeployment(app, third.id, (await putUnit(app, third.id)).id, {
      improvementId: past.id,
      state: 'CONFIRMED',
      plannedStart: day('2026-01-01'),
      actualStart: day('2026-01-01'),
      actualEnd: day('2026-01-11'),
    });
  const { globalId: improvementId } = await putImprovement(app, third.id, { title: 'Reviews' });
  const open: { deploymentId: string; version: number }[] = [];
  const done = async (command: string, input: object, { bearer } = DEPLOYMENT_LEAD) => {
    const result = await act(app.url, command, { ...input }, bearer);
    expect(result, `${command} ${JSON.stringify(result)}`).toHaveProperty('record');
    const { id, version } = result['record'] as Result;
    return { deploymentId: id as string, version: version as number };
  };
  now = new Date('2026-03-01T09:00:00.000Z');
  for (let count = 0; count < 3; count += 1) {
    const { globalId: unitId } = await putUnit(app, third.id);
    const dates = { plannedStart: '2026-03-01', plannedEnd: '2026-04-01' };
    const planned = await done('planDeployment', { improvementId, unitId, ...dates });
    open.push(await done('recordProgress', { ...planned, percent: 10 }));
  }
  for (const [index, date] of ['2026-03-05', '2026-03-10', '2026-03-17'].entries()) {
    now = new Date(`${date}T09:00:00.000Z`);
    await done('adoptDeployment', { ...open[index], waiver: 'A contract of before holds.' }, SPONSOR);
  }
  now = new Date('2026-06-01T12:00:00.000Z');
  const fields = 'p50 p85 p95 open adopted sampleSize seed';
  const { forecastAccuracy } = await read(
    `{ forecastAccuracy { skipped heldP50 heldP85 heldP95 forecasts { adoptedOn improvement { title } forecast { ${fields} } } } }`,
    VIEWER.bearer,
  );
  const then = await read(
    `{ node(id: "${improvementId}") { ... on Improvement { forecast(asOf: "2026-03-09T00:00:00Z") { ${fields} } } } }`,
    VIEWER.bearer,
  );
  expect(then['node'].forecast).toMatchObject({ open: 2, adopted: 1, sampleSize: 13 });
  expect(['2026-03-11', '2026-03-12']).toContain(then['node'].forecast.p85);
  // The other one is on record as adopted from the start: then there was nothing to forecast.
  expect(forecastAccuracy).toEqual({
    skipped: 1,
    heldP50: 0,
    heldP85: 0,
    heldP95: 0,
    forecasts: [{ adoptedOn: '2026-03-17', improvement: { title: 'Reviews' }, ...then['node'] }],
  });
});
