import type { App } from '../../src/server/app.js';
import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import { day, putDeployment, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');
const times = { createdAt: now, updatedAt: now };
const dates = { plannedStart: day('2026-02-01'), plannedEnd: day('2026-06-01') };

/** A plan of a test, with its improvement and its deployment in the unit that is led. */
export interface PutPlan extends Put {
  readonly improvement: Put;
  readonly deployment: Put;
}

/** Puts a plan for the led unit into the database, in any state, agreed to where it says so; no event tells of it. */
export async function putPlan(
  app: App,
  { id: organizationId, ledUnit, people }: TestOrganization,
  values: Partial<Prisma.DeploymentPlanUncheckedCreateInput> = {},
): Promise<PutPlan> {
  const { prisma } = app.services.database;
  const improvement = await putImprovement(app, organizationId);
  const deployment = await putDeployment(app, organizationId, ledUnit.id, {
    improvementId: improvement.id,
    state: 'CONFIRMED',
    percent: 100,
  });
  const words = [
    { personId: people.SPONSOR.id, agreed: true, saidAt: now },
    { personId: people.PROJECT_LEAD.id, unitId: ledUnit.id, agreed: true, saidAt: now },
  ];
  const { id } = await prisma.deploymentPlan.create({
    data: {
      organizationId,
      improvementId: improvement.id,
      state: 'DRAFT',
      ...times,
      ...values,
      versions: {
        create: {
          number: 1,
          ...dates,
          writtenById: people.DEPLOYMENT_LEAD.id,
          createdAt: now,
          targets: { create: { unitId: ledUnit.id } },
          agreements: { create: values.state === 'DRAFT' || values.state === 'IN_REVIEW' ? [] : words },
        },
      },
    },
  });
  return { id, globalId: encodeGlobalId('DeploymentPlan', id), improvement, deployment };
}

/** Puts an increment of an active plan into the database, in any state, with the plan's deployment in it. */
export async function putIncrement(
  app: App,
  organization: TestOrganization,
  values: Partial<Prisma.IncrementUncheckedCreateInput> = {},
): Promise<Put & { readonly plan: PutPlan; readonly conditionId: string }> {
  const plan = await putPlan(app, organization, { state: 'ACTIVE' });
  const { id, conditions } = await app.services.database.prisma.increment.create({
    data: {
      organizationId: organization.id,
      planId: plan.id,
      ordinal: 1,
      title: 'Early adopters',
      ...dates,
      fallBack: 'The old form.',
      ...times,
      ...values,
      conditions: { create: { kind: 'EXIT', ordinal: 1, text: 'Two reviews were done' } },
      deployments: { create: { deploymentId: plan.deployment.id } },
    },
    include: { conditions: true },
  });
  return { id, globalId: encodeGlobalId('Increment', id), plan, conditionId: conditions[0]?.id ?? '' };
}

/**
 * Puts an improvement with three plans into the database, one after the other. The led unit is in the first increment of the
 * second, which was carried out; the other unit in that of the first, which was canceled, and in that of the third.
 */
export async function putPlansInTurn(app: App, organization: TestOrganization): Promise<Put> {
  const { prisma } = app.services.database;
  const { id: organizationId, otherUnit } = organization;
  const { plan } = await putIncrement(app, organization, { state: 'PASSED' });
  await prisma.deploymentPlan.update({ where: { id: plan.id }, data: { state: 'CLOSED' } });
  const improvementId = plan.improvement.id;
  const deployment = await putDeployment(app, organizationId, otherUnit.id, { improvementId });
  for (const [state, date] of [['CANCELED', '2026-01-01'] as const, ['ACTIVE', '2026-02-01'] as const]) {
    const increment = { organizationId, ordinal: 1, title: 'All', ...dates, fallBack: 'The old form.', ...times };
    await prisma.deploymentPlan.create({
      data: {
        organizationId,
        improvementId,
        state,
        createdAt: day(date),
        updatedAt: day(date),
        increments: { create: { ...increment, deployments: { create: { deploymentId: deployment.id } } } },
      },
    });
  }
  return plan.improvement;
}
