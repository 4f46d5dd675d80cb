import { beforeAll, describe, expect, it } from 'vitest';
import { act, actAll } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { everything, putImprovement } from '../commands/fixtures.js';
import { fold, json, told } from '../commands/fold.js';
import { decodeGlobalId, encodeGlobalId } from '../../src/ids.js';
import { putIncrement } from '../plans/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putTemplate } from './fixtures.js';

let lead: string;

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  lead = organization.people.DEPLOYMENT_LEAD.bearer;
});

const TEMPLATE = `id version state name description duration reason trainingNotes consultingNotes
  barriers { barrier counterStrategy } risks { risk mitigation }
  increments { title startsAfter duration entryConditions exitConditions fallBack }
  plans { totalCount nodes { id } }`;
const PLAN = `id version state planVersion template { id } templateVersion
  content { plannedStart plannedEnd targets { id } exclusions { unit { id } reason } trainingNotes consultingNotes
    barriers { barrier counterStrategy } risks { risk mitigation } }
  increments { ordinal state title plannedStart plannedEnd fallBack conditions { kind text met } }`;

const done = async (mutation: string, input: Record<string, unknown>, read = TEMPLATE): Promise<Result> => {
  const result = await act(app.url, mutation, input, lead, read);
  expect(result, `${mutation} ${JSON.stringify(result)}`).toHaveProperty('record');
  return result['record'] as Result;
};
const rowOf = (id: string) =>
  app.services.database.prisma.planTemplate.findUniqueOrThrow({ where: { id: decodeGlobalId(id)?.id ?? '' } });

const first = {
  title: 'Volunteers',
  startsAfter: 0,
  duration: 28,
  fallBack: 'The old form.',
  entryConditions: ['The form is printed'],
  exitConditions: ['Each used it twice', 'Nobody went back'],
};
const second = {
  title: 'The rest',
  startsAfter: 35,
  duration: 40,
  fallBack: 'The old form, again.',
  entryConditions: [],
  exitConditions: [],
};
const barriers = [{ barrier: 'Habit', counterStrategy: 'A peer shows it.' }];
const risks = [{ risk: 'Nobody volunteers', mitigation: 'Sponsors name two projects.' }];

describe('a template for plans', () => {
  let template: Result;
  let plan: Result;

  it('is defined from nothing, and revised where that is said', async () => {
    const input = { name: 'In two waves', description: 'For small changes.', duration: 80, increments: [first] };
    template = await done('definePlanTemplate', { ...input, barriers });
    expect(template).toEqual({
      ...input,
      barriers,
      risks: [],
      trainingNotes: null,
      consultingNotes: null,
      reason: null,
      id: template['id'],
      version: 1,
      state: 'ACTIVE',
      plans: { totalCount: 0, nodes: [] },
    });
    const revised = { increments: [first, second], risks, consultingNotes: 'A visit in the first week.' };
    const target = { planTemplateId: template['id'], version: 1 };
    expect(await done('revisePlanTemplate', { ...target, ...revised, note: 'The rest was missing.' })).toEqual({
      ...template,
      ...revised,
      version: 2,
    });
    template = await done('revisePlanTemplate', { ...target, version: 2 });
    expect(template).toMatchObject({ ...input, ...revised, barriers, version: 3 });
  });

  it('gives a plan what it says, with its days from the first one on', async () => {
    const { id: improvementId } = await putImprovement(app, organization.id, { state: 'SELECTED' });
    const [led, other] = [organization.ledUnit.globalId, organization.otherUnit.globalId];
    const { prisma } = app.services.database;
    const { position } = await prisma.eventLog.findFirstOrThrow();
    const input = {
      planTemplateId: template['id'],
      improvementId: encodeGlobalId('Improvement', improvementId),
      plannedStart: '2026-02-01',
      targetUnitIds: [led],
      exclusions: [{ unitId: other, reason: 'Its contract ends.' }],
      note: 'As ever.',
    };
    plan = await done('draftPlanFromTemplate', input, PLAN);
    expect(plan).toEqual({
      id: plan['id'],
      version: 1,
      state: 'DRAFT',
      planVersion: 1,
      template: { id: template['id'] },
      templateVersion: 3,
      content: {
        plannedStart: '2026-02-01',
        plannedEnd: '2026-04-22',
        targets: [{ id: led }],
        barriers,
        risks,
        exclusions: [{ unit: { id: other }, reason: 'Its contract ends.' }],
        trainingNotes: null,
        consultingNotes: 'A visit in the first week.',
      },
      increments: [
        {
          ordinal: 1,
          state: 'PLANNED',
          title: 'Volunteers',
          fallBack: 'The old form.',
          plannedStart: '2026-02-01',
          plannedEnd: '2026-03-01',
          conditions: [
            { kind: 'ENTRY', text: 'The form is printed', met: false },
            { kind: 'EXIT', text: 'Each used it twice', met: false },
            { kind: 'EXIT', text: 'Nobody went back', met: false },
          ],
        },
        {
          ordinal: 2,
          state: 'PLANNED',
          title: 'The rest',
          fallBack: 'The old form, again.',
          plannedStart: '2026-03-08',
          plannedEnd: '2026-04-17',
          conditions: [],
        },
      ],
    });
    const events = await prisma.event.findMany({ where: { position: { gt: position } }, orderBy: { position: 'asc' } });
    expect(events.map(({ type, note, improvementId: of }) => [type, note, of])).toEqual(
      ['PlanDrafted', 'IncrementAdded', 'IncrementAdded'].map((type) => [type, 'As ever.', improvementId]),
    );
    expect(await act(app.url, 'draftPlanFromTemplate', input, lead)).toMatchObject({
      __typename: 'AlreadyExistsError',
      recordType: 'DeploymentPlan',
    });
  });

  it('leaves the plans alone that were drafted from it before', async () => {
    const input = { planTemplateId: template['id'], version: 3, duration: 10, increments: [], barriers: [] };
    template = await done('revisePlanTemplate', input);
    expect(template['plans']).toEqual({ totalCount: 1, nodes: [{ id: plan['id'] }] });
    const { data } = await ask(
      app.url,
      `query ($id: ID!) { node(id: $id) { ... on DeploymentPlan { ${PLAN} } } }`,
      { id: plan['id'] },
      lead,
    );
    expect(data?.['node']).toEqual(plan);
  });

  it('is retired, and no plan is drafted from it any more until it is reinstated', async () => {
    const target = { planTemplateId: template['id'], version: 4 };
    template = await done('retirePlanTemplate', { ...target, reason: 'Nobody plans like this.' });
    expect(template).toMatchObject({ state: 'RETIRED', reason: 'Nobody plans like this.', version: 5 });
    const { globalId: improvementId } = await putImprovement(app, organization.id);
    const draft = { planTemplateId: template['id'], improvementId, plannedStart: '2026-02-01', targetUnitIds: [] };
    const before = await everything(app);
    expect(await act(app.url, 'draftPlanFromTemplate', draft, lead)).toMatchObject({
      __typename: 'RuleViolationError',
      rule: 'plan-template-life',
      source: 'OPM SP 3.1',
      missing: ['the plan template in ACTIVE'],
    });
    expect(await everything(app)).toEqual(before);
    template = await done('reinstatePlanTemplate', { ...target, version: 5 });
    expect(template).toMatchObject({ state: 'ACTIVE', reason: null, version: 6 });
    expect(await done('draftPlanFromTemplate', draft, PLAN)).toMatchObject({ templateVersion: 6, increments: [] });
  });

  it('is what its events tell, each with what was before', async () => {
    const row = await rowOf(template['id'] as string);
    expect(fold(await told(app, row.id))).toEqual(json(row));
  });

  it('has a name of its own among those that are not retired', async () => {
    const [one, two] = ['One', 'Two'].map((name) => ({ name, description: 'For small changes.', duration: 1 }));
    const taken = { __typename: 'AlreadyExistsError', recordType: 'PlanTemplate' };
    const { id } = await done('definePlanTemplate', one ?? {});
    const { id: otherId } = await done('definePlanTemplate', two ?? {});
    expect(await act(app.url, 'definePlanTemplate', one ?? {}, lead)).toMatchObject(taken);
    const rename = { planTemplateId: otherId, version: 1, name: 'One' };
    expect(await act(app.url, 'revisePlanTemplate', rename, lead)).toMatchObject(taken);
    await done('retirePlanTemplate', { planTemplateId: id, version: 1, reason: 'Not used.' });
    await done('revisePlanTemplate', rename);
    const back = await act(app.url, 'reinstatePlanTemplate', { planTemplateId: id, version: 2 }, lead);
    expect(back).toMatchObject({ ...taken, message: 'There is already a plan template called "One".' });
    // A name is taken in its own organization only.
    const elsewhere = await createTestOrganization(app);
    const { bearer } = elsewhere.people.DEPLOYMENT_LEAD;
    expect(await act(app.url, 'definePlanTemplate', one ?? {}, bearer)).toHaveProperty('record');
  });

  it('says how long a plan takes, and nothing ambiguous', async () => {
    const input = { name: 'Wrong', description: 'For small changes.' };
    const wrong = [{}, { duration: -1 }, { duration: 1, increments: [{ ...first, startsAfter: 99_999 }] }];
    const given = [...wrong, { duration: 1, increments: Array.from({ length: 51 }, () => first) }].map((each) => ({
      ...input,
      ...each,
    }));
    const results = await actAll(app.url, 'definePlanTemplate', given, lead);
    expect(results.map(({ __typename, issues }) => [__typename, issues?.[0].path])).toEqual(
      ['duration', 'duration', 'increments.0.startsAfter', 'increments'].map((path) => ['InvalidInputError', path]),
    );
    const { globalId } = await putTemplate(app, organization, { duration: 36_500 });
    const { globalId: improvementId } = await putImprovement(app, organization.id);
    const late = { planTemplateId: globalId, improvementId, plannedStart: '9999-01-01', targetUnitIds: [] };
    expect(await act(app.url, 'draftPlanFromTemplate', late, lead)).toMatchObject({
      issues: [{ path: 'plannedStart' }],
    });
  });
});

describe('a template that is made from a plan', () => {
  it('says what the plan says now, but for what is given', async () => {
    const { plan } = await putIncrement(app, organization, { plannedStart: new Date('2026-01-25') });
    const input = { name: 'As that one', description: 'For small changes.', fromPlanId: plan.globalId };
    const template = await done('definePlanTemplate', { ...input, risks, trainingNotes: 'An hour.' });
    expect(template).toMatchObject({
      duration: 120,
      barriers: [],
      risks,
      trainingNotes: 'An hour.',
      consultingNotes: null,
      increments: [
        {
          title: 'Early adopters',
          startsAfter: -7,
          duration: 127,
          fallBack: 'The old form.',
          entryConditions: [],
          exitConditions: ['Two reviews were done'],
        },
      ],
    });
    const { globalId: improvementId } = await putImprovement(app, organization.id);
    const draft = { planTemplateId: template['id'], improvementId, plannedStart: '2027-02-01', targetUnitIds: [] };
    expect(await done('draftPlanFromTemplate', draft, PLAN)).toMatchObject({
      content: { plannedStart: '2027-02-01', plannedEnd: '2027-06-01' },
      increments: [{ plannedStart: '2027-01-25', plannedEnd: '2027-06-01', state: 'PLANNED' }],
    });
  });
});

describe('the graph of templates', () => {
  it('has them by name and state, each with its plans; those of others are not there', async () => {
    const [own, foreign] = [await createTestOrganization(app), await createTestOrganization(app)];
    const used = await putTemplate(app, own, { name: 'B' });
    const retired = await putTemplate(app, own, { name: 'A', state: 'RETIRED' });
    const theirs = await putTemplate(app, foreign, { name: 'C' });
    const { globalId: improvementId } = await putImprovement(app, own.id);
    const draft = { planTemplateId: used.globalId, improvementId, plannedStart: '2026-02-01', targetUnitIds: [] };
    const drafted = await act(app.url, 'draftPlanFromTemplate', draft, own.people.DEPLOYMENT_LEAD.bearer);
    const { data, errors } = await ask(
      app.url,
      `query ($used: ID!, $theirs: ID!) {
        all: planTemplates { totalCount nodes { id } }
        active: planTemplates(filter: { states: [ACTIVE] }) { totalCount nodes { id plans(filter: { states: [DRAFT] }) { nodes { id } } } }
        used: node(id: $used) { __typename ... on PlanTemplate { name drafts: plans(filter: { states: [ACTIVE] }) { totalCount } } }
        theirs: node(id: $theirs) { __typename }
        deploymentPlans { nodes { template { id name } templateVersion } }
      }`,
      { used: used.globalId, theirs: theirs.globalId },
      own.people.VIEWER.bearer,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      all: { totalCount: 2, nodes: [{ id: retired.globalId }, { id: used.globalId }] },
      active: { totalCount: 1, nodes: [{ id: used.globalId, plans: { nodes: [{ id: drafted['record'].id }] } }] },
      used: { __typename: 'PlanTemplate', name: 'B', drafts: { totalCount: 0 } },
      theirs: null,
      deploymentPlans: { nodes: [{ template: { id: used.globalId, name: 'B' }, templateVersion: 1 }] },
    });
  });
});
