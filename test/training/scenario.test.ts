import { beforeAll, describe, expect, it } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { unfinishedTraining } from '../../src/training/operations/queries.js';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { everything, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { fold, json, told } from '../commands/fold.js';
import { createTestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putDelivery, putTrainingItem, putWaiver } from './fixtures.js';

let improvement: Put;
let item: Result;

const app = useApp({ clock: () => new Date('2026-03-01T10:00:00.000Z') });
const organization = useOrganization(app);
beforeAll(async () => {
  improvement = await putImprovement(app, organization.id);
});

const ITEM = `id version state olderThanChange published { number text }
  versions { number state link writtenBy { id } } waivers { unit { id } reason acceptedBy { id } }`;

const does = (bearer: string, mutation: string, input: Record<string, unknown>, record = 'id version') =>
  act(app.url, mutation, input, bearer, record);

/** Changes the item as the deployment lead. */
async function change(mutation: string, input: Record<string, unknown> = {}): Promise<Result> {
  const target = { trainingItemId: item['id'], version: item['version'], ...input };
  const result = await does(organization.people.DEPLOYMENT_LEAD.bearer, mutation, target, ITEM);
  if (result['record']) item = result['record'] as Result;
  return result;
}

describe('a training item, from need to the next version', () => {
  it('is identified, drafted twice and published', async () => {
    const fields = { kind: 'TRAINING', title: 'Reviews', audience: 'Reviewers', assetChange: 'Review procedure' };
    const { bearer } = organization.people.DEPLOYMENT_LEAD;
    const input = { improvementId: improvement.globalId, ...fields };
    item = (await does(bearer, 'identifyTraining', input, ITEM))['record'] as Result;
    expect(item).toMatchObject({ state: 'NEEDED', published: null, versions: [] });
    expect(await unfinishedTraining(app.services.database.prisma, improvement.id)).toMatchObject([{ state: 'NEEDED' }]);

    expect(await change('publishTraining')).toMatchObject({ rule: 'training-life' });
    // Guard 6 would be for nothing if whoever plans training could also take back what was planned.
    expect(await change('supersedeTraining', { reason: 'No time.' })).toMatchObject({ rule: 'training-life' });
    expect(await change('dropTraining', { reason: 'No time.' })).toMatchObject({ __typename: 'ForbiddenError' });
    expect(await change('draftTraining')).toMatchObject({ issues: [{ path: 'text' }] });
    expect(await change('draftTraining', { link: 'ftp://example.org' })).toMatchObject({ issues: [{ path: 'link' }] });
    await change('draftTraining', { text: 'Look.' });
    await change('draftTraining', { text: 'Look closely.', link: 'https://example.org/reviews' });
    expect(item).toMatchObject({ state: 'DRAFT', published: null, versions: [{ number: 1, state: 'DRAFT' }] });
    await change('publishTraining');
    expect(item).toMatchObject({ state: 'PUBLISHED', olderThanChange: false, published: { text: 'Look closely.' } });
    expect(await unfinishedTraining(app.services.database.prisma, improvement.id)).toEqual([]);
  });

  it('is delivered to whom it was delivered', async () => {
    const { PROJECT_LEAD, VIEWER, SPONSOR } = organization.people;
    const given = {
      trainingItemId: item['id'],
      unitId: organization.ledUnit.globalId,
      deliveredOn: '2026-02-27',
      trainer: 'Tina',
      attendeeIds: [VIEWER.globalId, SPONSOR.globalId, VIEWER.globalId],
    };
    const read = 'id version headCount attendees { id } itemVersion { number }';
    const before = await everything(app);
    for (const [wrong, path] of [
      [{ deliveredOn: '2026-03-02' }, 'deliveredOn'],
      [{ headCount: 1 }, 'headCount'],
      [{ attendeeIds: [] }, 'headCount'],
    ] as const) {
      const result = await does(PROJECT_LEAD.bearer, 'deliverTraining', { ...given, ...wrong });
      expect(result).toMatchObject({ __typename: 'InvalidInputError', issues: [{ path }] });
    }
    expect(await everything(app)).toEqual(before);
    const delivered = await does(PROJECT_LEAD.bearer, 'deliverTraining', given, read);
    expect(delivered['record']).toMatchObject({ headCount: 2, itemVersion: { number: 1 } });
    const { id: deliveryId } = delivered['record'] as { id: string };
    const correction = { deliveryId, version: 1, headCount: 9, attendeeIds: [VIEWER.globalId], reason: 'Guests.' };
    const corrected = await does(PROJECT_LEAD.bearer, 'correctTrainingDelivery', correction, read);
    expect(corrected['record']).toMatchObject({ headCount: 9, attendees: [{ id: VIEWER.globalId }], version: 2 });

    const { attendees, ...row } = await app.services.database.prisma.trainingDelivery.findUniqueOrThrow({
      where: { id: decodeGlobalId(deliveryId)?.id ?? '' },
      include: { attendees: true },
    });
    const attendeeIds = attendees.map(({ personId }) => personId);
    expect(fold(await told(app, row.id))).toEqual(json({ ...row, attendeeIds }));
  });

  it('is waived once for a unit', async () => {
    const { bearer, globalId: sponsorId } = organization.people.SPONSOR;
    const unit = organization.otherUnit.globalId;
    const given = { trainingItemId: item['id'], unitId: unit, reason: 'They wrote it.' };
    const { record } = await does(bearer, 'waiveTraining', given, `item { ${ITEM} }`);
    expect(record.item.waivers).toEqual([
      { unit: { id: unit }, reason: 'They wrote it.', acceptedBy: { id: sponsorId } },
    ]);
    expect(await does(bearer, 'waiveTraining', given)).toMatchObject({ __typename: 'AlreadyExistsError' });
  });

  it('is older than the change once the asset changed again, until the next version is out', async () => {
    await change('reviseTraining', { assetChangedOn: '2026-03-02' });
    expect(item).toMatchObject({ olderThanChange: true });
    await change('draftTraining', { text: 'Look more closely.' });
    expect(item).toMatchObject({ state: 'PUBLISHED', published: { number: 1 } });
    await change('publishTraining');
    expect(item).toMatchObject({
      published: { number: 2 },
      versions: [
        { number: 2, state: 'PUBLISHED' },
        { number: 1, state: 'SUPERSEDED' },
      ],
    });
    expect(await change('publishTraining')).toMatchObject({ rule: 'published-from-a-draft' });
  });

  it('is what its events say', async () => {
    const { versions, ...row } = await app.services.database.prisma.trainingItem.findUniqueOrThrow({
      where: { id: decodeGlobalId(String(item['id']))?.id ?? '' },
      include: { versions: { where: { supersededAt: null }, omit: { itemId: true, organizationId: true } } },
    });
    expect(fold(await told(app, row.id))).toEqual(json({ ...row, draft: null, published: versions[0] }));
  });

  it('changes no more once its improvement is closed', async () => {
    const { prisma } = app.services.database;
    await prisma.improvement.update({ where: { id: improvement.id }, data: { state: 'CLOSED' } });
    expect(await change('supersedeTraining', { reason: 'Over.' })).toMatchObject({
      rule: 'improvement-is-being-deployed',
    });
    await prisma.improvement.update({ where: { id: improvement.id }, data: { state: 'DEPLOYED' } });
    await change('supersedeTraining', { reason: 'Taught elsewhere.' });
    expect(item).toMatchObject({ state: 'SUPERSEDED', published: null, olderThanChange: false });
  });
});

describe('the graph of training', () => {
  it('is read from improvement, unit and practice, and as lists, each with its filter', async () => {
    const elsewhere = await createTestOrganization(app);
    const one = await putTrainingItem(app, elsewhere);
    const delivery = await putDelivery(app, elsewhere, one);
    const waiver = await putWaiver(app, elsewhere, one);
    const needed = await putTrainingItem(app, elsewhere, { state: 'NEEDED', kind: 'COMMUNICATION' });
    const query = `query ($improvement: ID!, $unit: ID!, $other: ID!) {
      improvement: node(id: $improvement) { ... on Improvement { trainingItems { totalCount nodes { id deliveries { nodes { id } } } } } }
      unit: node(id: $unit) { ... on Unit { trainingDeliveries { nodes { id item { id } } } trainingWaivers { nodes { id } } } }
      practice(ref: "OT SP 2.1") { trainingItems { nodes { id } } trainingDeliveries { nodes { id } } }
      none: practice(ref: "OPF SP 3.1") { trainingItems { nodes { id } } trainingDeliveries { nodes { id } } }
      needed: trainingItems(filter: { states: [NEEDED], kinds: [COMMUNICATION] }) { totalCount nodes { id } }
      of: trainingItems(filter: { improvementIds: [$improvement] }) { nodes { id } }
      day: trainingDeliveries(filter: { from: "2026-01-16", to: "2026-01-16", unitIds: [$unit], improvementIds: [$improvement] }) { totalCount nodes { id } }
      before: trainingDeliveries(filter: { to: "2026-01-15" }) { totalCount }
      elsewhere: trainingDeliveries(filter: { unitIds: [$other] }) { nodes { id } }
    }`;
    const variables = {
      improvement: one.improvement.globalId,
      unit: elsewhere.ledUnit.globalId,
      other: elsewhere.otherUnit.globalId,
    };
    const { data, errors } = await ask(app.url, query, variables, elsewhere.people.VIEWER.bearer);
    expect(errors).toBeUndefined();
    const delivered = [{ id: delivery.globalId }];
    expect(data).toEqual({
      improvement: {
        trainingItems: { totalCount: 1, nodes: [{ id: one.globalId, deliveries: { nodes: delivered } }] },
      },
      unit: {
        trainingDeliveries: { nodes: [{ id: delivery.globalId, item: { id: one.globalId } }] },
        trainingWaivers: { nodes: [{ id: waiver.globalId }] },
      },
      practice: {
        trainingItems: { nodes: expect.toSatisfy((nodes: unknown[]) => nodes.length === 2) },
        trainingDeliveries: { nodes: delivered },
      },
      none: { trainingItems: { nodes: [] }, trainingDeliveries: { nodes: [] } },
      needed: { totalCount: 1, nodes: [{ id: needed.globalId }] },
      of: { nodes: [{ id: one.globalId }] },
      day: { totalCount: 1, nodes: delivered },
      before: { totalCount: 0 },
      elsewhere: { nodes: [] },
    });
  });

  it('costs as many statements for many as for one', async () => {
    const elsewhere = await createTestOrganization(app);
    for (let items = 0; items < 5; items += 1) {
      const put = await putTrainingItem(app, elsewhere);
      await putDelivery(app, elsewhere, put);
      await putWaiver(app, elsewhere, put);
    }
    const count = async (first: number): Promise<number> => {
      app.forgetStatements();
      const query = `query ($first: Int!) { improvements(first: $first) { nodes { title trainingItems { nodes { title olderThanChange
        published { number } versions { writtenBy { name } } waivers { unit { name } } deliveries { nodes { unit { name } attendees { name } } } } } } } }`;
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
