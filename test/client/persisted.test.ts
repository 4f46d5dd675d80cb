import { createHash } from 'node:crypto';
import { parse, print } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import type { TypedDocument } from '../../client/src/index.js';
import { EVENTS } from '../live/history.js';
import { openProxy } from '../live/proxy.js';
import { createStage, revise } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { until } from '../live/subscribers.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { collect, openClient } from './collect.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** As the client preset of GraphQL Code Generator writes it. */
const generated = (text: string): TypedDocument<Record<string, unknown>, Record<string, unknown>> =>
  Object.assign(parse(text), { __meta__: { hash: sha256(print(parse(text))) } });

const UNLISTED = 'subscription ($after: LogCursor) { events(after: $after) { __typename } }';

let only: TestApp;
let stage: Stage;
let token: string;
const app = useApp();
beforeAll(async () => {
  stage = await createStage(app);
  token = stage.bearer.replace('Bearer ', '');
  const text = print(parse(EVENTS));
  const documents = new Map([[sha256(text), text]]);
  only = await startApp({ parts: { database: app.services.database, persisted: { documents, only: true } } });
});
afterAll(() => only.stop());

/** A socket that notes what is sent. */
function spy() {
  const sent: { type: string; payload?: { query?: string; extensions?: Record<string, unknown> } }[] = [];
  class NotingSocket extends WebSocket {
    override send(data: string): void {
      sent.push(JSON.parse(data));
      super.send(data);
    }
  }
  return { sent, webSocket: NotingSocket, asked: () => sent.filter(({ type }) => type === 'subscribe') };
}

test('a server that takes listed documents only is sent the hash, and nothing else', async () => {
  const { webSocket, asked } = spy();
  const proxy = await openProxy(only.url);
  const client = openClient({ url: proxy.url, token, webSocket });
  const called = collect(client, generated(EVENTS), { expectContiguous: true });
  await until(() => only.hub.counts.subscribers === 1, 'the subscriber');
  await new Promise((resolve) => setTimeout(resolve, 200));
  // Cut before its first result.
  proxy.lead('http://127.0.0.1:9');
  proxy.cut();
  await until(() => client.state.status === 'waiting', 'the cut');
  const position = await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, 'while it was away');
  proxy.lead(only.url);
  await until(
    () => called.results.length === 1,
    'the event',
    20_000,
    () => String(called.ended),
  );
  expect(called.results[0]).toMatchObject({ position, data: { events: { note: 'while it was away' } } });
  await called.stop();
  await proxy.close();
  expect(asked().length).toBe(2);
  for (const { payload } of asked()) {
    expect(payload?.query).toBe('');
    expect(payload?.extensions).toMatchObject({ persistedQuery: { sha256Hash: sha256(print(parse(EVENTS))) } });
  }
});

test('the hash may come from a function', async () => {
  const client = openClient({ url: only.url, token, documentId: () => sha256(print(parse(EVENTS))) });
  const called = collect(client, EVENTS, { after: stage.beginning });
  await until(
    () => called.results.length > 0,
    'a result',
    20_000,
    () => String(called.ended),
  );
  await called.stop();
});

test('a server that does not know the hash is sent the text, unless it takes listed documents only', async () => {
  const { webSocket, asked } = spy();
  const client = openClient({ url: app.url, token, webSocket });
  const called = collect(client, generated(EVENTS), { after: stage.beginning, expectContiguous: true });
  await until(
    () => called.results.length > 0,
    'a result',
    20_000,
    () => String(called.ended),
  );
  await called.stop();
  expect(asked().map(({ payload }) => payload?.query === '')).toEqual([true, false]);

  const refused = collect(openClient({ url: only.url, token }), generated(UNLISTED));
  await until(() => refused.ended !== undefined, 'the end');
  expect(refused.ended).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }] });
});

test('a document without its text is refused', async () => {
  const document = Object.assign(new String(''), { __meta__: { hash: sha256(EVENTS) } });
  await expect(openClient({ url: app.url, token }).subscribe(document, {}, () => undefined)).rejects.toThrow(TypeError);
});
