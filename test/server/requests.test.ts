import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { WebSocket } from 'ws';
import { createTestOrganization, HOUR } from '../support/app.js';
import { useApp } from '../support/use-app.js';

let bearer: string;
const app = useApp({ parts: { signIn: { limits: { maxIdle: HOUR, maxAge: HOUR }, demo: async () => [] } } });
beforeAll(async () => {
  bearer = (await createTestOrganization(app)).people.ADMINISTRATOR.bearer;
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, in as many writes. */
  readonly chunks?: readonly Buffer[];
}

async function send({ method = 'POST', path = '/graphql', headers = {}, chunks = [] }: Sent) {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const sending = request(new URL(path, app.url), {
    method,
    headers: {
      authorization: bearer,
      ...(chunks.length > 0 ? { 'content-type': 'application/json', 'content-length': length } : {}),
      ...headers,
    },
  });
  for (const chunk of chunks) {
    await new Promise((resolve) => void sending.write(chunk, resolve));
    await new Promise((resolve) => void setImmediate(resolve));
  }
  sending.end();
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** What is wrong, as it is said in JSON: the message of the only error. */
function messageOf({ headers, body }: Awaited<ReturnType<typeof send>>): string {
  expect(headers['content-type']).toMatch(/^application\/(graphql-response\+)?json/);
  const { errors } = JSON.parse(body) as { errors: { message: string }[] };
  expect(errors).toHaveLength(1);
  return errors[0]?.message ?? '';
}

const ADD =
  'mutation Add($name: String!) { addUnit(input: { kind: PROJECT, name: $name }) { ... on AddUnitPayload { unit { name } } } }';
const adding = (name: string) => JSON.stringify({ query: ADD, variables: { name } });
const unitsNamed = (text: string) => app.services.database.prisma.unit.count({ where: { name: { contains: text } } });
const LATIN_1 = Buffer.from(adding('Müller'), 'latin1');
const QUERY = JSON.stringify({ query: '{ __typename }' });
const ANSWER = '{"data":{"__typename":"Query"}}';

describe('a body', () => {
  it('that is not UTF-8 is refused, and nothing of it is stored', async () => {
    const answered = await send({ chunks: [LATIN_1] });
    expect(answered.status).toBe(400);
    expect(messageOf(answered)).toBe('The request body is not valid UTF-8.');
    expect(await unitsNamed('M')).toBe(0);
  });

  it('that is not UTF-8 is refused where pages sign in, too', async () => {
    const body = Buffer.from('{"subject":"M\xfcller"}', 'latin1');
    const answered = await send({ path: '/auth/demo', headers: { origin: new URL(app.url).origin }, chunks: [body] });
    expect(answered.status).toBe(400);
    expect(messageOf(answered)).toBe('The request body is not valid UTF-8.');
  });

  it.each(['iso-8859-1', 'utf-16', '"windows-1252"'])('in %s is refused', async (charset) => {
    const answered = await send({
      headers: { 'content-type': `application/json; charset=${charset}` },
      chunks: [LATIN_1],
    });
    expect(answered.status).toBe(415);
    expect(messageOf(answered)).toBe('Send the body in UTF-8.');
  });

  it('may be cut in the middle of a letter on its way', async () => {
    const bytes = Buffer.from(adding('Zoë 🚀'));
    const chunks = Array.from(bytes, (_byte, index) => bytes.subarray(index, index + 1));
    const { status, body } = await send({ chunks });
    expect([status, JSON.parse(body)]).toEqual([200, { data: { addUnit: { unit: { name: 'Zoë 🚀' } } } }]);
  });

  it('may begin with a byte order mark', async () => {
    const { status, body } = await send({ chunks: [Buffer.from(`\uFEFF${QUERY}`)] });
    expect([status, body]).toEqual([200, ANSWER]);
  });

  it.each([
    'APPLICATION/JSON',
    'Application/Json; Charset=UTF-8',
    'application/json ;charset="utf-8"',
    'application/json;charset=utf8',
    'application/json; profile=x',
  ])('may be of type %s', async (type) => {
    const { status, body } = await send({ headers: { 'content-type': type }, chunks: [Buffer.from(QUERY)] });
    expect([status, body]).toEqual([200, ANSWER]);
  });

  it.each(['application/xml', 'application/jsonx', 'text/plain', ''])(
    'of type "%s" is refused in words',
    async (type) => {
      const answered = await send({ headers: { 'content-type': type }, chunks: [Buffer.from(QUERY)] });
      expect(answered.status).toBe(415);
      expect(messageOf(answered)).toBe('Send the body as application/json.');
    },
  );

  it('that is compressed is refused in words', async () => {
    const answered = await send({ headers: { 'content-encoding': 'gzip' }, chunks: [gzipSync(QUERY)] });
    expect(answered.status).toBe(415);
    expect(messageOf(answered)).toBe('Send the body uncompressed, without Content-Encoding.');
  });

  it('may have members that we do not know', async () => {
    const body = JSON.stringify({ query: '{ __typename }', id: 'x', doc_id: 7, ['__proto__']: { query: 'x' } });
    expect((await send({ chunks: [Buffer.from(body)] })).body).toBe(ANSWER);
  });

  it.each<[body: string, message: string]>([
    ['', 'The request body is not valid JSON.'],
    ['{', 'The request body is not valid JSON.'],
    ['null', 'The request body must be a JSON object.'],
    ['"{ __typename }"', 'The request body must be a JSON object.'],
    ['{}', '"query" or "documentId" is required.'],
    ['{"query":null}', '"query" or "documentId" is required.'],
    ['{"query":7}', 'Expected "query" param to be a string, but given number.'],
    ['{"query":"{ __typename }","operationName":7}', '"operationName" must be a string.'],
    ['{"documentId":7}', '"documentId" must be a string.'],
    [
      '{"query":"{ __typename }","variables":[]}',
      'Expected "variables" param to be empty or an object, but given array.',
    ],
  ])('%j is refused in words', async (body, message) => {
    const headers = { 'content-type': 'application/json' };
    const answered = await send({ headers, chunks: body ? [Buffer.from(body)] : [] });
    expect(messageOf(answered)).toBe(message);
  });
});

test('for whom no answer would be acceptable, nothing is done', async () => {
  const answered = await send({ headers: { accept: 'image/png, text/html' }, chunks: [Buffer.from(adding('Unseen'))] });
  expect(answered.status).toBe(406);
  expect(messageOf(answered)).toMatch(/^Answers are application\/json or /);
  expect(await unitsNamed('Unseen')).toBe(0);
});

describe('an address', () => {
  const get = (query: string) => send({ method: 'GET', path: `/graphql?${query}` });

  it.each(['query=%7Bviewer%zz%7D', 'query={__typename}&variables=%', 'query=%7B+practice(ref:"M%FC")%7Bref%7D%7D'])(
    'that is not percent-encoded UTF-8 is refused: %s',
    async (query) => {
      const answered = await get(query);
      expect(answered.status).toBe(400);
      expect(messageOf(answered)).toBe('The query string of the address is not percent-encoded UTF-8.');
    },
  );

  it('with variables that are not JSON is refused', async () => {
    const answered = await get('query={__typename}&variables={');
    expect(answered.status).toBe(400);
    expect(messageOf(answered)).toBe('The parameter "variables" is not valid JSON.');
  });

  it('may be encoded either way', async () => {
    const query = 'query($ref:String!){practice(ref:$ref){ref}}';
    const parameters = new URLSearchParams({ query, variables: JSON.stringify({ ref: 'OPM SP 3.2' }) });
    for (const written of [`${parameters}`, `${parameters}`.replaceAll('+', '%20')]) {
      expect((await get(written)).body).toBe('{"data":{"practice":{"ref":"OPM SP 3.2"}}}');
    }
  });
});

describe('a Host header', () => {
  /** The status line for a request with this header. */
  async function ask(host: string, upgrade = ''): Promise<string> {
    const { hostname, port } = new URL(app.url);
    const connection = connect(Number(port), hostname);
    connection.end(
      `GET /graphql?query={__typename} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${bearer}\r\n${upgrade}\r\n`,
    );
    return (await text(connection)).split('\r\n', 1)[0] ?? '';
  }

  test.each(['a b', '[::1', 'x:y', 'x:99999', 'a/b', 'x?y', 'x#y', 'u@x', 'a\\b', 'a,b c', '%zz', '<x>'])(
    'that is malformed is refused: %s',
    async (host) => {
      expect(await ask(host)).toBe('HTTP/1.1 400 Bad Request');
      const upgrade =
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n';
      expect(await ask(host, upgrade)).toBe('HTTP/1.1 400 Bad Request');
    },
  );

  test.each(['localhost', 'uplift.example:8443', '[::1]:4000', '10.0.0.1', 'my_host'])('may be %s', async (host) => {
    expect(await ask(host)).toBe('HTTP/1.1 200 OK');
  });
});

test('a message of a socket that is not UTF-8 ends it, and nothing of it is stored', async () => {
  for (const binary of [true, false]) {
    const socket = new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
    const closed = once(socket, 'close');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: bearer } }));
    await once(socket, 'message');
    const message = `{"id":"1","type":"subscribe","payload":${adding('Müller')}}`;
    socket.send(Buffer.from(message, 'latin1'), { binary });
    expect((await closed)[0]).toBe(binary ? 4400 : 1007);
  }
  expect(await unitsNamed('ller')).toBe(0);
});

test.each<[number, string, string | undefined, Sent]>([
  [400, 'BAD_USER_INPUT', undefined, { headers: { host: 'a b' } }],
  [403, 'BAD_USER_INPUT', undefined, { headers: { origin: 'http://elsewhere.example' } }],
  [404, 'BAD_USER_INPUT', undefined, { method: 'PUT', path: '/nothing' }],
  [404, 'BAD_USER_INPUT', undefined, { method: 'GET', path: '/export/nothing.csv' }],
  [405, 'BAD_USER_INPUT', undefined, { path: '/export/units.csv' }],
  [406, 'BAD_USER_INPUT', undefined, { headers: { accept: 'image/png' }, chunks: [Buffer.from(QUERY)] }],
  [
    411,
    'BAD_USER_INPUT',
    undefined,
    { headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } },
  ],
  [413, 'BAD_USER_INPUT', 'maxBodyBytes', { chunks: [Buffer.alloc(2 * 1024 * 1024)] }],
  [415, 'BAD_USER_INPUT', undefined, { headers: { 'content-type': 'text/plain' }, chunks: [Buffer.from(QUERY)] }],
])('%i is refused with a code', async (status, code, bound, sent) => {
  const answered = await send(sent);
  expect(answered.status).toBe(status);
  const { errors } = JSON.parse(answered.body) as { errors: { extensions: object }[] };
  expect(errors.map(({ extensions }) => extensions)).toEqual([bound ? { code, bound } : { code }]);
});

test('an answer has its fields in the order of the query', async () => {
  const query =
    '{ viewer { role } __typename organization: viewer { organization { position name } } second: __typename }';
  const { body } = await send({ chunks: [Buffer.from(JSON.stringify({ query }))] });
  expect(body).toMatch(/"viewer".*"__typename".*"organization".*"position".*"name".*"second"/);
});
