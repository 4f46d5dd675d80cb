import { beforeEach, describe, expect, it, test, vi } from 'vitest';
import { act } from '../commands/act.js';
import { baseRows } from '../commands/base-rows.js';
import { featureRows } from '../commands/feature-rows.js';
import { everything, putDeployment, putImprovement, putUnit } from '../commands/fixtures.js';
import { putIssue } from '../issues/fixtures.js';
import { recordRows } from '../records/rows.js';
import type { RecordRow } from '../records/suite.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp } from '../support/use-app.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const app = useApp();
let own: TestOrganization;
let administrator: string;
beforeEach(async () => {
  own = await createTestOrganization(app);
  administrator = own.people.ADMINISTRATOR.bearer;
});

const retire = (unitId: string, version = 1, more: object = {}) =>
  act(app.url, 'retireUnit', { unitId, version, ...more }, administrator, 'retiredAt version');
const reinstate = (unitId: string, version: number) =>
  act(app.url, 'reinstateUnit', { unitId, version }, administrator, 'retiredAt version');

const read = async (query: string, variables: Record<string, unknown> = {}): Promise<any> => {
  const { data, errors } = await ask(app.url, query, variables, administrator);
  expect(errors).toBeUndefined();
  return data;
};

const IS_RETIRED = {
  __typename: 'RuleViolationError',
  rule: 'unit-is-not-retired',
  message: '"Led project" is retired.',
};

describe('a unit', () => {
  it('is retired with the reason, and reinstated, each once', async () => {
    const { globalId } = own.ledUnit;
    const retired = await retire(globalId, 1, { reason: 'It has delivered.' });
    expect(retired['record']).toEqual({ retiredAt: expect.any(String) as string, version: 2 });
    expect(await retire(globalId, 2)).toMatchObject(IS_RETIRED);
    const events = await app.services.database.prisma.event.findMany({ where: { recordId: own.ledUnit.id } });
    expect(events).toMatchObject([{ type: 'UnitRetired', note: 'It has delivered.', before: { retiredAt: null } }]);
    expect((await reinstate(globalId, 2))['record']).toEqual({ retiredAt: null, version: 3 });
    expect(await reinstate(globalId, 3)).toMatchObject({ __typename: 'RuleViolationError', rule: 'unit-is-retired' });
  });

  it.each([
    [1, '"Led project" has 1 deployment that is neither over nor adopted.'],
    [2, '"Led project" has 2 deployments that are neither over nor adopted.'],
  ])('is not retired with %i deployments that are open', async (count, message) => {
    const open = [{ state: 'PLANNED' }, { state: 'BLOCKED', resumeState: 'IN_PROGRESS' }] as const;
    const over = (['ADOPTED', 'CONFIRMED', 'WAIVED', 'ROLLED_BACK'] as const).map((state) => ({ state }));
    for (const values of [...over, ...open.slice(0, count)]) await putDeployment(app, own.id, own.ledUnit.id, values);
    await putDeployment(app, own.id, own.otherUnit.id);
    const before = await everything(app);
    const refused = { __typename: 'RuleViolationError', rule: 'unit-without-open-deployments', message };
    expect(await retire(own.ledUnit.globalId)).toMatchObject(refused);
    expect(await everything(app)).toEqual(before);
    await app.services.database.prisma.deployment.updateMany({
      where: { unitId: own.ledUnit.id, state: { in: ['PLANNED', 'BLOCKED'] } },
      data: { state: 'WAIVED', resumeState: null },
    });
    expect(await retire(own.ledUnit.globalId)).toHaveProperty('record');
  });
});

describe('a retired unit', () => {
  it('is no column of the matrix any more, but is one where it was, or is asked for', async () => {
    const { id: improvementId } = await putImprovement(app, own.id);
    for (const unit of [own.ledUnit, own.otherUnit])
      await putDeployment(app, own.id, unit.id, { improvementId, state: 'CONFIRMED', percent: 100 });
    const columns = async (asOf: string | null = null, units: object | null = null) =>
      (
        await read(
          `query ($asOf: DateTime, $units: UnitFilter) { deploymentMatrix(asOf: $asOf, filter: { units: $units }) {
             units { name } nodes { cells { unit { name } } } } }`,
          { asOf, units },
        )
      ).deploymentMatrix;
    const [led, other] = [{ name: 'Led project' }, { name: 'Other project' }];
    const both = { units: [led, other], nodes: [{ cells: [{ unit: led }, { unit: other }] }] };
    expect(await columns()).toEqual(both);
    const before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await retire(own.ledUnit.globalId);
    const alone = { units: [other], nodes: [{ cells: [{ unit: other }] }] };
    expect(await columns()).toEqual(alone);
    expect(await columns(before)).toEqual(both);
    const after = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await reinstate(own.ledUnit.globalId, 2);
    expect(await columns()).toEqual(both);
    expect(await columns(after)).toEqual(alone);
    await retire(own.ledUnit.globalId, 3);
    expect(await columns(null, { retired: true })).toEqual({ units: [led], nodes: [{ cells: [{ unit: led }] }] });
    expect(await columns(after, { retired: true })).toMatchObject({ units: [led] });
    expect(await columns(null, { retired: false })).toEqual(alone);
  });

  it('is found by a filter', async () => {
    await retire(own.ledUnit.globalId);
    const names = async (filter: object) =>
      (
        await read('query ($filter: UnitFilter) { units(filter: $filter) { nodes { name } } }', { filter })
      ).units.nodes.map(({ name }: { name: string }) => name);
    expect(await names({ retired: true })).toEqual(['Led project']);
    expect(await names({ retired: false })).toEqual(['Other project']);
    expect(await names({})).toEqual(['Led project', 'Other project']);
  });

  it('has work waiting only where a plan could not be confirmed without', async () => {
    const { globalId: deploymentId } = await putDeployment(app, own.id, own.ledUnit.id, {
      state: 'ADOPTED',
      percent: 100,
      adoptedById: own.people.PROJECT_LEAD.id,
    });
    await putIssue(app, own, { unitId: own.ledUnit.id });
    const kinds = async () =>
      (
        await read('query ($unitIds: [ID!]) { waitingWork(filter: { unitIds: $unitIds }) { nodes { kind } } }', {
          unitIds: [own.ledUnit.globalId],
        })
      ).waitingWork.nodes.map(({ kind }: { kind: string }) => kind);
    expect((await kinds()).toSorted()).toEqual(['ADOPTION_TO_CONFIRM', 'ISSUE_WITHOUT_OWNER']);
    await retire(own.ledUnit.globalId);
    expect(await kinds()).toEqual(['ADOPTION_TO_CONFIRM']);
    expect(await act(app.url, 'confirmDeployment', { deploymentId, version: 1 }, administrator)).toHaveProperty(
      'record',
    );
  });

  it('is no part of coverage', async () => {
    const { id: improvementId, globalId } = await putImprovement(app, own.id, { state: 'DEPLOYING' });
    const deployment = await putDeployment(app, own.id, own.ledUnit.id, { improvementId });
    await act(app.url, 'recordProgress', { deploymentId: deployment.globalId, version: 1, percent: 40 }, administrator);
    const units = async () =>
      (
        await read('query ($id: ID!) { node(id: $id) { ... on Improvement { coverage { unit { name } } } } }', {
          id: globalId,
        })
      ).node.coverage.map(({ unit }: { unit: { name: string } | null }) => unit?.name ?? null);
    expect(await units()).toEqual([null, 'Led project']);
    await act(
      app.url,
      'waiveDeployment',
      { deploymentId: deployment.globalId, version: 2, reason: 'Over.' },
      administrator,
    );
    await retire(own.ledUnit.globalId);
    expect(await units()).toEqual([null]);
  });

  it('still loses leads, and its name and attributes change', async () => {
    const { globalId: unitId } = own.ledUnit;
    await retire(unitId);
    const personId = own.people.PROJECT_LEAD.globalId;
    expect(await act(app.url, 'removeUnitLead', { unitId, version: 2, personId }, administrator)).toHaveProperty(
      'record',
    );
    expect(await act(app.url, 'changeUnit', { unitId, version: 3, name: 'Old' }, administrator)).toHaveProperty(
      'record',
    );
  });

  it('stays the target of a plan that is revised, but no plan is activated or gets it as a target', async () => {
    const { globalId: improvementId } = await putImprovement(app, own.id, { state: 'SELECTED' });
    const dates = { plannedStart: '2026-01-01', plannedEnd: '2026-02-01' };
    const targetUnitIds = [own.ledUnit.globalId];
    const drafted = await act(app.url, 'draftPlan', { improvementId, targetUnitIds, ...dates }, administrator, 'id');
    const planId = drafted['record'].id as string;
    await retire(own.ledUnit.globalId);
    const revise = (version: number, more: object) =>
      act(app.url, 'revisePlan', { planId, version, ...more }, administrator);
    expect(await revise(1, { trainingNotes: 'By the guide.' })).toHaveProperty('record');
    const { node } = await read(
      'query ($id: ID!) { node(id: $id) { ... on DeploymentPlan { unmetForActivation { rule missing } } } }',
      { id: planId },
    );
    expect(node.unmetForActivation).toContainEqual({
      rule: 'unit-is-not-retired',
      missing: '"Led project" reinstated, or no longer a target',
    });
    expect(await revise(2, { targetUnitIds: [own.otherUnit.globalId] })).toHaveProperty('record');
    expect(await revise(3, { targetUnitIds })).toMatchObject(IS_RETIRED);
    const exclusions = [{ unitId: own.ledUnit.globalId, reason: 'It is over.' }];
    expect(await revise(3, { exclusions })).toHaveProperty('record');
  });
});

/** What begins something in a unit. All else ends, corrects or tells what is there, or concerns no unit. */
const BEGINNING: readonly string[] = [
  'retireUnit',
  'assignUnitLead',
  'mapGroup',
  'planDeployment',
  'replanDeployment',
  'declineAdoption',
  'draftPlan',
  'draftPlanFromTemplate',
  'revisePlan',
  'activatePlan',
  'openIssue',
  'reopenIssue',
  'fixBaseline',
  'recordReading',
  'deliverTraining',
  'waiveTraining',
  'establishDefinedProcess',
  'issueProcessVersion',
  'recordTailoring',
  'requestProcessWaiver',
  'requestConsulting',
  'openCoordination',
  'postStatusUpdate',
];

describe('in a retired unit', () => {
  const rows: Readonly<Record<string, RecordRow>> = {
    ...baseRows(() => app),
    ...featureRows(() => app),
    ...recordRows(() => app),
  };

  test.each(Object.entries(rows))('%s', async (command, { takes, input }) => {
    const { PROJECT_LEAD } = own.people;
    const given = await input(own);
    await app.services.database.prisma.unit.updateMany({
      where: { organizationId: own.id },
      data: { retiredAt: new Date() },
    });
    const isInPerson = takes === 'targetLead' || takes === 'author';
    const result = await act(app.url, command, given, isInPerson ? PROJECT_LEAD.bearer : administrator);
    if (BEGINNING.includes(command)) expect(result).toMatchObject({ rule: 'unit-is-not-retired' });
    else expect(result['rule']).not.toBe('unit-is-not-retired');
  });
});

it('what begins while its unit is retired comes before, or is refused', async () => {
  for (let round = 0; round < 4; round += 1) {
    const unit = await putUnit(app, own.id);
    const { globalId: improvementId } = await putImprovement(app, own.id, { state: 'SELECTED' });
    const dates = { plannedStart: '2026-01-01', plannedEnd: '2026-02-01' };
    const [retired, planned] = await Promise.all([
      retire(unit.globalId),
      act(app.url, 'planDeployment', { improvementId, unitId: unit.globalId, ...dates }, administrator),
    ]);
    expect([retired, planned].filter((result) => 'record' in result)).toHaveLength(1);
  }
});
