import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { ask } from '../support/clients.js';
import type { Answer } from '../support/clients.js';
import { gist } from '../support/gist.js';
import { useApp, useOrganization } from '../support/use-app.js';

let bearer: string;

const IMPROVEMENTS = 20;
const PROJECTS = 6;
const day = new Date('2026-03-01');
const WAVE = {
  title: 'A wave',
  startsAfter: 0,
  duration: 10,
  fallBack: 'Back.',
  entryConditions: ['Ready'],
  exitConditions: ['Used', 'Wanted'],
};

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  bearer = organization.people.PROJECT_LEAD.bearer;
  await fill();
});

/** Fills the matrix, straight into the tables: every cell with a blocker, an owner of it, and who adopted. */
async function fill(): Promise<void> {
  const { prisma } = app.services.database;
  const { id: organizationId, people, ledUnit, otherUnit } = organization;
  const stamp = { createdAt: day, updatedAt: day };
  const projects = await prisma.unit.createManyAndReturn({
    data: Array.from({ length: PROJECTS - 2 }, (_, n) => ({
      ...stamp,
      organizationId,
      kind: 'PROJECT' as const,
      name: `Project ${n}`,
    })),
  });
  await prisma.unitLead.createMany({ data: projects.map(({ id }) => ({ unitId: id, personId: people.SPONSOR.id })) });
  const improvements = await prisma.improvement.createManyAndReturn({
    data: Array.from({ length: IMPROVEMENTS }, (_, n) => ({
      ...stamp,
      organizationId,
      title: `Improvement ${n}`,
      description: 'Something',
      kind: 'PROCESS' as const,
      scale: 'INCREMENTAL' as const,
      origin: 'SUGGESTION' as const,
      state: 'DEPLOYING' as const,
      practices: ['OPM SP 3.2'],
    })),
  });
  const deployments = await prisma.deployment.createManyAndReturn({
    data: improvements.flatMap(({ id: improvementId }) =>
      [ledUnit, otherUnit, ...projects].map(({ id: unitId }, n) => ({
        ...stamp,
        organizationId,
        improvementId,
        unitId,
        state: 'IN_PROGRESS' as const,
        percent: n * 10,
        plannedStart: day,
        plannedEnd: day,
        actualStart: day,
        adoptedById: people.PROJECT_LEAD.id,
      })),
    ),
  });
  const templates = await prisma.planTemplate.createManyAndReturn({
    data: Array.from({ length: 3 }, (_, n) => ({
      ...stamp,
      organizationId,
      name: `Template ${n}`,
      description: 'Something',
      duration: 30,
      increments: [WAVE, { ...WAVE, startsAfter: 10 }],
    })),
  });
  await prisma.deploymentPlan.createMany({
    data: improvements
      .slice(0, -1)
      .map(({ id: improvementId }, n) => ({
        ...stamp,
        organizationId,
        improvementId,
        templateId: templates[n % 3]?.id ?? '',
        templateVersion: 1,
      })),
  });
  await prisma.blocker.createMany({
    data: deployments.map(({ id }) => ({
      deploymentId: id,
      reason: 'No time',
      openedAt: day,
      ownerId: people.SPONSOR.id,
      removedAt: day,
      resolution: 'Took the time',
    })),
  });
}

async function statementsOf(query: string, variables: Record<string, unknown> = {}) {
  app.forgetStatements();
  const answer = await ask(app.url, query, variables, bearer);
  await setImmediate();
  expect(answer.errors).toBeUndefined();
  return { answer, statements: [...app.statements] };
}

/** The statements of a query, sorted: those that run at once come in any order. */
async function gistsOf(query: string, variables: Record<string, unknown> = {}) {
  const asked = await statementsOf(query, variables);
  return { answer: asked.answer, gists: asked.statements.map(gist).sort() };
}

/** Who acts: one statement for the person and the units that they lead. */
const ACTOR = ['SELECT Person'];
/** What day it is, for whom: one statement for an execution that asks. */
const CALENDAR = 'SELECT Organization';
const withActor = (...others: string[]) => [...ACTOR, ...others].sort();

describe('the catalog costs no SQL', () => {
  test.each([
    ['a practice', '{ practice(ref: "OPM SP 3.2") { id title references { kind target { __typename } } } }'],
    [
      'an area, deep',
      '{ processArea(code: "OPM") { goals { practices { referencedBy { source { __typename } } } } } }',
    ],
    ['the staged view', '{ maturityLevels { level processAreas { code } } }'],
    ['the continuous view', '{ categories { code processAreas { code } } processAreas { code } }'],
    ['a search', '{ searchCatalog(text: "deploy") { __typename } processModel { code } genericGoals { ref } }'],
    ['the schema', '{ __schema { types { name } } }'],
    ['a practice by its id', `{ node(id: "${encodeGlobalId('Practice', 'OPM.SP3.2')}") { id __typename } }`],
    ['a goal by its id', `{ node(id: "${encodeGlobalId('Goal', 'OPM.SG3')}") { id __typename } }`],
    ['an area by its id', `{ node(id: "${encodeGlobalId('ProcessArea', 'OPM')}") { id __typename } }`],
  ])('%s', async (_name, query) => {
    const { answer, gists } = await gistsOf(query);
    expect(Object.values(answer.data ?? {})).not.toContain(null);
    expect(gists).toEqual([]);
  });
});

const matrix = `query Matrix($first: Int) {
  improvements(first: $first) {
    nodes { title state percent deployments(first: 20) { nodes { id version unit { name } state percent plannedEnd late } } }
  }
}`;
const rows = ({ data }: Answer) => data?.['improvements'].nodes as { deployments: { nodes: unknown[] } }[];

describe('a query costs as many statements as it has kinds of record', () => {
  test.each([
    ['the viewer', '{ viewer { role mutations } }', []],
    [
      'the viewer with all about them',
      '{ viewer { person { name ledUnits { name } } organization { name position } } }',
      ['SELECT Person', 'SELECT UnitLead', 'SELECT Unit', 'SELECT Organization', 'SELECT EventLog'],
    ],
    ['units', '{ units { nodes { name attributes { name } } pageInfo { hasNextPage } } }', ['SELECT Unit']],
    [
      'units, how many, and who leads them',
      '{ units { totalCount nodes { leads { name } } } }',
      ['SELECT Unit', 'COUNT Unit', 'SELECT UnitLead', 'SELECT Person'],
    ],
    ['how many units', '{ units { totalCount } }', ['COUNT Unit']],
    [
      'people with what they lead',
      '{ people { nodes { ledUnits { name } } } }',
      ['SELECT Person', 'SELECT UnitLead', 'SELECT Unit'],
    ],
    [
      'improvements with progress',
      '{ improvements { nodes { title percent deploymentStates { state count } practices { ref } } } }',
      ['SELECT Improvement', 'COUNT Deployment'],
    ],
    [
      'deployments with all about them',
      `{ deployments(first: 50) { nodes {
         late improvement { title } unit { name } blockers { reason owner { name } } adoptedBy { name }
       } } }`,
      [
        'SELECT Deployment',
        'SELECT Improvement',
        'SELECT Unit',
        'SELECT Blocker',
        'SELECT Person',
        'SELECT Person',
        CALENDAR,
      ],
    ],
    [
      'projects with their improvements',
      '{ units { nodes { name deployments { nodes { percent improvement { title percent } } } } } }',
      ['SELECT Unit', 'SELECT Deployment', 'SELECT Deployment', 'SELECT Improvement', 'COUNT Deployment'],
    ],
    [
      'improvements of a practice',
      '{ practice(ref: "OPM SP 3.2") { title improvements { nodes { title percent } } } }',
      ['SELECT Improvement', 'COUNT Deployment'],
    ],
    [
      'templates of plans with the plans that were drafted from them, and back',
      '{ planTemplates { nodes { name increments { title } barriers { barrier } plans { nodes { templateVersion template { name } improvement { title } } } } } }',
      ['SELECT PlanTemplate', 'SELECT DeploymentPlan', 'SELECT PlanTemplate', 'SELECT Improvement'],
    ],
    [
      'several lists at once, for one actor',
      '{ viewer { role } units { nodes { name } } improvements { nodes { title } } }',
      ['SELECT Unit', 'SELECT Improvement'],
    ],
  ])('%s', async (_name, query, others) => {
    const { gists } = await gistsOf(query);
    expect(gists).toEqual(withActor(...others));
  });

  it('the matrix, however many rows it has', async () => {
    const matrixOf = [
      'SELECT Improvement',
      'SELECT Deployment',
      'SELECT Deployment',
      'SELECT Unit',
      'COUNT Deployment',
      CALENDAR,
    ];
    const expected = withActor(...matrixOf);
    for (const first of [5, IMPROVEMENTS]) {
      const { answer, gists } = await gistsOf(matrix, { first });
      expect(rows(answer).map(({ deployments }) => deployments.nodes.length)).toEqual(Array(first).fill(PROJECTS));
      expect(gists).toEqual(expected);
    }
  });

  const frame = ['SELECT EventLog', 'SELECT Improvement', 'SELECT Unit', CALENDAR];
  const asOf = ['AS OF Event', 'AS OF Event'];
  it.each([
    [
      'the matrix of a moment',
      'deploymentMatrix(first: $first) { units { name } nodes { percent improvement { title } cells { state percent concerns } } slices(groupBy: "phase") { percent } }',
      // Improvements, cells, and their sums by phase and as a whole.
      [...frame, ...asOf, ...asOf],
    ],
    [
      'the matrix of a moment as lists',
      'deploymentMatrix(first: $first) { units { name } nodes { percent late lists { states percents concerns daysLate } } }',
      [...frame, ...asOf, 'AS OF Event'],
    ],
    [
      'the matrix with the ids of its records',
      'deploymentMatrix(first: $first) { nodes { cells { state deployment { id } unit { id } } } }',
      [...frame, 'AS OF Event', 'AS OF Event'],
    ],
    [
      'the matrix with its records',
      'deploymentMatrix(first: $first) { nodes { cells { deployment { version blockers { reason } } unit { name } } } }',
      [...frame, 'AS OF Event', 'AS OF Event', 'SELECT Deployment', 'SELECT Blocker'],
    ],
    [
      'a burn-up',
      'improvements(first: $first) { totalCount } burnUp(from: "2026-01-01", to: "2026-06-01") { points { planned adopted percent } }',
      ['COUNT Improvement', 'SELECT EventLog', 'AS OF Event', 'AS OF Event', CALENDAR],
    ],
    [
      'what asks for attention',
      'deploymentAttention(first: $first) { totalCount nodes { concerns since reasons owners { name } deployment { unit { name } improvement { title } } } }',
      [
        'PAGE Issue',
        'SELECT Deployment',
        'SELECT Unit',
        'SELECT Improvement',
        'SELECT Blocker',
        'SELECT UnitLead',
        'SELECT Person',
        CALENDAR,
      ],
    ],
    [
      'load',
      'units(first: $first) { nodes { name load { open peak } } }',
      ['SELECT Unit', 'SELECT Improvement', CALENDAR],
    ],
    [
      'readiness',
      'deployments(first: $first, filter: { states: [PLANNED, PREPARING, IN_PROGRESS, BLOCKED, DEFERRED] }) { totalCount nodes { readiness { readiness missing { title } } unit { name } improvement { title } } }',
      ['SELECT Deployment', 'SELECT Unit', 'SELECT Improvement', 'COUNT Deployment', 'COUNT IncrementDeployment'],
    ],
    [
      'what waits',
      'waitingWork(first: $first, filter: { kinds: [PLAN_TO_SUBMIT, PLAN_TO_ACTIVATE, PLAN_SUSPENDED, PLAN_TO_CONFIRM, PLAN_TO_REVIEW, PLAN_TO_CLOSE] }) { totalCount nodes { kind improvement { title } unit { name } record { id } } }',
      ['PAGE Event', 'SELECT DeploymentPlan', 'SELECT Improvement', CALENDAR],
    ],
    [
      'what waits in projects, and for whom',
      'waitingWork(first: $first, filter: { kinds: [PROCESS_CHANGE_TO_RECORD] }) { totalCount nodes { improvement { title } unit { name } record { id } people { name } } }',
      [
        'PAGE Deployment',
        'SELECT Deployment',
        'SELECT Improvement',
        'SELECT Unit',
        'SELECT UnitLead',
        'SELECT Person',
        CALENDAR,
      ],
    ],
  ])('%s, however much there is', async (_name, fields, others) => {
    for (const first of [5, IMPROVEMENTS]) {
      const { gists } = await gistsOf(`query ($first: Int) { ${fields} }`, { first });
      expect(gists).toEqual(withActor(...others));
    }
  });

  it('a deployment by its id', async () => {
    const { id } = await app.services.database.prisma.deployment.findFirstOrThrow();
    const { answer, gists } = await gistsOf(
      `{ node(id: "${encodeGlobalId('Deployment', id)}") { ... on Deployment { unit { name } } } }`,
    );
    expect(answer.data?.['node'].unit.name).toEqual(expect.any(String));
    expect(gists).toEqual(withActor('SELECT Deployment', 'SELECT Unit'));
  });
});

describe('a report of progress', () => {
  const recordProgress = `mutation ($input: RecordProgressInput!) { recordProgress(input: $input) {
    __typename ... on RecordProgressPayload { position deployment { percent version } }
  } }`;
  /** All that it takes in the transaction: hold, load, write, append. */
  const command = [
    'LOCK Deployment',
    'SELECT Deployment',
    'SELECT Improvement',
    'SELECT Blocker',
    'UPDATE Deployment',
    'APPEND EventLog',
    'COMMIT',
  ];
  let deploymentId: string;
  beforeAll(async () => {
    const led = { unitId: organization.ledUnit.id };
    const { id } = await app.services.database.prisma.deployment.findFirstOrThrow({ where: led });
    deploymentId = encodeGlobalId('Deployment', id);
  });
  const record = async (input: Record<string, unknown>) => {
    const { answer, statements } = await statementsOf(recordProgress, { input: { deploymentId, ...input } });
    expect(answer.data?.['recordProgress'].__typename).toBe('RecordProgressPayload');
    return statements.map(gist);
  };

  it('costs ten statements, the last of them to read what came of it', async () => {
    expect(await record({ version: 1, percent: 40 })).toEqual([...ACTOR, ...command, 'SELECT Deployment']);
  });

  it('costs two more with a key', async () => {
    const gists = await record({ version: 2, percent: 50, idempotencyKey: 'once' });
    const keyed = ['INSERT CommandOutcome', ...command.slice(0, -1), 'UPDATE CommandOutcome', 'COMMIT'];
    expect(gists).toEqual([...ACTOR, ...keyed, 'SELECT Deployment']);
  });

  it('costs less when it is sent again', async () => {
    const gists = await record({ version: 2, percent: 50, idempotencyKey: 'once' });
    const again = ['INSERT CommandOutcome', 'SELECT CommandOutcome', 'COMMIT'];
    expect(gists).toEqual([...ACTOR, ...again, 'SELECT Deployment']);
  });
});

describe('a plan that is drafted from a template', () => {
  const draftPlanFromTemplate = `mutation ($input: DraftPlanFromTemplateInput!) { draftPlanFromTemplate(input: $input) {
    __typename ... on DraftPlanFromTemplatePayload { plan { version } }
  } }`;

  it('costs as many statements however many increments and conditions it has', async () => {
    const { prisma } = app.services.database;
    const [template, other] = await prisma.planTemplate.findMany({ orderBy: { name: 'asc' } });
    const increments = Array.from({ length: 50 }, () => WAVE);
    await prisma.planTemplate.update({ where: { id: other?.id ?? '' }, data: { increments } });
    const improvement = await prisma.improvement.findFirstOrThrow({ where: { plans: { none: {} } } });
    const asked = async (id = '') => {
      const input = {
        planTemplateId: encodeGlobalId('PlanTemplate', id),
        targetUnitIds: [organization.ledUnit.globalId],
        improvementId: encodeGlobalId('Improvement', improvement.id),
        plannedStart: '2026-02-01',
      };
      app.forgetStatements();
      const { bearer: lead } = organization.people.DEPLOYMENT_LEAD;
      const { data } = await ask(app.url, draftPlanFromTemplate, { input }, lead);
      await setImmediate();
      expect(data?.['draftPlanFromTemplate'].__typename).toBe('DraftPlanFromTemplatePayload');
      const gists = app.statements.map(gist);
      await prisma.deploymentPlan.deleteMany({ where: { improvementId: improvement.id } });
      return gists;
    };
    const few = await asked(template?.id);
    expect(few).toEqual([
      ...ACTOR,
      'SELECT PlanTemplate',
      'SELECT PlanTemplate',
      'LOCK Improvement',
      'SELECT Improvement',
      'COUNT DeploymentPlan',
      'INSERT DeploymentPlan',
      'SELECT Unit',
      'INSERT PlanVersion',
      'DELETE PlanTarget',
      'DELETE PlanExclusion',
      'INSERT PlanTarget',
      'SELECT PlanVersion',
      'SELECT PlanTarget',
      'SELECT PlanExclusion',
      'SELECT PlanAgreement',
      'INSERT Increment',
      'INSERT IncrementCondition',
      'APPEND EventLog',
      'COMMIT',
      'SELECT DeploymentPlan',
    ]);
    expect(await asked(other?.id)).toEqual(few);
  });
});
