import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import { everything, putImprovement } from '../commands/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putIncrement, putPlan } from './fixtures.js';
import { DAYS } from './stage.js';

let bearer: string;

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  bearer = organization.people.SPONSOR.bearer;
});

const led = (): string => organization.ledUnit.globalId;
const excluded = (unitId: string) => ({ unitId, reason: 'Its contract ends.' });

const right: Record<string, () => Promise<Record<string, unknown>>> = {
  draftPlan: async () => ({
    improvementId: (await putImprovement(app, organization.id)).globalId,
    targetUnitIds: [led()],
    ...DAYS,
  }),
  revisePlan: async () => ({ planId: (await putPlan(app, organization)).globalId, version: 1 }),
  addIncrement: async () => ({
    planId: (await putPlan(app, organization)).globalId,
    title: 'All',
    fallBack: 'The old form.',
    ...DAYS,
  }),
  decideGate: async () => ({
    incrementId: (await putIncrement(app, organization, { state: 'AT_GATE' })).globalId,
    version: 1,
    decision: 'PASS',
    reason: 'Works.',
  }),
};

describe('invalid input is refused with its path', () => {
  it.each<[string, () => Record<string, unknown>, string[]]>([
    ['draftPlan', () => ({ targetUnitIds: [led(), encodeGlobalId('Person', organization.id)] }), ['targetUnitIds.1']],
    ['draftPlan', () => ({ exclusions: [excluded('nonsense')] }), ['exclusions.0.unitId']],
    ['draftPlan', () => ({ exclusions: [{ unitId: led(), reason: ' ' }] }), ['exclusions.0.reason']],
    ['draftPlan', () => ({ exclusions: [excluded(led())] }), ['exclusions.0.unitId']],
    ['draftPlan', () => ({ targetUnitIds: [led(), led()] }), ['targetUnitIds.1']],
    ['draftPlan', () => ({ plannedEnd: '2026-01-01' }), ['plannedEnd']],
    [
      'draftPlan',
      () => ({ risks: [{ risk: 'x'.repeat(201), mitigation: '' }] }),
      ['risks.0.risk', 'risks.0.mitigation'],
    ],
    ['draftPlan', () => ({ barriers: [{ barrier: 'a\0b', counterStrategy: 'None.' }] }), ['barriers.0.barrier']],
    ['revisePlan', () => ({ plannedStart: '2026-12-01' }), ['plannedEnd']],
    ['revisePlan', () => ({ exclusions: [excluded(led())] }), ['exclusions.0.unitId']],
    ['addIncrement', () => ({ plannedEnd: '2026-01-01' }), ['plannedEnd']],
    ['addIncrement', () => ({ entryConditions: ['Course held', ' '] }), ['entryConditions.1']],
    ['addIncrement', () => ({ exitConditions: Array.from({ length: 51 }, () => 'So') }), ['exitConditions']],
    ['decideGate', () => ({ reason: '' }), ['reason']],
  ])('%s (case %#)', async (mutation, spoil, paths) => {
    const input = { ...(await right[mutation]?.()), ...spoil() };
    const before = await everything(app);
    const result = await act(app.url, mutation, input, bearer);
    expect(result).toMatchObject({ __typename: 'InvalidInputError' });
    expect((result['issues'] as { path: string }[]).map(({ path }) => path)).toEqual(paths);
    expect(await everything(app)).toEqual(before);
  });

  it.each(Object.keys(right).filter((mutation) => mutation !== 'decideGate'))(
    '%s is done as it was',
    async (mutation) => {
      expect(await act(app.url, mutation, (await right[mutation]?.()) ?? {}, bearer)).toHaveProperty('record');
    },
  );
});

it('many plans are read with as few statements as one', async () => {
  const elsewhere = await createTestOrganization(app);
  const count = async (first: number): Promise<number> => {
    app.forgetStatements();
    const answer = await ask(
      app.url,
      `query ($first: Int!) { deploymentPlans(first: $first) { nodes { state improvement { title relations { kind } plan { id } }
        unmetForActivation { missing } content { targets { name } exclusions { reason } agreements { person { name } unit { name } } }
        increments { title conditions { text } deployments { unit { name } increment { ordinal } } } } } }`,
      { first },
      elsewhere.people.VIEWER.bearer,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.['deploymentPlans'].nodes).toHaveLength(first);
    // Now and then the server looks for news on its own.
    return app.statements.filter((sql) => !/"(EventLog|CatalogImport)"/.test(sql)).length;
  };
  for (let plans = 0; plans < 6; plans += 1) await putIncrement(app, elsewhere);
  const one = await count(1);
  expect(await count(6)).toBe(one);
});
