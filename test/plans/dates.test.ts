import { expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import type { Result } from '../commands/act.js';
import { day, putDeployment, putUnit } from '../commands/fixtures.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putIncrement } from './fixtures.js';
import { Stage } from './stage.js';
import type { Hand } from './stage.js';

let now = new Date('2026-02-01T09:00:00.000Z');
const app = useApp({ clock: () => now });
const organization = useOrganization(app);

it('deployments go by the dates of their increment, unless they have begun or have dates of their own', async () => {
  const stage = new Stage(app, app.url);
  const lead = stage.as(organization.people.DEPLOYMENT_LEAD);
  const { globalId: incrementId, plan } = await putIncrement(app, organization, { state: 'PLANNED' });
  const { id: improvementId } = plan.improvement;
  const put = async (values: object = {}) => {
    const unit = await putUnit(app, organization.id);
    const deployment = await putDeployment(app, organization.id, unit.id, {
      improvementId,
      plannedStart: day('2026-02-01'),
      plannedEnd: day('2026-06-01'),
      ...values,
    });
    await app.services.database.prisma.planTarget.create({ data: { unitId: unit.id, versionId: await versionId() } });
    stage.versions.set(deployment.globalId, 1);
    return deployment;
  };
  const versionId = async (): Promise<string> =>
    (await app.services.database.prisma.planVersion.findFirstOrThrow({ where: { planId: plan.id } })).id;
  const [waits, begun, apart] = [
    await put(),
    await put({ state: 'IN_PROGRESS', actualStart: day('2026-02-01') }),
    await put(),
  ];
  stage.versions.set(incrementId, 1).set(plan.globalId, 1);
  const dates = async (): Promise<string[]> => {
    const rows = await app.services.database.prisma.deployment.findMany({
      where: { id: { in: [waits.id, begun.id, apart.id] } },
      orderBy: { id: 'asc' },
    });
    return rows.map((row) =>
      [row.plannedStart, row.plannedEnd].map((each) => each.toISOString().slice(5, 10)).join(' '),
    );
  };

  const own = { plannedStart: '2026-03-01', plannedEnd: '2026-03-15' };
  await lead.done('rescheduleDeployment', { deploymentId: apart.globalId, ...own });
  await lead.done('reviseIncrement', { incrementId, plannedStart: '2026-02-10', plannedEnd: '2026-04-30' });
  const deploymentIds = [waits, begun, apart].map(({ globalId }) => globalId);
  await lead.done('assignDeploymentsToIncrement', { incrementId, deploymentIds });
  expect(await dates()).toEqual(['02-10 04-30', '02-01 06-01', '03-01 03-15']);

  await lead.done('reviseIncrement', { incrementId, plannedStart: '2026-02-20' });
  expect(await dates()).toEqual(['02-20 04-30', '02-01 06-01', '03-01 03-15']);
  const told = await app.services.database.prisma.event.findMany({
    where: { recordId: waits.id },
    orderBy: { position: 'asc' },
  });
  expect(told.map(({ type, note }) => [type, note])).toEqual([
    ['DeploymentRescheduled', 'The dates of the increment "Early adopters".'],
    ['DeploymentRescheduled', 'The dates of the increment "Early adopters".'],
  ]);
  await lead.done('reviseIncrement', { incrementId, title: 'Volunteers' });
  expect(await app.services.database.prisma.event.count({ where: { recordId: waits.id } })).toBe(2);
});

it('a plan that was moved away from what it has goes on once that has followed', async () => {
  const stage = new Stage(app, app.url);
  const { people, ledUnit } = organization;
  const [lead, sponsor, project] = [people.DEPLOYMENT_LEAD, people.SPONSOR, people.PROJECT_LEAD].map((person) =>
    stage.as(person),
  ) as [Hand, Hand, Hand];
  const { globalId: incrementId, plan } = await putIncrement(app, organization, { state: 'PLANNED' });
  const { globalId: deploymentId } = plan.deployment;
  const planId = plan.globalId;
  const { prisma } = app.services.database;
  await prisma.deployment.update({ where: { id: plan.deployment.id }, data: { state: 'PLANNED', percent: 0 } });
  stage.versions.set(incrementId, 1).set(planId, 1).set(deploymentId, 1);
  const own = { plannedStart: '2026-05-01', plannedEnd: '2026-05-31' };
  await lead.done('rescheduleDeployment', { deploymentId, ...own });

  await lead.done('revisePlan', { planId, plannedEnd: '2026-05-15' });
  await sponsor.done('agreeToPlan', { planId });
  const agreed = await project.done('agreeToPlan', { planId, unitIds: [ledUnit.globalId] });
  const ofIncrement = 'increment 1, planned from 2026-02-01 to 2026-06-01, within the dates of the plan';
  const unit = await prisma.unit.findUniqueOrThrow({ where: { id: ledUnit.id } });
  const ofDeployment = `the deployment in "${unit.name}", planned from 2026-05-01 to 2026-05-31, within the dates of the plan`;
  const unmet = [ofIncrement, ofDeployment].map((missing) => ({ rule: 'dates-within-plan', missing }));
  expect(agreed).toMatchObject({ state: 'AGREED', unmetForActivation: unmet });
  expect(await lead.refused('activatePlan', { planId })).toMatchObject({
    rule: 'dates-within-plan',
    missing: [ofIncrement, ofDeployment],
  });

  await lead.done('reviseIncrement', { incrementId, plannedEnd: '2026-05-15' });
  await lead.done('rescheduleDeployment', { deploymentId, ...own, plannedEnd: '2026-05-10' });
  expect(await lead.done('activatePlan', { planId })).toMatchObject({ state: 'ACTIVE', unmetForActivation: [] });
});

it('deployments that will take the dates of their increment, and what is over, are not in the way of activation', async () => {
  const { globalId, plan } = await putIncrement(app, organization, { state: 'PLANNED', plannedEnd: day('2026-05-01') });
  const { prisma } = app.services.database;
  const outside = { plannedEnd: day('2026-12-31') };
  const unmet = async () => {
    const query = 'query ($id: ID!) { node(id: $id) { ... on Increment { plan { unmetForActivation { rule } } } } }';
    const { data } = await ask(app.url, query, { id: globalId }, organization.people.VIEWER.bearer);
    return (data?.['node'] as Result)['plan'].unmetForActivation as Result[];
  };
  const at = (data: object) =>
    prisma.deployment.update({ where: { id: plan.deployment.id }, data: { ...outside, ...data } });
  await at({ state: 'PLANNED' });
  expect(await unmet(), 'follows').toEqual([]);
  await at({ state: 'PLANNED', hasOwnDates: true });
  expect(await unmet(), 'has dates of its own').toHaveLength(1);
  await at({ state: 'IN_PROGRESS', hasOwnDates: false, actualStart: day('2026-02-01') });
  expect(await unmet(), 'has begun').toHaveLength(1);
  await at({ state: 'CONFIRMED' });
  expect(await unmet(), 'is over').toEqual([]);
});

it.each([
  ['2026-06-01T23:59:00.000Z', {}, { late: false, daysLate: 0 }],
  ['2026-06-02T00:00:00.000Z', {}, { late: true, daysLate: 1 }],
  ['2026-07-01T00:00:00.000Z', { state: 'HELD' }, { late: true, daysLate: 30 }],
  ['2026-07-01T00:00:00.000Z', { state: 'PASSED', actualEnd: day('2026-06-04') }, { late: false, daysLate: 3 }],
  ['2026-07-01T00:00:00.000Z', { state: 'ROLLED_BACK', actualEnd: day('2026-06-04') }, { late: false, daysLate: 0 }],
] as const)('an increment is late by itself: %s %j', async (at, values, expected) => {
  now = new Date(at);
  const { id } = await putIncrement(app, organization, values);
  const { data } = await ask(
    app.url,
    'query ($id: ID!) { node(id: $id) { ... on Increment { late daysLate } } }',
    { id: encodeGlobalId('Increment', id) },
    organization.people.VIEWER.bearer,
  );
  expect(data?.['node'] as Result).toEqual(expected);
});
