import { createSourceEventStream, execute, GraphQLObjectType, parse } from 'graphql';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { findActor } from '../../src/auth/actor.js';
import type { LiveSource } from '../../src/live/source.js';
import { createLogger } from '../../src/logger.js';
import { createContext } from '../../src/schema/context.js';
import { schema } from '../../src/graph/schema.js';
import { maskError } from '../../src/server/graphql/mask-error.js';
import { startApp } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { follow } from './follow.js';
import { hookField } from './hook-field.js';
import { createWatched, openRawSocket, openRawStream, until } from './views.js';
import type { RawSocket, RawSubscription, Watched } from './views.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 }); // On a busy machine.

const EVENTS = `subscription Events($filter: EventFilter, $after: LogCursor) {
  events(filter: $filter, after: $after) { __typename position note improvement { title deployments { nodes { id } } } }
}`;
const NOTES = 'subscription ($after: LogCursor) { events(after: $after) { position note } }';
const PROGRESS = `subscription Progress($improvementId: ID) {
  deploymentProgress(improvementId: $improvementId) { position total latest { __typename position } improvement { title } }
}`;

let watched: Watched;
const sockets: RawSocket[] = [];
const streams: { stop(): void }[] = [];
const changes = hookField('ImprovementRevised', 'changes');

const app = useApp({ embedded: true });
beforeAll(async () => {
  watched = await createWatched(app);
});
afterEach(async () => {
  changes.resolve = undefined;
  for (const { socket } of sockets.splice(0)) socket.terminate();
  for (const stream of streams.splice(0)) stream.stop();
  await until(() => app.services.delivery.openFeeds === 0, 'no feed to be open');
  expect(app.hub.counts).toMatchObject({ views: 0, subscribers: 0, payloads: 0, payloadBytes: 0 });
});

async function open(bearer = watched.bearer): Promise<RawSocket> {
  const socket = await openRawSocket(app.url, bearer);
  sockets.push(socket);
  return socket;
}

async function stream(query: string, variables: object = {}) {
  const opened = await openRawStream(app.url, watched.bearer, query, variables);
  streams.push(opened);
  return opened;
}

const joined = (subscribers: number) =>
  until(() => app.hub.counts.subscribers === subscribers, `${subscribers} members`);
const arrived = (subscriptions: readonly { payloads: readonly string[] }[], count: number) =>
  until(() => subscriptions.every(({ payloads }) => payloads.length >= count), `${count} results for each`);
const LOG_READ = /^SELECT .* FROM "public"."Event" /s;
/** Statements, without those by which a server looks now and then whether it has missed something. */
const statements = () =>
  app.statements.filter((sql) => !/"EventLog"|"CatalogImport"/.test(sql) && !LOG_READ.test(sql)).length;
const logReads = () => app.statements.filter((sql) => LOG_READ.test(sql)).length;

/** Views that all differ: in the document, or in the variables alone. */
const VIEWS: readonly (readonly [query: string, variables: object])[] = [
  [EVENTS, {}],
  [EVENTS, { filter: { types: ['IMPROVEMENT_REVISED'] } }],
  [NOTES, {}],
  ['subscription { events { position improvement { title state } actor { name } } }', {}],
];

test.each([
  ['one view', VIEWS.slice(0, 1), 1],
  ['several views', VIEWS, 3],
])('executions and SQL of an event are those of %s, however many subscribe', async (_name, views, wantAll) => {
  const costs: { executions: number; statements: number }[] = [];
  // With fewer subscribers than views, not every view has one.
  for (const size of [1, 10, 1_000].map((subscribers) => Math.max(subscribers, views.length))) {
    const subscriptions: { payloads: readonly string[] }[] = [];
    for (let count = 0; count < size; count += 1) {
      const [query, variables] = views[count % views.length] as (typeof views)[number];
      if (count % 21 === 5) {
        subscriptions.push(await stream(query, variables));
        continue;
      }
      if (count % 90 === 0) await open(count % 180 === 0 ? watched.bearer : watched.organization.people.VIEWER.bearer);
      subscriptions.push((sockets.at(-1) as RawSocket).subscribe(query, variables));
    }
    await joined(size);
    expect(app.hub.counts.views).toBe(views.length);
    const { executions, deliveries } = app.hub.counts;
    app.forgetStatements();
    await watched.append({ note: 'shared' });
    await arrived(subscriptions, 1);
    // None, unless the look comes between the commit and what is told of it.
    expect(logReads()).toBeLessThanOrEqual(1);
    costs.push({ executions: app.hub.counts.executions - executions, statements: statements() });
    expect(app.hub.counts.deliveries - deliveries).toBe(size);
    // Another event, that one of the views does not want.
    await watched.append({ type: 'SomethingElse' });
    await until(() => app.hub.counts.executions === executions + views.length + wantAll, 'the executions of those');
    for (const { socket } of sockets.splice(0)) socket.terminate();
    for (const stream of streams.splice(0)) stream.stop();
    await until(() => app.services.delivery.openFeeds === 0, 'no feed to be open');
  }
  expect(costs[0]?.executions).toBe(views.length);
  expect(costs[0]?.statements).toBeGreaterThan(0);
  expect(costs).toEqual(costs.map(() => costs[0]));
});

const DOCUMENTS = [
  EVENTS,
  NOTES,
  'subscription { events { id cursor occurredAt recordVersion changes { field before after } } }',
  `subscription { aliased: events { ...Parts } }
   fragment Parts on Event { __typename note ... on ImprovementRevised { changes { field } } }`,
  'subscription ($skip: Boolean = true) { events { position note @skip(if: $skip) } }',
];

/** What graphql's own execution gives one subscriber alone, as JSON. */
async function* alone(query: string): AsyncGenerator<string> {
  const { database } = app.services;
  const { slug } = watched.organization;
  const context = createContext(app.services, () => findActor(database.prisma, `${slug}-DEPLOYMENT_LEAD`, slug));
  const args = { schema, document: parse(query), contextValue: context };
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) throw new Error(JSON.stringify(source));
  for await (const value of follow(source as LiveSource<unknown>)) {
    const result = await execute({ ...args, rootValue: value });
    const position = await watched.head();
    const errors = result.errors?.map((error) =>
      maskError(error, 'Unexpected error.', createLogger('silent')).toJSON(),
    );
    yield JSON.stringify({ ...result, extensions: { cursor: await watched.cursor(position), position }, errors });
  }
}

test.each([
  ['that goes well', { note: 'fine "quoted" \u2028 ✓', after: { title: 'New' } }],
  ['that fails', { note: 'fail' }],
])('a shared result of an event %s equals a private one, byte for byte', async (_name, event) => {
  changes.resolve = ({ note }) => {
    if (note === 'fail') throw new Error('a secret of ours');
    return [{ field: 'title', before: null, after: note }];
  };
  const socket = await open();
  const reference = DOCUMENTS.map((query) => alone(query));
  const expected = reference.map((results) => results.next());
  const shared = DOCUMENTS.map((query) => [socket.subscribe(query), socket.subscribe(query)]);
  const streamed = await Promise.all(DOCUMENTS.map((query) => stream(query)));
  await joined(3 * DOCUMENTS.length);
  await sleep(100);
  const { executions } = app.hub.counts;
  await watched.append(event);
  await arrived([...shared.flat(), ...streamed], 1);
  expect(app.hub.counts.executions - executions).toBe(DOCUMENTS.length);
  for (const [index, promise] of expected.entries()) {
    const wanted = (await promise).value as string | undefined;
    for (const { payloads } of [...(shared[index] ?? []), streamed[index]].filter((it) => it !== undefined)) {
      expect(payloads).toEqual([wanted]);
    }
    await reference[index]?.return(undefined);
  }
  const texts = streamed.map(({ payloads }) => payloads[0]).join('\n');
  expect(texts.includes('Unexpected error.')).toBe(event.note === 'fail');
  expect(texts).not.toContain('a secret of ours');
});

test('who joins while others write gets exactly the log, and nothing is executed twice', async () => {
  const before = await watched.head();
  const { executions } = app.hub.counts;
  const joiners: { subscription: { payloads: readonly string[] }; after: number }[] = [];
  let writing = true;
  const join = async (): Promise<void> => {
    for (let count = 0; writing; count += 1) {
      const after = count % 3 === 0 ? before : await watched.head();
      const variables = { after: await watched.cursor(after) };
      if (count % 10 === 0) await open();
      const { subscribe } = sockets.at(-1) as RawSocket;
      joiners.push({
        subscription: count % 4 === 1 ? await stream(NOTES, variables) : subscribe(NOTES, variables),
        after,
      });
      await sleep(count % 7);
    }
  };
  const joining = join();
  for (let count = 0; count < 150 || joiners.length < 60; count += 1) {
    await watched.append(...Array.from({ length: 1 + (count % 4) }, (_, index) => ({ note: `${count}.${index}` })));
    if (count % 5 === 0) await sleep(3);
  }
  writing = false;
  await joining;
  const head = await watched.head();
  expect(joiners.length).toBeGreaterThanOrEqual(60);
  const positions = (payloads: readonly string[]) =>
    payloads.map((payload) => (JSON.parse(payload) as { extensions: { position: number } }).extensions.position);
  await until(
    () => joiners.every(({ subscription, after }) => subscription.payloads.length >= head - after),
    'everything to come',
  );
  for (const { subscription, after } of joiners) {
    expect(positions(subscription.payloads)).toEqual(
      Array.from({ length: head - after }, (_, index) => after + 1 + index),
    );
  }
  expect(app.hub.counts.executions - executions).toBeLessThanOrEqual(head - before);
});

test('a socket that does not read is left alone, and catches up with what the others had', async () => {
  const lagging = await open();
  const slow = [lagging.subscribe(NOTES), lagging.subscribe(NOTES)];
  const quick = (await open()).subscribe(NOTES);
  await joined(3);
  const { executions } = app.hub.counts;
  const before = await watched.head();
  lagging.socket.pause();
  const EVENTS_WRITTEN = 3_000;
  for (let count = 0; count < EVENTS_WRITTEN; count += 100) {
    await watched.append(
      ...Array.from({ length: 100 }, (_, index) => ({ note: `${count + index} `.padEnd(3_000, 'x') })),
    );
  }
  await arrived([quick], EVENTS_WRITTEN);
  expect(Math.max(...slow.map(({ payloads }) => payloads.length))).toBeLessThan(EVENTS_WRITTEN / 2);
  lagging.socket.resume();
  await arrived(slow, EVENTS_WRITTEN);
  const expected = Array.from({ length: EVENTS_WRITTEN }, (_, index) => before + 1 + index);
  for (const { positions } of [...slow, quick]) expect(positions).toEqual(expected);
  expect(app.hub.counts.executions - executions).toBe(EVENTS_WRITTEN);
  await watched.append({ note: 'after' });
  await arrived([...slow, quick], EVENTS_WRITTEN + 1);
});

test('a hundred who come back together cost one execution for each position, and few reads', async () => {
  const head = await watched.head();
  const after = Math.max(0, head - 120);
  const cursor = await watched.cursor(after);
  const { executions } = app.hub.counts;
  app.forgetStatements();
  const subscriptions: RawSubscription[] = [];
  for (const socket of [await open(), await open()]) {
    for (let count = 0; count < 50; count += 1) {
      subscriptions.push(socket.subscribe(NOTES, { after: cursor }));
    }
  }
  await arrived(subscriptions, head - after);
  expect(app.hub.counts.executions - executions).toBe(head - after);
  // Two pages, and whether each batch of subscribers comes in time for a replay.
  expect(app.statements.filter((sql) => sql.includes('FROM "public"."Event"')).length).toBeLessThanOrEqual(10);
});

test('progress: one execution for all who join together, and one for each change', async () => {
  const sockets = [await open(), await open()];
  const { executions } = app.hub.counts;
  const subscriptions: { payloads: readonly string[] }[] = sockets.flatMap(({ subscribe }) =>
    Array.from({ length: 20 }, () => subscribe(PROGRESS, { improvementId: watched.improvement })),
  );
  subscriptions.push(await stream(PROGRESS, { improvementId: watched.improvement }));
  await arrived(subscriptions, 1);
  expect(app.hub.counts.executions - executions).toBe(1);
  const deploymentId = '00000000-0000-4000-8000-000000000001';
  for (let count = 1; count <= 3; count += 1) {
    await watched.append({ note: 'no deployment' });
    const position = await watched.append({ type: 'ProgressRecorded', recordType: 'Deployment', deploymentId });
    await arrived(subscriptions, 1 + count);
    expect(app.hub.counts.executions - executions).toBe(1 + count);
    const [first] = subscriptions;
    expect(JSON.parse(first?.payloads.at(-1) ?? '')).toMatchObject({
      data: { deploymentProgress: { position, latest: { position } } },
    });
    for (const { payloads } of subscriptions) expect(payloads).toEqual(first?.payloads);
  }
});

test('organizations never share, whatever is equal', async () => {
  const other = await createWatched(app);
  const query = 'subscription { events { position note } }';
  const [ours, theirs] = [await open(), await open(other.bearer)];
  const [mine, yours] = [ours.subscribe(query), theirs.subscribe(query)];
  await joined(2);
  expect(app.hub.counts.views).toBe(2);
  await watched.append({ note: 'ours' });
  await other.append({ note: 'theirs' });
  await arrived([mine, yours], 1);
  expect(mine.payloads).toHaveLength(1);
  expect(mine.payloads[0]).toContain('ours');
  expect(yours.payloads).toHaveLength(1);
  expect(yours.payloads[0]).toContain('theirs');
});

test('a field that depends on the viewer fails for all, unless it says so', async () => {
  changes.resolve = async (_event, _args, context) => {
    const { personId } = await context.actor();
    return [{ field: personId, before: null, after: null }];
  };
  const query = 'subscription { events { changes { field } } }';
  const { people } = watched.organization;
  const both = [await open(people.VIEWER.bearer), await open(people.DEPLOYMENT_LEAD.bearer)];
  const shared = both.map(({ subscribe }) => subscribe(query));
  await joined(2);
  await watched.append({ note: 'x' });
  await arrived(shared, 1);
  for (const { payloads } of shared) expect(payloads[0]).toContain('Unexpected error.');

  const field = (schema.getType('ImprovementRevised') as GraphQLObjectType).getFields()['changes'];
  if (!field) throw new Error('There is such a field.');
  const usual = field.extensions;
  field.extensions = { ...usual, viewerDependent: true };
  const { executions } = app.hub.counts;
  const own = both.map(({ subscribe }) => subscribe(`${query} # another document, looked at anew`));
  await joined(4);
  expect(app.hub.counts.views).toBe(3);
  await watched.append({ note: 'y' });
  await arrived(own, 1);
  expect(app.hub.counts.executions - executions).toBe(3);
  expect(own[0]?.payloads[0]).toContain(people.VIEWER.id);
  expect(own[1]?.payloads[0]).toContain(people.DEPLOYMENT_LEAD.id);
  field.extensions = usual;
});

test('where sharing is switched off, each subscriber has executions of their own, and the same results', async () => {
  const { services } = app;
  const own = await startApp({ parts: { database: services.database, share: false } });
  const socket = await openRawSocket(own.url, watched.bearer);
  sockets.push(socket);
  const subscriptions = [socket.subscribe(EVENTS), socket.subscribe(EVENTS), (await open()).subscribe(EVENTS)];
  await joined(1);
  await until(() => own.hub.counts.views === 2, 'two views');
  // More than a frame with a length of two bytes can say.
  const position = await watched.append({ note: 'x'.repeat(70_000) });
  own.services.committed({ organizationId: watched.organization.id, position }, 'reviseImprovement');
  await arrived(subscriptions, 1);
  expect(own.hub.counts.executions).toBe(2);
  for (const { payloads } of subscriptions) expect(payloads).toEqual(subscriptions[0]?.payloads);
  await own.stop();
});
