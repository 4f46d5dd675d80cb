import { describe, expect, it } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { everything } from '../commands/fixtures.js';
import { fold, json, told } from '../commands/fold.js';
import { putIncrement } from '../plans/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putTrainingItem } from '../training/fixtures.js';
import { putSession } from './fixtures.js';

const app = useApp({ clock: () => new Date('2026-03-01T10:00:00.000Z') });
const organization = useOrganization(app);

const SESSION = `id version state topics requestedBy { id } consultant { id } scheduledOn deliveredOn hours outcome followUp
  followUpDone inPlaceOfTraining earlyAdopter`;

/** Asks for help and brings it to its end; what was left to do was done. */
async function help(improvementId: string, given: Record<string, unknown> = {}): Promise<Result> {
  const { DEPLOYMENT_LEAD, PROJECT_LEAD } = organization.people;
  const request = { improvementId, unitId: organization.ledUnit.globalId, topics: 'How to begin.' };
  let { record } = await act(app.url, 'requestConsulting', request, PROJECT_LEAD.bearer, SESSION);
  const step = async (mutation: string, bearer: string, input: object): Promise<void> => {
    const target = { consultingSessionId: record.id as string, version: record.version as number };
    const result = await act(app.url, mutation, { ...target, ...input }, bearer, SESSION);
    expect(result, JSON.stringify(result)).toHaveProperty('record');
    record = result['record'];
  };
  const helper = { consultantId: DEPLOYMENT_LEAD.globalId, scheduledOn: '2026-02-20' };
  await step('scheduleConsulting', DEPLOYMENT_LEAD.bearer, helper);
  await step('scheduleConsulting', DEPLOYMENT_LEAD.bearer, { ...helper, scheduledOn: '2026-02-25' });
  const delivery = { deliveredOn: '2026-02-25', hours: 1.75, outcome: 'They began.', followUp: 'Send slides.' };
  await step('deliverConsulting', DEPLOYMENT_LEAD.bearer, { ...delivery, ...given });
  const open = { consultingSessionId: record.id as string, version: record.version as number };
  expect(await act(app.url, 'closeConsulting', open, PROJECT_LEAD.bearer)).toMatchObject({
    rule: 'consulting-followed-up',
  });
  await step('closeConsulting', PROJECT_LEAD.bearer, { followUpDone: 'Sent.' });
  return record as Result;
}

describe('help for a project', () => {
  it('stands in for training of an early adopter while that is not finished', async () => {
    const { plan } = await putIncrement(app, organization);
    const { id: improvementId, globalId } = plan.improvement;
    await putTrainingItem(app, organization, { improvementId, state: 'DRAFT' });
    expect(await help(globalId)).toMatchObject({
      state: 'CLOSED',
      hours: 1.75,
      scheduledOn: '2026-02-25',
      followUpDone: 'Sent.',
      inPlaceOfTraining: true,
      earlyAdopter: true,
      requestedBy: { id: organization.people.PROJECT_LEAD.globalId },
    });
    await app.services.database.prisma.trainingItem.updateMany({
      where: { improvementId },
      data: { state: 'PUBLISHED' },
    });
    expect(await help(globalId)).toMatchObject({ inPlaceOfTraining: false, earlyAdopter: true });

    const { data, errors } = await ask(
      app.url,
      `query ($id: ID!, $unit: ID!) { improvement: node(id: $id) { ... on Improvement {
          all: consultingSessions { totalCount } instead: consultingSessions(filter: { inPlaceOfTraining: true }) { nodes { hours earlyAdopter } } } }
        unit: node(id: $unit) { ... on Unit { consultingSessions(filter: { states: [CLOSED] }) { totalCount } } }
        practice(ref: "OPM SP 3.2") { consultingSessions(filter: { unitIds: [$unit], inPlaceOfTraining: false }) { nodes { state } } }
        other: practice(ref: "OT SP 2.1") { consultingSessions { nodes { state } } }
        consultingSessions(filter: { improvementIds: [$id], states: [REQUESTED, DELIVERED] }) { totalCount } }`,
      { id: globalId, unit: organization.ledUnit.globalId },
      organization.people.VIEWER.bearer,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      improvement: { all: { totalCount: 2 }, instead: { nodes: [{ hours: 1.75, earlyAdopter: true }] } },
      unit: { consultingSessions: { totalCount: 2 } },
      practice: { consultingSessions: { nodes: [{ state: 'CLOSED' }] } },
      other: { consultingSessions: { nodes: [] } },
      consultingSessions: { totalCount: 0 },
    });
  });

  it('is for no early adopter in a later increment', async () => {
    const { plan } = await putIncrement(app, organization, { ordinal: 2 });
    expect(await help(plan.improvement.globalId)).toMatchObject({ inPlaceOfTraining: false, earlyAdopter: false });
  });

  it.each([
    [{ deliveredOn: '2026-03-02' }, 'deliveredOn'],
    [{ hours: 0 }, 'hours'],
    [{ hours: 1.1 }, 'hours'],
    [{ hours: 1_000.25 }, 'hours'],
    [{ outcome: ' ' }, 'outcome'],
  ])('is not recorded as %j', async (wrong, path) => {
    const { globalId } = await putSession(app, organization, { state: 'SCHEDULED' });
    const before = await everything(app);
    const right = { consultingSessionId: globalId, version: 1, deliveredOn: '2026-03-01', hours: 1, outcome: 'Good.' };
    const { bearer } = organization.people.SPONSOR;
    const result = await act(app.url, 'deliverConsulting', { ...right, ...wrong }, bearer);
    expect(result).toMatchObject({ __typename: 'InvalidInputError', issues: [{ path }] });
    expect(await everything(app)).toEqual(before);
    expect(await act(app.url, 'deliverConsulting', right, bearer)).toHaveProperty('record');
  });

  it('is what its events say', async () => {
    const { prisma } = app.services.database;
    const rows = await prisma.consultingSession.findMany({
      where: { organizationId: organization.id, state: 'CLOSED' },
    });
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(fold(await told(app, row.id))).toEqual(json(row));
    const events = await told(app, rows[0]?.id ?? '');
    expect(events.map(({ type }) => type)).toEqual([
      'ConsultingRequested',
      'ConsultingScheduled',
      'ConsultingScheduled',
      'ConsultingDelivered',
      'ConsultingClosed',
    ]);
    expect(events.every(({ unitId, improvementId }) => unitId === organization.ledUnit.id && improvementId)).toBe(true);
  });
});

it('many sessions cost as many statements as one', async () => {
  const elsewhere = await createTestOrganization(app);
  for (let count = 0; count < 5; count += 1) await putSession(app, elsewhere);
  const count = async (first: number): Promise<number> => {
    app.forgetStatements();
    const query = `query ($first: Int!) { consultingSessions(first: $first) { nodes { earlyAdopter improvement { title } unit { name }
      requestedBy { name } consultant { name } } } }`;
    const { data, errors } = await ask(app.url, query, { first }, elsewhere.people.VIEWER.bearer);
    expect(errors).toBeUndefined();
    expect(data?.['consultingSessions'].nodes).toHaveLength(first);
    // Now and then the server looks for news on its own.
    return app.statements.filter((sql) => !/"(EventLog|CatalogImport)"/.test(sql)).length;
  };
  const one = await count(1);
  expect(await count(5)).toBe(one);
});
