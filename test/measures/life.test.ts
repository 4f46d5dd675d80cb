import { describe, expect, it } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { day, everything, putDeployment } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { fold, json } from '../commands/fold.js';
import { putIncrement, putPlansInTurn } from '../plans/fixtures.js';
import { putReview } from '../reviews/fixtures.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putMeasure } from './fixtures.js';

const app = useApp();
const organization = useOrganization(app);

it('a measure has readings, a baseline before the first increment, and shows the effect', async () => {
  const { prisma } = app.services.database;
  const { people, ledUnit } = organization;
  const { id: incrementId, plan } = await putIncrement(app, organization);
  const lead = people.DEPLOYMENT_LEAD.bearer;
  const run = (mutation: string, input: Record<string, unknown>, read = 'id version', bearer = lead): Promise<Result> =>
    act(app.url, mutation, input, bearer, read);

  const definition = {
    improvementId: plan.improvement.globalId,
    name: 'Rework',
    unitOfMeasurement: 'hours a week',
    direction: 'LOWER_IS_BETTER',
    objective: 6,
    why: 'It is what people complain of.',
  };
  const measureId = (await run('defineMeasure', definition))['record'].id as string;
  expect(await run('defineMeasure', definition)).toMatchObject({
    __typename: 'AlreadyExistsError',
    recordType: 'Measure',
  });

  const read = (date: string, value: number, bearer = people.PROJECT_LEAD.bearer) =>
    run('recordReading', { measureId, unitId: ledUnit.globalId, day: date, value }, 'id version value day', bearer);
  const period = { unitId: ledUnit.globalId, periodStart: '2026-01-01', periodEnd: '2026-01-31' };
  expect(await run('fixBaseline', { measureId, version: 1, ...period })).toMatchObject({
    rule: 'baseline-has-readings',
  });
  const first = (await read('2026-01-05', 10))['record'];
  expect(first).toMatchObject({ value: 10, day: '2026-01-05', version: 1 });
  await read('2026-01-12', 12);
  expect(await read('2026-01-12', 12)).toMatchObject({ __typename: 'AlreadyExistsError' });
  expect(await read('2999-01-01', 12)).toMatchObject({ issues: [{ path: 'day' }] });
  const corrected = await run('correctReading', { readingId: first.id, version: 1, value: 11, reason: 'A slip.' });
  expect(corrected).toMatchObject({ record: { version: 2 } });

  expect(await run('fixBaseline', { measureId, version: 1, ...period })).toMatchObject({ record: { version: 2 } });
  expect(await run('fixBaseline', { measureId, version: 2, ...period })).toMatchObject({
    __typename: 'AlreadyExistsError',
    recordType: 'MeasureBaseline',
  });
  expect(
    await run('correctReading', { readingId: first.id, version: 2, value: 40, reason: 'Looks better.' }),
  ).toMatchObject({ rule: 'baseline-stands' });
  expect(await read('2026-01-20', 40)).toMatchObject({ rule: 'baseline-stands' });

  // The first increment begins; then it is too late for another baseline.
  await prisma.increment.update({ where: { id: incrementId }, data: { actualStart: day('2026-02-02') } });
  const whole = { measureId, version: 2, periodStart: '2026-01-01', periodEnd: '2026-01-31' };
  expect(await run('fixBaseline', whole)).toMatchObject({
    rule: 'baseline-before-first-increment',
    message: 'The deployment of the improvement began on 2026-02-02.',
  });
  await prisma.increment.update({ where: { id: incrementId }, data: { actualStart: null } });
  await prisma.deployment.update({ where: { id: plan.deployment.id }, data: { actualStart: day('2026-02-09') } });
  expect(await run('fixBaseline', whole)).toMatchObject({
    message: 'The deployment of the improvement began on 2026-02-09.',
  });
  expect(await run('fixBaseline', { ...whole, periodEnd: '2999-01-01' })).toMatchObject({
    issues: [{ path: 'periodEnd', message: 'Must not be in the future.' }],
  });
  await prisma.deployment.update({ where: { id: plan.deployment.id }, data: { actualEnd: day('2026-03-01') } });
  await read('2026-03-01', 6);
  await read('2026-03-08', 5);

  const answer = await ask(
    app.url,
    `query ($id: ID!, $improvement: ID!, $unit: ID!) {
      measures(filter: { improvementIds: [$improvement] }) { totalCount nodes { id } }
      unit: node(id: $unit) { ... on Unit { readings { totalCount nodes { value measure { name } } } } }
      node(id: $id) { ... on Measure {
        improvement { measures { nodes { id } } }
        baselines { unit { id } periodStart periodEnd fixedBy { id } }
        readings(first: 1) { totalCount nodes { day value } }
        effect { before { count mean } after { count mean } difference better objectiveReached test { p } missing }
        early: effect(group: EARLY) { before { count } }
        late: effect(group: LATE) { before { count } missing }
        projects: effect(units: { kinds: [PROJECT] }) { before { count } }
        groups: effect(units: { kinds: [SUPPORT_GROUP] }) { before { count } }
        earlyAgainstLate { early { count mean } late { count } test { p } missing } } } }`,
    { id: measureId, improvement: plan.improvement.globalId, unit: ledUnit.globalId },
    people.VIEWER.bearer,
  );
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({
    measures: { totalCount: 1, nodes: [{ id: measureId }] },
    unit: { readings: { totalCount: 4, nodes: [{ value: 5, measure: { name: 'Rework' } }, {}, {}, {}] } },
    node: {
      improvement: { measures: { nodes: [{ id: measureId }] } },
      baselines: [{ ...period, unitId: undefined, unit: { id: ledUnit.globalId } }].map(
        ({ unitId: _unitId, ...baseline }) => baseline,
      ),
      readings: { totalCount: 4, nodes: [{ day: '2026-03-08', value: 5 }] },
      effect: {
        before: { count: 2, mean: 11.5 },
        after: { count: 2, mean: 5.5 },
        difference: -6,
        better: true,
        objectiveReached: true,
        missing: [],
        test: { p: expect.closeTo(0.0138, 3) },
      },
      early: { before: { count: 2 } },
      late: { before: { count: 0 } },
      projects: { before: { count: 2 } },
      groups: { before: { count: 0 } },
      earlyAgainstLate: { early: { count: 1, mean: -6 }, late: { count: 0 }, test: null },
    },
  });

  const reason = 'It has shown enough.';
  await run('dropMeasure', { measureId, version: 2, reason });
  expect(await prisma.revision.findMany({ where: { improvementId: plan.improvement.id } })).toMatchObject([
    {
      kind: 'MEASURE',
      recordId: decodeGlobalId(measureId)?.id,
      reason,
      reviewId: null,
      before: { dropReason: null },
      after: { dropReason: reason },
      revisedById: people.DEPLOYMENT_LEAD.id,
    },
  ]);
  expect(await read('2026-03-15', 5)).toMatchObject({ rule: 'measure-is-used' });
  const events = await prisma.event.findMany({
    where: { recordId: { in: [measureId, first.id].map((id) => decodeGlobalId(id)?.id ?? '') } },
    orderBy: { position: 'asc' },
  });
  expect(events.map(({ type, planId }) => `${type} ${planId === plan.id}`)).toEqual([
    'MeasureDefined true',
    'ReadingRecorded true',
    'ReadingCorrected true',
    'BaselineFixed true',
    'MeasureDropped true',
  ]);
  expect(events[2]).toMatchObject({ before: { value: 10 }, after: { value: 11 }, note: 'A slip.' });
  const of = (recordType: string) => events.filter((event) => event.recordType === recordType);
  const { id } = decodeGlobalId(measureId) ?? { id: '' };
  const include = { baselines: { omit: { measureId: true, organizationId: true } } } as const;
  expect(fold(of('Measure'))).toEqual(json(await prisma.measure.findUniqueOrThrow({ where: { id }, include })));
  const where = { id: decodeGlobalId(first.id)?.id ?? '' };
  expect(fold(of('MeasureReading'))).toEqual(json(await prisma.measureReading.findUniqueOrThrow({ where })));
});

it('a baseline comes too late once a project has begun, also where that was rolled back and planned again', async () => {
  const { people, ledUnit } = organization;
  const { id: measureId, globalId } = await putMeasure(app, organization);
  const { improvementId } = await app.services.database.prisma.measure.findUniqueOrThrow({ where: { id: measureId } });
  const deployment = await putDeployment(app, organization.id, ledUnit.id, { improvementId });
  const lead = people.DEPLOYMENT_LEAD.bearer;
  const fix = () =>
    act(
      app.url,
      'fixBaseline',
      { measureId: globalId, version: 1, unitId: ledUnit.globalId, periodStart: '2026-01-01', periodEnd: '2026-01-31' },
      lead,
    );
  const go = async (mutation: string, version: number, input: Record<string, unknown>) =>
    expect(await act(app.url, mutation, { deploymentId: deployment.globalId, version, ...input }, lead)).toHaveProperty(
      'record',
    );
  await go('recordProgress', 1, { percent: 10 });
  const refused = { rule: 'baseline-before-first-increment' };
  expect(await fix()).toMatchObject(refused);
  await go('rollBackDeployment', 2, { reason: 'It does not fit yet.' });
  await go('replanDeployment', 3, { plannedStart: '2027-01-01', plannedEnd: '2027-03-01' });
  expect(await fix()).toMatchObject(refused);
});

it('values are such that they can be reckoned with; what was stored before is left out of the effect', async () => {
  const { people, ledUnit } = organization;
  const { id, globalId, reading } = await putMeasure(app, organization);
  const run = async (mutation: string, input: Record<string, unknown>) =>
    act(app.url, mutation, { reason: 'As it is.', ...input }, people.DEPLOYMENT_LEAD.bearer);
  const record = (value: number) => ({ measureId: globalId, day: '2026-01-11', value, reason: undefined });
  expect(await run('recordReading', record(1.7e308))).toMatchObject({ issues: [{ path: 'value' }] });
  expect(await run('recordReading', record(-1.1e15))).toMatchObject({ issues: [{ path: 'value' }] });
  expect(await run('recordReading', record(-1e15))).toHaveProperty('record');
  expect(await run('correctReading', { readingId: reading.globalId, version: 1, value: 1.1e15 })).toMatchObject({
    issues: [{ path: 'value' }],
  });
  expect(await run('reviseObjective', { measureId: globalId, version: 1, objective: -1.1e15 })).toMatchObject({
    issues: [{ path: 'objective' }],
  });

  const { prisma } = app.services.database;
  await prisma.measure.update({ where: { id }, data: { objective: 1.7e308 } });
  const [first] = await prisma.measureReading.findMany({ where: { measureId: id, unitId: ledUnit.id } });
  const { id: _id, ...stored } = first ?? { id: '' };
  const days = ['2026-01-11', '2026-01-12'].map((date) => ({ ...stored, day: day(date), value: 1.7e308 }));
  await prisma.measureReading.createMany({ data: days as (typeof first & object)[] });
  const period = { periodStart: '2026-01-01', periodEnd: '2026-01-31', unitId: ledUnit.globalId };
  await run('fixBaseline', { measureId: globalId, version: 1, ...period, reason: undefined });
  const { data, errors } = await ask(
    app.url,
    `query ($id: ID!) { node(id: $id) { ... on Measure { objective
      readings { nodes { value } } effect { before { count mean } } } } }`,
    { id: globalId },
    people.VIEWER.bearer,
  );
  expect(errors).toBeUndefined();
  expect(data?.['node']).toMatchObject({ objective: 1.7e308, effect: { before: { count: 1, mean: 12 } } });
});

it('early adopters are those of the first plan that was not canceled', async () => {
  const { prisma } = app.services.database;
  const { people, ledUnit, otherUnit } = organization;
  const improvement = await putPlansInTurn(app, organization);
  const { id: measureId, globalId, reading } = await putMeasure(app, organization, { improvementId: improvement.id });
  const { id: _id, ...first } = await prisma.measureReading.findUniqueOrThrow({ where: { id: reading.id } });
  await prisma.measureReading.create({ data: { ...first, unitId: otherUnit.id, value: 20 } });
  const period = { periodStart: day('2026-01-01'), periodEnd: day('2026-01-31'), fixedById: people.SPONSOR.id };
  await prisma.measureBaseline.createMany({
    data: [ledUnit, otherUnit].map(({ id: unitId }) => ({ ...period, measureId, unitId, fixedAt: day('2026-01-31') })),
  });
  const { data } = await ask(
    app.url,
    `query ($id: ID!) { node(id: $id) { ... on Measure {
      early: effect(group: EARLY) { before { count mean } } late: effect(group: LATE) { before { count mean } } } } }`,
    { id: globalId },
    people.VIEWER.bearer,
  );
  expect(data?.['node']).toEqual({
    early: { before: { count: 1, mean: 12 } },
    late: { before: { count: 1, mean: 20 } },
  });
});

it.each([
  ['reviseMeasure', { why: 'It costs most.' }],
  ['reviseObjective', { objective: 3 }],
])('%s follows from a review of the same improvement only', async (mutation, change) => {
  const [own, other] = [await putReview(app, organization), await putReview(app, organization)];
  const measure = await putMeasure(app, organization, { improvementId: own.plan.improvement.id });
  const of = { measureId: measure.globalId };
  const { bearer } = organization.people.SPONSOR;
  const revise = ({ globalId: reviewId }: Put) =>
    act(app.url, mutation, { ...of, version: 1, reason: 'Learned.', ...change, reviewId }, bearer);
  const rows = await everything(app);
  expect(await revise(other)).toMatchObject({
    issues: [{ path: 'reviewId', message: "Is the review of another improvement's plan." }],
  });
  expect(await everything(app)).toEqual(rows);
  expect(await revise(own)).toHaveProperty('record');
});

describe('a priority', () => {
  const REVISIONS = `query ($id: ID!) {
    node(id: $id) { ... on Improvement { revisions { nodes { kind reason review { id } changes { before after } } } } } }`;
  const prioritize = (improvementId: string, version: number, priority: number, more: object = {}) =>
    act(
      app.url,
      'prioritizeImprovement',
      { improvementId, version, priority, reason: 'Asked for.', ...more },
      organization.people.SPONSOR.bearer,
    );
  const revisionsOf = async (id: string) =>
    (await ask(app.url, REVISIONS, { id }, organization.people.VIEWER.bearer)).data?.['node'].revisions.nodes;

  it('is revised from the second on: the first one changes nothing', async () => {
    const { improvement } = (await putReview(app, organization)).plan;
    expect(await prioritize(improvement.globalId, 1, 2)).toHaveProperty('record');
    expect(await revisionsOf(improvement.globalId)).toEqual([]);
    expect(await prioritize(improvement.globalId, 2, 1)).toHaveProperty('record');
    expect(await revisionsOf(improvement.globalId)).toMatchObject([
      { kind: 'PRIORITY', changes: [{ before: 2, after: 1 }] },
    ]);
  });

  it('may follow from what another improvement brought', async () => {
    const [{ plan }, other] = [await putReview(app, organization), await putReview(app, organization)];
    const { globalId } = plan.improvement;
    expect(await prioritize(globalId, 1, 1, { reviewId: other.globalId })).toHaveProperty('record');
    expect(await revisionsOf(globalId)).toMatchObject([{ kind: 'PRIORITY', review: { id: other.globalId } }]);
  });
});
