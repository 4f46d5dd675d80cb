import { beforeEach, describe, expect, it, test } from 'vitest';
import { includesRole } from '../../src/auth/permissions.js';
import '../../src/graph/schema.js';
import type { Role } from '../../src/generated/prisma/enums.js';
import { roleFor } from '../../src/reports/operations/responsible.js';
import { WAITING_KINDS } from '../../src/reports/operations/waiting-kinds.js';
import type { Responsible } from '../../src/reports/operations/waiting-kinds.js';
import { allCommands } from '../../src/schema/mutations.js';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { day, putDeployment, putImprovement } from '../commands/fixtures.js';
import { putIssue } from '../issues/fixtures.js';
import { putPlan } from '../plans/fixtures.js';
import { putProcessVersion } from '../processes/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization, TestPerson } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';
import { useApp } from '../support/use-app.js';

const app = useApp({ clock: () => new Date('2026-01-20T09:00:00.000Z') });
let own: TestOrganization;
beforeEach(async () => {
  own = await createTestOrganization(app);
});

const ITEM = 'kind record { id } unit { id } dueOn responsible people { id } mutations';

async function workOf({ bearer }: TestPerson, filter: object = {}): Promise<Result[]> {
  const document = `query ($filter: WaitingItemFilter) {
    viewer { work(first: 100, filter: $filter) { totalCount nodes { ${ITEM} } } } }`;
  const { data, errors } = await ask(app.url, document, { filter }, bearer);
  expect(errors).toBeUndefined();
  const { totalCount, nodes } = data?.['viewer'].work as { totalCount: number; nodes: Result[] };
  expect(totalCount).toBe(nodes.length);
  return nodes;
}

const kindsOf = async (person: TestPerson, filter?: object): Promise<string[]> =>
  (await workOf(person, filter)).map(({ kind }) => kind as string).toSorted();

describe('work', () => {
  it('waits for those who may settle it, and names them', async () => {
    const { ADMINISTRATOR, SPONSOR, DEPLOYMENT_LEAD, PROJECT_LEAD, VIEWER } = own.people;
    await putImprovement(app, own.id, { state: 'SUGGESTED' });
    const plan = await putPlan(app, own, { state: 'IN_REVIEW' });
    await putIssue(app, own, { ownerId: VIEWER.id });
    expect(await kindsOf(SPONSOR)).toEqual(['PLAN_TO_AGREE']);
    expect(await kindsOf(DEPLOYMENT_LEAD)).toEqual(['SUGGESTION_TO_ANALYZE']);
    expect(await kindsOf(VIEWER)).toEqual(['ISSUE_TO_CLOSE']);
    expect(await kindsOf(own.otherLead)).toEqual([]);
    expect(await kindsOf(ADMINISTRATOR)).toEqual([]);
    expect(await workOf(PROJECT_LEAD)).toEqual([
      {
        kind: 'PLAN_TO_AGREE_FOR_UNIT',
        record: { id: plan.globalId },
        unit: { id: own.ledUnit.globalId },
        dueOn: null,
        responsible: ['UNIT_LEADS'],
        people: [{ id: PROJECT_LEAD.globalId }],
        mutations: ['agreeToPlan', 'declinePlan'],
      },
    ]);
  });

  it('that takes a role waits for the next role above, where no one has it', async () => {
    await putImprovement(app, own.id, { state: 'SUGGESTED' });
    const where = { organizationId: own.id, role: 'DEPLOYMENT_LEAD' } as const;
    await app.services.database.prisma.person.updateMany({ where, data: { active: false } });
    expect(await kindsOf(own.people.SPONSOR)).toEqual(['SUGGESTION_TO_ANALYZE']);
    expect(await workOf(own.people.SPONSOR)).toMatchObject([{ people: [{ id: own.people.SPONSOR.globalId }] }]);
  });

  it('that takes a second person does not wait for the first', async () => {
    const { DEPLOYMENT_LEAD, PROJECT_LEAD } = own.people;
    const adopted = { state: 'ADOPTED', actualEnd: day('2026-01-18') } as const;
    await putDeployment(app, own.id, own.ledUnit.id, { ...adopted, adoptedById: PROJECT_LEAD.id });
    expect(await workOf(PROJECT_LEAD)).toEqual([]);
    expect(await workOf(DEPLOYMENT_LEAD)).toMatchObject([
      { kind: 'ADOPTION_TO_CONFIRM', people: [{ id: DEPLOYMENT_LEAD.globalId }] },
    ]);
  });

  it('is narrowed by kind, improvement, unit, person and day', async () => {
    const { PROJECT_LEAD, VIEWER } = own.people;
    const of = await putImprovement(app, own.id);
    const inUnit = { improvementId: of.id, state: 'IN_PROGRESS', percent: 100, plannedEnd: day('2026-02-01') } as const;
    await putDeployment(app, own.id, own.ledUnit.id, inUnit);
    await putDeployment(app, own.id, own.ledUnit.id, { state: 'IN_PROGRESS', plannedEnd: day('2026-05-01') });
    const all = ['DEPLOYMENT_TO_ADOPT', 'PROCESS_CHANGE_TO_RECORD', 'PROCESS_CHANGE_TO_RECORD'];
    expect(await kindsOf(PROJECT_LEAD)).toEqual(all);
    expect(await kindsOf(PROJECT_LEAD, { kinds: ['DEPLOYMENT_TO_ADOPT'] })).toEqual(['DEPLOYMENT_TO_ADOPT']);
    expect(await kindsOf(PROJECT_LEAD, { kinds: [] })).toEqual([]);
    expect(await kindsOf(PROJECT_LEAD, { improvementIds: [of.globalId] })).toEqual(all.slice(0, 2));
    expect(await kindsOf(PROJECT_LEAD, { dueBy: '2026-02-01' })).toEqual(all.slice(0, 2));
    expect(await kindsOf(PROJECT_LEAD, { dueBy: '2026-01-31' })).toEqual([]);
    expect(await kindsOf(PROJECT_LEAD, { unitIds: [own.otherUnit.globalId] })).toEqual([]);
    expect(await kindsOf(PROJECT_LEAD, { personId: VIEWER.globalId })).toEqual([]);
    expect(await kindsOf(PROJECT_LEAD, { personId: PROJECT_LEAD.globalId })).toEqual(all);
  });

  it('is read from a person, a unit and an improvement, and nothing of another organization is', async () => {
    const { PROJECT_LEAD, VIEWER } = own.people;
    const of = await putImprovement(app, own.id);
    const values = { improvementId: of.id, state: 'IN_PROGRESS', percent: 100 } as const;
    await putDeployment(app, own.id, own.ledUnit.id, values);
    const work = 'work(first: 10, filter: { kinds: [DEPLOYMENT_TO_ADOPT] }) { totalCount }';
    const from = `query ($person: ID!, $unit: ID!, $improvement: ID!) {
      person: node(id: $person) { ... on Person { ${work} } }
      unit: node(id: $unit) { ... on Unit { ${work} } }
      improvement: node(id: $improvement) { ... on Improvement { ${work} } }
      waitingWork(first: 10, filter: { personId: $person, kinds: [DEPLOYMENT_TO_ADOPT] }) { totalCount } }`;
    const ids = { person: PROJECT_LEAD.globalId, unit: own.ledUnit.globalId, improvement: of.globalId };
    const one = { work: { totalCount: 1 } };
    const { data } = await ask(app.url, from, ids, VIEWER.bearer);
    expect(data).toEqual({ person: one, unit: one, improvement: one, waitingWork: { totalCount: 1 } });
    const foreign = await createTestOrganization(app);
    const answer = await ask(app.url, from, ids, foreign.people.VIEWER.bearer);
    expect(answer.data).toEqual({ person: null, unit: null, improvement: null, waitingWork: { totalCount: 0 } });
  });
});

it('is live: what waits for a person now, and after each change', async () => {
  const { PROJECT_LEAD, DEPLOYMENT_LEAD, VIEWER } = own.people;
  const of = await putImprovement(app, own.id, { state: 'DEPLOYING' });
  const values = { improvementId: of.id, state: 'IN_PROGRESS', percent: 90 } as const;
  const { globalId: deploymentId } = await putDeployment(app, own.id, own.ledUnit.id, values);
  const watch = (personId: string) =>
    subscribeWs(
      app.url,
      `subscription ($personId: ID) { waitingWork(personId: $personId) {
        position latest { __typename } work(first: 10) { nodes { kind } } } }`,
      { personId },
      VIEWER.bearer,
    );
  const [lead, group] = [watch(PROJECT_LEAD.globalId), watch(DEPLOYMENT_LEAD.globalId)];
  const next = async (stream: typeof lead): Promise<unknown> => {
    const { data, errors } = await stream.next(10_000);
    expect(errors).toBeUndefined();
    const { latest, work } = data?.['waitingWork'] as Result;
    return {
      after: (latest as Result | null)?.['__typename'],
      kinds: (work as Result)['nodes'].map(({ kind }: Result) => kind as string),
    };
  };
  try {
    expect(await next(lead)).toEqual({ after: undefined, kinds: ['PROCESS_CHANGE_TO_RECORD'] });
    expect(await next(group)).toEqual({ after: undefined, kinds: [] });
    await act(app.url, 'recordProgress', { deploymentId, version: 1, percent: 100 }, PROJECT_LEAD.bearer);
    const kinds = ['PROCESS_CHANGE_TO_RECORD', 'DEPLOYMENT_TO_ADOPT'];
    expect(await next(lead)).toEqual({
      after: 'ProgressRecorded',
      kinds: expect.toSatisfy((all: string[]) => all.toSorted().join() === kinds.toSorted().join()),
    });
    expect(await next(group)).toEqual({ after: 'ProgressRecorded', kinds: [] });
    const { label } = await putProcessVersion(app, own, own.ledUnit.id);
    const adoption = { deploymentId, version: 2, processVersionLabel: label };
    await act(app.url, 'adoptDeployment', adoption, PROJECT_LEAD.bearer);
    expect(await next(lead)).toEqual({ after: 'DeploymentAdopted', kinds: [] });
    expect(await next(group)).toEqual({ after: 'DeploymentAdopted', kinds: ['ADOPTION_TO_CONFIRM'] });
  } finally {
    await Promise.all([lead.stop(), group.stop()]);
  }
});

const LEAST: Readonly<Record<Responsible, Role>> = {
  OWNER: 'VIEWER',
  UNIT_LEADS: 'PROJECT_LEAD',
  DEPLOYMENT_LEADS: 'DEPLOYMENT_LEAD',
  SPONSORS: 'SPONSOR',
};

test.each(Object.entries(WAITING_KINDS))(
  '%s is settled by mutations that those may do',
  (_kind, { responsible, commands }) => {
    expect(commands.length).toBeGreaterThan(0);
    for (const name of commands) {
      const command = allCommands.get(name);
      expect(command, name).toBeDefined();
      for (const each of responsible) {
        expect(includesRole(LEAST[each], command?.allowed.minimumRole ?? 'ADMINISTRATOR'), `${name} ${each}`).toBe(
          true,
        );
      }
    }
  },
);

test.each([
  ['DEPLOYMENT_LEADS', ['VIEWER', 'DEPLOYMENT_LEAD', 'SPONSOR'], 'DEPLOYMENT_LEAD'],
  ['DEPLOYMENT_LEADS', ['ADMINISTRATOR', 'SPONSOR', 'PROJECT_LEAD'], 'SPONSOR'],
  ['SPONSORS', ['ADMINISTRATOR', 'DEPLOYMENT_LEAD'], 'ADMINISTRATOR'],
  ['SPONSORS', ['VIEWER', 'PROJECT_LEAD'], undefined],
] as const)('%s among %j are the people with the role %s', (group, roles, role) => {
  expect(roleFor(group, roles)).toBe(role);
});
