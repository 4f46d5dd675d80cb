import {
  ApolloClient,
  CombinedGraphQLErrors,
  CombinedProtocolErrors,
  gql,
  HttpLink,
  InMemoryCache,
} from '@apollo/client';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWatched } from '../live/views.js';
import type { Watched } from '../live/views.js';
import { startApp } from '../support/app.js';
import { useApp } from '../support/use-app.js';

const KEEP_ALIVE = 600;
const ACCEPT = 'multipart/mixed;subscriptionSpec=1.0';
const EVENTS = gql`
  subscription ($after: LogCursor) {
    events(after: $after) {
      __typename
      position
    }
  }
`;

let watched: Watched;
const app = useApp({ parts: { limits: { keepAlive: KEEP_ALIVE } } });
beforeAll(async () => {
  watched = await createWatched(app);
});

const apollo = (server = app) =>
  new ApolloClient({
    cache: new InMemoryCache(),
    link: new HttpLink({ uri: server.url, headers: { authorization: watched.bearer } }),
  });

/** Subscribes by Apollo Client, as its manual says. */
function subscribe(after?: string, server = app, query = EVENTS) {
  const positions: number[] = [];
  const cursors: unknown[] = [];
  const outcome: { error?: unknown; complete?: boolean } = {};
  const subscription = apollo(server)
    .subscribe<{ events: { position: number } }>({
      query,
      variables: after === undefined ? {} : { after },
      fetchPolicy: 'no-cache',
    })
    .subscribe({
      next({ data, extensions, error }) {
        if (error) outcome.error = error;
        if (!data) return;
        positions.push(data.events.position);
        cursors.push(extensions?.['cursor']);
      },
      error: (error) => (outcome.error = error),
      complete: () => (outcome.complete = true),
    });
  return { positions, cursors, outcome, stop: () => subscription.unsubscribe() };
}

/** Subscribes by hand; `parts` are the bodies of the parts so far. */
async function openParts(accept = ACCEPT, query = 'subscription { events { position } }') {
  const abort = new AbortController();
  const response = await fetch(app.url, {
    method: 'POST',
    signal: abort.signal,
    headers: { authorization: watched.bearer, 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });
  let text = '';
  const reading = (async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk;
  })().catch(() => undefined);
  return {
    response,
    reading,
    get text() {
      return text;
    },
    get parts(): unknown[] {
      return text
        .split('\r\n--graphql')
        .slice(1, -1)
        .map((part) => JSON.parse(part.split('\r\n\r\n')[1] as string));
    },
    cut: () => abort.abort(),
  };
}

/** Asks again until it is so, for as long as a busy machine may take. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 15_000 });
const gone = () => eventually(() => [app.connections.size, app.hub.counts.subscribers]).toEqual([0, 0]);

describe("a multipart subscription of Apollo Client's own HttpLink", () => {
  it('has each event, and goes on after a cursor', async () => {
    const first = subscribe(await watched.cursor(await watched.head()));
    const head = await watched.head();
    await watched.append({}, {});
    await eventually(() => first.positions).toEqual([head + 1, head + 2]);
    first.stop();
    await gone();
    await watched.append({});
    const second = subscribe(first.cursors.at(-1) as string);
    await eventually(() => second.positions).toEqual([head + 3]);
    second.stop();
    await gone();
  });

  it('is answered with the reason', async () => {
    const { outcome } = subscribe('no cursor');
    await eventually(() => outcome.error).toBeInstanceOf(CombinedGraphQLErrors);
    expect((outcome.error as CombinedGraphQLErrors).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is notified when its server shuts down', async () => {
    const other = await startApp({ parts: { database: app.services.database } });
    const { outcome } = subscribe(undefined, other);
    await eventually(() => other.hub.counts.subscribers).toBe(1);
    await other.stop();
    await eventually(() => outcome.error).toBeInstanceOf(CombinedProtocolErrors);
    expect((outcome.error as CombinedProtocolErrors).errors).toMatchObject([
      { message: 'Service restart', extensions: { code: 'SUBSCRIPTION_CLOSED', closeCode: 1012 } },
    ]);
  });
});

describe('a multipart subscription', () => {
  it('wraps each result, shows signs of life, and shares the view of event streams', async () => {
    const stream = await openParts();
    expect(stream.response.status).toBe(200);
    expect(stream.response.headers.get('content-type')).toBe('multipart/mixed;boundary="graphql";subscriptionSpec=1.0');
    await eventually(() => stream.parts[0]).toEqual({});
    const other = await openParts('text/event-stream');
    expect(other.response.headers.get('content-type')).toBe('text/event-stream');
    await eventually(() => app.hub.counts).toMatchObject({ views: 1, subscribers: 2 });
    const { executions } = app.hub.counts;
    await watched.append({});
    const position = await watched.head();
    const payload = {
      data: { events: { position } },
      extensions: { cursor: await watched.cursor(position), position },
    };
    await eventually(() => stream.parts).toContainEqual({ payload });
    expect(app.hub.counts.executions).toBe(executions + 1);
    const { length } = stream.parts;
    await eventually(() => stream.parts.length).toBeGreaterThan(length + 1);
    for (const part of stream.parts.slice(length)) expect(part).toEqual({});
    for (const each of [stream, other]) each.cut();
    await gone();
  });

  it.each(['multipart/mixed', 'multipart/mixed;deferSpec=20220824', 'application/json', 'image/png'])(
    'is not begun for who accepts %s',
    async (accept) => {
      const stream = await openParts(accept);
      await stream.reading;
      expect(stream.response.status).toBe(406);
      expect(stream.response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(JSON.parse(stream.text)).toMatchObject({
        errors: [{ message: expect.stringContaining('text/event-stream') as string }],
      });
      await gone();
    },
  );

  it.each([
    ['a document with a mistake', 'subscription { nothing }', 'errors'],
    ['a query', '{ viewer { role } }', 'data'],
  ])('is not %s: the answer is JSON, once', async (_name, query, member) => {
    const stream = await openParts(ACCEPT, query);
    await stream.reading;
    expect(stream.response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(stream.response.status).toBe(200);
    expect(Object.keys(JSON.parse(stream.text) as object)).toEqual([member]);
  });
});
