import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { act } from './act.js';
import type { Result } from './act.js';
import { everything, putDeployment, putImprovement } from './fixtures.js';

let app: TestApp;
let organization: TestOrganization;
let lead: string;

const events = (): Promise<{ type: string; position: number }[]> =>
  app.services.database.prisma.event.findMany({
    where: { organizationId: organization.id, actorId: { not: null } },
    select: { type: true, position: true },
    orderBy: { position: 'asc' },
  });

async function somewhere(): Promise<string> {
  return (await putDeployment(app, organization.id, organization.ledUnit.id)).globalId;
}

describe('the same key twice', () => {
  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    organization = await createTestOrganization(app);
    lead = organization.people.DEPLOYMENT_LEAD.bearer;
  });
  afterAll(() => app.stop());

  it('does it once, and answers the same', async () => {
    const input = { deploymentId: await somewhere(), version: 1, percent: 30, idempotencyKey: randomUUID() };
    const before = await everything(app);
    const first = await act(app.url, 'recordProgress', input, lead, 'id version percent');
    expect(first).toMatchObject({
      __typename: 'RecordProgressPayload',
      position: 2,
      record: { version: 2, percent: 30 },
    });
    const rows = await everything(app);
    const changed = Object.keys(rows).filter((table) => rows[table] !== before[table]);
    expect(changed.sort()).toEqual(['CommandOutcome', 'Deployment', 'Event', 'EventLog']);
    expect(await act(app.url, 'recordProgress', input, lead, 'id version percent')).toEqual(first);
    expect(await everything(app)).toEqual(rows);
    expect(await events()).toEqual([{ type: 'ProgressRecorded', position: 2 }]);
  });

  it('answers with the first position and the record as it is now', async () => {
    const deploymentId = await somewhere();
    const input = { deploymentId, version: 1, percent: 30, idempotencyKey: randomUUID() };
    const first = await act(app.url, 'recordProgress', input, lead, 'version percent');
    await act(app.url, 'recordProgress', { deploymentId, version: 2, percent: 60 }, lead);
    expect(await act(app.url, 'recordProgress', input, lead, 'version percent')).toEqual({
      ...first,
      record: { version: 3, percent: 60 },
    });
  });

  it('is the same input whatever the order of its fields, and however the ids are written', async () => {
    const { id, globalId } = await putDeployment(app, organization.id, organization.ledUnit.id);
    const idempotencyKey = randomUUID();
    const dates = { plannedStart: '2026-05-01', plannedEnd: '2026-06-01' };
    const first = await act(
      app.url,
      'rescheduleDeployment',
      { deploymentId: globalId, version: 1, ...dates, idempotencyKey },
      lead,
    );
    const padded = Buffer.from(`Deployment:${id}`).toString('base64');
    const again = { idempotencyKey, ...dates, version: 1, deploymentId: padded };
    expect(await act(app.url, 'rescheduleDeployment', again, lead)).toEqual(first);
    expect(first['__typename']).toBe('RescheduleDeploymentPayload');
  });

  it('without a key, or with null for one, it is another command', async () => {
    const deploymentId = await somewhere();
    for (const input of [{ percent: 30 }, { percent: 30, idempotencyKey: null }]) {
      const version = input.idempotencyKey === null ? 2 : 1;
      const result = await act(app.url, 'recordProgress', { deploymentId, version, ...input }, lead);
      expect(result['record'].version).toBe(version + 1);
    }
    expect(await events()).toHaveLength(2);
  });

  it.each<[string, (input: Record<string, unknown>) => [string, Record<string, unknown>]]>([
    ['another input', (input) => ['recordProgress', { ...input, percent: 31 }]],
    ['another version', (input) => ['recordProgress', { ...input, version: 2 }]],
    ['a field more', (input) => ['recordProgress', { ...input, note: 'More.' }]],
    ['another command', ({ percent: _percent, ...input }) => ['prepareDeployment', input]],
  ])('for %s is IdempotencyKeyReusedError, and does nothing', async (_what, change) => {
    const key = randomUUID();
    const input = { deploymentId: await somewhere(), version: 1, percent: 30, idempotencyKey: key };
    await act(app.url, 'recordProgress', input, lead);
    const rows = await everything(app);
    const [mutation, changed] = change(input);
    expect(await act(app.url, mutation, changed, lead)).toEqual({
      __typename: 'IdempotencyKeyReusedError',
      key,
      message: expect.stringContaining('key was already used'),
    });
    expect(await everything(app)).toEqual(rows);
  });

  it('of two people, in one organization or in two, never meet', async () => {
    const idempotencyKey = randomUUID();
    const another = await createTestOrganization(app);
    const title = 'The same for everybody';
    const callers = [organization.people.DEPLOYMENT_LEAD, organization.people.SPONSOR, another.people.DEPLOYMENT_LEAD];
    const results: Result[] = [];
    for (const [index, { bearer }] of callers.entries()) {
      const input = {
        title: index === 1 ? `${title} too` : title,
        description: 'What it is for.',
        kind: 'PROCESS',
        scale: 'INCREMENTAL',
        origin: 'SUGGESTION',
        practices: [],
        idempotencyKey,
      };
      results.push(await act(app.url, 'suggestImprovement', input, bearer));
    }
    expect(results.map((result) => result['__typename'])).toEqual(Array(3).fill('SuggestImprovementPayload'));
    expect(new Set(results.map((result) => result['record'].id)).size).toBe(3);
  });

  describe('of a refused command answers with the first refusal again, although it would be done now', () => {
    it('RuleViolationError', async () => {
      const improvement = await putImprovement(app, organization.id, { state: 'SUGGESTED' });
      const input = { improvementId: improvement.globalId, version: 1, idempotencyKey: randomUUID() };
      const first = await act(app.url, 'selectImprovement', input, lead);
      expect(first).toMatchObject({ __typename: 'RuleViolationError', rule: 'improvement-life' });
      const { prisma } = app.services.database;
      await prisma.improvement.update({ where: { id: improvement.id }, data: { state: 'ANALYZED' } });
      expect(await act(app.url, 'selectImprovement', input, lead)).toEqual(first);
      expect(await events()).toEqual([]);
      const retried = { ...input, idempotencyKey: randomUUID() };
      expect(await act(app.url, 'selectImprovement', retried, lead)).toMatchObject({ record: { version: 2 } });
    });

    it('NotFoundError', async () => {
      const { id, globalId } = await putDeployment(app, organization.id, organization.ledUnit.id);
      const { prisma } = app.services.database;
      const row = await prisma.deployment.delete({ where: { id } });
      const input = { deploymentId: globalId, version: 1, percent: 5, idempotencyKey: randomUUID() };
      const first = await act(app.url, 'recordProgress', input, lead);
      expect(first).toMatchObject({ __typename: 'NotFoundError', recordType: 'Deployment' });
      await prisma.deployment.create({ data: row });
      expect(await act(app.url, 'recordProgress', input, lead)).toEqual(first);
    });

    it('AlreadyExistsError', async () => {
      const administrator = organization.people.ADMINISTRATOR.bearer;
      const input = { kind: 'PROJECT', name: 'Led project', idempotencyKey: randomUUID() };
      const first = await act(app.url, 'addUnit', input, administrator);
      expect(first).toMatchObject({ __typename: 'AlreadyExistsError', recordType: 'Unit' });
      const unit = { unitId: organization.ledUnit.globalId, version: 1, name: 'Renamed project' };
      await act(app.url, 'changeUnit', unit, administrator);
      expect(await act(app.url, 'addUnit', input, administrator)).toEqual(first);
    });

    it('StaleVersionError', async () => {
      const deploymentId = await somewhere();
      await act(app.url, 'recordProgress', { deploymentId, version: 1, percent: 30 }, lead);
      const input = { deploymentId, version: 1, percent: 60, idempotencyKey: randomUUID() };
      const first = await act(app.url, 'recordProgress', input, lead);
      expect(first).toMatchObject({ __typename: 'StaleVersionError', readVersion: 1, currentVersion: 2 });
      expect(await act(app.url, 'recordProgress', input, lead)).toEqual(first);
    });
  });

  it('takes a corrected input under the same key after InvalidInputError: nothing was attempted', async () => {
    const input = { deploymentId: await somewhere(), version: 1, percent: 101, idempotencyKey: randomUUID() };
    expect(await act(app.url, 'recordProgress', input, lead)).toMatchObject({ __typename: 'InvalidInputError' });
    expect(await act(app.url, 'recordProgress', { ...input, percent: 100 }, lead)).toMatchObject({
      __typename: 'RecordProgressPayload',
    });
  });
});

describeWithServices('the same key at the same time, on two servers', ({ postgresUrl, redisUrl }) => {
  let databaseUrl: string;
  let other: TestApp;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    app = await startApp({ databaseUrl, redisUrl });
    other = await startApp({ databaseUrl, redisUrl });
    organization = await createTestOrganization(app);
    lead = organization.people.DEPLOYMENT_LEAD.bearer;
  });
  afterAll(async () => {
    await Promise.all([app.stop(), other.stop()]);
    await dropDatabase(databaseUrl);
  });

  const atOnce = (mutation: string, inputs: readonly Record<string, unknown>[]): Promise<Result[]> =>
    Promise.all(inputs.map((input, index) => act((index % 2 ? app : other).url, mutation, input, lead)));

  const eightTimes = <Input>(input: Input): Input[] => Array.from({ length: 8 }, () => input);

  it('does it once, and answers everybody the same', async () => {
    for (let round = 0; round < 5; round += 1) {
      const before = (await events()).length;
      const input = { deploymentId: await somewhere(), version: 1, percent: 30, idempotencyKey: randomUUID() };
      const results = await atOnce('recordProgress', eightTimes(input));
      expect(results[0]).toMatchObject({ __typename: 'RecordProgressPayload', record: { version: 2 } });
      for (const result of results) expect(result).toEqual(results[0]);
      expect(await events()).toHaveLength(before + 1);
    }
  });

  it('does one of several inputs, and refuses the key to the others', async () => {
    for (let round = 0; round < 5; round += 1) {
      const before = (await events()).length;
      const idempotencyKey = randomUUID();
      const inputs = await Promise.all(
        [1, 2, 3, 4].map(async (percent) => ({ deploymentId: await somewhere(), version: 1, percent, idempotencyKey })),
      );
      const kinds = (await atOnce('recordProgress', inputs)).map((result) => result['__typename'] as string);
      expect(kinds.sort()).toEqual([...Array(3).fill('IdempotencyKeyReusedError'), 'RecordProgressPayload']);
      expect(await events()).toHaveLength(before + 1);
    }
  });

  it('answers everybody with the same refusal', async () => {
    const improvement = await putImprovement(app, organization.id, { state: 'SUGGESTED' });
    const input = { improvementId: improvement.globalId, version: 1, idempotencyKey: randomUUID() };
    const results = await atOnce('selectImprovement', eightTimes(input));
    expect(results[0]).toMatchObject({ __typename: 'RuleViolationError' });
    for (const result of results) expect(result).toEqual(results[0]);
    const kept = await app.services.database.prisma.commandOutcome.findMany({ where: { key: input.idempotencyKey } });
    expect(kept).toHaveLength(1);
  });
});
