import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/limits.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putIssue } from '../issues/fixtures.js';
import { everything } from './fixtures.js';

const app = useApp();
const organization = useOrganization(app);

const BATCH = `mutation ($input: BatchInput!) {
  batch(input: $input) {
    __typename
    ... on BatchPayload {
      results { command position record { __typename id } refusal { __typename message } }
    }
    ... on DryRun { events { type recordId } }
    ... on BatchRefusedError { index command message refusal { __typename message } }
    ... on InvalidInputError { issues { path message } }
    ... on UserError { message }
  }
}`;

// oxlint-disable-next-line typescript/no-explicit-any -- as the answers of the kit have it
async function batch(input: object, bearer = organization.people.DEPLOYMENT_LEAD.bearer): Promise<any> {
  const { data, errors } = await ask(app.url, BATCH, { input }, bearer);
  expect(errors).toBeUndefined();
  return data?.['batch'];
}

const close = (issueId: string, version = 1) => ({ closeIssue: { issueId, version, resolution: 'It was mended.' } });
const start = (issueId: string) => ({ startIssueAction: { issueId, version: 1 } });

let issues: string[];
beforeEach(async () => {
  issues = await Promise.all([1, 2].map(async () => (await putIssue(app, organization)).globalId));
});

const headOf = async (): Promise<number> =>
  (await app.services.database.prisma.eventLog.findUniqueOrThrow({ where: { organizationId: organization.id } }))
    .position;

describe('an atomic batch', () => {
  it('does all of its commands in order, each with its own event', async () => {
    const [one = '', two = ''] = issues;
    const head = await headOf();
    expect(await batch({ commands: [start(one), close(two), close(one, 2)] })).toEqual({
      __typename: 'BatchPayload',
      results: [
        { command: 'startIssueAction', position: head + 1, record: { __typename: 'Issue', id: one }, refusal: null },
        { command: 'closeIssue', position: head + 2, record: { __typename: 'Issue', id: two }, refusal: null },
        { command: 'closeIssue', position: head + 3, record: { __typename: 'Issue', id: one }, refusal: null },
      ],
    });
    expect(await headOf()).toBe(head + 3);
  });

  it('does none where one is refused, and says which', async () => {
    const [one = '', two = ''] = issues;
    const before = await everything(app);
    expect(await batch({ commands: [start(one), close(two, 2)] })).toMatchObject({
      __typename: 'BatchRefusedError',
      index: 1,
      command: 'closeIssue',
      refusal: { __typename: 'InvalidInputError' },
    });
    expect(await batch({ commands: [start(one), start(one)] })).toMatchObject({
      __typename: 'BatchRefusedError',
      index: 1,
      refusal: { __typename: 'StaleVersionError' },
    });
    expect(await everything(app)).toEqual(before);
  });

  it('asks of each command who may do it', async () => {
    const [one = ''] = issues;
    const before = await everything(app);
    const { bearer } = organization.people.VIEWER;
    expect(await batch({ commands: [start(one)] }, bearer)).toMatchObject({
      __typename: 'BatchRefusedError',
      refusal: {
        __typename: 'ForbiddenError',
        message: 'You may not do this: startIssueAction requires the owner, or the role PROJECT_LEAD or above.',
      },
    });
    expect(await everything(app)).toEqual(before);
  });

  it('is done once for a key', async () => {
    const [one = '', two = ''] = issues;
    const input = { commands: [start(one), close(two)], idempotencyKey: randomUUID() };
    const first = await batch(input);
    const after = await everything(app);
    expect(await batch(input)).toEqual(first);
    expect(await everything(app)).toEqual(after);
    expect(await batch({ ...input, commands: [start(two)] })).toMatchObject({
      __typename: 'IdempotencyKeyReusedError',
    });
  });
});

it('is tried without a trace', async () => {
  const [one = '', two = ''] = issues;
  const before = await everything(app);
  const commands = [start(one), close(two)];
  expect(await batch({ commands, dryRun: true, atomic: false, idempotencyKey: randomUUID() })).toEqual({
    __typename: 'DryRun',
    events: [
      { type: 'ISSUE_ACTION_STARTED', recordId: one },
      { type: 'ISSUE_CLOSED', recordId: two },
    ],
  });
  expect(await everything(app)).toEqual(before);
});

it('does each command for itself where it is not atomic, and once for a key', async () => {
  const [one = '', two = ''] = issues;
  const head = await headOf();
  const input = { commands: [start(one), close(two, 2), close(two)], atomic: false, idempotencyKey: randomUUID() };
  const done = await batch(input);
  expect(done).toMatchObject({
    __typename: 'BatchPayload',
    results: [
      { position: head + 1, record: { id: one }, refusal: null },
      { position: null, record: null, refusal: { __typename: 'InvalidInputError' } },
      { position: head + 2, record: { id: two }, refusal: null },
    ],
  });
  const after = await everything(app);
  expect(await batch(input)).toEqual(done);
  expect(await everything(app)).toEqual(after);
});

it.each([
  ['no command', () => ({ commands: [] }), 'commands'],
  [
    'too many',
    () => ({ commands: Array.from({ length: limits.maxBatchCommands + 1 }, () => start(issues[0] ?? '')) }),
    'commands',
  ],
  ['a long key', () => ({ commands: [start(issues[0] ?? '')], idempotencyKey: 'k'.repeat(191) }), 'idempotencyKey'],
])('refuses %s', async (_what, input, path) => {
  expect(await batch(input())).toMatchObject({ __typename: 'InvalidInputError', issues: [{ path }] });
});

it.each(['dryRun', 'idempotencyKey'])('refuses %s of a single command', async (field) => {
  const [one = ''] = issues;
  const given = { issueId: one, version: 1, [field]: field === 'dryRun' ? true : 'a key' };
  expect(await batch({ commands: [{ startIssueAction: given }] })).toMatchObject({
    __typename: 'BatchRefusedError',
    refusal: { __typename: 'InvalidInputError', message: expect.stringContaining(field) as string },
  });
});

it('costs what its commands cost', async () => {
  const costOf = async (count: number): Promise<number> => {
    const commands = Array.from({ length: count }, () => start(issues[0] ?? ''));
    const answer = await fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: organization.people.DEPLOYMENT_LEAD.bearer },
      body: JSON.stringify({
        query: BATCH,
        variables: { input: { commands, dryRun: true } },
        extensions: { cost: true },
      }),
    });
    const { extensions } = (await answer.json()) as { extensions: { cost: { complexity: number } } };
    return extensions.cost.complexity;
  };
  // Each costs as much as by its own mutation, and 1 as an item of a list.
  expect((await costOf(11)) - (await costOf(1))).toBe(10 * (10 + 1));
});
