import { beforeAll, describe, expect, it } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { everything, putDeployment, putImprovement, putUnit } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { fold, json, told } from '../commands/fold.js';
import { createTestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putProcessVersion, putTailoring } from './fixtures.js';

let improvement: Put;
let lead: string;
const versions: string[] = [];

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  improvement = await putImprovement(app, organization.id);
  lead = organization.people.PROJECT_LEAD.bearer;
});

const PROCESS = 'id version title versions { id number label issuedOn link }';
const idOf = (globalId: unknown): string => decodeGlobalId(String(globalId))?.id ?? '';

describe('the defined process of a project', () => {
  it('is established once, by a project, and comes in versions', async () => {
    const unitId = organization.ledUnit.globalId;
    const first = { unitId, title: 'Our way', label: '1.0', issuedOn: '2026-01-10' };
    const { record } = await act(app.url, 'establishDefinedProcess', first, lead, PROCESS);
    expect(record).toMatchObject({ title: 'Our way', versions: [{ number: 1, label: '1.0', link: null }] });
    expect(await act(app.url, 'establishDefinedProcess', first, lead)).toMatchObject({
      __typename: 'AlreadyExistsError',
      recordType: 'DefinedProcess',
    });
    const next = { definedProcessId: record.id, version: 1, label: '1.0', issuedOn: '2026-02-10' };
    expect(await act(app.url, 'issueProcessVersion', next, lead)).toMatchObject({ recordType: 'ProcessVersion' });
    const issued = await act(app.url, 'issueProcessVersion', { ...next, label: '2.0' }, lead, PROCESS);
    expect(issued['record'].versions).toMatchObject([{ number: 2, label: '2.0' }, { number: 1 }]);
    versions.push(...(issued['record'].versions as { id: string }[]).map(({ id }) => id).toReversed());

    const row = await app.services.database.prisma.definedProcess.findFirstOrThrow({
      where: { unitId: organization.ledUnit.id },
      include: { versions: { orderBy: { number: 'desc' }, take: 1, omit: { processId: true, organizationId: true } } },
    });
    const { versions: latest, ...process } = row;
    expect(fold(await told(app, row.id))).toEqual(json({ ...process, latest: latest[0] }));
  });

  it('is not for groups', async () => {
    const { prisma } = app.services.database;
    const group = await putUnit(app, organization.id, [organization.people.PROJECT_LEAD.id]);
    await prisma.unit.update({ where: { id: group.id }, data: { kind: 'SUPPORT_GROUP' } });
    const fields = { unitId: group.globalId, title: 'Our way', label: '1.0', issuedOn: '2026-01-10' };
    expect(await act(app.url, 'establishDefinedProcess', fields, lead)).toMatchObject({
      rule: 'defined-process-of-a-project',
    });
  });
});

describe('a tailoring', () => {
  it('leads from the old version to the new one, and is read from the improvement', async () => {
    const where = { improvementId: improvement.globalId, unitId: organization.ledUnit.globalId };
    const given = { ...where, fromVersionId: versions[0], toVersionId: versions[1], change: 'Two reviewers.' };
    const before = await everything(app);
    const back = { ...given, fromVersionId: versions[1], toVersionId: versions[0] };
    expect(await act(app.url, 'recordTailoring', back, lead)).toMatchObject({ rule: 'tailored-to-a-later-version' });
    expect(await everything(app)).toEqual(before);
    const recorded = await act(app.url, 'recordTailoring', given, lead, 'id state');
    expect(recorded['record']).toMatchObject({ state: 'RECORDED' });

    const { data, errors } = await ask(
      app.url,
      `query ($improvement: ID!, $unit: ID!) {
        improvement: node(id: $improvement) { ... on Improvement {
          tailorings(filter: { states: [RECORDED] }) { totalCount nodes { unit { name } change fromVersion { label } toVersion { label } } } } }
        unit: node(id: $unit) { ... on Unit { definedProcess { versions { label } } tailorings { nodes { id } } } }
        ipm: practice(ref: "IPM SP 1.1") { tailorings { nodes { id } } }
        ot: practice(ref: "OT SP 2.1") { tailorings { nodes { id } } }
        tailorings(filter: { improvementIds: [$improvement], unitIds: [$unit] }) { totalCount nodes { id } }
        none: tailorings(filter: { states: [WITHDRAWN] }) { totalCount }
        definedProcesses { totalCount nodes { unit { id } } } }`,
      { improvement: improvement.globalId, unit: organization.ledUnit.globalId },
      organization.people.VIEWER.bearer,
    );
    expect(errors).toBeUndefined();
    const nodes = [{ id: recorded['record'].id as string }];
    expect(data).toMatchObject({
      improvement: {
        tailorings: {
          totalCount: 1,
          nodes: [{ change: 'Two reviewers.', fromVersion: { label: '1.0' }, toVersion: { label: '2.0' } }],
        },
      },
      unit: { definedProcess: { versions: [{ label: '2.0' }, { label: '1.0' }] }, tailorings: { nodes } },
      ipm: { tailorings: { nodes } },
      ot: { tailorings: { nodes: [] } },
      tailorings: { totalCount: 1, nodes },
      none: { totalCount: 0 },
      definedProcesses: { totalCount: 1, nodes: [{ unit: { id: organization.ledUnit.globalId } }] },
    });
    const row = await app.services.database.prisma.tailoring.findUniqueOrThrow({
      where: { id: idOf(recorded['record'].id) },
    });
    expect(fold(await told(app, row.id))).toEqual(json(row));
  });
});

describe('adoption (guard 4)', () => {
  const ADOPTED = 'state processVersionLabel processVersion { id label } waiver';

  async function adopt(
    how: Record<string, unknown>,
    onFile: (improvementId: string) => Promise<unknown> = async () => undefined,
  ): Promise<Result> {
    const { id, globalId } = await putImprovement(app, organization.id).then(async (put) => {
      await onFile(put.id);
      return putDeployment(app, organization.id, organization.ledUnit.id, {
        improvementId: put.id,
        state: 'IN_PROGRESS',
      });
    });
    const result = await act(app.url, 'adoptDeployment', { deploymentId: globalId, version: 1, ...how }, lead, ADOPTED);
    if (result['record']) {
      const row = await app.services.database.prisma.deployment.findUniqueOrThrow({ where: { id } });
      expect((await told(app, id))[0]?.after).toMatchObject({
        processVersion: row.processVersion,
        processVersionId: row.processVersionId,
        waiver: row.waiver,
      });
    }
    return result;
  }

  it('by a label that the process has is linked to that version', async () => {
    expect(await adopt({ processVersionLabel: '2.0' })).toMatchObject({
      record: { processVersionLabel: '2.0', processVersion: { id: versions[1], label: '2.0' }, waiver: null },
    });
  });

  it('by a label that it does not have is refused', async () => {
    expect(await adopt({ processVersionLabel: '7.3' })).toMatchObject({
      rule: 'process-version-on-file',
      missing: ['a version "7.3" of the defined process, or a new one that is issued with the adoption'],
    });
  });

  it('by a new version that is issued with it, and carries the improvement from then on', async () => {
    const fresh = { label: '8.0', change: 'Reviews are part of it.' };
    expect(await adopt({ newProcessVersion: fresh, processVersionLabel: '2.0' })).toMatchObject({
      issues: [{ path: 'newProcessVersion' }],
    });
    const { record } = await adopt({ newProcessVersion: fresh });
    expect(record).toMatchObject({ processVersionLabel: '8.0', processVersion: { label: '8.0' }, waiver: null });
    const { prisma } = app.services.database;
    const tailoring = await prisma.tailoring.findFirstOrThrow({
      orderBy: { createdAt: 'desc' },
      include: { toVersion: true },
    });
    expect(tailoring).toMatchObject({ state: 'RECORDED', change: fresh.change, toVersion: { label: '8.0' } });
    expect(await adopt({ newProcessVersion: fresh })).toMatchObject({ __typename: 'AlreadyExistsError' });
  });

  it('by the id of a version takes its label', async () => {
    expect(await adopt({ processVersionId: versions[1] })).toMatchObject({
      record: { processVersionLabel: '2.0', processVersion: { id: versions[1] } },
    });
    expect(await adopt({ processVersionId: versions[1], processVersionLabel: '2.0' })).toHaveProperty('record');
    expect(await adopt({ processVersionId: versions[1], processVersionLabel: '1.0' })).toMatchObject({
      issues: [{ path: 'processVersionLabel' }],
    });
    const elsewhere = await putProcessVersion(app, organization, organization.otherUnit.id);
    expect(await adopt({ processVersionId: elsewhere.globalId })).toMatchObject({
      issues: [{ path: 'processVersionId' }],
    });
  });

  it('by nothing takes what is on file: the tailoring, or else the waiver that a sponsor accepted', async () => {
    const recorded = (improvementId: string) =>
      putTailoring(app, organization, {
        improvementId,
        state: 'RECORDED',
        waiver: null,
        toVersionId: idOf(versions[1]),
        change: 'Two reviewers.',
      });
    const waiver = (state: 'WAIVER_ACCEPTED' | 'WAIVER_REQUESTED' | 'WITHDRAWN') => (improvementId: string) =>
      putTailoring(app, organization, { improvementId, state });
    expect(await adopt({}, recorded)).toMatchObject({
      record: { processVersionLabel: '2.0', processVersion: { id: versions[1] }, waiver: null },
    });
    expect(await adopt({}, waiver('WAIVER_ACCEPTED'))).toMatchObject({
      record: { processVersionLabel: null, processVersion: null, waiver: 'The contract forbids it.' },
    });
    const both = async (improvementId: string) => [
      await recorded(improvementId),
      await waiver('WAIVER_ACCEPTED')(improvementId),
    ];
    expect(await adopt({}, both)).toMatchObject({ record: { processVersionLabel: '2.0', waiver: null } });
    for (const onFile of [waiver('WAIVER_REQUESTED'), waiver('WITHDRAWN'), async () => undefined]) {
      expect(await adopt({}, onFile)).toMatchObject({ rule: 'adopted-with-process-version-or-waiver' });
    }
  });

  it('by a version and a waiver is refused, in whatever form', async () => {
    for (const how of [{ processVersionLabel: '2.0' }, { processVersionId: versions[1] }]) {
      expect(await adopt({ ...how, waiver: 'Both.' })).toMatchObject({
        rule: 'adopted-with-process-version-or-waiver',
      });
    }
  });
});

it('many tailorings cost as many statements as one', async () => {
  const elsewhere = await createTestOrganization(app);
  for (let count = 0; count < 5; count += 1) {
    const { id: toVersionId } = await putProcessVersion(app, elsewhere, elsewhere.ledUnit.id);
    await putTailoring(app, elsewhere, { state: 'RECORDED', toVersionId, decidedById: elsewhere.people.SPONSOR.id });
  }
  const count = async (first: number): Promise<number> => {
    app.forgetStatements();
    const query = `query ($first: Int!) { improvements(first: $first) { nodes { title tailorings { nodes { unit { name definedProcess { title } }
      toVersion { label definedProcess { title } } fromVersion { label } decidedBy { name } } } } } }`;
    const { data, errors } = await ask(app.url, query, { first }, elsewhere.people.VIEWER.bearer);
    expect(errors).toBeUndefined();
    expect(data?.['improvements'].nodes).toHaveLength(first);
    // Now and then the server looks for news on its own.
    return app.statements.filter((sql) => !/"(EventLog|CatalogImport)"/.test(sql)).length;
  };
  const one = await count(1);
  expect(await count(5)).toBe(one);
});
