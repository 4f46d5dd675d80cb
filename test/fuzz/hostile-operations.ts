import type { Random } from '../live/random.js';
import type { Known } from './known.js';

/** Makes the text of a request's body. */
type Make = (random: Random, known: Known) => string;

const many = (count: number, make: (n: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, n) => make(n)).join(between);
const asked = (query: string, variables?: unknown, others: object = {}): string =>
  JSON.stringify({ query, variables, ...others });
/** A body whose variables are text: JSON that no object could be made of. */
const askedWith = (query: string, variables: string): string =>
  `{"query": ${JSON.stringify(query)}, "variables": ${variables}}`;
const sizes = [20, 200, 2_000, 20_000];
const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);

const UNITS = 'query ($f: UnitFilter) { units(filter: $f, first: 2) { totalCount } }';
const OF_TYPE = (depth: number): string => `${'{ ofType '.repeat(depth)}{ name }${' }'.repeat(depth)}`;
const CIRCLE =
  'improvements(first: 2) { nodes { deployments(first: 2) { nodes { improvement { deployments(first: 2) { nodes { unit ';

/** Requests that mean harm, by what they try. */
export const hostileOperations: Readonly<Record<string, Make>> = {
  'fields nested without end': (random) => {
    const depth = random.pick(sizes);
    return asked(`{ viewer ${nested(depth, '{ organization ', '}')} }`);
  },
  'records in circles': () => asked(`{ ${CIRCLE}{ deployments(first: 100) { totalCount } } } } } } } } }`),
  'records in long circles': (random) => {
    const depth = random.integer(2, 8);
    return asked(
      `{ units(first: 100) { nodes ${nested(depth, '{ deployments(first: 100) { nodes { unit ', '{ id } } } }').replaceAll('{ id } } } }{ id }', '')} } }`,
    );
  },
  'fragments in a circle': (random) => {
    const count = random.pick([1, 2, 50]);
    return asked(`{ ...F0 } ${many(count, (n) => `fragment F${n} on Query { ...F${(n + 1) % count} }`)}`);
  },
  'fragments that double': (random) => {
    const count = random.pick([5, 20, 60]);
    return asked(
      `{ ...F0 } ${many(count, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F${count} on Query { __typename }`,
    );
  },
  'aliases without end': (random) =>
    asked(`{ ${many(random.pick(sizes) / 10, (n) => `a${n}: units { totalCount }`)} }`),
  'dear aliases': (random) =>
    asked(
      `{ ${many(random.integer(2, 50), (n) => `a${n}: deploymentMatrix(first: 100) { nodes { cells { deployment { percent } } } }`)} }`,
    ),
  'a field again and again': (random) => asked(`{ ${many(random.pick(sizes), () => 'viewer { role }')} }`),
  'fields that may conflict': (random) =>
    asked(
      `{ ${many(random.pick([20, 100, 400]), (n) => `units(first: 2) { nodes { ${many(5, (m) => `a${(n * m) % 50}: name`)} } }`)} }`,
    ),
  'directives without end': (random) =>
    asked(`{ viewer { role ${many(random.pick(sizes), () => random.pick(['@include(if: true)', '@x']))} } }`),
  'introspection that multiplies': (random) =>
    asked(`{ __schema { types { fields { ${many(random.integer(1, 45), (n) => `a${n}: type ${OF_TYPE(8)}`)} } } } }`),
  'introspection of everything': (random) =>
    asked(
      `{ __schema { types { name description fields(includeDeprecated: true) { name description args { name description type ${OF_TYPE(random.integer(1, 9))} } } } } }`,
    ),
  'a list without end': (random) =>
    asked(UNITS, { f: { kinds: Array.from({ length: random.pick(sizes) }, (_, n) => n) } }),
  'a list without end in a document': (random) =>
    asked(`{ units(filter: { kinds: [${many(random.pick(sizes), () => 'PROJECT')}] }) { totalCount } }`),
  'a text without end': (random) =>
    asked('query ($t: String!) { searchCatalog(text: $t) { __typename } }', {
      t: random.pick(['x', '%', '🚀', '\\', ' ', '(a+)+']).repeat(random.pick(sizes)),
    }),
  'many objects': (random) =>
    asked(UNITS, {
      f: { attributes: Array.from({ length: random.pick(sizes) }, (_, n) => ({ name: `a${n}`, values: ['x'] })) },
    }),
  'keys without end': (random) =>
    asked(UNITS, { f: Object.fromEntries(Array.from({ length: random.pick(sizes) }, (_, n) => [`k${n}`, n])) }),
  'variables without end': (random) => {
    const count = random.pick([100, 1_000, 2_500]);
    return asked(
      `query (${many(count, (n) => `$v${n}: Int`, ', ')}) { viewer { role } }`,
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`v${n}`, 'x'])),
    );
  },
  'JSON nested without end': (random) => {
    const depth = random.pick([...sizes, 100_000]);
    return askedWith(
      UNITS,
      random.pick([nested(depth, '[', ']'), nested(depth, '{"f":', '').replace(/:$/, ':1') + '}'.repeat(depth)]),
    );
  },
  'JSON nested in an extension': (random) =>
    `{"query": "{ viewer { role } }", "extensions": {"persistedQuery": ${nested(random.pick(sizes), '[', ']')}}}`,
  'a prototype': (random) =>
    random.pick([
      askedWith(UNITS, '{"__proto__": {"f": {"kinds": ["PROJECT"]}}}'),
      askedWith(UNITS, '{"f": {"__proto__": {"kinds": ["PROJECT"]}, "constructor": {"prototype": 1}}}'),
      '{"__proto__": {"query": "{ viewer { role } }"}}',
      '{"query": "{ viewer { role } }", "extensions": {"__proto__": {"cost": true}, "cost": true}}',
      asked('{ __proto__ constructor toString hasOwnProperty }'),
      asked('query ($__proto__: Int) { __typename }', { toString: 1 }),
    ]),
  'huge numbers': (random) =>
    askedWith(
      'query ($n: Int) { units(first: $n) { totalCount } }',
      `{"n": ${random.pick(['1e999', '-1e999', '1'.repeat(5_000), '9007199254740993', '1e-999', '-0', '5.0'])}}`,
    ),
  'huge numbers in a document': (random) =>
    asked(
      `{ units(first: ${random.pick(['1'.repeat(5_000), '1e400', '-1e400', '0.1e1', '1E0', '00', '0x1'])}) { totalCount } }`,
    ),
  'NULs and halves': (random) => {
    const odd = random.pick(['\0', '\ud800', '\udfff', '\ufeff', '\u2028', '\u0007']);
    return random.pick([
      asked(`{ viewer { role } } # ${odd}`),
      asked(`{ searchCatalog(text: "${odd}") { __typename } }`),
      asked('query ($t: String) { people(filter: { text: $t }) { totalCount } }', { t: odd }),
      asked('{ viewer { role } }', {}, { operationName: odd }),
      asked(`{ practice(ref: ${JSON.stringify(odd)}) { title } node(id: ${JSON.stringify(odd)}) { id } }`),
    ]);
  },
  'escapes that are odd': (random) =>
    asked(
      `{ searchCatalog(text: "${random.pick(['\\u{110000}', '\\u{D800}', '\\uD83D', '\\u{1F680}', '\\x', '\\u12'])}") { __typename } }`,
    ),
  'nothing but spaces, commas or remarks': (random) =>
    asked(random.pick([' ', ',', '# x\n', '\n', '\ufeff']).repeat(random.pick([1, ...sizes]))),
  'block strings': (random) =>
    asked(
      `{ searchCatalog(text: """${many(random.pick(sizes), (n) => `${' '.repeat(n % 9)}x`, '\n')}""") { __typename } }`,
    ),
  'several operations': (random) =>
    asked(
      many(random.pick([2, 50, 500]), (n) => `query Q${n} { viewer { role } }`),
      {},
      random.chance(0.5) ? { operationName: 'Q1' } : {},
    ),
  'a list of requests': (random) =>
    JSON.stringify(Array.from({ length: random.pick([0, 1, 2, 500]) }, () => ({ query: '{ viewer { role } }' }))),
  'no request': (random) =>
    random.pick([
      '',
      ' ',
      'null',
      '1',
      '"x"',
      'true',
      '{}',
      '[]',
      '{"query": null}',
      '{"query": 1}',
      '{"query": {}}',
      '{"query": ["{ viewer { role } }"]}',
    ]),
  'members of other types': (random) =>
    asked('{ viewer { role } }', random.pick(['x', 1, [], [1], true]), {
      operationName: random.pick([1, {}, [], true]),
      extensions: random.pick(['x', 1, [], true]),
    }),
  'JSON that is none': (random) =>
    random.pick([
      '{"query": "{ viewer { role } }"',
      "{'query': 1}",
      '{"query": undefined}',
      '{"query": "\t"}',
      '{"a": NaN}',
      '{"query":"{ viewer { role } }"} x',
      '\u0000',
    ]),
  'persisted documents': (random) =>
    random.pick([
      ...[1, null, {}, [], '', 'x', 'sha256:', 'x'.repeat(20_000), '0'.repeat(64), '__proto__'].flatMap((hash) => [
        JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }),
        JSON.stringify({ documentId: hash }),
        asked('{ viewer { role } }', {}, { documentId: hash }),
        asked('{ viewer { role } }', {}, { extensions: { persistedQuery: { version: 2, sha256Hash: hash } } }),
      ]),
      '{"extensions": {"persistedQuery": null}}',
    ]),
  'a report over centuries': (random) =>
    asked(
      'query ($from: Date!, $to: Date!, $n: Int) { burnUp(from: $from, to: $to, everyDays: $n) { points { day } } }',
      {
        from: random.pick(['0001-01-01', '1900-01-01', '2025-01-01', '9999-12-31']),
        to: random.pick(['9999-12-31', '2027-01-01', '2525-01-01', '0001-01-01']),
        n: random.pick([1, 7, 0, -1, 2_147_483_647]),
      },
    ),
  'the dearest lists': (random) =>
    asked(
      random.pick([
        '{ weakSpots(first: 100) { totalCount nodes { __typename } } }',
        '{ waitingWork(first: 100) { totalCount nodes { __typename } } }',
        '{ deploymentMatrix(first: 100) { totalCount nodes { cells { deployment { percent } } slices(groupBy: "site") { __typename } } } }',
        '{ deploymentAttention(first: 100) { nodes { __typename } } deployments(first: 100) { nodes { readiness { __typename } } } }',
        '{ units(first: 100) { nodes { load(from: "0001-01-01", to: "9999-12-31") { __typename } } } }',
        '{ practice(ref: "OPM SP 3.2") { evidence(first: 100) { nodes { __typename } } } }',
        '{ processAreas { goals { practices { ref references { kind } } } } }',
        '{ viewer { organization { events(last: 100) { nodes { __typename note } } } } }',
      ]),
    ),
  'a file without end': (random, known) =>
    asked(
      'mutation ($i: ImportRecordsInput!) { importRecords(input: $i) { __typename ... on UserError { message } } }',
      {
        i: {
          kind: random.pick(['UNITS', 'PEOPLE', 'IMPROVEMENTS', 'DEPLOYMENTS']),
          dryRun: true,
          csv: random
            .pick([
              'a,b\n',
              '"',
              '"a""',
              '\r',
              'name;kind\nx;"y',
              ',',
              `name\n${known.cursor(random)}\n`,
              '\0',
              '=1+1,',
            ])
            .repeat(random.pick(sizes)),
        },
      },
    ),
  'a catalog of nonsense': (random) =>
    askedWith(
      'mutation ($i: ImportCatalogInput!) { importCatalog(input: $i) { __typename ... on UserError { message } } }',
      `{"i": {"document": ${random.pick(['{}', '[]', '1', 'null', nested(15, '[', ']'), nested(5_000, '[', ']'), '{"__proto__": {}}', `{"processAreas": [${many(900, () => '{}', ',')}]}`])}}}`,
    ),
  'a subscription of several fields': () => asked('subscription { events { id } deploymentProgress { total } }'),
  'a subscription without a source': (random) =>
    asked(
      `subscription { ${random.pick(['__typename', '__schema { types { name } }', '... @skip(if: true) { events { id } }', 'nothing'])} }`,
    ),
  'a place in the log that is none': (random, known) =>
    asked('subscription ($a: LogCursor) { events(after: $a) { position } }', {
      a: random.pick([
        '',
        'x',
        btoa('1:0:0'),
        btoa('1:ffff:2147483647'),
        btoa('2:a:1'),
        'x'.repeat(5_000),
        1,
        null,
        known.cursor(random),
      ]),
    }),
  'a subscription to many units': (random, known) =>
    asked(
      'subscription ($u: [ID!]) { deploymentProgress(unitIds: $u) { total deployments(first: 100) { nodes { percent } } } }',
      { u: Array.from({ length: random.pick([1, 100, 1_001]) }, () => known.idOf('Unit', random)) },
    ),
};
