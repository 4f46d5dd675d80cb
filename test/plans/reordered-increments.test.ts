import { expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { putDeployment } from '../commands/fixtures.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putIncrement } from './fixtures.js';
import { DAYS, Stage } from './stage.js';

const app = useApp();
const organization = useOrganization(app);

it('increments that have not started are revised and put in another order', { timeout: 60_000 }, async () => {
  const stage = new Stage(app, app.url);
  const lead = stage.as(organization.people.DEPLOYMENT_LEAD);
  const { id: incrementId, globalId: first, plan } = await putIncrement(app, organization);
  const entry = { incrementId, kind: 'ENTRY', ordinal: 1, text: 'The course was held' } as const;
  const { id: conditionId } = await app.services.database.prisma.incrementCondition.create({ data: entry });
  stage.versions.set(first, 1).set(plan.globalId, 1);
  await lead.done('meetCondition', {
    incrementId: first,
    conditionId: encodeGlobalId('IncrementCondition', conditionId),
    evidence: 'The minutes.',
  });
  const revised = await lead.done('reviseIncrement', {
    incrementId: first,
    title: 'Volunteers',
    entryConditions: ['They have time'],
    note: 'Said better.',
  });
  expect(revised).toMatchObject({
    title: 'Volunteers',
    conditions: [
      { kind: 'ENTRY', text: 'The course was held', met: true },
      { kind: 'ENTRY', text: 'They have time', met: false },
      { kind: 'EXIT', text: 'Two reviews were done', met: false },
    ],
  });
  const late = { incrementId: first, plannedEnd: '2020-01-01' };
  expect(await lead.refused('reviseIncrement', late)).toMatchObject({ issues: [{ path: 'plannedEnd' }] });

  const wave = { planId: plan.globalId, ...DAYS, fallBack: 'The old form.' };
  const second = (await lead.done('addIncrement', { ...wave, title: 'Second' }))['id'] as string;
  const third = (await lead.done('addIncrement', { ...wave, title: 'Third' }))['id'] as string;
  const order = { planId: plan.globalId, incrementIds: [third, first, second] };
  expect(await lead.refused('reorderIncrements', { ...order, incrementIds: [third, first] })).toMatchObject({
    rule: 'order-of-increments-not-started',
    missing: ['increment 2 in the order'],
  });
  await lead.done('reorderIncrements', order);
  const { prisma } = app.services.database;
  const places = await prisma.increment.findMany({ where: { planId: plan.id }, orderBy: { ordinal: 'asc' } });
  expect(places.map(({ id, ordinal }) => [encodeGlobalId('Increment', id), ordinal])).toEqual([
    [third, 1],
    [first, 2],
    [second, 3],
  ]);
  const events = await prisma.event.findMany({ where: { planId: plan.id }, orderBy: { position: 'desc' }, take: 4 });
  expect(events.map(({ type }) => type)).toEqual([
    'PlanIncrementsReordered',
    ...Array.from({ length: 3 }, () => 'IncrementReordered'),
  ]);
});

it('an increment that is rolled back takes its deployments with it', async () => {
  const { prisma } = app.services.database;
  const stage = new Stage(app, app.url);
  const { id, globalId, plan } = await putIncrement(app, organization, { state: 'AT_GATE' });
  stage.versions.set(globalId, 1);
  const improvementId = plan.improvement.id;
  const planned = await putDeployment(app, organization.id, organization.otherUnit.id, { improvementId });
  await prisma.incrementDeployment.create({ data: { incrementId: id, deploymentId: planned.id } });
  await stage
    .as(organization.people.SPONSOR)
    .done('decideGate', { incrementId: globalId, decision: 'ROLL_BACK', reason: 'It does not work.' });
  expect(await prisma.deployment.findUniqueOrThrow({ where: { id: plan.deployment.id } })).toMatchObject({
    state: 'ROLLED_BACK',
    rollBackReason: 'It does not work.',
    version: 2,
  });
  expect(await prisma.deployment.findUniqueOrThrow({ where: { id: planned.id } })).toMatchObject({
    state: 'PLANNED',
    version: 1,
  });
  const events = await prisma.event.findMany({ where: { planId: plan.id }, orderBy: { position: 'asc' } });
  expect(events.map(({ type, note }) => `${type}: ${note}`)).toEqual([
    'DeploymentRolledBack: It does not work.',
    'GateDecided: It does not work.',
  ]);
  // What is not said here, a burn-up of the days before does not have.
  expect(events[0]).toMatchObject({ before: { state: 'CONFIRMED', percent: 100 }, after: { percent: 100 } });
});

it('a deployment that is planned again after its gate was passed goes through a later one', async () => {
  const stage = new Stage(app, app.url);
  const lead = stage.as(organization.people.DEPLOYMENT_LEAD);
  const { plan } = await putIncrement(app, organization, { state: 'PASSED' });
  const { globalId: deploymentId } = plan.deployment;
  stage.versions.set(plan.globalId, 1).set(deploymentId, 1);
  const wave = { planId: plan.globalId, ...DAYS, fallBack: 'The old form.' };
  const { id: incrementId } = await lead.done('addIncrement', { ...wave, title: 'Once more' });
  const again = { incrementId, deploymentIds: [deploymentId] };
  const assigned = () => lead.refused('assignDeploymentsToIncrement', again);
  expect(await assigned()).toMatchObject({ rule: 'deployment-in-one-increment' });
  await lead.done('rollBackDeployment', { deploymentId, reason: 'It does not work.' });
  expect(await assigned()).toMatchObject({ rule: 'deployment-in-one-increment' });
  await lead.done('replanDeployment', { deploymentId, ...DAYS });
  await lead.done('assignDeploymentsToIncrement', again);

  const begin = { deploymentId, percent: 10 };
  expect(await lead.refused('recordProgress', begin)).toMatchObject({
    rule: 'deployment-begins-by-its-plan',
    missing: ['increment 2 started (now: PLANNED)'],
  });
  await lead.done('readyIncrement', { incrementId });
  await lead.done('startIncrement', { incrementId });
  await lead.done('recordProgress', begin);
  // What is under way in one increment is not taken into another one.
  const { id: third } = await lead.done('addIncrement', { ...wave, title: 'And again' });
  expect(await lead.refused('assignDeploymentsToIncrement', { ...again, incrementId: third })).toMatchObject({
    missing: ['the deployment in "Led project" out of increment 2'],
  });
});
