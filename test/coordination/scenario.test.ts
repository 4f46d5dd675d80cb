import { describe, expect, it } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { everything, putImprovement, putUnit } from '../commands/fixtures.js';
import { fold, json, told } from '../commands/fold.js';
import { createTestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putActivity, putBundle } from './fixtures.js';

const app = useApp();
const organization = useOrganization(app);

const ACTIVITY = `id version state title outcome improvement { id } relatedImprovements { id } owner { id } dueOn
  shares { unit { id } done doneBy { id } note }`;

describe('something that units do together', () => {
  let activity: Result;
  const change = async (mutation: string, input: Record<string, unknown>, who: 'DEPLOYMENT_LEAD' | 'PROJECT_LEAD') => {
    const target = { coordinationActivityId: activity['id'], version: activity['version'], ...input };
    const result = await act(app.url, mutation, target, organization.people[who].bearer, ACTIVITY);
    if (result['record']) activity = result['record'] as Result;
    return result;
  };

  it('is opened for related improvements, revised, shared and done', async () => {
    const { ledUnit, otherUnit, people, id } = organization;
    const [one, two] = await putBundle(app, id);
    const stranger = await putImprovement(app, id);
    const opened = {
      improvementId: one.globalId,
      relatedImprovementIds: [two.globalId, one.globalId, two.globalId],
      unitIds: [ledUnit.globalId, otherUnit.globalId, ledUnit.globalId],
      ownerId: people.SPONSOR.globalId,
      title: 'One template',
      description: 'Agree on it.',
      dueOn: '2026-03-01',
    };
    const { bearer } = people.DEPLOYMENT_LEAD;
    const before = await everything(app);
    for (const [wrong, rule] of [
      [{ unitIds: [ledUnit.globalId, ledUnit.globalId] }, 'coordinated-by-several-units'],
      [{ relatedImprovementIds: [stranger.globalId] }, 'coordinated-improvements-are-related'],
    ] as const) {
      expect(await act(app.url, 'openCoordination', { ...opened, ...wrong }, bearer)).toMatchObject({ rule });
    }
    expect(await everything(app)).toEqual(before);
    activity = (await act(app.url, 'openCoordination', opened, bearer, ACTIVITY))['record'] as Result;
    expect(activity).toMatchObject({
      state: 'OPEN',
      improvement: { id: one.globalId },
      relatedImprovements: [{ id: two.globalId }],
      shares: [{ done: false }, { done: false }],
    });

    await change('completeCoordinationShare', { unitId: ledUnit.globalId, note: 'Ours is in.' }, 'PROJECT_LEAD');
    expect(await change('completeCoordinationShare', { unitId: ledUnit.globalId }, 'PROJECT_LEAD')).toMatchObject({
      rule: 'share-of-a-unit-that-takes-part',
    });
    expect(await change('completeCoordination', { outcome: 'Done.' }, 'DEPLOYMENT_LEAD')).toMatchObject({
      rule: 'every-unit-did-its-share',
      missing: ['the share of "Other project"'],
    });

    const group = await putUnit(app, id);
    await change(
      'reviseCoordination',
      { unitIds: [group.globalId, ledUnit.globalId], relatedImprovementIds: [], dueOn: '2026-04-01' },
      'DEPLOYMENT_LEAD',
    );
    expect(activity).toMatchObject({
      title: 'One template',
      dueOn: '2026-04-01',
      relatedImprovements: [],
      shares: expect.toSatisfy(
        (shares: { unit: { id: string }; done: boolean; note: string | null }[]) =>
          shares.length === 2 &&
          shares.some(({ unit, done, note }) => unit.id === ledUnit.globalId && done && note === 'Ours is in.') &&
          shares.some(({ unit, done }) => unit.id === group.globalId && !done),
      ),
    });
    await change('completeCoordinationShare', { unitId: group.globalId }, 'DEPLOYMENT_LEAD');
    await change('completeCoordination', { outcome: 'There is one template.' }, 'DEPLOYMENT_LEAD');
    expect(activity).toMatchObject({ state: 'DONE', outcome: 'There is one template.' });
  });

  it('is what its events say', async () => {
    const { related, shares, ...row } = await app.services.database.prisma.coordinationActivity.findUniqueOrThrow({
      where: { id: decodeGlobalId(String(activity['id']))?.id ?? '' },
      include: {
        related: true,
        shares: { orderBy: { unitId: 'asc' }, omit: { activityId: true, organizationId: true } },
      },
    });
    expect(related).toEqual([]);
    const events = await told(app, row.id);
    expect(fold(events)).toEqual(json({ ...row, relatedImprovementIds: [], shares }));
    expect(events.filter(({ unitId }) => unitId !== null).map(({ type }) => type)).toEqual([
      'CoordinationShareDone',
      'CoordinationShareDone',
    ]);
  });
});

describe('the graph of coordination', () => {
  it('is read from improvements, units and the practice, and as a list', async () => {
    const elsewhere = await createTestOrganization(app);
    const [one, two] = await putBundle(app, elsewhere.id);
    const { ledUnit, otherUnit } = elsewhere;
    const put = await putActivity(app, elsewhere, [ledUnit.id], { improvementId: one.id });
    const { prisma } = app.services.database;
    await prisma.coordinationImprovement.create({ data: { activityId: put.id, improvementId: two.id } });
    const { data, errors } = await ask(
      app.url,
      `query ($one: ID!, $two: ID!, $led: ID!, $other: ID!) {
        one: node(id: $one) { ... on Improvement { coordinationActivities { nodes { id } } dropped: coordinationActivities(filter: { states: [DROPPED], improvementIds: [$two] }) { totalCount } } }
        two: node(id: $two) { ... on Improvement { coordinationActivities(filter: { states: [OPEN], unitIds: [$led] }) { totalCount nodes { id } } dropped: coordinationActivities(filter: { states: [DROPPED] }) { totalCount } } }
        led: node(id: $led) { ... on Unit { coordinationShares(filter: { done: true }) { totalCount nodes { activity { id } } } } }
        other: node(id: $other) { ... on Unit { coordinationShares(filter: { done: true }) { nodes { done } } open: coordinationShares(first: 1, filter: { done: false }) { nodes { activity { id } } } } }
        practice(ref: "OPM SP 3.2") { coordinationActivities(filter: { unitIds: [$led] }) { nodes { id } } }
        none: practice(ref: "OT SP 2.1") { coordinationActivities { nodes { id } } }
        coordinationActivities(filter: { improvementIds: [$two], states: [OPEN] }) { totalCount nodes { id } } }`,
      { one: one.globalId, two: two.globalId, led: ledUnit.globalId, other: otherUnit.globalId },
      elsewhere.people.VIEWER.bearer,
    );
    expect(errors).toBeUndefined();
    const found = [{ id: put.globalId }];
    expect(data).toEqual({
      one: { coordinationActivities: { nodes: found }, dropped: { totalCount: 0 } },
      two: { coordinationActivities: { totalCount: 1, nodes: found }, dropped: { totalCount: 0 } },
      led: { coordinationShares: { totalCount: 1, nodes: [{ activity: found[0] }] } },
      other: { coordinationShares: { nodes: [] }, open: { nodes: [{ activity: found[0] }] } },
      practice: { coordinationActivities: { nodes: found } },
      none: { coordinationActivities: { nodes: [] } },
      coordinationActivities: { totalCount: 1, nodes: found },
    });
  });

  it('costs as many statements for many as for one', async () => {
    const elsewhere = await createTestOrganization(app);
    for (let count = 0; count < 5; count += 1) await putActivity(app, elsewhere, [elsewhere.ledUnit.id]);
    const count = async (first: number): Promise<number> => {
      app.forgetStatements();
      const query = `query ($first: Int!) { improvements(first: $first) { nodes { title coordinationActivities { nodes { title owner { name }
        relatedImprovements { title } shares { unit { name } doneBy { name } } } } } } }`;
      const { data, errors } = await ask(app.url, query, { first }, elsewhere.people.VIEWER.bearer);
      expect(errors).toBeUndefined();
      expect(data?.['improvements'].nodes).toHaveLength(first);
      // Now and then the server looks for news on its own.
      return app.statements.filter((sql) => !/"(EventLog|CatalogImport)"/.test(sql)).length;
    };
    const one = await count(1);
    expect(await count(5)).toBe(one);
  });
});
