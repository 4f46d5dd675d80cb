import { beforeAll, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { putImprovement } from '../commands/fixtures.js';
import type { TestPerson } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { DAYS } from './stage.js';

/** As many projects as an organization may have, and a few. */
const MANY = 1_000;
const FEW = 3;

let unitIds: string[];
const now = new Date('2026-01-15T12:00:00.000Z');

const app = useApp({ clock: () => now });
const organization = useOrganization(app);
beforeAll(async () => {
  const stamp = { organizationId: organization.id, createdAt: now, updatedAt: now };
  const units = await app.services.database.prisma.unit.createManyAndReturn({
    data: Array.from({ length: MANY }, (_, n) => ({ ...stamp, kind: 'PROJECT' as const, name: `Project ${n}` })),
  });
  unitIds = units.map(({ id }) => id);
});

/** How many statements a plan takes, step by step, from its draft to increments with all of its deployments. */
async function carryThrough(count: number): Promise<Record<string, number>> {
  const { people, id: organizationId } = organization;
  const { prisma } = app.services.database;
  const statements: Record<string, number> = {};
  const done = async (person: TestPerson, mutation: string, input: object): Promise<Result> => {
    app.forgetStatements();
    const result = await act(app.url, mutation, { ...input }, person.bearer);
    expect(result, `${mutation} ${JSON.stringify(result).slice(0, 300)}`).toHaveProperty('record');
    statements[mutation] = app.statements.filter((sql) => !/"(EventLog|CatalogImport)"/.test(sql)).length;
    return result['record'] as Result;
  };
  const improvement = await putImprovement(app, organizationId, { state: 'SELECTED' });
  const lead = people.DEPLOYMENT_LEAD;
  const targets = unitIds.slice(0, count);
  const targetUnitIds = targets.map((id) => encodeGlobalId('Unit', id));
  const plan = await done(lead, 'draftPlan', { improvementId: improvement.globalId, targetUnitIds, ...DAYS });
  const planId = plan['id'] as string;
  const risks = [{ risk: 'Too much at once', mitigation: 'Increments.' }];
  await done(lead, 'revisePlan', { planId, version: 1, targetUnitIds, risks });
  await done(lead, 'submitPlan', { planId, version: 2 });
  // The leads of all targets but one agree straight in the tables; the last ones by their word.
  const version = await prisma.planVersion.findFirstOrThrow({ where: { plan: { improvementId: improvement.id } } });
  await prisma.unitLead.createMany({
    data: targets.map((unitId) => ({ unitId, personId: people.PROJECT_LEAD.id })),
    skipDuplicates: true,
  });
  await prisma.planAgreement.createMany({
    data: targets
      .slice(1)
      .map((unitId) => ({
        versionId: version.id,
        personId: people.PROJECT_LEAD.id,
        unitId,
        agreed: true,
        saidAt: now,
      })),
  });
  await done(people.SPONSOR, 'agreeToPlan', { planId, planVersion: 1 });
  await done(people.PROJECT_LEAD, 'agreeToPlan', { planId, planVersion: 1, unitIds: [targetUnitIds[0]] });
  const word = await prisma.event.findFirstOrThrow({
    where: { organizationId, type: 'PlanAgreed' },
    orderBy: { position: 'desc' },
  });
  expect(JSON.stringify(word.after).length, 'an event tells one word, not all').toBeLessThan(500);
  await done(lead, 'activatePlan', { planId, version: 5 });
  const increment = await done(lead, 'addIncrement', { planId, title: 'All', fallBack: 'The old form.', ...DAYS });
  const deployments = await prisma.deployment.findMany({ where: { improvementId: improvement.id } });
  const deploymentIds = deployments.map(({ id }) => encodeGlobalId('Deployment', id));
  expect(deploymentIds).toHaveLength(count);
  await done(lead, 'assignDeploymentsToIncrement', { incrementId: increment['id'], version: 1, deploymentIds });
  const query = `query ($id: ID!) { node(id: $id) { ... on DeploymentPlan {
    content { targets { id } agreements { agreed } } increments { deployments { id } } } } }`;
  const answer = await ask(app.url, query, { id: planId }, people.VIEWER.bearer);
  const { content, increments } = answer.data?.['node'] as Result;
  expect([content.targets.length, content.agreements.length]).toEqual([count, count + 1]);
  expect(increments[0].deployments).toHaveLength(count);
  return statements;
}

it('a plan for a thousand projects takes as many statements as one for a few', { timeout: 120_000 }, async () => {
  expect(await carryThrough(MANY)).toEqual(await carryThrough(FEW));
});
