import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp();
const organization = useOrganization(app);
let variables: Record<string, unknown>;

beforeAll(async () => {
  const { prisma } = app.services.database;
  const stamp = { createdAt: new Date(), updatedAt: new Date() };
  const improvement = await prisma.improvement.create({
    data: {
      ...stamp,
      organizationId: organization.id,
      title: 'An improvement',
      description: 'Something',
      kind: 'PROCESS',
      scale: 'INCREMENTAL',
      origin: 'SUGGESTION',
      practices: [],
    },
  });
  variables = {
    states: ['IN_PROGRESS'],
    improvement: encodeGlobalId('Improvement', improvement.id),
    unit: organization.ledUnit.globalId,
  };
});

/** How Postgres would read what a query asked of a table, whatever the values are, without one of the indexes. */
async function planOf(query: string, table: string, unlike: string | undefined): Promise<string> {
  app.forgetStatements();
  const { errors } = await ask(app.url, query, variables, organization.people.VIEWER.bearer);
  expect(errors).toBeUndefined();
  await setImmediate();
  const [statement = ''] = app.statements.filter((sql) => sql.includes(`"${table}"`) && /ORDER BY/.test(sql));
  let plan = '';
  const explaining = app.services.database.prisma.$transaction(async (db) => {
    // Hazard: an almost empty table would be read by either of the indexes that have the order, by what its statistics say.
    if (unlike) await db.$executeRawUnsafe(`DROP INDEX "${unlike}"`);
    for (const way of ['seqscan', 'bitmapscan', 'sort']) {
      await db.$executeRawUnsafe(`SET LOCAL enable_${way} TO off`);
    }
    await db.$executeRawUnsafe('SET LOCAL plan_cache_mode TO force_generic_plan');
    await db.$executeRawUnsafe(`PREPARE page AS ${statement}`);
    const values = Array.from(new Set(statement.match(/\$\d+/g)), () => 'NULL');
    const explain = `EXPLAIN (COSTS OFF) EXECUTE page(${values.join()})`;
    const rows = await db.$queryRawUnsafe<Record<string, string>[]>(explain);
    await db.$executeRawUnsafe('DEALLOCATE page');
    plan = rows.map((row) => Object.values(row).join()).join('\n');
    throw new Error('Nothing is to stay of this.');
  });
  await expect(explaining).rejects.toThrow('Nothing is to stay');
  return plan;
}

describe('a page is read in the order of an index, and nothing is sorted', () => {
  test.each([
    ['improvements', '{ improvements { nodes { id } } }', 'Improvement', 'Improvement_organizationId_createdAt_id_idx'],
    ['deployments', '{ deployments { nodes { id } } }', 'Deployment', 'Deployment_organizationId_plannedEnd_id_idx'],
    [
      'deployments of a state',
      'query ($states: [DeploymentState!]) { deployments(filter: { states: $states }) { nodes { id } } }',
      'Deployment',
      'Deployment_organizationId_state_plannedEnd_id_idx',
      'Deployment_organizationId_plannedEnd_id_idx',
    ],
    [
      'deployments of an improvement, by a filter',
      'query ($improvement: ID!) { deployments(filter: { improvementIds: [$improvement] }) { nodes { id } } }',
      'Deployment',
      'Deployment_improvementId_plannedEnd_id_idx',
      'Deployment_organizationId_plannedEnd_id_idx',
    ],
    [
      'deployments of improvements',
      '{ improvements { nodes { deployments { nodes { id } } } } }',
      'Deployment',
      'Deployment_improvementId_plannedEnd_id_idx',
      'Deployment_organizationId_plannedEnd_id_idx',
    ],
    [
      'deployments in units',
      '{ units { nodes { deployments { nodes { id } } } } }',
      'Deployment',
      'Deployment_unitId_plannedEnd_id_idx',
      'Deployment_organizationId_plannedEnd_id_idx',
    ],
  ])('%s', async (_name, query, table, index, unlike?: string) => {
    const plan = await planOf(query, table, unlike);
    expect(plan).toContain(index);
    expect(plan).not.toContain('Sort');
  });
});
