import { expect, it } from 'vitest';
import { MOST_COMMENTS } from '../../src/comments/rules.js';
import { decodeGlobalId } from '../../src/ids.js';
import { verifyChain } from '../../src/log/verification.js';
import { act } from '../commands/act.js';
import { putDeployment, putImprovement, putPerson } from '../commands/fixtures.js';
import { fold, json, told } from '../commands/fold.js';
import { putIssue } from '../issues/fixtures.js';
import { putIncrement } from '../plans/fixtures.js';
import { putReview } from '../reviews/fixtures.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putTrainingItem } from '../training/fixtures.js';
import { putComment } from './fixtures.js';

const app = useApp();
const organization = useOrganization(app);
const foreign = useOrganization(app);

const READ =
  'id version state body revisedAt author { id } mentions { id } inReplyTo { id } resolvedBy { id } removedBy { id }';
const WORDS = 'Who has **the licenses**?';
const plain = (globalId: string) => decodeGlobalId(globalId)?.id ?? '';
const prisma = () => app.services.database.prisma;

/** Every text and JSON of the log of the organization, as one text. */
const logText = async () =>
  JSON.stringify(
    await prisma().event.findMany({
      where: { organizationId: organization.id },
      omit: { hash: true, salt: true, proof: true },
    }),
  );

it('a thread is begun, answered, revised, resolved, reopened and removed, and the version of its record stays', async () => {
  const { people, ledUnit } = organization;
  const [viewer, lead, administrator] = [people.VIEWER.bearer, people.PROJECT_LEAD.bearer, people.ADMINISTRATOR.bearer];
  const deployment = await putDeployment(app, organization.id, ledUnit.id);
  const of = { deploymentId: deployment.globalId };
  const question = (
    await act(app.url, 'addComment', { ...of, body: WORDS, mentionIds: [people.SPONSOR.globalId] }, viewer, READ)
  )['record'];
  expect(question).toMatchObject({
    state: 'OPEN',
    body: WORDS,
    author: { id: people.VIEWER.globalId },
    mentions: [{ id: people.SPONSOR.globalId }],
    inReplyTo: null,
  });
  const answer = (
    await act(app.url, 'addComment', { ...of, inReplyToId: question.id, body: 'The supplier.' }, lead, READ)
  )['record'];
  expect(answer).toMatchObject({ inReplyTo: { id: question.id }, mentions: [] });

  const step = async (name: string, id: string, version: number, more: object = {}, bearer = viewer) =>
    act(app.url, name, { commentId: id, version, ...more }, bearer, READ);
  expect(await step('reviseComment', question.id, 1, { body: 'Mine.' }, administrator)).toMatchObject({
    __typename: 'ForbiddenError',
    requires: 'the author of the comment',
  });
  const mentionIds = [people.PROJECT_LEAD.globalId, people.SPONSOR.globalId];
  expect(await step('reviseComment', question.id, 1, { mentionIds })).toMatchObject({
    record: { body: WORDS, revisedAt: expect.any(String), version: 2 },
  });
  expect(await step('resolveComment', answer.id, 1)).toMatchObject({ rule: 'threads-are-resolved-as-a-whole' });
  expect(await step('resolveComment', question.id, 2, {}, lead)).toMatchObject({
    record: { state: 'RESOLVED', resolvedBy: { id: people.PROJECT_LEAD.globalId } },
  });
  expect(await step('reopenComment', question.id, 3)).toMatchObject({ record: { state: 'OPEN', resolvedBy: null } });
  expect(await step('removeComment', question.id, 4, {}, lead)).toMatchObject({
    __typename: 'ForbiddenError',
    requires: 'the author of the comment, or the role ADMINISTRATOR or above',
  });
  expect(await step('removeComment', question.id, 4, {}, administrator)).toMatchObject({
    record: { state: 'REMOVED', body: null, removedBy: { id: people.ADMINISTRATOR.globalId } },
  });
  expect((await verifyChain(prisma(), organization.id)).broken).toBeFalsy();

  const events = await told(app, plain(question.id));
  expect(events.map(({ type }) => type)).toEqual([
    'CommentAdded',
    'CommentRevised',
    'CommentResolved',
    'CommentReopened',
    'CommentRemoved',
  ]);
  const place = await prisma().deployment.findUniqueOrThrow({ where: { id: deployment.id } });
  for (const { deploymentId, improvementId, unitId } of events)
    expect({ deploymentId, improvementId, unitId }).toEqual({
      deploymentId: deployment.id,
      improvementId: place.improvementId,
      unitId: ledUnit.id,
    });
  const row = await prisma().comment.findUniqueOrThrow({ where: { id: plain(question.id) } });
  const { mentionIds: mentioned, ...folded } = fold(events);
  expect(folded).toEqual(json(row));
  expect(mentioned).toEqual(mentionIds.map(plain).sort());
  expect(place.version).toBe(1);

  const { data, errors } = await ask(
    app.url,
    `query ($id: ID!, $filter: CommentFilter) {
      node(id: $id) { ... on Deployment { version
        comments(filter: { replies: false }) { totalCount nodes { id body replies { nodes { id body } } } }
        events { nodes { __typename changes { field before after } ... on CommentRemoved { commentState comment { id } } } } } }
      comments(filter: $filter) { nodes { id } } }`,
    {
      id: deployment.globalId,
      filter: { mentionedIds: [people.PROJECT_LEAD.globalId], authorIds: [people.VIEWER.globalId] },
    },
    viewer,
  );
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).not.toContain(WORDS);
  const headers = { authorization: viewer };
  const list = await (await fetch(`${new URL(app.url).origin}/export/events.csv`, { headers })).text();
  expect(list).toContain('CommentRemoved');
  expect(list).not.toContain('the licenses');
  expect(data).toMatchObject({
    node: {
      version: 1,
      comments: {
        totalCount: 1,
        nodes: [{ id: question.id, body: null, replies: { nodes: [{ id: answer.id, body: 'The supplier.' }] } }],
      },
    },
    comments: { nodes: [{ id: question.id }] },
  });
});

it('is about one record of each kind, and its events say what that belongs to', async () => {
  const { people, ledUnit } = organization;
  const increment = await putIncrement(app, organization);
  const improvement = await putImprovement(app, organization.id);
  const issue = await putIssue(app, organization);
  const review = await putReview(app, organization);
  const item = await putTrainingItem(app, organization);
  const { improvementId: issueOf } = await prisma().issue.findUniqueOrThrow({ where: { id: issue.id } });
  const { plan: reviewed } = await prisma().resultReview.findUniqueOrThrow({
    where: { id: review.id },
    include: { plan: true },
  });
  const { improvementId: trainedFor } = await prisma().trainingItem.findUniqueOrThrow({ where: { id: item.id } });
  const ofPlan = { improvementId: increment.plan.improvement.id, planId: increment.plan.id };
  const expected: readonly (readonly [field: string, id: string, place: object])[] = [
    ['improvementId', improvement.globalId, { improvementId: improvement.id }],
    ['planId', increment.plan.globalId, ofPlan],
    ['incrementId', increment.globalId, ofPlan],
    ['issueId', issue.globalId, { improvementId: issueOf, unitId: ledUnit.id }],
    ['reviewId', review.globalId, { improvementId: reviewed.improvementId, planId: reviewed.id }],
    ['trainingItemId', item.globalId, { improvementId: trainedFor, unitId: null }],
  ];
  for (const [field, id, place] of expected) {
    const { record } = await act(app.url, 'addComment', { [field]: id, body: WORDS }, people.VIEWER.bearer, READ);
    expect(await told(app, plain(record.id)), field).toMatchObject([
      { type: 'CommentAdded', recordVersion: 1, ...place },
    ]);
    const read = `query ($id: ID!) { node(id: $id) { ... on Node { id } ${[
      'Improvement',
      'DeploymentPlan',
      'Increment',
      'Issue',
      'ResultReview',
      'TrainingItem',
    ]
      .map((type) => `... on ${type} { version comments { nodes { id } } }`)
      .join(' ')} } }`;
    const { data, errors } = await ask(app.url, read, { id }, people.VIEWER.bearer);
    expect(errors).toBeUndefined();
    expect(data, field).toEqual({ node: { id, version: 1, comments: { nodes: [{ id: record.id }] } } });
  }
});

it('is refused for no record, for two, for replies elsewhere or to replies, for strangers and beyond its bounds', async () => {
  const { people, ledUnit } = organization;
  const add = (input: object) => act(app.url, 'addComment', { body: WORDS, ...input }, people.VIEWER.bearer, READ);
  const issueId = (await putIssue(app, organization)).globalId;
  const deployment = await putDeployment(app, organization.id, ledUnit.id);
  const wrong = (path: string) => ({ __typename: 'InvalidInputError', issues: [{ path }] });
  expect(await add({})).toMatchObject(wrong(''));
  expect(await add({ issueId, deploymentId: deployment.globalId })).toMatchObject(wrong('issueId'));
  expect(await add({ issueId, body: ' ' })).toMatchObject(wrong('body'));
  expect(await add({ issueId, body: 'x'.repeat(4_001) })).toMatchObject(wrong('body'));
  expect(await add({ issueId, mentionIds: Array.from({ length: 21 }, () => people.SPONSOR.globalId) })).toMatchObject(
    wrong('mentionIds'),
  );
  const stranger = await putPerson(app, foreign.id, 'VIEWER');
  expect(await add({ issueId, mentionIds: [stranger.globalId] })).toMatchObject({
    __typename: 'NotFoundError',
    recordType: 'Person',
  });
  const elsewhere = await putComment(app, organization);
  expect(await add({ issueId, inReplyToId: elsewhere.globalId })).toMatchObject(wrong('inReplyToId'));
  const first = await putComment(app, organization, { deploymentId: deployment.id });
  const reply = await putComment(app, organization, { deploymentId: deployment.id, inReplyToId: first.id });
  const toReply = { deploymentId: deployment.globalId, inReplyToId: reply.globalId };
  expect(await add(toReply)).toMatchObject(wrong('inReplyToId'));

  const full = await putDeployment(app, organization.id, ledUnit.id);
  const now = new Date();
  const many = {
    organizationId: organization.id,
    deploymentId: full.id,
    authorId: people.VIEWER.id,
    body: 'x',
    createdAt: now,
    updatedAt: now,
  };
  await prisma().comment.createMany({ data: Array.from({ length: MOST_COMMENTS - 1 }, () => many) });
  const results = await Promise.all([1, 2, 3].map(() => add({ deploymentId: full.globalId })));
  expect(results.filter((result) => 'record' in result)).toHaveLength(1);
  expect(results.filter((result) => result['rule'] === 'at-most-1000-comments')).toHaveLength(2);
});

it('mentions nobody anew who has left, and keeps the mention of somebody who leaves later', async () => {
  const { people } = organization;
  const left = await putPerson(app, organization.id, 'VIEWER', false);
  const leaving = await putPerson(app, organization.id, 'VIEWER');
  const issueId = (await putIssue(app, organization)).globalId;
  const { bearer } = people.VIEWER;
  const refused = { __typename: 'RuleViolationError', rule: 'person-is-still-there' };
  expect(await act(app.url, 'addComment', { issueId, body: WORDS, mentionIds: [left.globalId] }, bearer)).toMatchObject(
    refused,
  );
  const added = await act(
    app.url,
    'addComment',
    { issueId, body: WORDS, mentionIds: [leaving.globalId] },
    bearer,
    READ,
  );
  await prisma().person.update({ where: { id: leaving.id }, data: { active: false } });
  const revise = (version: number, mentionIds: readonly string[]) =>
    act(app.url, 'reviseComment', { commentId: added['record'].id, version, mentionIds }, bearer, READ);
  const kept = await revise(1, [leaving.globalId, people.SPONSOR.globalId]);
  expect(new Set(kept['record'].mentions)).toEqual(
    new Set([{ id: leaving.globalId }, { id: people.SPONSOR.globalId }]),
  );
  expect(await revise(2, [leaving.globalId, left.globalId])).toMatchObject(refused);
  expect((await revise(2, []))['record'].mentions).toEqual([]);
  expect(await revise(3, [leaving.globalId])).toMatchObject(refused);
});

it('goes with the person who wrote it when they are erased, in the log as well', async () => {
  const { people, ledUnit } = organization;
  const deployment = await putDeployment(app, organization.id, ledUnit.id);
  const { id: personId, globalId, bearer } = people.SPONSOR;
  const of = { deploymentId: deployment.globalId };
  const own = (await act(app.url, 'addComment', { ...of, body: 'I am ill until May.' }, bearer, READ))['record'];
  const past = (await act(app.url, 'addComment', { ...of, body: 'I am ill until April.' }, bearer, READ))['record'];
  await act(app.url, 'reviseComment', { commentId: past.id, version: 1, body: 'I am ill, no idea.' }, bearer);
  await act(app.url, 'removeComment', { commentId: past.id, version: 2 }, bearer);
  const other = (
    await act(app.url, 'addComment', { ...of, body: 'Get well.', mentionIds: [globalId] }, people.VIEWER.bearer, READ)
  )['record'];
  const erased = await act(app.url, 'erasePerson', { personId: globalId, version: 1 }, people.ADMINISTRATOR.bearer);
  expect(erased).toHaveProperty('record');
  expect(await prisma().comment.findUnique({ where: { id: plain(own.id) } })).toMatchObject({
    state: 'REMOVED',
    body: null,
    version: 2,
    removedById: people.ADMINISTRATOR.id,
  });
  expect(await logText()).not.toContain('I am ill');
  const events = await told(app, plain(own.id));
  expect(events.map(({ type }) => type)).toEqual(['CommentAdded', 'CommentRemoved']);
  expect(await told(app, personId)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        type: 'PersonErased',
        after: expect.objectContaining({
          places: expect.arrayContaining([
            { table: 'Comment', kind: 'comment', count: 1 },
            { table: 'Event', kind: 'CommentAdded', count: 2 },
            { table: 'Event', kind: 'CommentRevised', count: 2 },
            { table: 'Event', kind: 'CommentRemoved', count: 1 },
          ]),
        }),
      }),
    ]),
  );
  expect((await verifyChain(prisma(), organization.id)).broken).toBeFalsy();
  expect(await prisma().comment.findUnique({ where: { id: plain(other.id) } })).toMatchObject({ body: 'Get well.' });
});
