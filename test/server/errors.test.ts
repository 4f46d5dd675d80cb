import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import type { PrismaClient } from '../../src/database/database.js';
import { encodeGlobalId } from '../../src/ids.js';
import { hookField } from '../live/hook-field.js';
import { subscribeSse, subscribeWs } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { transports } from './transports.js';

const log: string[] = [];
const app = useApp({ parts: { logger: pino({ level: 'error' }, { write: (line) => void log.push(line) }) } });
const organization = useOrganization(app);

const SOME_UUID = '01a2042f-0c00-758e-9e02-d3a5a99f57d5';

/** Breaks the database under the server: a table that is not there, until it is shown again. */
let hidden: string | undefined;
async function hide(table: string): Promise<void> {
  await app.services.database.prisma.$executeRawUnsafe(`ALTER TABLE "${table}" RENAME TO "Hidden"`);
  hidden = table;
}
async function show(): Promise<void> {
  if (hidden) await app.services.database.prisma.$executeRawUnsafe(`ALTER TABLE "Hidden" RENAME TO "${hidden}"`);
  hidden = undefined;
}
afterEach(show);

const MASKED = { message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
const expectMasked = (result: { data?: unknown; errors?: readonly object[] | undefined }) => {
  expect(result.errors).toHaveLength(1);
  expect(result.errors?.[0]).toMatchObject(MASKED);
  // Place and path in the document are the caller's own; everything else is ours.
  expect(
    Object.keys(result.errors?.[0] ?? {}).filter(
      (key) => !['message', 'extensions', 'locations', 'path'].includes(key),
    ),
  ).toEqual([]);
  expect(JSON.stringify(result)).not.toMatch(/hidden|prisma|relation|does not exist|select|stack|node_modules|\.ts/i);
};

/** Where it happens, the table that is not there, and the operation. */
const broken: readonly (readonly [name: string, table: string, query: string])[] = [
  ['in a query', 'Unit', '{ units { nodes { name } } }'],
  [
    'in a part of a query that may be null',
    'Deployment',
    `{ node(id: "${encodeGlobalId('Deployment', SOME_UUID)}") { id } }`,
  ],
  ['in a mutation', 'Unit', 'mutation { addUnit(input: { kind: PROJECT, name: "One" }) { __typename } }'],
  ['when it is asked who acts', 'Person', '{ viewer { role } }'],
];

/** Fields that a test can break. */
const [position, version] = [hookField('Organization', 'position'), hookField('Unit', 'version')];
afterEach(() => void (position.resolve = version.resolve = undefined));

/** Where a caller's value is at fault, it is refused before it reaches the database: these are our mistakes. */
const MISTAKES: readonly (readonly [name: string, resolve: (db: PrismaClient) => unknown, logged: RegExp])[] = [
  ['a text that its column rejects', (db) => db.$queryRaw`SELECT ${'x'}::text::uuid`, /"originalCode":"22P02"/],
  ['a text with NUL', (db) => db.$queryRaw`SELECT ${'\0'}::text`, /"originalCode":"22021"/],
  ['an id that is not a UUID', (db) => db.unit.findMany({ where: { id: 'x' } }), /PrismaClientKnownRequestError/],
  ['an id that is a number', (db) => db.unit.findMany({ where: { id: 7 as never } }), /PrismaClientValidationError/],
  ['a result that its type cannot hold', () => 'many', /Int cannot represent/],
];

/** Longer than anything that is worth repeating. */
const LONG = 'a'.repeat(20_000);

describe.each(Object.entries(transports))('over %s', (_transport, ask) => {
  const answer = (query: string, variables: Record<string, unknown> = {}) =>
    ask(app.url, { query, variables, bearer: organization.people.ADMINISTRATOR.bearer });

  describe('an error of ours is not shown, but written to the log', () => {
    test.each(broken)('%s', async (_name, table, query) => {
      await hide(table);
      log.length = 0;
      expectMasked(await answer(query));
      expect(log.join('')).toMatch(/"level":50.*does not exist/);
    });

    test.each(MISTAKES)('%s', async (_name, resolve, logged) => {
      position.resolve = () => resolve(app.services.database.prisma);
      log.length = 0;
      expectMasked(await answer('{ viewer { organization { position } } }'));
      expect(log.join('')).toMatch(/"level":50/);
      expect(log.join('')).toMatch(logged);
    });

    it('and does no harm to what does without', async () => {
      await hide('Person');
      expect(await answer('{ practice(ref: "OPM SP 3.2") { ref } }')).toEqual({
        data: { practice: { ref: 'OPM SP 3.2' } },
      });
      await show();
      expect(await answer('{ viewer { role } }')).toEqual({ data: { viewer: { role: 'ADMINISTRATOR' } } });
    });
  });

  const ID = '00000000-0000-4000-8000-000000000000';
  const cursor = (text: string) => Buffer.from(text).toString('base64');
  test.each<[name: string, query: string, variables?: Record<string, unknown>]>([
    ['no GraphQL', '{ practice('],
    ['nothing', '   '],
    ['an unknown field', '{ practise }'],
    ['an unknown argument', '{ processAreas(name: "OPM") { code } }'],
    ['an unknown value', '{ people(filter: { roles: [KING] }) { nodes { id } } }'],
    ['several operations without a choice', 'query A { __typename } query B { __typename }'],
    ['a variable that is missing', 'query ($ref: String!) { practice(ref: $ref) { ref } }'],
    ['a variable of another type', 'query ($ref: String!) { practice(ref: $ref) { ref } }', { ref: 7 }],
    ['a subscription of no field', 'subscription { events @skip(if: true) { id } }'],
    [
      'a subscription of no field, by a variable of a fragment',
      'subscription ($on: Boolean = false) { ...F } fragment F on Subscription { ... @include(if: $on) { __typename } }',
    ],
    ['an id that is none', '{ node(id: "x") { id } }'],
    ['an id of a type that there is not', `{ node(id: "${encodeGlobalId('King', '1')}") { id } }`],
    [
      'an id of another type',
      `{ deployments(filter: { unitIds: ["${encodeGlobalId('Person', '1')}"] }) { nodes { id } } }`,
    ],
    ['a page of less than nothing', '{ units(first: -1) { nodes { id } } }'],
    ['a cursor that is none', '{ units(first: 1, after: "x") { nodes { id } } }'],
    ['a cursor of another kind', `{ units(first: 1, after: "${cursor('GPC:S:7')}") { nodes { id } } }`],
    ['a cursor without a list', `{ units(after: "${cursor('[]')}") { nodes { id } } }`],
    ['a cursor that is an object', `{ units(after: "${cursor('{"a":1}')}") { nodes { id } } }`],
    ['a cursor of another list', `{ units(after: "${cursor(`["Person:name,id","A","${ID}"]`)}") { nodes { id } } }`],
    ['a cursor with too little', `{ units(after: "${cursor('["Unit:name,id","A"]')}") { nodes { id } } }`],
    [
      'a cursor with a key that is none',
      `{ people(last: 1, before: "${cursor('["Person:name,id","A","7"]')}") { nodes { id } } }`,
    ],
    [
      'a cursor with a number for a text',
      `{ units(after: "${cursor(`["Unit:name,id",7,"${ID}"]`)}") { nodes { id } } }`,
    ],
    ['a cursor with NUL', `{ units(after: "${cursor(`["Unit:name,id","\\u0000","${ID}"]`)}") { nodes { id } } }`],
    [
      'a cursor with half a character',
      `{ units(after: "${cursor(`["Unit:name,id","\\ud800","${ID}"]`)}") { nodes { id } } }`,
    ],
    [
      'a cursor that is too long',
      `{ units(after: "${cursor(`["Unit:name,id","${'A'.repeat(4_000)}","${ID}"]`)}") { nodes { id } } }`,
    ],
    [
      'a cursor of a time that no database has, in a list below',
      `{ improvements { nodes { issues(after: "${cursor(`["Issue:openedAt-,id",8640000000000000,"${ID}"]`)}") { nodes { id } } } } }`,
    ],
    [
      'a cursor with a number that is too large',
      'query ($after: String) { deployments(after: $after, orderBy: { field: PERCENT, direction: ASC }) { nodes { id } } }',
      { after: cursor(`["Deployment:percent,id",4294967296,"${ID}"]`) },
    ],
    [
      'a cursor of another order',
      'query ($after: String) { deployments(after: $after, orderBy: { field: PERCENT, direction: ASC }) { nodes { id } } }',
      { after: cursor(`["Deployment:plannedEnd,id",0,"${ID}"]`) },
    ],
    ['a cursor that is none, in a list below', '{ units { nodes { deployments(after: "x") { nodes { id } } } } }'],
    [
      'a cursor that is none, of a relation',
      '{ units { nodes { coordinationShares(after: "x") { nodes { done } } } } }',
    ],
    ['a cursor that is none, of what is computed', '{ waitingWork(before: "x") { nodes { kind } } }'],
    ['a page that is too long', '{ units(first: 9999) { nodes { id } } }'],
    ['a cursor of a log that is none', 'subscription { events(after: "x") { position } }'],
    ['an id to watch that is none', 'subscription { deploymentProgress(improvementId: "x") { total } }'],
    ['two things to watch at once', 'subscription { events { id } deploymentProgress { total } }'],
    ['text that no database takes', '{ units(filter: { text: "\\u0000" }) { nodes { id } } }'],
    ['a number too large', '{ units(first: 99999999999) { nodes { id } } }'],
  ])("a caller's error says what is wrong: %s", async (_name, query, variables) => {
    log.length = 0;
    const { errors } = await answer(query, variables);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
    expect(errors?.[0]?.message).toMatch(/\w+ \w+/);
    expect(errors?.[0]?.message).not.toBe(MASKED.message);
    expect(log).toEqual([]);
  });

  it('does not repeat at length what it does not know', async () => {
    const { errors } = await answer(`{ ${LONG} }`);
    expect(errors?.[0]?.message).toMatch(/^Cannot query field/);
    expect(JSON.stringify(errors).length).toBeLessThan(1_200);
  });
});

describe.each(['application/json', 'text/event-stream'])('a request that wants %s', (accept) => {
  test.each<[name: string, path: string, body?: string]>([
    ['a body that is no JSON', '', LONG],
    ['variables in its address that are no JSON', `?query={__typename}&variables=${LONG.slice(0, 10_000)}`],
    ['extensions in its address that are no JSON', `?query={__typename}&extensions=${LONG.slice(0, 10_000)}`],
  ])('and has %s is told so, and not what it sent', async (_name, path, body) => {
    log.length = 0;
    const authorization = organization.people.VIEWER.bearer;
    const headers = { accept, authorization, 'content-type': 'application/json' };
    const answered = await fetch(`${app.url}${path}`, body ? { method: 'POST', headers, body } : { headers });
    const text = await answered.text();
    expect(text).toMatch(/"message":"(?!Unexpected error)\w+.*"code":"BAD_USER_INPUT"/);
    expect(text).not.toMatch(/originalError|SyntaxError|Unexpected token/);
    expect(text.length).toBeLessThan(1_200);
    if (accept === 'application/json') expect(answered.status).toBe(400);
    expect(log).toEqual([]);
  });
});

describe('a subscription', () => {
  const watchers = { WebSocket: subscribeWs, SSE: subscribeSse };

  it('that an error of ours keeps from its beginning says no more over SSE', async () => {
    await hide('EventLog');
    const query = 'subscription { events { position } }';
    expectMasked(await transports.SSE(app.url, { query, bearer: organization.people.VIEWER.bearer }));
  });

  it('that an error of ours keeps from its beginning is to be tried again over a socket', async () => {
    await hide('EventLog');
    const query = 'subscription { events { position } }';
    const watched = subscribeWs(app.url, query, {}, organization.people.VIEWER.bearer);
    expect(await watched.end()).toMatchObject({ code: 1013, reason: 'Try again later' });
  });

  it('does not blame its reader for a result that its type cannot hold', async () => {
    const { bearer } = organization.people.ADMINISTRATOR;
    const query = 'subscription { events { unit { version } } }';
    const watched = Object.values(watchers).map((subscribe) => subscribe(app.url, query, {}, bearer));
    await vi.waitFor(() => expect(app.hub.counts.subscribers).toBe(watched.length));
    version.resolve = () => 'many';
    log.length = 0;
    const mutation = 'mutation { addUnit(input: { kind: PROJECT, name: "Many" }) { __typename } }';
    await transports.HTTP(app.url, { query: mutation, bearer });
    for (const { data, errors } of await Promise.all(watched.map((each) => each.next(10_000)))) {
      expectMasked({ data, errors });
      expect(data).toEqual({ events: { unit: null } });
    }
    expect(log.join('')).toMatch(/"level":50.*Int cannot represent/);
    await Promise.all(watched.map((each) => each.stop()));
  });

  it('goes on after an error of ours in one delivery, which is not shown', async () => {
    const { bearer } = organization.people.ADMINISTRATOR;
    const add = (name: string) => {
      const mutation = `mutation { addUnit(input: { kind: PROJECT, name: "${name}" }) { __typename } }`;
      return transports.HTTP(app.url, { query: mutation, bearer });
    };
    const begin = await transports.SSE(app.url, { query: 'subscription { deploymentProgress { total } }', bearer });
    await add('First');
    await hide('Unit');
    const query = 'subscription ($after: LogCursor) { events(after: $after) { position unit { name } } }';
    const after = begin.extensions?.['cursor'];
    const watched = Object.values(watchers).map((subscribe) => subscribe(app.url, query, { after }, bearer));
    // The delivery is tried again for some seconds before it goes out with its error.
    const failed = await Promise.all(watched.map((each) => each.next(10_000)));
    for (const { data, errors } of failed) {
      expectMasked({ data, errors });
      expect(data).toEqual({ events: { position: expect.any(Number), unit: null } });
    }

    await show();
    await add('Second');
    const position = (failed[0]?.extensions?.position ?? 0) + 1;
    for (const { data, errors } of await Promise.all(watched.map((each) => each.next()))) {
      expect(errors).toBeUndefined();
      expect(data).toEqual({ events: { position, unit: { name: 'Second' } } });
    }
    await Promise.all(watched.map((each) => each.stop()));
  });
});

test('a client that leaves in the middle of its body is no error of ours', async () => {
  log.length = 0;
  const { hostname, port } = new URL(app.url);
  const { bearer } = organization.people.ADMINISTRATOR;
  const head = ['POST /graphql HTTP/1.1', 'Host: x', `Authorization: ${bearer}`, 'Content-Type: application/json'];
  const socket = connect(Number(port), hostname);
  socket.write(`${[...head, 'Content-Length: 100'].join('\r\n')}\r\n\r\n{"query`);
  await sleep(300); // By then the rest is waited for.
  socket.destroy();
  await transports.HTTP(app.url, { query: '{ viewer { role } }', bearer });
  await sleep(100);
  expect(log).toEqual([]);
});
