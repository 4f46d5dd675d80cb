import { expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import { signToken } from '../../src/auth/tokens.js';
import { putPerson, putUnit } from '../commands/fixtures.js';
import { SECRET } from '../support/app.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { DAYS, PLAN, Stage } from './stage.js';

const app = useApp();
const organization = useOrganization(app);

it('are given by ten leads at once and a sponsor, and none has to be given twice', async () => {
  const { prisma } = app.services.database;
  const stage = new Stage(app, app.url);
  const improvement = await stage.improvement(organization);
  const leads = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const { id } = await putPerson(app, organization.id, 'PROJECT_LEAD');
      const { subject } = await prisma.person.findUniqueOrThrow({ where: { id } });
      // The first leads three of the targets.
      const units = await Promise.all(Array.from({ length: index ? 1 : 3 }, () => putUnit(app, organization.id, [id])));
      const bearer = `Bearer ${await signToken(SECRET, subject, organization.slug, '1h')}`;
      return { bearer, unitIds: units.map(({ globalId }) => globalId) };
    }),
  );
  const processGroup = stage.as(organization.people.DEPLOYMENT_LEAD);
  const targetUnitIds = leads.flatMap(({ unitIds }) => unitIds);
  const plan = await processGroup.done('draftPlan', { improvementId: improvement.globalId, targetUnitIds, ...DAYS });
  const planId = plan['id'] as string;
  await processGroup.done('submitPlan', { planId });
  const position = async (): Promise<number> =>
    (await prisma.eventLog.findUniqueOrThrow({ where: { organizationId: organization.id } })).position;
  const before = await position();

  const results = await Promise.all([
    act(app.url, 'agreeToPlan', { planId, planVersion: 1 }, organization.people.SPONSOR.bearer, PLAN),
    ...leads.map(({ bearer, unitIds }) =>
      act(app.url, 'agreeToPlan', { planId, planVersion: 1, unitIds }, bearer, PLAN),
    ),
  ]);
  expect(results.map(({ __typename }) => __typename as string)).toEqual(results.map(() => 'AgreeToPlanPayload'));
  expect(await position()).toBe(before + 13);
  const { state, version } = await prisma.deploymentPlan.findFirstOrThrow({ where: { improvementId: improvement.id } });
  expect([state, version]).toEqual(['AGREED', 15]);
  const told = await prisma.event.findMany({
    where: { organizationId: organization.id, position: { gt: before } },
    orderBy: { position: 'asc' },
  });
  const units = told.map(({ unitId }) => (unitId ? encodeGlobalId('Unit', unitId) : null));
  expect(units.filter((unitId) => unitId !== null).toSorted()).toEqual(targetUnitIds.toSorted());
  expect(told.map(({ recordVersion }) => recordVersion)).toEqual(told.map((_, index) => index + 3));
});

it('name the version of the plan that is there, at least one unit, and only led targets', async () => {
  const stage = new Stage(app, app.url);
  const improvement = await stage.improvement(organization);
  const processGroup = stage.as(organization.people.DEPLOYMENT_LEAD);
  const [lead, sponsor] = [stage.as(organization.people.PROJECT_LEAD), stage.as(organization.people.SPONSOR)];
  const targetUnitIds = [organization.ledUnit.globalId];
  const plan = await processGroup.done('draftPlan', { improvementId: improvement.globalId, targetUnitIds, ...DAYS });
  const planId = { planId: plan['id'] as string };
  await processGroup.done('submitPlan', planId);
  for (const planVersion of [2, 7]) {
    expect(await sponsor.refused('agreeToPlan', { ...planId, planVersion })).toMatchObject({
      rule: 'response-to-current-version',
      message: `The plan is at version 1, not ${planVersion}.`,
    });
  }
  expect(await lead.refused('agreeToPlan', { ...planId, unitIds: [] })).toMatchObject({
    issues: [{ path: 'unitIds', message: 'Must not be empty.' }],
  });
  const both = [organization.ledUnit.globalId, organization.otherUnit.globalId];
  expect(await lead.refused('declinePlan', { ...planId, unitIds: both, reason: 'No.' })).toMatchObject({
    __typename: 'ForbiddenError',
  });
  const twice = [organization.ledUnit.globalId, organization.ledUnit.globalId];
  const { content } = await lead.done('agreeToPlan', { ...planId, unitIds: twice });
  expect(content).toMatchObject({ agreements: [{ agreed: true }] });
});
