import { encodeCursor } from '../../../../src/log/cursor.js';
import { EVENTS } from '../../history.js';
import type { Arena, Fault } from './fault.js';
import { askHttp, askSocket, inWords } from './probe.js';
import type { Answer } from './probe.js';

const MEGABYTE = 1024 * 1024;

/** Asks over every transport; what comes must be as expected, unless the server is in trouble for other reasons. */
async function askAll(
  { cluster: { urls }, abuser, flaw }: Arena,
  what: string,
  query: string,
  variables: object,
  isRight: (answer: Answer) => boolean,
  transports: readonly ('WebSocket' | 'SSE' | 'HTTP')[] = ['WebSocket', 'SSE'],
): Promise<void> {
  const url = urls[Math.floor(Math.random() * urls.length)] as string;
  await Promise.all(
    transports.map(async (transport) => {
      const answer =
        transport === 'WebSocket'
          ? await askSocket(url, abuser, query, variables)
          : await askHttp(
              url,
              abuser,
              query,
              variables,
              transport === 'SSE' ? 'text/event-stream' : 'application/json',
            );
      const inTrouble = answer.kind === 'gone' || ('text' in answer && answer.text.includes('INTERNAL_SERVER_ERROR'));
      if (!inTrouble && !isRight(answer)) flaw(`${what} over ${transport} got ${inWords(answer)}`);
    }),
  );
}

const isReset = (answer: Answer): boolean => answer.kind === 'next' && answer.text.includes('"__typename":"Reset"');
const isRefused = (answer: Answer): boolean => {
  if (answer.kind === 'closed') return answer.code === 1009;
  if (answer.kind === 'status') return answer.code >= 400 && answer.code < 500;
  return 'text' in answer && /"code":"[A-Z_]+"/.test(answer.text) && !/"data":\{/.test(answer.text);
};

const nest = (depth: number, before: string, inner: string, after: string): string =>
  `${before.repeat(depth)}${inner}${after.repeat(depth)}`;

/** Queries that would cost too much. */
const COSTLY: Readonly<Record<string, string>> = {
  deep: `{ improvements { nodes { ${nest(20, 'deployments { nodes { improvement { ', 'id', ' } } }')} } } }`,
  aliased: `{ ${Array.from({ length: 200 }, (_, index) => `a${index}: viewer { role }`).join(' ')} }`,
  repeated: `{ ${'viewer { role } '.repeat(2_000)} }`,
  wide: `{ improvements(first: 100) { nodes { deployments(first: 100) { nodes { improvement { deployments(first: 100) { nodes { id } } } } } } } }`,
  'introspection loop': `{ __schema { types { ${nest(20, 'fields { type { ', 'name', ' } }')} } } }`,
  'subscription with aliases': `subscription { events { ${Array.from({ length: 200 }, (_, index) => `a${index}: position`).join(' ')} } }`,
};

/** Requests that are wrong, or too much: each gets a plain answer, and nobody else notices. */
export const badRequests: readonly Fault[] = [
  {
    name: 'bad-cursors',
    hits: 'abuse',
    seconds: [1, 1],
    async run(arena) {
      const { stage } = arena.cluster;
      const at = (position: number, epoch = stage.epoch): object => ({ after: encodeCursor({ epoch, position }) });
      await askAll(arena, 'a cursor from the future', EVENTS, at(2_000_000_000), isReset);
      await askAll(arena, 'a cursor of another log', EVENTS, at(5, 'abcdef012345'), isReset);
      await askAll(arena, 'the oldest cursor', EVENTS, at(0), (answer) => answer.kind === 'next'); // Or a Reset: it may be too old.
      await askAll(arena, 'garbage as a cursor', EVENTS, { after: 'no cursor at all' }, isRefused);
      await askAll(arena, 'a cursor of 1 MB', EVENTS, { after: 'A'.repeat(MEGABYTE) }, isRefused);
    },
  },
  {
    name: 'costly-queries',
    hits: 'abuse',
    seconds: [1, 1],
    async run(arena) {
      for (const [name, query] of Object.entries(COSTLY)) {
        await askAll(arena, `the ${name} query`, query, {}, isRefused, ['WebSocket', 'SSE', 'HTTP']);
      }
    },
  },
  {
    name: 'variables-too-large',
    hits: 'abuse',
    seconds: [1, 1],
    async run(arena) {
      const unitIds = Array.from({ length: 50_000 }, () => arena.cluster.stage.organization.ledUnit.globalId);
      await askAll(arena, 'a filter of 50,000 units', EVENTS, { filter: { unitIds } }, isRefused);
    },
  },
];
