import { putProcessVersion } from '../processes/fixtures.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { act, askFor } from './act.js';
import type { Result } from './act.js';
import { everything, putDeployment, putImprovement, putPerson, putUnit } from './fixtures.js';

let app: TestApp;
let organization: TestOrganization;
let lead: string;
let administrator: string;

async function setUp(started: TestApp): Promise<void> {
  app = started;
  organization = await createTestOrganization(app);
  lead = organization.people.DEPLOYMENT_LEAD.bearer;
  administrator = organization.people.ADMINISTRATOR.bearer;
}

describe('a stale write', () => {
  beforeAll(async () => setUp(await startApp()));
  afterAll(() => app.stop());

  it('is told the version that is there, and what happened since the one that was read', async () => {
    const { globalId: deploymentId } = await putDeployment(app, organization.id, organization.ledUnit.id);
    const other = await putDeployment(app, organization.id, organization.otherUnit.id);
    const steps: [string, object][] = [
      ['prepareDeployment', { note: 'first' }],
      ['recordProgress', { percent: 10, note: 'second' }],
      ['blockDeployment', { reason: 'third' }],
    ];
    const positions: number[] = [];
    for (const [index, [mutation, more]] of steps.entries()) {
      const result = await act(app.url, mutation, { deploymentId, version: index + 1, ...more }, lead);
      positions.push(result['position'] as number);
      await act(app.url, 'recordProgress', { deploymentId: other.globalId, version: index + 1, percent: index }, lead);
    }
    const rows = await everything(app);
    const since = [
      { __typename: 'DeploymentPrepared', position: positions[0], recordVersion: 2, note: 'first' },
      { __typename: 'ProgressRecorded', position: positions[1], recordVersion: 3, note: 'second' },
      { __typename: 'DeploymentBlocked', position: positions[2], recordVersion: 4, note: 'third' },
    ];
    for (const version of [1, 2, 3]) {
      expect(await act(app.url, 'deferDeployment', { deploymentId, version, reason: 'Later.' }, lead)).toEqual({
        __typename: 'StaleVersionError',
        message: `The deployment has changed since you read it: you read version ${version}, it is at 4.`,
        readVersion: version,
        currentVersion: 4,
        changes: since.slice(version - 1),
      });
    }
    expect(await everything(app)).toEqual(rows);
  });

  it('is invalid, and not stale, for a version that is yet to come', async () => {
    const { globalId: improvementId } = await putImprovement(app, organization.id, { state: 'SUGGESTED' });
    const { globalId: deploymentId } = await putDeployment(app, organization.id, organization.ledUnit.id);
    const rows = await everything(app);
    for (const version of [2, 2_147_483_647]) {
      expect(await act(app.url, 'analyzeImprovement', { improvementId, version }, lead)).toMatchObject({
        __typename: 'InvalidInputError',
        issues: [{ path: 'version', message: 'The improvement is at version 1; a later one cannot have been read.' }],
      });
    }
    expect(await act(app.url, 'recordProgress', { deploymentId, version: 9, percent: 10 }, lead)).toMatchObject({
      __typename: 'InvalidInputError',
      issues: [{ path: 'version' }],
    });
    expect(await everything(app)).toEqual(rows);
  });

  it('comes before the rules: what forbids it may be what changed', async () => {
    const deployment = await putDeployment(app, organization.id, organization.ledUnit.id, {
      state: 'CONFIRMED',
      version: 7,
    });
    const input = { deploymentId: deployment.globalId, version: 6, percent: 10 };
    expect(await act(app.url, 'recordProgress', input, lead)).toMatchObject({
      __typename: 'StaleVersionError',
      currentVersion: 7,
    });
  });

  it('is not told to somebody who may not write at all', async () => {
    const { globalId } = await putDeployment(app, organization.id, organization.otherUnit.id, { version: 3 });
    const input = { deploymentId: globalId, version: 1, percent: 10 };
    const { bearer } = organization.people.PROJECT_LEAD;
    expect(await act(app.url, 'recordProgress', input, bearer)).toMatchObject({ __typename: 'ForbiddenError' });
  });

  it('tells at most 100 events, the oldest', async () => {
    const { id, globalId } = await putDeployment(app, organization.id, organization.ledUnit.id, { version: 151 });
    const { prisma } = app.services.database;
    const { position } = await prisma.eventLog.update({
      where: { organizationId: organization.id },
      data: { position: { increment: 150 } },
    });
    await prisma.event.createMany({
      data: Array.from({ length: 150 }, (_, index) => ({
        organizationId: organization.id,
        position: position - 149 + index,
        type: 'ProgressRecorded',
        occurredAt: new Date(),
        recordType: 'Deployment',
        recordId: id,
        deploymentId: id,
        recordVersion: index + 2,
        after: { state: 'IN_PROGRESS', percent: 1 },
      })),
    });
    const stale = await act(app.url, 'recordProgress', { deploymentId: globalId, version: 21, percent: 2 }, lead);
    expect((stale['changes'] as Result[]).map((change) => change['recordVersion'])).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 22),
    );
  });
});

describeWithServices('at the same time, on two servers', ({ postgresUrl, redisUrl }) => {
  let databaseUrl: string;
  let other: TestApp;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    await setUp(await startApp({ databaseUrl, redisUrl }));
    other = await startApp({ databaseUrl, redisUrl });
  });
  afterAll(async () => {
    await Promise.all([app.stop(), other.stop()]);
    await dropDatabase(databaseUrl);
  });

  type Order = readonly [mutation: string, input: Record<string, unknown>, bearer: string];

  const atOnce = (orders: readonly Order[]): Promise<Result[]> =>
    Promise.all(
      orders.map(([mutation, input, bearer], index) => act((index % 2 ? app : other).url, mutation, input, bearer)),
    );

  const kinds = (results: readonly Result[]): string[] =>
    results.map((result) => result['__typename'] as string).sort();

  async function expectDenseLog(organizationId: string): Promise<void> {
    const { prisma } = app.services.database;
    const { position } = await prisma.eventLog.findUniqueOrThrow({ where: { organizationId } });
    const events = await prisma.event.findMany({ where: { organizationId }, orderBy: { position: 'asc' } });
    expect(events.map((event) => event.position)).toEqual(Array.from({ length: position }, (_, index) => index + 1));
    const times = events.map((event) => event.occurredAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }

  /** Writers of one record with one version; each leaves another mark on it. */
  const races: Record<string, () => Promise<{ orders: Order[]; recordId: string }>> = {
    async recordProgress() {
      const { id, globalId } = await putDeployment(app, organization.id, organization.ledUnit.id);
      const { bearer } = organization.people.PROJECT_LEAD;
      const orders = [10, 20, 30, 40].map((percent): Order => [
        'recordProgress',
        { deploymentId: globalId, version: 1, percent },
        percent > 20 ? lead : bearer,
      ]);
      return { orders, recordId: id };
    },
    async reviseImprovement() {
      const { id, globalId } = await putImprovement(app, organization.id);
      const orders = ['A', 'B', 'C', 'D'].map((description): Order => [
        'reviseImprovement',
        { improvementId: globalId, version: 1, description },
        lead,
      ]);
      return { orders, recordId: id };
    },
    async changeUnit() {
      const { id, globalId } = await putUnit(app, organization.id);
      const orders = ['A', 'B', 'C', 'D'].map((value): Order => [
        'changeUnit',
        { unitId: globalId, version: 1, attributes: [{ name: 'phase', value }] },
        administrator,
      ]);
      return { orders, recordId: id };
    },
    async assignUnitLead() {
      const { id, globalId } = await putUnit(app, organization.id);
      const { people, otherLead } = organization;
      const orders = [people.SPONSOR, people.VIEWER, people.PROJECT_LEAD, otherLead].map((person): Order => [
        'assignUnitLead',
        { unitId: globalId, version: 1, personId: person.globalId },
        administrator,
      ]);
      return { orders, recordId: id };
    },
    async changePersonRole() {
      const { id, globalId } = await putPerson(app, organization.id, 'VIEWER');
      const orders = ['VIEWER', 'PROJECT_LEAD', 'SPONSOR', 'ADMINISTRATOR'].map((role): Order => [
        'changePersonRole',
        { personId: globalId, version: 1, role },
        administrator,
      ]);
      return { orders, recordId: id };
    },
  };

  it.each(Object.entries(races))('of several who write the same version, one wins: %s', async (mutation, race) => {
    for (let round = 0; round < 4; round += 1) {
      const { orders, recordId } = await race();
      const results = await atOnce(orders);
      const won = results.filter((result) => result['__typename'].endsWith('Payload') as boolean);
      const lost = results.filter((result) => result['__typename'] === 'StaleVersionError');
      expect([won.length, lost.length], JSON.stringify(results)).toEqual([1, orders.length - 1]);
      const events = await app.services.database.prisma.event.findMany({ where: { recordId } });
      expect(events).toHaveLength(1);
      for (const result of lost) {
        expect(result).toMatchObject({
          readVersion: 1,
          currentVersion: 2,
          changes: [{ __typename: events[0]?.type, position: won[0]?.['position'], recordVersion: 2 }],
        });
      }
      expect(won[0]?.['record'].version, mutation).toBe(2);
    }
    await expectDenseLog(organization.id);
  });

  it('those who read again and write again lose nothing: every reason is in the way in the end', async () => {
    const { id, globalId } = await putDeployment(app, organization.id, organization.ledUnit.id);
    const block = async (reason: string, url: string): Promise<void> => {
      let version = 1;
      for (;;) {
        const result = await act(url, 'blockDeployment', { deploymentId: globalId, version, reason }, lead);
        if (result['__typename'] === 'BlockDeploymentPayload') return;
        expect(result['__typename']).toBe('StaleVersionError');
        version = result['currentVersion'] as number;
      }
    };
    const reasons = ['A', 'B', 'C', 'D', 'E', 'F'];
    await Promise.all(reasons.map((reason, index) => block(reason, (index % 2 ? app : other).url)));
    const { prisma } = app.services.database;
    const deployment = await prisma.deployment.findUniqueOrThrow({ where: { id }, include: { blockers: true } });
    expect(deployment).toMatchObject({ state: 'BLOCKED', resumeState: 'PLANNED', version: 7 });
    expect(deployment.blockers.map(({ reason }) => reason).sort()).toEqual(reasons);
    const versions = await prisma.event.findMany({ where: { recordId: id }, orderBy: { position: 'asc' } });
    expect(versions.map(({ recordVersion }) => recordVersion)).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('writers of different records all win, and their events stand in one dense line', async () => {
    const deployments = await Promise.all(
      Array.from({ length: 12 }, () => putDeployment(app, organization.id, organization.ledUnit.id)),
    );
    const results = await atOnce(
      deployments.map(({ globalId }) => ['recordProgress', { deploymentId: globalId, version: 1, percent: 5 }, lead]),
    );
    expect(new Set(kinds(results))).toEqual(new Set(['RecordProgressPayload']));
    expect(new Set(results.map((result) => result['position'] as number)).size).toBe(12);
    await expectDenseLog(organization.id);
  });

  const name = (): string => `The one and only ${randomUUID()}`;
  const twins: Record<string, () => Promise<Order>> = {
    addUnit: async () => ['addUnit', { kind: 'PROJECT', name: name() }, administrator],
    addPerson: async () => ['addPerson', { name: 'New', subject: name(), role: 'VIEWER' }, administrator],
    suggestImprovement: async () => [
      'suggestImprovement',
      {
        title: name(),
        description: 'What it is for.',
        kind: 'PROCESS',
        scale: 'INCREMENTAL',
        origin: 'SUGGESTION',
        practices: [],
      },
      lead,
    ],
    planDeployment: async () => [
      'planDeployment',
      {
        improvementId: (await putImprovement(app, organization.id)).globalId,
        unitId: organization.ledUnit.globalId,
        plannedStart: '2026-01-01',
        plannedEnd: '2026-02-01',
      },
      lead,
    ],
  };

  it.each(Object.entries(twins))('the same new thing is there once: %s', async (_mutation, order) => {
    for (let round = 0; round < 4; round += 1) {
      const [mutation, input, bearer] = await order();
      const results = await atOnce(Array.from({ length: 6 }, () => [mutation, input, bearer] as const));
      expect(results.filter((result) => 'record' in result)).toHaveLength(1);
      expect(kinds(results).filter((kind) => kind === 'AlreadyExistsError')).toHaveLength(5);
    }
    await expectDenseLog(organization.id);
  });

  it('a new name taken by two units at once is taken once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const units = await Promise.all(Array.from({ length: 4 }, () => putUnit(app, organization.id)));
      const wanted = name();
      const results = await atOnce(
        units.map(({ globalId }) => ['changeUnit', { unitId: globalId, version: 1, name: wanted }, administrator]),
      );
      expect(kinds(results)).toEqual([...Array<string>(3).fill('AlreadyExistsError'), 'ChangeUnitPayload']);
    }
  });

  it('two administrators who demote, erase and deactivate each other: one stays', async () => {
    for (let round = 0; round < 4; round += 1) {
      const elsewhere = await createTestOrganization(app);
      const { prisma } = app.services.database;
      const { SPONSOR, ADMINISTRATOR } = elsewhere.people;
      await prisma.person.update({ where: { id: SPONSOR.id }, data: { role: 'ADMINISTRATOR' } });
      const another = { personId: SPONSOR.globalId, version: 1 };
      const [command, end] =
        round % 2 === 0
          ? (['changePersonRole', { ...another, role: 'VIEWER' }] as const)
          : (['erasePerson', another] as const);
      const departure = { personId: ADMINISTRATOR.globalId, version: 1 };
      // The second to come is refused by the rule, or has lost the right to ask already.
      const answers = await Promise.all([
        askFor(app.url, command, end, ADMINISTRATOR.bearer),
        askFor(other.url, 'deactivatePerson', departure, SPONSOR.bearer),
      ]);
      const done = answers.filter(({ data }) => data?.['result'].__typename.endsWith('Payload') as boolean | undefined);
      expect(done, JSON.stringify(answers)).toHaveLength(1);
      const left = await prisma.person.count({
        where: { organizationId: elsewhere.id, role: 'ADMINISTRATOR', active: true },
      });
      expect(left).toBe(1);
    }
  });

  it('who causes events is not held up by a change of their subject and their e-mail address', async () => {
    const { prisma } = app.services.database;
    const { SPONSOR } = organization.people;
    const { globalId: improvementId } = await putImprovement(app, organization.id, { state: 'ANALYZED' });
    await prisma.$transaction(async (db) => {
      const data = { subject: randomUUID(), email: `${randomUUID()}@example.org` };
      await db.person.update({ where: { id: SPONSOR.id }, data });
      const result = await act(app.url, 'selectImprovement', { improvementId, version: 1 }, SPONSOR.bearer);
      expect(result).toHaveProperty('record');
      await db.person.update({ where: { id: SPONSOR.id }, data: { subject: `${organization.slug}-SPONSOR` } });
    });
  });

  it('people, units and improvements change at once without getting into each other’s way', async () => {
    const { label: processVersionLabel } = await putProcessVersion(app, organization, organization.ledUnit.id);
    for (let round = 0; round < 4; round += 1) {
      const orders: Order[] = [];
      for (let index = 0; index < 4; index += 1) {
        const person = await putPerson(app, organization.id, 'VIEWER');
        const { globalId } = await putDeployment(app, organization.id, organization.ledUnit.id, {
          state: 'IN_PROGRESS',
        });
        orders.push(
          ['changePersonRole', { personId: person.globalId, version: 1, role: 'SPONSOR' }, administrator],
          ['addUnit', { kind: 'PROJECT', name: name() }, administrator],
          ['adoptDeployment', { deploymentId: globalId, version: 1, processVersionLabel }, administrator],
        );
      }
      for (const kind of kinds(await atOnce(orders))) expect(kind).toMatch(/Payload$/);
    }
    await expectDenseLog(organization.id);
  });

  it('an improvement is not completed over a deployment that is planned meanwhile', async () => {
    const { prisma } = app.services.database;
    for (let round = 0; round < 6; round += 1) {
      const { id, globalId } = await putImprovement(app, organization.id);
      await putDeployment(app, organization.id, organization.ledUnit.id, { improvementId: id, state: 'CONFIRMED' });
      const dates = { plannedStart: '2026-01-01', plannedEnd: '2026-02-01' };
      const results = await atOnce([
        ['completeImprovementDeployment', { improvementId: globalId, version: 1 }, lead],
        ['planDeployment', { improvementId: globalId, unitId: organization.otherUnit.globalId, ...dates }, lead],
      ]);
      expect(kinds(results).filter((kind) => kind.endsWith('Payload'))).toHaveLength(1);
      expect(kinds(results)).toContain('RuleViolationError');
      const { state } = await prisma.improvement.findUniqueOrThrow({ where: { id } });
      const planned = await prisma.deployment.count({ where: { improvementId: id, state: 'PLANNED' } });
      expect([state, planned]).toEqual(planned ? ['DEPLOYING', 1] : ['DEPLOYED', 0]);
    }
  });

  it('an improvement is not completed over a deployment that begins anew meanwhile', async () => {
    const { prisma } = app.services.database;
    for (let round = 0; round < 10; round += 1) {
      const improvement = await putImprovement(app, organization.id);
      const deployment = await putDeployment(app, organization.id, organization.ledUnit.id, {
        improvementId: improvement.id,
        state: 'WAIVED',
      });
      const { otherUnit } = organization;
      await putDeployment(app, organization.id, otherUnit.id, { improvementId: improvement.id, state: 'CONFIRMED' });
      const dates = { plannedStart: '2026-01-01', plannedEnd: '2026-02-01' };
      const results = await atOnce([
        ['completeImprovementDeployment', { improvementId: improvement.globalId, version: 1 }, lead],
        ['replanDeployment', { deploymentId: deployment.globalId, version: 1, ...dates }, lead],
      ]);
      expect(kinds(results).filter((kind) => kind.endsWith('Payload'))).toHaveLength(1);
      const { state } = await prisma.improvement.findUniqueOrThrow({ where: { id: improvement.id } });
      const { state: below } = await prisma.deployment.findUniqueOrThrow({ where: { id: deployment.id } });
      expect(`${state} ${below}`).toBe(results[0] && 'record' in results[0] ? 'DEPLOYED WAIVED' : 'DEPLOYING PLANNED');
    }
  });

  it('an improvement is not completed over a confirmation that has not come yet', async () => {
    for (let round = 0; round < 6; round += 1) {
      const improvement = await putImprovement(app, organization.id);
      const deployment = await putDeployment(app, organization.id, organization.ledUnit.id, {
        improvementId: improvement.id,
        state: 'ADOPTED',
      });
      const results = await atOnce([
        ['completeImprovementDeployment', { improvementId: improvement.globalId, version: 1 }, lead],
        ['confirmDeployment', { deploymentId: deployment.globalId, version: 1 }, lead],
      ]);
      const [completed, confirmed] = results;
      expect(confirmed?.['__typename']).toBe('ConfirmDeploymentPayload');
      if (completed?.['__typename'] === 'CompleteImprovementDeploymentPayload') {
        expect(completed['position']).toBeGreaterThan(confirmed?.['position'] as number);
      } else expect(completed).toMatchObject({ rule: 'all-deployments-ended' });
    }
  });
});
