import { randomUUID } from 'node:crypto';
import { encodeGlobalId } from '../../src/ids.js';
import type { Random } from '../live/random.js';
import type { Operation } from './documents.js';
import type { Known } from './known.js';

/** An operation with something wrong in it, and what that is. */
export interface Mistaken extends Operation {
  readonly mistake: string;
  readonly operationName?: string;
}

type Mistake = (operation: Operation, random: Random, known: Known) => Partial<Mistaken>;

/** Values that hardly anything takes, by what they look like. */
const ODD: readonly unknown[] = [
  null,
  true,
  {},
  [],
  [[]],
  '',
  ' ',
  '0',
  'null',
  0,
  -1,
  1.5,
  101,
  2 ** 31,
  -(2 ** 31),
  2 ** 53,
  1e308,
  1e-320,
  -0,
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '‮',
  '🚀'.repeat(200),
  'x'.repeat(4001),
  '%_\\',
  "'; --",
  '${x}',
  '__proto__',
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  '+275760-09-13',
  '2026-13-01T00:00:00Z',
  '1970-01-01T00:00:00+99:00',
  { __proto__: null },
  { constructor: 1 },
  [null],
  [1, 'a', {}],
  { a: { b: { c: {} } } },
];

const MISTAKES: Readonly<Record<string, Mistake>> = {
  'an odd value': ({ variables }, random) => changeLeaf(variables, random, () => random.pick(ODD)),
  'another odd value': ({ variables }, random) => changeLeaf(variables, random, () => random.pick(ODD)),
  'a foreign id': ({ variables }, random, known) =>
    changeLeaf(variables, random, () => encodeGlobalId(random.pick(known.typenames), randomUUID())),
  'an id of another type': ({ variables }, random, known) =>
    changeLeaf(variables, random, () => known.idOf(random.pick(known.typenames), random)),
  'an id that is none': ({ variables }, random) =>
    changeLeaf(variables, random, () =>
      random.pick(['x', 'VW5pdDo=', btoa('Unit:1'), btoa('Unit:\0'), btoa(`Unit:${'9'.repeat(400)}`)]),
    ),
  'a missing variable': ({ variables }, random) => {
    const { [random.pick([...Object.keys(variables), ''])]: _, ...others } = variables;
    return { variables: others };
  },
  'a variable that is not declared': ({ variables }) => ({ variables: { ...variables, other: 1, ['__proto__']: 2 } }),
  'an unknown field': ({ query }, random) => ({ query: changeWord(query, random, (word) => `${word}x`) }),
  'another field': ({ query }, random) => ({
    query: changeWord(query, random, () => random.pick(['id', 'nodes', '__schema', '__typename', 'edges', 'toString'])),
  }),
  'a page out of range': ({ query }, random) => ({
    query: query.replaceAll(/\b(first|last): (?:\d+|\$\w+)/g, (_, name) => {
      const size = random.pick(['0', '-1', '101', '2147483648', '1e3', '"5"', 'null', '99999999999999999999']);
      return `${String(name)}: ${size}`;
    }),
  }),
  'a cursor of another list': ({ query }, random, known) => ({
    query: query.replaceAll(
      /\b(first|last): /g,
      (all) => `${random.pick(['after', 'before'])}: ${JSON.stringify(known.cursor(random))}, ${all}`,
    ),
  }),
  'a cursor that is made up': ({ query }, random) => ({
    query: query.replaceAll(/\b(first|last): /g, (all) => {
      const made = random.pick([
        'GPC:S:x',
        'GPC:N:9e99',
        'GPC:D:9999999999999999',
        'GPC:J:[1,null]',
        'GPC:J:{"a":{}}',
        'GPC:J:[[[',
        '',
      ]);
      return `after: ${JSON.stringify(btoa(made))}, ${all}`;
    }),
  }),
  'both ends of a page': ({ query }) => ({ query: query.replaceAll(/\bfirst: /g, 'last: 2, first: ') }),
  'an argument twice': ({ query }) => ({ query: query.replace(/\((\w+: )/, '($1null, $1') }),
  'an alias twice': ({ query }) => ({ query: query.replaceAll(/\ba\d+: /g, 'a1: ') }),
  'a variable of another type': ({ query }, random) => ({
    query: query.replace(
      /(\$v\d+: )[^,)]+/,
      (_, name) => `${String(name)}${random.pick(['Int', '[ID!]!', 'JSON', 'Nothing', '[[[[String]]]]'])}`,
    ),
  }),
  'a document that is cut off': ({ query }, random) => ({ query: query.slice(0, random.integer(0, query.length)) }),
  'a character too many': ({ query }, random) => {
    const at = random.integer(0, query.length);
    return {
      query: `${query.slice(0, at)}${random.pick(['{', '}', '"', '$', '\0', '\ud800', '@', '...', '#', '!'])}${query.slice(at)}`,
    };
  },
  'the name of no operation': () => ({ operationName: 'Other' }),
  'another kind of operation': ({ query }, random) => ({
    query: query.replace(/^\w+/, random.pick(['query', 'mutation', 'subscription', 'fragment'])),
  }),
  'directives that are none': ({ query }, random) => ({
    query: changeWord(
      query,
      random,
      (word) => `${word} ${random.pick(['@skip', '@include(if: 1)', '@defer', '@x', '@skip(if: $v0)'])}`,
    ),
  }),
};

/** Puts a mistake into an operation. */
export function mistake(operation: Operation, random: Random, known: Known): Mistaken {
  const name = random.pick(Object.keys(MISTAKES));
  return { ...operation, ...MISTAKES[name]?.(operation, random, known), mistake: name };
}

/** The same variables with another value somewhere. */
function changeLeaf(variables: Record<string, unknown>, random: Random, make: () => unknown): Partial<Mistaken> {
  const copy = structuredClone(variables);
  const places: (() => void)[] = [];
  const walk = (holder: Record<string, unknown> | unknown[]): void => {
    for (const [key, value] of Object.entries(holder)) {
      places.push(() => Reflect.set(holder, key, make()));
      if (typeof value === 'object' && value !== null) walk(value as Record<string, unknown>);
    }
  };
  walk(copy);
  if (places.length > 0) random.pick(places)();
  return { variables: copy };
}

/** The same document with another name somewhere. */
function changeWord(query: string, random: Random, change: (word: string) => string): string {
  const words = [...query.matchAll(/(?<=[{\s])[a-z]\w+(?=[\s(}])/g)];
  if (words.length === 0) return query;
  const { index, 0: word } = random.pick(words);
  return `${query.slice(0, index)}${change(word)}${query.slice(index + word.length)}`;
}
