import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import { beforeAll, describe, expect, expectTypeOf, test, vi } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { createUpliftClient, UpliftClientError } from '../../client/src/index.js';
import type { TypedDocument } from '../../client/src/index.js';
import { appendEvents } from '../../src/log/append.js';
import { EVENTS } from '../live/history.js';
import { openProxy } from '../live/proxy.js';
import { createStage, revise } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { until } from '../live/subscribers.js';
import { SECRET } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { collect, openClient } from './collect.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

let stage: Stage;
let token: string;
const app = useApp();
beforeAll(async () => {
  stage = await createStage(app);
  token = stage.bearer.replace('Bearer ', '');
});

const target = () => stage.lanes[0]!.improvement;
const shortToken = () => signToken(SECRET, `${stage.organization.slug}-VIEWER`, stage.organization.slug, '2s');

describe('credentials', () => {
  test('that expire are renewed, and nothing is lost in between', async () => {
    let asked = 0;
    const client = openClient({
      url: app.url,
      token: () => {
        asked += 1;
        return shortToken();
      },
    });
    const called = collect(client, EVENTS, { after: stage.beginning, expectContiguous: true });
    await until(() => asked === 3, 'the third token', 20_000);
    const position = await revise(app.url, stage.bearer, target(), 'after all that');
    await until(() => called.position === position, 'the whole log');
    await called.stop();
    expect(called.results.map((result) => result.position)).toEqual(
      Array.from({ length: position }, (_, index) => index + 1),
    );
    expect(client.states.map(({ reason }) => reason)).toContain('4403 Credentials expired');
  });

  test.each([
    ['expired', shortToken],
    ['wrong', async () => 'wrong'],
  ])('that are fixed and %s end a subscription', async (_how, make) => {
    const client = openClient({ url: app.url, token: await make() });
    const called = collect(client, EVENTS);
    await until(() => called.ended !== undefined, 'the end');
    expect(called.ended).toBeInstanceOf(UpliftClientError);
    expect(called.ended).toMatchObject({ code: 4403, errors: [] });
    await until(() => client.state.status === 'idle', 'the end of the connection');
  });

  test('that cannot be had for a while are asked for again', async () => {
    let asked = 0;
    const client = openClient({
      url: app.url,
      token: () => {
        asked += 1;
        return asked < 3 ? Promise.reject(new Error('the identity provider is away')) : token;
      },
    });
    const called = collect(client, EVENTS, { after: stage.beginning });
    await until(() => called.results.length > 0, 'a result');
    await called.stop();
    expect(asked).toBe(3);
    expect(client.states).toContainEqual(
      expect.objectContaining({ status: 'waiting', attempt: 2, reason: 'no token: the identity provider is away' }),
    );
  });
});

describe('what trying again does not cure is an error at once', () => {
  test.each([
    ['a document that does not parse', 'subscription {', /Syntax Error/],
    ['a field that is none', 'subscription { events { nothing } }', /nothing/],
    ['a query, which has no place in the log', '{ __typename }', /./],
    [
      'a variable of the wrong type',
      'subscription ($after: LogCursor, $n: Int!) { events(after: $after) { __typename position @include(if: true) } }',
      /\$n/,
    ],
  ])('%s', async (_what, document, message) => {
    const client = openClient({ url: app.url, token });
    const called = collect(client, document);
    await until(() => called.ended !== undefined, 'the end');
    expect(called.ended).toBeInstanceOf(UpliftClientError);
    expect((called.ended as Error).message).toMatch(message);
    expect(called.results).toEqual([]);
    expect(client.states.filter(({ status }) => status === 'waiting')).toEqual([]);
    await until(() => client.state.status === 'idle', 'the end of the connection');
  });

  test('a cursor that is none of ours', async () => {
    const client = openClient({ url: app.url, token });
    const called = collect(client, EVENTS, { after: 'garbage' });
    await until(() => called.ended !== undefined, 'the end');
    expect(called.ended).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test('a document that could not deliver a Reset', async () => {
    const client = openClient({ url: app.url, token });
    const document = 'subscription ($after: LogCursor) { events(after: $after) { position } }';
    await expect(client.subscribe(document, {}, () => undefined)).rejects.toThrow('Select __typename');
    await expect(client.iterate(document).next()).rejects.toThrow('Select __typename');
    expect(client.state.status).toBe('idle');
  });

  test.each(['/graphql', 'ftp://example.org', ''])('the address %j', (url) => {
    expect(() => openClient({ url })).toThrow(TypeError);
  });

  test('no WebSocket', () => {
    expect(() => createUpliftClient({ url: app.url, webSocket: {} })).toThrow(TypeError);
  });

  test('and what a callback throws', async () => {
    const client = openClient({ url: app.url, token });
    const failure = new Error('the screen is gone');
    const ended = client.subscribe(EVENTS, { after: stage.beginning }, () => {
      throw failure;
    });
    await expect(ended).rejects.toBe(failure);
    await until(() => client.state.status === 'idle', 'the end of the connection');
  });
});

describe('a subscription that is cancelled leaves nothing behind', () => {
  const nobody = async (client: ReturnType<typeof openClient>, proxy: Awaited<ReturnType<typeof openProxy>>) => {
    await until(
      () => client.state.status === 'idle' && proxy.open === 0,
      'nothing',
      5_000,
      () => JSON.stringify([client.state, proxy.open]),
    );
    const { total } = proxy;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(proxy.total, 'connections later').toBe(total);
    await proxy.close();
  };

  test('while it is live, by its signal and by leaving the loop', async () => {
    const proxy = await openProxy(app.url);
    const client = openClient({ url: proxy.url, token });
    const called = collect(client, EVENTS, { after: stage.beginning });
    for await (const { position } of client.iterate(EVENTS, { after: stage.beginning })) {
      if (position === 3) break;
    }
    await until(() => app.hub.counts.subscribers === 1, 'the other one');
    expect(client.state.status).toBe('live');
    await called.stop();
    await until(() => app.hub.counts.subscribers === 0 && app.hub.counts.views === 0, 'no subscriber');
    await nobody(client, proxy);
  });

  test('while it waits for its next attempt', async () => {
    const proxy = await openProxy('http://127.0.0.1:9/graphql');
    const client = openClient({ url: proxy.url, token });
    const called = collect(client, EVENTS);
    await until(() => client.state.status === 'waiting' && client.state.attempt === 3, 'the third pause');
    await called.stop();
    expect(client.state.status).toBe('idle');
    await nobody(client, proxy);
  });

  test('while a server takes the connection and says nothing', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const proxy = await openProxy(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/graphql`);
    const client = openClient({ url: proxy.url, token });
    const called = collect(client, EVENTS);
    await until(() => proxy.open === 1, 'the connection');
    await called.stop();
    await nobody(client, proxy);
    silent.close();
  });

  test('before it begins', async () => {
    const proxy = await openProxy(app.url);
    const client = openClient({ url: proxy.url, token });
    const signal = AbortSignal.abort();
    await client.subscribe(EVENTS, { signal }, () => expect.unreachable());
    expect(await client.iterate(EVENTS, { signal }).next()).toEqual({ value: undefined, done: true });
    expect(proxy.total).toBe(0);
    await nobody(client, proxy);
  });

  test('and the same client subscribes again', async () => {
    const proxy = await openProxy(app.url);
    const client = openClient({ url: proxy.url, token });
    for (let count = 0; count < 20; count += 1) {
      const called = collect(client, EVENTS, { after: stage.beginning });
      if (count % 2 === 0) await until(() => called.results.length > 0, 'a result');
      await called.stop();
    }
    await until(() => app.hub.counts.subscribers === 0, 'no subscriber');
    await nobody(client, proxy);
  });
});

test('a server that takes the connection and says nothing is given up, and tried again', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const proxy = await openProxy(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/graphql`);
  const client = openClient({ url: proxy.url, token });
  const called = collect(client, EVENTS, { after: stage.beginning });
  await until(() => proxy.open === 1, 'the connection');
  proxy.lead(app.url);
  await until(() => called.results.length > 0, 'a result', 30_000);
  await called.stop();
  await proxy.close();
  silent.close();
});

test('a reader who is slow keeps a bounded number of results, and gets them all', async () => {
  const client = openClient({ url: app.url, token });
  const iterator = client.iterate(EVENTS, { after: stage.beginning, expectContiguous: true });
  expect((await iterator.next()).value?.position).toBe(1);
  const event = {
    type: 'ImprovementRevised',
    recordType: 'Improvement',
    recordId: target().id,
    recordVersion: 1,
    note: 'one of many',
    after: {},
  };
  const { database, delivery } = app.services;
  const { lead, organization } = stage;
  const cause = { organizationId: organization.id, actorId: lead.personId, at: new Date() };
  const added = await database.prisma.$transaction((db) =>
    appendEvents(
      db,
      cause,
      Array.from({ length: 2_500 }, () => event),
    ),
  );
  delivery.committed(added);
  await until(() => app.hub.counts.subscribers === 0, 'a pause: the server has nobody to deliver to', 20_000);
  for (let expected = 2; expected <= added.position; expected += 1) {
    const { value } = await iterator.next();
    if (value?.position !== expected) expect(value?.position).toBe(expected);
  }
  await iterator.return?.();
  expect(client.anomalies).toEqual({ gaps: 0, duplicates: 0 });
  await until(() => client.state.status === 'idle', 'the end of the connection');
});

test('documents are text or trees, and carry their types', async () => {
  interface Data {
    readonly events: { readonly position: number };
  }
  const document = parse(EVENTS) as TypedDocument<Data, { filter?: { types: string[] }; after?: string }> &
    DocumentNode;
  const client = openClient({ url: app.url, token });
  const types = ['DEPLOYMENT_PLANNED'];
  const typed = client.iterate(document, { after: stage.beginning, variables: { filter: { types } } });
  const { value } = await typed.next();
  expectTypeOf(value!.data).toEqualTypeOf<Data | null>();
  expect(value?.data?.events.position).toBe(value?.position);
  expect(value?.data).toMatchObject({ events: { __typename: 'DeploymentPlanned' } });
  await typed.return?.();
  // @ts-expect-error There is no such variable.
  client.iterate(document, { variables: { nothing: 1 } });
});
