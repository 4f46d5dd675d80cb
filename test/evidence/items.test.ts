import { putProcessVersion } from '../processes/fixtures.js';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { putReview } from '../reviews/fixtures.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

let now = new Date('2026-01-05T09:00:00.000Z');
let reviews: Put;
let proposal: Put;

const app = useApp({ clock: () => now });
const organization = useOrganization(app);
const foreign = useOrganization(app);
beforeAll(async () => {
  reviews = await putImprovement(app, organization.id, { title: 'Peer reviews' });
  proposal = await putImprovement(app, organization.id, { title: 'Checklists', origin: 'CAR_ACTION_PROPOSAL' });
  await tell(organization, reviews);
  now = new Date('2026-02-05T09:00:00.000Z');
  await tell(organization, proposal);
  await tell(foreign, await putImprovement(app, foreign.id));
});

/** A deployment that is planned, begun and adopted, without a word on what else happened. */
async function tell(organization: TestOrganization, { globalId }: Put): Promise<void> {
  const { people, ledUnit } = organization;
  const { bearer } = people.DEPLOYMENT_LEAD;
  const days = { plannedStart: '2026-01-05', plannedEnd: '2026-03-05' };
  const planned = { improvementId: globalId, unitId: ledUnit.globalId, ...days };
  const { record } = await act(app.url, 'planDeployment', planned, bearer);
  const deploymentId = (record as Result)['id'] as string;
  await act(app.url, 'recordProgress', { deploymentId, version: 1, percent: 50 }, bearer);
  const { label } = await putProcessVersion(app, organization, ledUnit.id);
  await act(app.url, 'adoptDeployment', { deploymentId, version: 2, processVersionLabel: label }, bearer);
}

const EVIDENCE = `query ($practice: String!, $first: Int, $after: String, $last: Int, $before: String, $filter: EvidenceItemFilter) {
  practice(ref: $practice) { evidence(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    nodes { kind subpractices record { id __typename }
      event { __typename note occurredAt improvement { title } unit { id } actor { id } } }
  } } }`;

const asked = (variables: Record<string, unknown> = {}, bearer = organization.people.VIEWER.bearer) =>
  ask(app.url, EVIDENCE, { practice: 'OPM SP 3.2', ...variables }, bearer);

async function evidence(variables: Record<string, unknown> = {}): Promise<Result> {
  const answer = await asked(variables);
  expect(answer.errors).toBeUndefined();
  return answer.data?.['practice'].evidence as Result;
}

const gist = ({ nodes }: Result): string[] =>
  nodes.map(({ event, subpractices }: Result) => `${event.improvement.title}: ${event.__typename} ${subpractices}`);

const PEER_REVIEWS = ['DeploymentAdopted 1,4', 'ProgressRecorded 1', 'DeploymentPlanned 1'].map(
  (event) => `Peer reviews: ${event}`,
);
const CHECKLISTS = PEER_REVIEWS.map((event) => event.replace('Peer reviews', 'Checklists'));

describe('the evidence of a practice', () => {
  it('is what happened, newest first, with record, date, actor, unit and improvement', async () => {
    const answer = await evidence();
    expect(gist(answer)).toEqual([...CHECKLISTS, ...PEER_REVIEWS]);
    expect(answer['totalCount']).toBe(6);
    expect(answer['nodes'][0]).toMatchObject({
      kind: 'DEPLOYMENT',
      record: { __typename: 'Deployment' },
      event: {
        occurredAt: '2026-02-05T09:00:00.000Z',
        unit: { id: organization.ledUnit.globalId },
        actor: { id: organization.people.DEPLOYMENT_LEAD.globalId },
      },
    });
  });

  test.each<[string, () => Record<string, unknown>, string[]]>([
    ['an improvement', () => ({ improvementIds: [reviews.globalId] }), PEER_REVIEWS],
    ['a unit', () => ({ unitIds: [organization.otherUnit.globalId] }), []],
    ["another organization's unit", () => ({ unitIds: [foreign.ledUnit.globalId] }), []],
    ['a subpractice', () => ({ subpractices: [4] }), [CHECKLISTS[0] ?? '', PEER_REVIEWS[0] ?? '']],
    ['subpractices', () => ({ subpractices: [4, 9] }), [CHECKLISTS[0] ?? '', PEER_REVIEWS[0] ?? '']],
    ['a subpractice that is not there', () => ({ subpractices: [9] }), []],
    ['a period from its start on', () => ({ from: '2026-02-05T09:00:00.000Z' }), CHECKLISTS],
    ['a period before its end', () => ({ to: '2026-02-05T09:00:00.000Z' }), PEER_REVIEWS],
    ['a kind', () => ({ kinds: ['GATE', 'ISSUE'] }), []],
    ['kinds', () => ({ kinds: ['GATE', 'DEPLOYMENT'] }), [...CHECKLISTS, ...PEER_REVIEWS]],
    ['action proposals', () => ({ practice: 'CAR SP 2.1' }), CHECKLISTS],
    ['an improvement that is no proposal', () => ({ practice: 'CAR SP 2.1', improvementIds: [reviews.globalId] }), []],
    ['another practice', () => ({ practice: 'OT SP 2.1' }), []],
  ])('can be narrowed to %s', async (_name, variables, expected) => {
    const { practice = 'OPM SP 3.2', ...filter } = variables();
    const answer = await evidence({ practice, filter });
    expect(gist(answer)).toEqual(expected);
    expect(answer['totalCount']).toBe(expected.length);
  });

  it('is read page by page, from both ends', async () => {
    const first = await evidence({ first: 4 });
    expect(first['pageInfo']).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await evidence({ first: 4, after: first['pageInfo'].endCursor });
    expect(second['pageInfo']).toMatchObject({ hasNextPage: false });
    expect([...gist(first), ...gist(second)]).toEqual([...CHECKLISTS, ...PEER_REVIEWS]);
    const before = await evidence({ last: 3, before: second['pageInfo'].startCursor });
    expect(gist(before)).toEqual(gist(first).slice(1));
  });

  it('refuses what is no cursor of it, and no id of the right type', async () => {
    for (const variables of [{ after: 'x' }, { filter: { unitIds: [reviews.globalId] } }]) {
      const answer = await asked(variables);
      expect(answer.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    }
  });

  it('shows that a lesson was written down, and neither its words nor a way to them', async () => {
    const { record } = await act(
      app.url,
      'recordLesson',
      { reviewId: (await putReview(app, organization)).globalId, text: 'Nobody read the guide.' },
      organization.people.DEPLOYMENT_LEAD.bearer,
    );
    expect(record).toBeDefined();
    const answer = await asked({ filter: { kinds: ['REVIEW'] } });
    expect(answer.data?.['practice'].evidence.nodes).toMatchObject([
      { kind: 'REVIEW', subpractices: [8], record: null, event: { __typename: 'LessonRecorded' } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('Nobody read');
  });
});

it('costs as many statements for many items as for few', async () => {
  const fewer = await statementsOf(2);
  const more = await statementsOf(6);
  expect(more).toEqual(fewer);
  // Who acts, the page, how many; deployments, improvements, units, people.
  expect(fewer).toBe(7);
});

async function statementsOf(first: number): Promise<number> {
  await asked({ first });
  app.forgetStatements();
  expect((await evidence({ first, filter: { kinds: ['DEPLOYMENT'] } }))['nodes']).toHaveLength(first);
  return app.statements.filter((sql) => !sql.includes('"CatalogImport"')).length;
}
