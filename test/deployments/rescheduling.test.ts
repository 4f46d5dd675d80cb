import { beforeEach, describe, expect, it, test } from 'vitest';
import { act, askFor } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { day, everything, putDeployment, putImprovement, putUnit } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { putIncrement } from '../plans/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp({ clock: () => new Date('2026-02-01T09:00:00.000Z') });
const foreign = useOrganization(app);
const prisma = () => app.services.database.prisma;
let own: TestOrganization;
/** Three deployments of one improvement, from 1 January to 1 March. */
let three: Put[];
beforeEach(async () => {
  own = await createTestOrganization(app);
  const { id: improvementId } = await putImprovement(app, own.id, { state: 'DEPLOYING' });
  three = [];
  for (const unitId of [own.ledUnit.id, own.otherUnit.id, (await putUnit(app, own.id)).id])
    three.push(await putDeployment(app, own.id, unitId, { improvementId }));
});

const READ = 'id version plannedStart plannedEnd hasOwnDates';
const DATES = { plannedStart: '2026-04-01', plannedEnd: '2026-05-01' };
const named = (some: readonly Put[], version = 1) =>
  some.map(({ globalId: deploymentId }) => ({ deploymentId, version }));

const reschedule = (
  input: object,
  deployments: object[] = named(three),
  role: keyof TestOrganization['people'] = 'DEPLOYMENT_LEAD',
) => act(app.url, 'rescheduleDeployments', { deployments, ...input }, own.people[role].bearer, READ);

describe('rescheduling many deployments', () => {
  test.each([
    ['to the same dates', DATES, DATES],
    ['by days', { byDays: 14 }, { plannedStart: '2026-01-15', plannedEnd: '2026-03-15' }],
    ['by days, to before', { byDays: -1 }, { plannedStart: '2025-12-31', plannedEnd: '2026-02-28' }],
  ])('%s', async (_name, input, dates) => {
    const { record, position } = await reschedule({ ...input, note: 'The supplier is late.' });
    expect(record).toEqual(three.map(({ globalId: id }) => ({ id, version: 2, hasOwnDates: true, ...dates })));
    const events = await prisma().event.findMany({
      where: { organizationId: own.id, recordType: 'Deployment' },
      orderBy: { position: 'asc' },
    });
    const told = three.map(({ id: recordId }) => ({
      type: 'DeploymentRescheduled',
      recordId,
      note: 'The supplier is late.',
    }));
    expect(events).toMatchObject(told);
    expect(events.at(-1)?.position).toBe(position);
  });

  it('back to those of their increment, with which they move again', async () => {
    const lead = own.people.DEPLOYMENT_LEAD.bearer;
    const { globalId: incrementId, plan } = await putIncrement(app, own, { state: 'PLANNED' });
    const { deployment } = plan;
    await prisma().deployment.update({
      where: { id: deployment.id },
      data: { state: 'PLANNED', percent: 0, hasOwnDates: true },
    });
    const { record } = await reschedule({ likeIncrement: true }, named([deployment]));
    const ofIncrement = { plannedStart: '2026-02-01', plannedEnd: '2026-06-01' };
    expect(record).toEqual([{ id: deployment.globalId, version: 2, hasOwnDates: false, ...ofIncrement }]);
    await act(app.url, 'reviseIncrement', { incrementId, version: 1, plannedEnd: '2026-05-01' }, lead);
    const { plannedEnd } = await prisma().deployment.findUniqueOrThrow({ where: { id: deployment.id } });
    expect(plannedEnd).toEqual(day('2026-05-01'));
    expect(await reschedule({ likeIncrement: true })).toMatchObject({ rule: 'deployment-in-increment' });
  });

  it('is refused as a whole, and says where', async () => {
    const { plan } = await putIncrement(app, own, { state: 'RUNNING' });
    await prisma().deployment.update({ where: { id: plan.deployment.id }, data: { state: 'IN_PROGRESS' } });
    const before = await everything(app);
    const { name } = await prisma().unit.findUniqueOrThrow({ where: { id: own.ledUnit.id } });
    const outside = await reschedule(
      { plannedStart: '2026-05-01', plannedEnd: '2026-06-02' },
      named([...three, plan.deployment]),
    );
    expect(outside).toMatchObject({ rule: 'dates-within-plan' });
    expect(outside['message']).toMatch(`In "${name}": `);
    expect(await everything(app)).toEqual(before);
    await prisma().deployment.update({ where: { id: three[2]?.id ?? '' }, data: { state: 'WAIVED' } });
    expect(await reschedule(DATES)).toMatchObject({ rule: 'deployment-life' });
    const [first] = three;
    expect(await prisma().deployment.findUniqueOrThrow({ where: { id: first?.id ?? '' } })).toMatchObject({
      version: 1,
    });
  });

  test.each<[string, () => object, () => object[], Result]>([
    [
      'a version that has changed',
      () => DATES,
      () => [...named(three.slice(0, 2)), ...named(three.slice(2), 0)],
      { __typename: 'InvalidInputError' },
    ],
    ['a version that was never there', () => DATES, () => named(three, 2), { __typename: 'InvalidInputError' }],
    ['none', () => DATES, () => [], { issues: [{ path: 'deployments' }] }],
    ['one twice', () => DATES, () => named([...three, ...three]), { issues: [{ path: 'deployments' }] }],
    ['no dates', () => ({}), () => named(three), { issues: [{ path: 'byDays' }] }],
    ['dates and days', () => ({ ...DATES, byDays: 1 }), () => named(three), { issues: [{ path: 'byDays' }] }],
    ['one date', () => ({ plannedEnd: '2026-05-01' }), () => named(three), { issues: [{ path: 'plannedStart' }] }],
    [
      'dates that run backwards',
      () => ({ plannedStart: '2026-05-02', plannedEnd: '2026-05-01' }),
      () => named(three),
      { issues: [{ path: 'plannedEnd' }] },
    ],
  ])('refuses %s', async (_name, input, deployments, refusal) => {
    expect(await reschedule(input(), deployments())).toMatchObject(refusal);
  });

  it('is for deployment leads, in their organization, and loses nobody their change', async () => {
    expect(await reschedule(DATES, named(three), 'PROJECT_LEAD')).toMatchObject({ __typename: 'ForbiddenError' });
    const theirs = await putDeployment(app, foreign.id, foreign.ledUnit.id);
    expect(await reschedule(DATES, named([theirs]))).toMatchObject({
      __typename: 'NotFoundError',
      recordType: 'Deployment',
    });
    await reschedule({ byDays: 1 }, named(three.slice(0, 1)));
    expect(await reschedule(DATES)).toMatchObject({
      __typename: 'StaleVersionError',
      readVersion: 1,
      currentVersion: 2,
    });
  });

  it('can be tried, and is done once for a key', async () => {
    const { events } = await reschedule({ ...DATES, dryRun: true });
    expect((events as Result[]).map(({ type }) => type as string)).toEqual(three.map(() => 'DEPLOYMENT_RESCHEDULED'));
    const input = { deployments: named(three), byDays: 7, idempotencyKey: 'a week' };
    const answers = [];
    for (const _time of [1, 2]) {
      const { data } = await askFor(app.url, 'rescheduleDeployments', input, own.people.DEPLOYMENT_LEAD.bearer, READ);
      answers.push(data?.['result']);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(await prisma().event.count({ where: { organizationId: own.id, recordType: 'Deployment' } })).toBe(3);
  });
});
