import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, test } from 'vitest';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp();
const organization = useOrganization(app);

const QUERY = '{ __typename }';
const MISSING = '{ nothing }';

/** Sends a body, with these headers besides the usual ones. */
async function send(body: string, headers: Readonly<Record<string, string>>) {
  const sending = request(app.url, {
    method: 'POST',
    headers: {
      authorization: organization.people.PROJECT_LEAD.bearer,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...headers,
    },
  });
  const before = app.shortWay.answered;
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  const { date: _date, ...rest } = response.headers;
  const answered = { status: response.statusCode, headers: rest, body: await text(response) };
  return { ...answered, isShort: app.shortWay.answered > before };
}

const accepting = (accept: string | undefined) => (accept === undefined ? {} : { accept });
const asking = (query: string, more: object = {}) => JSON.stringify({ query, ...more });

/** The same, as Yoga answers it. */
function byYoga(body: string, accept = '*/*', headers: Readonly<Record<string, string>> = {}) {
  const named = accept.split(',').map((type) => `${type}; charset=utf-8`);
  return send(body, { ...headers, accept: named.join() });
}

describe('a request gets the same answer on both ways', () => {
  const bodies = [
    ['a query', asking(QUERY)],
    ['one that does not parse', asking('{')],
    ['one that is not valid', asking(MISSING)],
    ['one with a wrong variable', asking('query ($id: ID!) { node(id: $id) { id } }')],
    ['one of several operations', asking('query A { __typename } query B { viewer { role } }', { operationName: 'B' })],
    ['none of several operations', asking('query A { __typename } query B { __typename }')],
    ['an operation that is not there', asking(QUERY, { operationName: 'Other' })],
    ['a mutation that is refused', asking('mutation { addUnit(input: { name: "A", kind: PROJECT }) { __typename } }')],
    ['a record that is not there', asking('{ node(id: "nothing") { id } }')],
    ['what it cost', asking(QUERY, { extensions: { cost: true } })],
  ] as const;
  const accepted = [
    undefined,
    '*/*',
    'application/json',
    'application/graphql-response+json',
    'application/graphql-response+json,application/json;q=0.9',
    'application/json, application/graphql-response+json',
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    'text/html, application/*;q=0.5',
  ];
  test.each(bodies.flatMap(([name, body]) => accepted.map((accept) => ({ name, body, accept }))))(
    '$name, accepting $accept',
    async ({ body, accept }) => {
      const { isShort, ...answered } = await send(body, accepting(accept));
      const { isShort: never, ...theirs } = await byYoga(body, accept);
      expect(answered).toEqual(theirs);
      expect([isShort, never]).toEqual([true, false]);
    },
  );

  test.each(['gzip', 'br, gzip', 'identity'])('in %s, where it is long', async (encoding) => {
    const body = asking('{ __schema { types { name description } } }');
    const headers = { 'accept-encoding': encoding };
    const { isShort, ...answered } = await send(body, headers);
    const { isShort: never, ...theirs } = await byYoga(body, '*/*', headers);
    expect(answered).toEqual(theirs);
    expect([isShort, never]).toEqual([true, false]);
  });

  it('from a page of an allowed origin', async () => {
    const headers = { origin: 'https://allowed.example' };
    const { isShort, ...answered } = await send(asking(QUERY), headers);
    const { isShort: never, ...theirs } = await byYoga(asking(QUERY), '*/*', headers);
    expect(answered).toEqual(theirs);
    expect(answered.headers['access-control-allow-origin']).toBe('https://allowed.example');
    expect([isShort, never]).toEqual([true, false]);
  });
});

describe('what is not plain is left to Yoga, with the body that was read', () => {
  test.each([
    ['no JSON', '{', 400],
    ['nothing', '{}', 400],
    ['a list', '[]', 400],
    ['a query that is no text', '{"query":{}}', 400],
    ['variables that are no object', asking(QUERY, { variables: [] }), 400],
    ['extensions that are no object', asking(QUERY, { extensions: 'x' }), 400],
    ['a hash, without documents', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}', 200],
    ['a large body that is not JSON', `"${'x'.repeat(300_000)}`, 400],
  ])('%s', async (_name, body, status) => {
    const { isShort, ...answered } = await send(body, {});
    expect(answered).toEqual((({ isShort: _never, ...theirs }) => theirs)(await byYoga(body)));
    expect(JSON.parse(answered.body)).toHaveProperty('errors');
    expect([isShort, answered.status]).toEqual([false, status]);
  });

  it('a subscription', async () => {
    const sending = request(app.url, {
      method: 'POST',
      headers: {
        authorization: organization.people.VIEWER.bearer,
        'content-type': 'application/json',
        accept: 'text/event-stream, application/json',
      },
    });
    const body = asking('subscription { events { position } }');
    sending.setHeader('content-length', body.length).end(body);
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      200,
      expect.stringContaining('text/event-stream'),
    ]);
    sending.destroy();
  });
});
