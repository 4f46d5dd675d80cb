import fc from 'fast-check';
import { isInterfaceType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { DEMO_SLUG, demoAdministrator } from '../../src/demo/people.js';
import { groupBy } from '../../src/group-by.js';
import { decodeGlobalId, encodeGlobalId } from '../../src/ids.js';
import { schema } from '../../src/graph/schema.js';
import type { Result } from '../commands/act.js';
import { createTestOrganization, SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ask } from '../support/clients.js';
import { putDemo } from '../support/demo.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { findLists, findSizes, isLiveState } from './every-list.js';
import type { List } from './every-list.js';
import { addRows } from './more-rows.js';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000 }); // On a busy machine.

/** How often each list is walked. */
const WALKS = Number(process.env['LIST_WALKS'] ?? 1);

const now = new Date('2026-06-01T12:00:00.000Z');
// What waits for the viewer is the list of the person that they are.
const LISTS = findLists(schema).filter(({ parent }) => !isLiveState(parent) && parent !== 'Viewer');

const eventInterface = schema.getType('Event');
const eventTypes = isInterfaceType(eventInterface)
  ? schema.getPossibleTypes(eventInterface).map(({ name }) => name)
  : [];

const UNITS = { name: 'units', parent: 'Query', field: 'units', args: '', choices: [] };

/** Whose orders are tried while records come and go: lists of one type of node at the root are read as those below. */
const WALKED = LISTS.filter(({ parent, field, order }) => {
  const isAtRoot = LISTS.some((other) => other.parent === 'Query' && other.field === field);
  return !order || parent === 'Query' || !isAtRoot;
});

it('are found', () => {
  expect(LISTS.filter(({ order }) => !order).length).toBeGreaterThan(50);
  expect(LISTS.filter(({ order }) => order).length).toBeGreaterThan(150);
});

describe('in memory', () => every());
describeWithServices('on a server', ({ postgresUrl }) => every(postgresUrl));

function every(postgresUrl?: string): void {
  let app: TestApp;
  let databaseUrl: string | undefined;
  let bearer: string;

  beforeAll(async () => {
    databaseUrl = postgresUrl && (await createDatabase(postgresUrl));
    app = await startApp({ clock: () => now, ...(databaseUrl ? { databaseUrl } : {}) });
    await putDemo(app);
    await addRows(app);
    bearer = `Bearer ${await signToken(SECRET, demoAdministrator.subject, DEMO_SLUG, '1h')}`;
  });
  afterAll(async () => {
    await app.stop();
    if (databaseUrl) await dropDatabase(databaseUrl);
  });

  const rows = <Row>(sql: string, ...values: unknown[]): Promise<Row[]> =>
    app.services.database.prisma.$queryRawUnsafe<Row[]>(sql, ...values);

  /** The id of the parent whose list has the most, by the list and what narrows it: its order makes no difference. */
  const largest = new Map<string, string>();

  /** A list of the parent that has the most. */
  async function asked(list: List, part?: string): Promise<(args: string) => Promise<Result>> {
    const get = async (within: (field: string) => string, args: string, selection: string): Promise<Result> => {
      const all = [args, list.args].filter((each) => each !== '').join(', ');
      const field = `list: ${list.field}${all && `(${all})`} { ${selection} }`;
      const { data, errors } = await ask(app.url, `{ ${within(field)} }`, {}, bearer);
      expect(errors, `${list.name} ${args}`).toBeUndefined();
      return (data?.['list'] ?? data?.['parent'].list) as Result;
    };
    const page =
      part ??
      `totalCount edges { cursor node { ${list.identity} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
    if (list.parent === 'Query') return (args) => get((field) => field, args, page);
    const below = (id: string) => (field: string) => `parent: node(id: "${id}") { ... on ${list.parent} { ${field} } }`;
    const unordered = `${list.parent}.${list.field} ${list.order ? '' : list.args}`;
    const known = largest.get(unordered);
    if (known) return (args) => get(below(known), args, page);
    const ids =
      list.parent === 'Practice'
        ? ['OPM.SP3.2', 'OPF.SP3.2', 'OT.SP2.1', 'CAR.SP2.1', 'GP2.5']
        : (await rows<{ id: string }>(`SELECT id::text FROM "${list.parent}" ORDER BY 1 LIMIT 40`)).map(({ id }) => id);
    const parents = ids.map((id) => encodeGlobalId(list.parent, id));
    const counts = await Promise.all(parents.map(async (id) => (await get(below(id), '', 'totalCount'))['totalCount']));
    const most = parents[counts.indexOf(Math.max(...counts))];
    if (!most) throw new Error(`There is no ${list.parent}.`);
    largest.set(unordered, most);
    return (args) => get(below(most), args, page);
  }

  const keyOf = ({ node }: Result): string => JSON.stringify(node);

  /** The id of the record that an item is, or is part of: items of one record are moved together. */
  const recordIdOf = (key: string): string => /"id":"([^"]+)"/.exec(key)?.[1] ?? key;

  /** Takes the record of an item away, or moves it in each order there is; gives how to put it back. */
  async function disturb(edge: Result, kind: 'remove' | 'move' | 'leave'): Promise<() => Promise<void>> {
    const ids = [...JSON.stringify(edge['node']).matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => decodeGlobalId(id));
    const [record] = ids;
    // Events never change, and are told by their position.
    if (!record || eventTypes.includes(record.typename)) return async () => undefined;
    // A share goes by itself, and moves with its activity.
    const isShare = kind === 'remove' && 'activity' in edge['node'];
    const table = isShare ? 'CoordinationShare' : record.typename;
    const [key, ...values] = isShare
      ? ['"activityId"::text = $1 AND "unitId"::text = $2', record.id, ids[1]?.id]
      : ['id::text = $1', record.id];
    const [row] = await rows<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM "${table}" t WHERE ${key}`,
      ...values,
    );
    if (!row || row.row['subject'] === demoAdministrator.subject) return async () => undefined;
    const run = (...statements: readonly (readonly [string, ...unknown[]])[]) =>
      app.services.database.prisma.$transaction([
        app.services.database.prisma.$executeRawUnsafe(`SET LOCAL session_replication_role = 'replica'`),
        ...statements.map(([sql, ...values]) => app.services.database.prisma.$executeRawUnsafe(sql, ...values)),
      ]);
    const remove = [`DELETE FROM "${table}" WHERE ${key}`, ...values] as const;
    const put = (as: object) =>
      [
        remove,
        [`INSERT INTO "${table}" SELECT * FROM jsonb_populate_record(NULL::"${table}", $1::jsonb)`, JSON.stringify(as)],
      ] as const;
    const moved: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(row.row)) {
      if (
        /^(createdAt|updatedAt|openedAt|revisedAt|dueOn|deliveredOn|plannedStart|plannedEnd|day)$/.test(name) &&
        typeof value === 'string'
      )
        moved[name] = new Date(Date.parse(value) + 40 * 86_400_000).toISOString();
    }
    if ('name' in row.row) moved['name'] = `zz ${String(row.row['name'])}`;
    if ('title' in row.row) moved['title'] = `zz ${String(row.row['title'])}`;
    if ('percent' in row.row) moved['percent'] = 51;
    if (kind === 'remove') await run(remove);
    else if (kind === 'move') await run(...put({ ...row.row, ...moved }));
    else if (table === 'Deployment') await run(...put({ ...row.row, state: 'BLOCKED' }));
    return async () => void (await run(...put(row.row)));
  }

  describe('no item that stays is missed or comes twice, whatever becomes of the others', () => {
    // Both engines get the same statements: in memory, those of the lists at the root will do.
    const walked = postgresUrl ? WALKED : WALKED.filter(({ parent }) => parent === 'Query');
    test.each(walked.map((list) => [list.name, list] as const))('%s', async (_name, list) => {
      const get = await asked(list);
      const whole = await get('first: 100');
      expect(whole['edges'].length, 'more than a page of it').toBeGreaterThanOrEqual(4);
      const walk = fc.record({
        backward: fc.boolean(),
        size: fc.integer({ min: 1, max: 4 }),
        changes: fc.array(fc.constantFrom('remove' as const, 'move' as const, 'leave' as const), {
          maxLength: 4,
          minLength: 1,
        }),
      });
      await fc.assert(
        fc.asyncProperty(walk, async ({ backward, size, changes }) => {
          const undo: (() => Promise<void>)[] = [];
          const touched = new Set<string>();
          const seen: string[] = [];
          try {
            let cursor: string | null = null;
            for (let pages = 0; pages < 8; pages += 1) {
              const place: string = cursor === null ? '' : `, ${backward ? 'before' : 'after'}: "${cursor}"`;
              const { edges, pageInfo } = await get(`${backward ? 'last' : 'first'}: ${size}${place}`);
              seen.push(...(backward ? edges.toReversed() : edges).map(keyOf));
              cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
              if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) break;
              // What becomes of it is a matter of the record of the cursor, the hardest of all.
              const edge = backward ? edges[0] : edges.at(-1);
              const change = changes[pages];
              if (!change || !edge) continue;
              touched.add(recordIdOf(keyOf(edge)));
              undo.unshift(await disturb(edge, change));
            }
            const after = new Set((await get('first: 100'))['edges'].map(keyOf));
            const order = (whole['edges'] as Result[]).map(keyOf);
            const stay = (backward ? order.toReversed() : order).filter(
              (key) => after.has(key) && !touched.has(recordIdOf(key)),
            );
            const upTo = stay.findLastIndex((key) => seen.includes(key)) + 1;
            const reached = seen.length < 8 * size ? stay : stay.slice(0, upTo);
            expect(seen.filter((key) => stay.includes(key))).toEqual(reached);
          } finally {
            for (const each of undo) await each();
          }
        }),
        // Each run of the suite walks every list, each time another way.
        { numRuns: WALKS },
      );
    });
  });

  it('reads first, last and both by the algorithm of Relay', async () => {
    const get = await asked({ ...UNITS, identity: 'id' });
    const all = (await get('first: 100'))['edges'] as Result[];
    const [from, to] = [all[0]?.['cursor'], all[5]?.['cursor']];
    for (const [args, expected, previous, next] of [
      ['first: 3', all.slice(0, 3), false, true],
      ['last: 3', all.slice(-3), true, false],
      ['first: 3, last: 1', all.slice(2, 3), true, true],
      ['first: 3, last: 5', all.slice(0, 3), false, true],
      [`after: "${from}", before: "${to}"`, all.slice(1, 5), true, true],
      [`first: 2, after: "${from}", before: "${to}"`, all.slice(1, 3), true, true],
      [`last: 2, after: "${from}", before: "${to}"`, all.slice(3, 5), true, true],
      [`first: 2, before: "${to}"`, all.slice(0, 2), false, true],
    ] as const) {
      const { edges, pageInfo } = await get(args);
      expect(edges, args).toEqual(expected);
      expect([pageInfo.hasPreviousPage, pageInfo.hasNextPage], args).toEqual([previous, next]);
    }
  });

  it('is ordered as is asked for', async () => {
    const valuesOf = async (list: List, by: string) => {
      const get = await asked(list, `nodes { ${by} } pageInfo { hasNextPage endCursor }`);
      const values: string[] = [];
      for (let after = ''; ;) {
        const { nodes, pageInfo } = await get(`first: 100${after}`);
        values.push(...(nodes as Result[]).map((node) => JSON.stringify(node).match(/:("?[^{}"]*)"?}+$/)?.[1] ?? ''));
        if (!pageInfo.hasNextPage) return values;
        after = `, after: "${pageInfo.endCursor}"`;
      }
    };
    const lists = groupBy(LISTS, ({ parent, field, order }) => `${parent}.${field} by ${order?.by}`);
    for (const [name, [down, up]] of lists) {
      if (!down?.order || !up?.order) continue;
      const [descending, ascending] = [await valuesOf(down, down.order.by), await valuesOf(up, up.order.by)];
      expect(ascending, name).toEqual(descending.toReversed());
      // Databases have an order of letters of their own.
      const isText = /name|title/.test(down.order.by);
      const numeric = (text: string) => (/^\d+$/.test(text) ? text.padStart(10, '0') : text);
      if (!isText) expect(ascending.map(numeric), name).toEqual(ascending.map(numeric).toSorted());
    }
  });

  it('answers with a part of a page as with all of it', async () => {
    for (const list of LISTS.filter(({ order }) => !order)) {
      const whole = await (await asked(list))('first: 2');
      for (const part of ['totalCount', 'pageInfo { hasNextPage startCursor }', 'edges { cursor }']) {
        expect(whole, `${list.name} ${part}`).toMatchObject(await (await asked(list, part))('first: 2'));
      }
    }
  });

  it('tells nothing of records of another organization by a cursor', async () => {
    const { prisma } = app.services.database;
    const stranger = await createTestOrganization(app);
    const { edges } = (await ask(app.url, '{ units { edges { cursor } } }', {}, stranger.people.VIEWER.bearer)).data?.[
      'units'
    ] as Result;
    const get = await asked({ ...UNITS, identity: 'id name' });
    const answers = async () => Promise.all(edges.map((edge: Result) => get(`after: "${edge['cursor']}"`)));
    const before = await answers();
    await prisma.unitLead.deleteMany({ where: { unit: { organizationId: stranger.id } } });
    await prisma.unit.deleteMany({ where: { organizationId: stranger.id } });
    expect(await answers()).toEqual(before);
    const own = new Set((await get('first: 100'))['edges'].map(keyOf));
    expect(before.flatMap((page: Result) => page['edges'].map(keyOf)).every((key) => own.has(key))).toBe(true);
  });

  it('takes text as it is, in every filter by text', async () => {
    const { prisma } = app.services.database;
    const { id: organizationId } = await prisma.organization.findUniqueOrThrow({ where: { slug: DEMO_SLUG } });
    const times = { createdAt: now, updatedAt: now };
    const odd = ['100 % done', 'a_b', 'axb', 'back\\slash', '%', '_', '\\', 'A_B'];
    await prisma.unit.createMany({
      data: odd.map((name) => ({ organizationId, kind: 'PROJECT' as const, name, ...times })),
    });
    await prisma.person.createMany({
      data: odd.map((name) => ({ organizationId, name, subject: `odd ${name}`, role: 'VIEWER' as const, ...times })),
    });
    const idea = { description: 'x', kind: 'PROCESS', scale: 'INCREMENTAL', origin: 'SUGGESTION' } as const;
    await prisma.improvement.createMany({ data: odd.map((title) => ({ organizationId, title, ...idea, ...times })) });
    const lists = [
      ['units(first: 100, filter: { text: $text })', 'name', await prisma.unit.findMany({ where: { organizationId } })],
      [
        'people(first: 100, filter: { text: $text })',
        'name',
        await prisma.person.findMany({ where: { organizationId } }),
      ],
      [
        'improvements(first: 100, filter: { text: $text })',
        'title',
        await prisma.improvement.findMany({ where: { organizationId } }),
      ],
    ] as const;
    const part = fc.oneof(
      fc.constantFrom(...odd),
      fc.string({ unit: fc.constantFrom('%', '_', '\\', 'a', 'B', ' '), maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(part, async (text) => {
        for (const [field, name, all] of lists) {
          const { data, errors } = await ask(
            app.url,
            `query ($text: String) { list: ${field} { nodes { value: ${name} } } }`,
            { text },
            bearer,
          );
          expect(errors).toBeUndefined();
          const values = (all as readonly Record<string, unknown>[]).map((row) => String(row[name]));
          const expected = values.filter((value) => value.toLowerCase().includes(text.toLowerCase()));
          const found = (data?.['list'].nodes as Result[]).map(({ value }) => value as string);
          expect(found.toSorted(), `${field} ${text}`).toEqual(expected.toSorted());
        }
      }),
      { numRuns: 15 },
    );
  });

  it('refuses a size out of range, everywhere in the same words', async () => {
    const parents = new Map<string, string>();
    for (const { parent, field, argument } of findSizes(schema).filter(
      ({ parent }) => !isLiveState(parent) && parent !== 'Viewer',
    )) {
      if (!parents.has(parent) && !['Query', 'Practice', 'Organization'].includes(parent)) {
        const [row] = await rows<{ id: string }>(`SELECT id::text FROM "${parent}" LIMIT 1`);
        parents.set(parent, encodeGlobalId(parent, row?.id ?? ''));
      }
      for (const size of [0, -1, 9_999]) {
        const text = field === 'searchCatalog' ? ', text: "deploy"' : '';
        const asks = `${field}(${argument}: ${size}${text}) { __typename }`;
        const query =
          parent === 'Query'
            ? asks
            : parent === 'Organization'
              ? `viewer { organization { ${asks} } }`
              : parent === 'Practice'
                ? `practice(ref: "OPM SP 3.2") { ${asks} }`
                : `node(id: "${parents.get(parent)}") { ... on ${parent} { ${asks} } }`;
        const { errors } = await ask(app.url, `{ ${query} }`, {}, bearer);
        const most = field === 'deploymentMatrix' ? 200 : 100;
        expect(errors?.[0]?.message, query).toBe(`${argument} must be between 1 and ${most}.`);
        expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
      }
    }
  });

  it('has none for an empty list in a filter, wherever there is one', async () => {
    const filtered = LISTS.filter(({ args, choices }) => args === '' && choices.length > 0);
    expect(filtered.length).toBeGreaterThan(50);
    for (const list of filtered) {
      const get = await asked(list, 'totalCount');
      for (const choice of list.choices)
        expect(await get(`filter: { ${choice}: [] }`), `${list.name} ${choice}`).toEqual({ totalCount: 0 });
    }
    const { data, errors } = await ask(
      app.url,
      `{ none: units(filter: { attributes: [{ name: "phase", values: [] }] }) { totalCount nodes { id } }
         any: units(filter: { attributes: [] }) { totalCount } nothing: improvements(filter: { practiceIds: [] }) { totalCount } }`,
      {},
      bearer,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ none: { totalCount: 0, nodes: [] }, nothing: { totalCount: 0 } });
  });
}
