import type { Random } from '../live/random.js';
import { hostileOperations } from './hostile-operations.js';
import type { Known } from './known.js';

/** One thing that a client of WebSocket does: sends a text, bytes as a binary frame, a control frame, or bytes that may be no frame. */
export type Step =
  | { readonly text: string; readonly fin?: boolean }
  | { readonly binary: string }
  | { readonly ping: number }
  | { readonly pong: number }
  | { readonly raw: string };

const message = (content: object): Step => ({ text: JSON.stringify(content) });
const subscribe = (id: unknown, query: string): Step => message({ id, type: 'subscribe', payload: { query } });
const times = (count: number, make: (n: number) => Step): Step[] => Array.from({ length: count }, (_, n) => make(n));
const EVENTS = 'subscription { events { position } }';
const ROLE = '{ viewer { role } }';
const ODD_IDS = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'x'.repeat(100_000),
  '\0',
  '\ud800',
  1,
  null,
  {},
  [],
  true,
  undefined,
];

/** What a client does once it has said who it is, by what it tries. */
export const hostileFrames: Readonly<Record<string, (random: Random, known: Known) => Step[]>> = {
  'no message': (random) => [
    {
      text: random.pick([
        '',
        '{',
        'null',
        '1',
        '[]',
        '"x"',
        '{}',
        '{"type": 1}',
        '{"type": "x"}',
        '{"type": "__proto__"}',
        'x'.repeat(1_000),
        '[{"type":"ping"}]',
        '\ufeff{"type":"ping"}',
      ]),
    },
  ],
  'a binary frame': (random) => [{ binary: random.pick(['', '{"type":"ping"}', '\xff\xfe', '\0'.repeat(1_000)]) }],
  'text that is no UTF-8': () => [{ raw: '\x81\x82\0\0\0\0\xff\xfe' }],
  'frames that are none': (random) => [
    {
      raw: random.pick([
        '\xf1\x80\0\0\0\0',
        '\x83\x80\0\0\0\0',
        '\x8b\x80\0\0\0\0',
        '\x81\x01x',
        '\x80\x80\0\0\0\0',
        '\x09\x80\0\0\0\0',
        '\x89\xfe\x01\x00\0\0\0\0',
        '\xc1\x80\0\0\0\0',
        '\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0',
        '\x81\xff\0\0\0\0\x7f\xff\xff\xff\0\0\0\0',
      ]),
    },
  ],
  'an end that is odd': (random) => [
    {
      raw: random.pick([
        '\x88\x80\0\0\0\0',
        '\x88\x81\0\0\0\0x',
        '\x88\x82\0\0\0\0\x03\xe7',
        '\x88\x82\0\0\0\0\x03\xed',
        '\x88\x82\0\0\0\0\x03\xe8',
        '\x88\x82\0\0\0\0\x13\x87',
        '\x88\x84\0\0\0\0\x03\xe8\xff\xfe',
      ]),
    },
  ],
  'half a frame': () => [{ raw: '\x81\xfe\x10\0\0\0\0\0xx' }],
  'a message in pieces': (random) => [
    ...times(random.pick([10, 500, 20_000]), () => ({ text: random.pick(['', 'x']), fin: false })),
    { text: '', fin: true },
  ],
  'a message of the largest size': (random) => {
    const size = 128 * 1024 + random.integer(-60, 2);
    return [{ text: JSON.stringify({ type: 'ping', payload: { x: 'x'.repeat(size - 34) } }) }];
  },
  'pings without end': (random) => times(random.pick([60, 300, 2_000]), () => ({ ping: random.pick([0, 125]) })),
  'pongs without end': (random) => times(random.pick([60, 300, 2_000]), () => ({ pong: random.pick([0, 125]) })),
  'pings of the protocol': (random) =>
    times(random.pick([60, 300, 2_000]), () =>
      message({ type: 'ping', payload: random.pick([undefined, {}, { x: 'x'.repeat(500) }, 1, 'x']) }),
    ),
  'a second init': () => [message({ type: 'connection_init' })],
  'a message of servers': (random) => [
    message({
      id: 'a',
      type: random.pick(['next', 'error', 'complete', 'connection_ack', 'pong']),
      payload: random.pick([undefined, null, {}, [], 1, 'x']),
    }),
  ],
  'an id that is odd': (random) => {
    const id = random.pick(ODD_IDS);
    return [subscribe(id, random.pick([ROLE, EVENTS])), message({ id, type: 'complete' })];
  },
  'an id twice': () => [subscribe('a', EVENTS), subscribe('a', EVENTS)],
  'an id again at once': (random) =>
    times(random.pick([4, 40, 200]), (n) =>
      n % 2 === 0 ? subscribe('a', random.pick([EVENTS, ROLE])) : message({ id: 'a', type: 'complete' }),
    ),
  'subscriptions without end': (random) =>
    times(random.pick([20, 120, 450]), (n) =>
      subscribe(String(n), random.pick([EVENTS, `subscription { deploymentProgress { a${n}: total } }`])),
    ),
  'queries without end': (random) =>
    times(random.pick([20, 120, 450]), (n) =>
      subscribe(String(n), random.pick([ROLE, '{', '{ units(first: 100) { nodes { name } } }'])),
    ),
  'a payload that is odd': (random) => [
    message({
      id: 'a',
      type: 'subscribe',
      payload: random.pick([
        undefined,
        null,
        1,
        'x',
        [],
        {},
        { query: 1 },
        { query: null },
        { query: '' },
        { query: ROLE, variables: [] },
        { query: ROLE, variables: 'x' },
        { query: ROLE, operationName: 1 },
        { query: ROLE, extensions: 'x' },
        { documentId: 1 },
        { extensions: { persistedQuery: 1 } },
      ]),
    }),
  ],
  'a payload that means harm': (random, known) =>
    times(random.integer(1, 3), (n) => {
      const body = hostileOperations[random.pick(Object.keys(hostileOperations))]?.(random, known) ?? '';
      return { text: `{"id": "h${n}", "type": "subscribe", "payload": ${body || '""'}}` };
    }),
  'JSON nested without end': (random) => {
    const depth = random.pick([100, 5_000, 60_000]);
    return [
      {
        text: `{"type": "${random.pick(['ping', 'pong', 'subscribe', 'x'])}", "id": "a", "payload": ${'['.repeat(depth)}${']'.repeat(depth)}}`,
      },
    ];
  },
};

/** First messages that a client may send in place of good ones. */
export const hostileInits: readonly Step[][] = [
  [],
  [subscribe('a', ROLE)],
  [message({ type: 'ping' }), message({ type: 'pong' }), message({ id: 'a', type: 'complete' })],
  ...[
    null,
    1,
    'x',
    [],
    { Authorization: 1 },
    { Authorization: 'Bearer x' },
    { authorization: `Bearer ${'x'.repeat(10_000)}` },
    { organization: {} },
    { organization: '\0' },
    { Authorization: 'x'.repeat(20_000) },
  ].map((payload) => [message({ type: 'connection_init', payload })]),
  [{ text: `{"type": "connection_init", "payload": ${'['.repeat(5_000)}${']'.repeat(5_000)}}` }],
  [message({ type: 'connection_init' }), message({ type: 'connection_init' })],
  [message({ type: 'connection_init' }), subscribe('a', ROLE)],
];
