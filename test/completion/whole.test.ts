import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { fold, json } from '../commands/fold.js';
import { importFile } from '../import-export/import-file.js';
import { putIssue } from '../issues/fixtures.js';
import { putMeasure } from '../measures/fixtures.js';
import { putPlan } from '../plans/fixtures.js';
import type { PutPlan } from '../plans/fixtures.js';
import { DAYS } from '../plans/stage.js';
import type { TestPerson } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

let plan: PutPlan;
const versions = new Map<string, number>();

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  plan = await putPlan(app, organization, { state: 'ACTIVE' });
});

/** Does a mutation as somebody, on the version of the record that was seen last. */
async function run(person: TestPerson, mutation: string, input: Record<string, unknown>): Promise<Result> {
  const [id = ''] = Object.values(input) as string[];
  const creates = ['draftReview', 'recordLesson', 'draftPlan', 'openIssue'].includes(mutation);
  const version = creates ? {} : { version: versions.get(id) ?? 1 };
  const result = await act(app.url, mutation, { ...input, ...version }, person.bearer);
  if (result['record']) versions.set(result['record'].id as string, result['record'].version as number);
  return result;
}
const done = async (person: TestPerson, mutation: string, input: Record<string, unknown>): Promise<Result> => {
  const result = await run(person, mutation, input);
  expect(result, `${mutation} ${JSON.stringify(result)}`).toHaveProperty('record');
  return result['record'] as Result;
};

describe('a plan from its last deployment to the next plan', { timeout: 60_000 }, () => {
  const onPlan = () => ({ planId: plan.globalId });
  let reviewId: string;

  it('is confirmed with every issue closed or accepted', async () => {
    const { people } = organization;
    const issue = await putIssue(app, organization, { improvementId: plan.improvement.id });
    expect(await run(people.DEPLOYMENT_LEAD, 'confirmPlan', onPlan())).toMatchObject({
      __typename: 'RuleViolationError',
      rule: 'plan-issues-closed-or-accepted',
      message: 'The plan cannot be confirmed: something is missing.',
      source: 'OPM SP 3.2 subpractice 7',
      missing: ['the issue "No licenses" closed, or a sponsor\'s reason for leaving it open'],
    });
    const query = 'query ($id: ID!) { node(id: $id) { ... on DeploymentPlan { unmetForConfirmation { rule } } } }';
    const open = async () =>
      (await ask(app.url, query, { id: plan.globalId }, people.VIEWER.bearer)).data?.['node'].unmetForConfirmation;
    expect(await open()).toEqual([{ rule: 'plan-issues-closed-or-accepted' }]);
    const words = { deviation: 'Too few licenses.', reason: 'They come with the next budget.' };
    const accept = { ...onPlan(), issueId: issue.globalId, ...words };
    expect(await run(people.DEPLOYMENT_LEAD, 'acceptDeviation', accept)).toMatchObject({
      __typename: 'ForbiddenError',
    });
    const elsewhere = await putIssue(app, organization);
    expect(await run(people.SPONSOR, 'acceptDeviation', { ...accept, issueId: elsewhere.globalId })).toMatchObject({
      __typename: 'InvalidInputError',
      issues: [{ path: 'issueId' }],
    });
    await done(people.SPONSOR, 'acceptDeviation', accept);

    // Opened again, it is to be accepted again.
    await done(people.PROJECT_LEAD, 'closeIssue', { issueId: issue.globalId, resolution: 'Some were bought.' });
    await done(people.PROJECT_LEAD, 'reopenIssue', { issueId: issue.globalId, reason: 'Not enough.' });
    expect(await run(people.DEPLOYMENT_LEAD, 'confirmPlan', onPlan())).toMatchObject({
      rule: 'plan-issues-closed-or-accepted',
    });
    await done(people.SPONSOR, 'acceptDeviation', accept);
    expect(await open()).toEqual([]);
    await done(people.DEPLOYMENT_LEAD, 'confirmPlan', onPlan());
  });

  it('is reviewed, with lessons that only those concerned read until they are shared', async () => {
    const { people, ledUnit, otherLead } = organization;
    expect(await run(people.DEPLOYMENT_LEAD, 'closePlan', onPlan())).toMatchObject({ rule: 'plan-life' });
    const review = await done(people.DEPLOYMENT_LEAD, 'draftReview', { ...onPlan(), summary: 'It works.' });
    reviewId = review['id'] as string;
    expect(await run(people.DEPLOYMENT_LEAD, 'draftReview', { ...onPlan(), summary: 'Again.' })).toMatchObject({
      __typename: 'AlreadyExistsError',
    });
    await done(people.PROJECT_LEAD, 'recordLesson', { reviewId, unitId: ledUnit.globalId, text: 'Ask earlier.' });
    await done(people.DEPLOYMENT_LEAD, 'recordLesson', { reviewId, text: 'Buy licenses first.' });
    const readers = [...Object.values(people), otherLead];
    const lessons = async (): Promise<string[][]> =>
      Promise.all(
        readers.map(async ({ bearer }) => {
          const query = 'query ($id: ID!) { node(id: $id) { ... on ResultReview { lessons { text unit { id } } } } }';
          const answer = await ask(app.url, query, { id: reviewId }, bearer);
          expect(answer.errors).toBeUndefined();
          return (answer.data?.['node'].lessons as { text: string }[]).map(({ text }) => text);
        }),
      );
    const all = ['Ask earlier.', 'Buy licenses first.'];
    const byRole = {
      ADMINISTRATOR: all,
      VIEWER: [],
      PROJECT_LEAD: ['Ask earlier.'],
      DEPLOYMENT_LEAD: all,
      SPONSOR: all,
    };
    const expected = Object.keys(people).map((role) => byRole[role as keyof typeof byRole]);
    expect(await lessons()).toEqual([...expected, []]);

    await done(people.DEPLOYMENT_LEAD, 'concludeReview', { reviewId });
    versions.set(plan.globalId, (versions.get(plan.globalId) ?? 0) + 1);
    await done(people.DEPLOYMENT_LEAD, 'shareReview', { reviewId });
    expect(await lessons()).toEqual(readers.map(() => all));
    expect(
      await run(people.DEPLOYMENT_LEAD, 'recordLesson', { reviewId, unitId: ledUnit.globalId, text: 'Late.' }),
    ).toMatchObject({ rule: 'review-life' });
  });

  it('has no event with the text of a lesson', async () => {
    const { people } = organization;
    const { prisma } = app.services.database;
    const recorded = await prisma.event.findFirstOrThrow({ where: { type: 'LessonRecorded' } });
    expect(recorded.after).toMatchObject({ text: 'Ask earlier.' });
    const lesson = { lessonId: encodeGlobalId('Lesson', recorded.recordId), version: 7, text: 'Stale.' };
    const query = `mutation ($input: ReviseLessonInput!) { reviseLesson(input: $input) {
      ... on StaleVersionError { changes { __typename changes { field } } } } }`;
    const fresh = await prisma.lesson.update({ where: { id: recorded.recordId }, data: { version: 1 } });
    expect(fresh.version).toBe(1);
    const answer = await ask(app.url, query, { input: { ...lesson, version: 0 } }, people.DEPLOYMENT_LEAD.bearer);
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).not.toContain('"text"');
  });

  it('is closed once every topic is decided on, with what was revised', async () => {
    const { people } = organization;
    const measure = await putMeasure(app, organization, { improvementId: plan.improvement.id });
    const reason = 'The review says so.';
    for (const topic of ['LESSONS', 'MEASURES', 'OBJECTIVES', 'PRIORITIES']) {
      const outcome = topic === 'LESSONS' ? 'NO_CHANGE' : 'CHANGE';
      await done(people.DEPLOYMENT_LEAD, 'decideInReview', { reviewId, topic, outcome, reason });
    }
    expect(await run(people.DEPLOYMENT_LEAD, 'closePlan', onPlan())).toMatchObject({
      rule: 'review-decided-on-every-topic',
      missing: ['a decision on PLAN'],
    });
    await done(people.DEPLOYMENT_LEAD, 'decideInReview', { reviewId, topic: 'PLAN', outcome: 'NO_CHANGE', reason });

    const onMeasure = { measureId: measure.globalId, reason, reviewId };
    expect(
      await run(people.DEPLOYMENT_LEAD, 'reviseMeasure', { ...onMeasure, unitOfMeasurement: 'days' }),
    ).toMatchObject({ rule: 'unit-of-measurement-stands' });
    await done(people.DEPLOYMENT_LEAD, 'reviseMeasure', { ...onMeasure, why: 'It costs the most.' });
    await done(people.DEPLOYMENT_LEAD, 'reviseObjective', { ...onMeasure, objective: 4 });
    const urgent = { improvementId: plan.improvement.globalId, priority: 1, reason, reviewId };
    expect(await run(people.DEPLOYMENT_LEAD, 'prioritizeImprovement', urgent)).toMatchObject({
      __typename: 'ForbiddenError',
    });
    await done(people.SPONSOR, 'prioritizeImprovement', urgent);

    await done(people.DEPLOYMENT_LEAD, 'completeImprovementDeployment', { improvementId: plan.improvement.globalId });
    expect(
      await run(people.DEPLOYMENT_LEAD, 'closeImprovement', { improvementId: plan.improvement.globalId }),
    ).toMatchObject({ rule: 'improvement-plans-over' });
    await done(people.DEPLOYMENT_LEAD, 'closePlan', onPlan());
    await done(people.DEPLOYMENT_LEAD, 'closeImprovement', { improvementId: plan.improvement.globalId });

    const answer = await ask(
      app.url,
      `query ($id: ID!) { resultReviews(filter: { states: [SHARED] }) { totalCount }
        node(id: $id) { ... on DeploymentPlan { state deviations { reason issue { title deviations { plan { id } } } acceptedBy { id } }
        review { state decisions { topic outcome } revisions { kind reason changes { field before after } } }
        improvement { priority state revisions { totalCount nodes { kind review { id } } } } } } }`,
      { id: plan.globalId },
      people.VIEWER.bearer,
    );
    expect(answer.errors).toBeUndefined();
    const issue = { title: 'No licenses', deviations: [1, 2].map(() => ({ plan: { id: plan.globalId } })) };
    expect(answer.data).toEqual({
      resultReviews: { totalCount: 1 },
      node: {
        state: 'CLOSED',
        deviations: Array.from({ length: 2 }, () => ({
          reason: 'They come with the next budget.',
          issue,
          acceptedBy: { id: people.SPONSOR.globalId },
        })),
        review: {
          state: 'SHARED',
          decisions: [
            { topic: 'LESSONS', outcome: 'NO_CHANGE' },
            ...['MEASURES', 'OBJECTIVES', 'PRIORITIES'].map((topic) => ({ topic, outcome: 'CHANGE' })),
            { topic: 'PLAN', outcome: 'NO_CHANGE' },
          ],
          revisions: [
            ['MEASURE', 'why', 'It is what people complain of.', 'It costs the most.'],
            ['OBJECTIVE', 'objective', null, 4],
            ['PRIORITY', 'priority', null, 1],
          ].map(([kind, field, before, after]) => ({ kind, reason, changes: [{ field, before, after }] })),
        },
        improvement: {
          priority: 1,
          state: 'CLOSED',
          revisions: {
            totalCount: 3,
            nodes: ['PRIORITY', 'OBJECTIVE', 'MEASURE'].map((kind) => ({ kind, review: { id: reviewId } })),
          },
        },
      },
    });
  });

  it('is what its events say', async () => {
    const { prisma } = app.services.database;
    const told = (recordId: string) => prisma.event.findMany({ where: { recordId }, orderBy: { position: 'asc' } });
    const decisions = { orderBy: { topic: 'asc' }, omit: { reviewId: true, organizationId: true } } as const;
    const review = await prisma.resultReview.findFirstOrThrow({ where: { planId: plan.id }, include: { decisions } });
    expect(fold(await told(review.id))).toEqual(json(review));
    const [lesson] = await prisma.lesson.findMany({ where: { reviewId: review.id, unitId: null } });
    expect(fold(await told(lesson?.id ?? ''))).toEqual(json(lesson ?? {}));
    const revisions = await prisma.revision.findMany();
    expect(revisions).toHaveLength(3);
    for (const revision of revisions) {
      expect(fold(await told(revision.id))).toEqual(json({ ...revision, version: 1 }));
    }
  });

  it('gives room for a next plan once it is closed', async () => {
    const { people, ledUnit } = organization;
    const review = await putPlan(app, organization, { state: 'REVIEWED' });
    const draft = { improvementId: review.improvement.globalId, targetUnitIds: [ledUnit.globalId], ...DAYS };
    expect(await run(people.DEPLOYMENT_LEAD, 'draftPlan', draft)).toMatchObject({ __typename: 'AlreadyExistsError' });
    await app.services.database.prisma.deploymentPlan.update({ where: { id: review.id }, data: { state: 'CLOSED' } });
    await done(people.DEPLOYMENT_LEAD, 'draftPlan', draft);
  });

  it('is deployed only where it says, until it says more', async () => {
    const { people, otherUnit } = organization;
    const lead = people.DEPLOYMENT_LEAD;
    const plan = await putPlan(app, organization, { state: 'ACTIVE' });
    const elsewhere = {
      improvementId: plan.improvement.globalId,
      unitId: otherUnit.globalId,
      plannedStart: '2026-03-01',
      plannedEnd: '2026-04-01',
    };
    const refused = { __typename: 'RuleViolationError', rule: 'unit-is-target' };
    expect(await act(app.url, 'planDeployment', elsewhere, lead.bearer)).toMatchObject(refused);
    const targetUnitIds = [organization.ledUnit.globalId, otherUnit.globalId];
    await act(app.url, 'revisePlan', { planId: plan.globalId, version: 1, targetUnitIds }, lead.bearer);
    expect(await act(app.url, 'planDeployment', elsewhere, lead.bearer)).toHaveProperty('record');
  });

  it('stands once it is confirmed: only a next plan deploys again', async () => {
    const { people, otherUnit, slug, id: organizationId } = organization;
    const other = await putPlan(app, organization, { state: 'CONFIRMED' });
    const { prisma } = app.services.database;
    const lead = people.DEPLOYMENT_LEAD;
    const dates = { plannedStart: '2026-03-01', plannedEnd: '2026-04-01' };
    const stands = { __typename: 'RuleViolationError', rule: 'complete-plan-stands' };
    const elsewhere = { improvementId: other.improvement.globalId, unitId: otherUnit.globalId, ...dates };
    const deploymentId = other.deployment.globalId;
    const refused = async (): Promise<void> => {
      expect(await act(app.url, 'planDeployment', elsewhere, lead.bearer)).toMatchObject(stands);
      expect(await run(lead, 'replanDeployment', { deploymentId, ...dates })).toMatchObject(stands);
      const { title } = await prisma.improvement.findUniqueOrThrow({ where: { id: other.improvement.id } });
      const { name } = await prisma.unit.findUniqueOrThrow({ where: { id: otherUnit.id } });
      const csv = `improvement,unit,plannedStart,plannedEnd\n${title},${name},2026-03-01,2026-04-01\n`;
      expect(await importFile(app, lead.bearer, 'DEPLOYMENTS', csv), slug).toMatchObject({
        __typename: 'FileRejectedError',
        mistakes: [{ column: 'improvement', message: expect.any(String) }],
      });
    };
    // What does harm can be taken back: there is a reason, and the deployment is over.
    await done(lead, 'rollBackDeployment', { deploymentId, reason: 'It does harm.' });
    await refused();
    await done(lead, 'openIssue', {
      improvementId: other.improvement.globalId,
      title: 'Harm',
      description: 'It slows us down.',
    });
    await prisma.deploymentPlan.update({ where: { id: other.id }, data: { state: 'CLOSED' } });
    await refused();
    const draft = { improvementId: other.improvement.globalId, targetUnitIds: [otherUnit.globalId], ...DAYS };
    const { id: planId } = await done(lead, 'draftPlan', draft);
    await done(lead, 'cancelPlan', { planId, reason: 'Not yet.' });
    await refused();
    await done(lead, 'draftPlan', draft);
    await done(lead, 'replanDeployment', { deploymentId, ...dates });
    expect(await act(app.url, 'planDeployment', elsewhere, lead.bearer)).toHaveProperty('record');
    expect(await prisma.deployment.count({ where: { organizationId, improvementId: other.improvement.id } })).toBe(2);
  });
});
