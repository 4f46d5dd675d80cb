import type { Random } from '../live/random.js';

const BODY = '{"query":"{ viewer { role } }"}';
const lines = (first: string, headers: readonly string[], body = ''): string =>
  `${first}\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n${body}`;
const HOST = 'Host: 127.0.0.1';
const JSON_TYPE = 'Content-Type: application/json';
const post = (headers: readonly string[], body = BODY, path = '/graphql'): string =>
  lines(`POST ${path} HTTP/1.1`, [HOST, ...headers, 'Connection: close'], body);
const typed = (headers: readonly string[], body = BODY): string =>
  post([JSON_TYPE, `Content-Length: ${Buffer.byteLength(body, 'latin1')}`, ...headers], body);
const get = (path: string, headers: readonly string[] = []): string =>
  lines(`GET ${path} HTTP/1.1`, [HOST, ...headers, 'Connection: close']);
const upgrade = (headers: readonly string[]): string => get('/graphql', headers);

const BOUNDARY = '--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{}\r\n';
const ODD = ['\0', '\x01', '\x7f', 'é', '"', ';', ',', ' ', '\t', '%', '%00', '%ff', '*', '{}', '\\', '../', '<x>'];

/** What is written to a connection that should speak HTTP, as bytes in Latin-1, by what it tries. */
export const hostileBytes: Readonly<Record<string, (random: Random) => string>> = {
  'no HTTP': (random) =>
    random.pick([
      '\0'.repeat(500),
      'hello\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'GET\r\n\r\n',
      'GET /graphql HTTP/9.9\r\n\r\n',
      '\r\n\r\n\r\nGET /',
    ]),
  'a method': (random) =>
    lines(
      `${random.pick(['PUT', 'DELETE', 'TRACE', 'OPTIONS', 'HEAD', 'PATCH', 'CONNECT', 'PROPFIND', 'QUERY', 'X'])} ${random.pick(['/graphql', '/', '*', '/health/live', '/export/units.csv'])} HTTP/1.1`,
      [HOST, 'Connection: close'],
    ),
  'a host': (random) =>
    lines('GET /graphql?query={viewer{role}} HTTP/1.1', [
      ...Array.from(
        { length: random.integer(0, 2) },
        () =>
          `Host: ${random.pick(['', 'a b', '[::1', 'x'.repeat(5_000), 'é', 'a:99999999', '127.0.0.1', 'http://x', ...ODD])}`,
      ),
      'Connection: close',
    ]),
  'a path': (random) =>
    get(
      random.pick([
        '//graphql',
        '/graphql/',
        '/graphql/../x',
        '/%2e%2e/etc/passwd',
        '/..%5c..%5cx',
        `/${'x'.repeat(14_000)}`,
        '/%',
        '/%00',
        '/%c3%28',
        '/export/%',
        '/export/units.csv?x[]=1',
        '/export/__proto__.csv',
        '/improvements/x/letter.html',
        '/graphiql/../package.json',
        '/auth/demo',
        'http://x/graphql',
        'graphql',
        '/assets/%2e%2e%2findex.html',
        ...ODD.map((odd) => `/graphql?query=${odd}`),
      ]),
    ),
  'a query in the address': (random) =>
    get(
      `/graphql?${random.pick(['query=%7Bviewer%7Brole%7D%7D&variables=%7B', 'query=mutation%7Bx%7D', 'query=%FF', 'query=%', 'variables=[]', 'query=a&query=b', 'extensions=%7B%22__proto__%22%3A1%7D', 'documentId=x', `query=${'%7Ba'.repeat(3_000)}`, 'query=subscription%7Bevents%7Bid%7D%7D', 'query=%7B__schema%7Btypes%7Bname%7D%7D%7D', '&&&===', 'query=%7Bviewer%7Brole%7D%7D&operationName=%00'])}`,
      [
        `Accept: ${random.pick(['*/*', 'text/event-stream', 'application/json', 'multipart/mixed;subscriptionSpec=1.0', 'application/graphql-response+json'])}`,
      ],
    ),
  'a length': (random) =>
    post([
      JSON_TYPE,
      `Content-Length: ${random.pick(['-1', '5', '40', '1e3', '0x10', '', '99999999999999999999', '2000000', '31, 31', '31\r\nContent-Length: 5', '31\r\nTransfer-Encoding: chunked', '0'])}`,
    ]),
  'no length': (random) =>
    post(
      [
        JSON_TYPE,
        `Transfer-Encoding: ${random.pick(['chunked', 'gzip, chunked', 'identity', 'chunked, chunked', 'x'])}`,
      ],
      random.pick(['5\r\n{"quer\r\n0\r\n\r\n', 'ffffffffffffffff\r\nx', 'x\r\n', '-1\r\n\r\n', '0\r\n\r\n']),
    ),
  'a type': (random) => {
    const type = random.pick([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'application/json; charset=utf-16',
      'application/json;charset',
      'application/json; charset="utf-8',
      'application/graphql',
      'APPLICATION/JSON',
      'application/json, text/plain',
      '',
      'application/json'.padEnd(9_000, ';'),
    ]);
    const body = type.startsWith('multipart') ? `${BOUNDARY}--y--` : BODY;
    return post([`Content-Type: ${type}`, `Content-Length: ${body.length}`], body);
  },
  'an encoding': (random) =>
    typed([`Content-Encoding: ${random.pick(['gzip', 'br', 'deflate', 'identity', 'gzip, gzip', 'x', ''])}`]),
  'bytes that are no UTF-8': (random) =>
    typed(
      [],
      random.pick([
        '{"query":"{ viewer { role } } #\xff"}',
        '\xff\xfe{\0',
        '\xef\xbb\xbf{"query":"{ viewer { role } }"}',
        '\xc0\x80',
        '{"query":"\xed\xa0\x80"}',
        '\x1f\x8b\x08\0\0\0',
      ]),
    ),
  'what is accepted': (random) =>
    typed([
      `Accept: ${random.pick(['', 'x', 'image/png', 'text/html', '*/*;q=0', 'application/json;q=x', 'text/event-stream, multipart/mixed', 'a/b,'.repeat(3_000), ...ODD])}`,
      `Accept-Encoding: ${random.pick(['gzip;q=9', 'br, gzip, x', 'identity;q=0, *;q=0', '', 'x'.repeat(2_000)])}`,
    ]),
  credentials: (random) =>
    typed([
      `Authorization: ${random.pick(['Bearer', 'Bearer ', 'Bearer x.y.z', 'Basic dTpw', `Bearer ${'x'.repeat(9_000)}`, 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJub29yIn0.', 'Bearer a\r\nAuthorization: Bearer b', ...ODD])}`,
    ]),
  'an organization': (random) =>
    typed([`Uplift-Organization: ${random.pick(['demo', 'other', '', '__proto__', 'x'.repeat(9_000), ...ODD])}`]),
  'an origin': (random) =>
    typed([`Origin: ${random.pick(['null', 'http://evil.example', '', 'x', 'http://127.0.0.1', 'file://', ...ODD])}`]),
  'headers without end': (random) =>
    typed(
      Array.from({ length: random.pick([50, 1_500, 4_000]) }, (_, n) => `X-${n}: ${'x'.repeat(random.pick([1, 5]))}`),
    ),
  'a long header': (random) => typed([`X-Long: ${'x'.repeat(random.pick([1_000, 15_000, 100_000]))}`]),
  'an odd header': (random) =>
    typed([
      random.pick([
        'X\0: 1',
        ': 1',
        'X : 1',
        ' X: 1',
        'X: a\0b',
        'X',
        'é: 1',
        'X: 1\n Y: 2',
        'Expect: 100-continue',
        'Expect: x',
        'Range: bytes=0-1',
        'TE: trailers',
        'Last-Event-ID: \0',
        'Upgrade: h2c',
        'Connection: upgrade',
        'Traceparent: 00-x',
        'If-None-Match: *',
      ]),
    ]),
  'a stream from a place that is none': (random) =>
    typed(
      [
        'Accept: text/event-stream',
        `Last-Event-ID: ${random.pick(['x', '', 'MTowOjA', 'x'.repeat(8_000), 'é', '-1'])}`,
      ],
      '{"query":"subscription { events { position } }"}',
    ),
  'many at once': (random) =>
    `${lines('GET /health/live HTTP/1.1', [HOST]).repeat(random.pick([2, 50, 200]))}${get('/graphql?query={viewer{role}}')}`,
  'a handshake': (random) =>
    upgrade([
      `Connection: ${random.pick(['Upgrade', 'upgrade, x', 'close, upgrade'])}`,
      'Upgrade: websocket',
      `Sec-WebSocket-Version: ${random.pick(['13', '8', '', 'x'])}`,
      ...(random.chance(0.7)
        ? [`Sec-WebSocket-Key: ${random.pick(['dGhlIHNhbXBsZSBub25jZQ==', 'x', '', ...ODD])}`]
        : []),
      `Sec-WebSocket-Protocol: ${random.pick(['graphql-transport-ws', 'graphql-ws', '', ',', 'x, graphql-transport-ws', 'é'])}`,
      `Sec-WebSocket-Extensions: ${random.pick(['permessage-deflate', 'x; y=z', ';', ''])}`,
    ]),
  'signing in': (random) =>
    post(
      [JSON_TYPE, `Origin: http://127.0.0.1`, 'Content-Length: 22'],
      random.pick([
        '{"role":"VIEWER"}     ',
        '{"subject":"__proto__"',
        '[[[[[[[[[[]]]]]]]]]]  ',
        '"xxxxxxxxxxxxxxxxxxxx"',
      ]),
      '/auth/demo',
    ),
};
