import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { DEMO_SLUG, demoAdministrator } from '../../src/demo/people.js';
import { encodeGlobalId } from '../../src/ids.js';
import { passes } from '../../src/log/event-filter.js';
import { loggedEvent } from '../../src/log/event-log.js';
import type { LoggedEvent } from '../../src/log/event.js';
import { writeCursor } from '../../src/schema/lists/cursor.js';
import { recordOrder } from '../../src/schema/lists/record-order.js';
import type { Result } from '../commands/act.js';
import { SECRET } from '../support/app.js';
import { ask } from '../support/clients.js';
import { putDemo } from '../support/demo.js';
import { gist } from '../support/gist.js';
import { useApp } from '../support/use-app.js';

const now = new Date('2026-06-01T12:00:00.000Z');
let bearer: string;
let log: LoggedEvent[];
// Nothing can be replayed: reading does not depend on that.
const app = useApp({ clock: () => now, parts: { replay: { maxEvents: 1, maxAge: 1 } } });
beforeAll(async () => {
  await putDemo(app);
  bearer = `Bearer ${await signToken(SECRET, demoAdministrator.subject, DEMO_SLUG, '1h')}`;
  log = (await app.services.database.prisma.event.findMany({ orderBy: { position: 'asc' } })).map(loggedEvent);
}, 240_000);

async function get(field: string, variables: Record<string, unknown> = {}): Promise<Result> {
  const query = `query ${'filter' in variables ? '($filter: EventFilter)' : ''} { ${field} }`;
  const { data, errors } = await ask(app.url, query, variables, bearer);
  expect(errors).toBeUndefined();
  return data as Result;
}

/** The positions on a list, read page by page. */
async function positionsOf(within: (list: string) => string, filter = {}): Promise<number[]> {
  const positions: number[] = [];
  for (let after: string | null = null; ;) {
    const cursor: string = after === null ? '' : `, after: "${after}"`;
    const list = `list: events(first: 100, filter: $filter${cursor}) { nodes { position } totalCount pageInfo { hasNextPage endCursor } }`;
    const data = await get(within(list), { filter });
    const { nodes, totalCount, pageInfo } = data['viewer']?.organization.list ?? data['parent'].list;
    positions.push(...nodes.map(({ position }: Result) => position as number));
    if (!pageInfo.hasNextPage) {
      expect(totalCount).toBe(positions.length);
      return positions;
    }
    after = pageInfo.endCursor as string;
  }
}

const below = (type: string, id: string) => (list: string) =>
  `parent: node(id: "${encodeGlobalId(type, id)}") { ... on ${type} { ${list} } }`;
const inOrganization = (list: string) => `viewer { organization { ${list} } }`;
const positions = (events: readonly LoggedEvent[]) => events.map(({ position }) => position);

/** The value that most events have in a column. */
function usual(column: keyof LoggedEvent, recordType?: string): string {
  const counts = new Map<string, number>();
  for (const event of log) {
    const value = event[column];
    if (typeof value === 'string' && (!recordType || event.recordType === recordType))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const [[most] = ['']] = [...counts].sort(([, one], [, other]) => other - one);
  return most;
}

describe('the history', () => {
  it('of an organization is its log, from the beginning', async () => {
    expect(log.length).toBeGreaterThan(300);
    expect(await positionsOf(inOrganization)).toEqual(positions(log));
  });

  test.each([
    ['Improvement', 'improvementId'],
    ['DeploymentPlan', 'planId'],
    ['Increment', 'recordId'],
    ['Deployment', 'deploymentId'],
    ['Unit', 'unitId'],
    ['Person', 'actorId'],
  ] as const)('of a %s has the events with its %s', async (type, column) => {
    const id = usual(column, column === 'recordId' ? type : undefined);
    const expected = log.filter((event) => event[column] === id);
    expect(expected.length).toBeGreaterThan(2);
    expect(await positionsOf(below(type, id))).toEqual(positions(expected));
  });

  test.each(['OPM SP 3.2', 'MA SP 2.1', 'CAR SP 2.1'])('of %s has what is evidence for it', async (ref) => {
    const practice = (list: string) => `parent: practice(ref: "${ref}") { ${list} }`;
    const { parent } = await get(practice('evidence(last: 100) { nodes { event { position } } totalCount }'));
    const shown = await positionsOf(practice);
    expect(shown).toHaveLength(parent.evidence.totalCount);
    const oldest = parent.evidence.nodes.map(({ event }: Result) => event.position as number).toReversed();
    expect(shown.slice(0, 100)).toEqual(oldest);
  });
});

describe('a filter', () => {
  const typesOf = (column: string) =>
    ({
      actorId: 'Person',
      improvementId: 'Improvement',
      planId: 'DeploymentPlan',
      unitId: 'Unit',
      deploymentId: 'Deployment',
    })[column];

  it('means the same to a list and to a subscription', async () => {
    const filters = ['actorId', 'improvementId', 'planId', 'unitId', 'deploymentId'].map((column) => ({
      [`${column}s`]: [usual(column as keyof LoggedEvent)],
    }));
    for (const plain of [...filters, Object.assign({}, ...filters.slice(1)), { unitIds: [] }] as Record<
      string,
      string[]
    >[]) {
      const filter = Object.fromEntries(
        Object.entries(plain).map(([name, ids]) => [
          name,
          ids.map((id) => encodeGlobalId(typesOf(name.slice(0, -1)) ?? '', id)),
        ]),
      );
      const expected = log.filter((event) => passes(event, plain));
      expect(await positionsOf(inOrganization, filter), JSON.stringify(plain)).toEqual(positions(expected));
    }
    const types = { types: ['PROGRESS_RECORDED', 'PERSON_ADDED'] };
    const expected = log.filter((event) => passes(event, { types: ['ProgressRecorded', 'PersonAdded'] }));
    expect(expected.length).toBeGreaterThan(10);
    expect(await positionsOf(inOrganization, types)).toEqual(positions(expected));
  });
});

it('histories below many records are read by one statement, and counted by one', async () => {
  const statements = async (first: number) => {
    app.forgetStatements();
    await get(`units(first: ${first}) { nodes { events(last: 3) { nodes { position note } totalCount } } }`);
    await setImmediate();
    return app.statements.map(gist).sort();
  };
  expect(await statements(3)).toEqual(['COUNT Event', 'SELECT Event', 'SELECT Person', 'SELECT Unit']);
  expect(await statements(20)).toEqual(await statements(3));
});

it('an event of a lesson says of which review it is, and not what was learned', async () => {
  const selection = 'position changes { field } ... on LessonRecorded { review { id } }';
  const { viewer } = await get(
    inOrganization(`events(first: 1, filter: { types: [LESSON_RECORDED] }) { nodes { ${selection} } }`),
  );
  const [{ position, changes, review }] = viewer.organization.events.nodes;
  const where = { id: log[position - 1]?.recordId ?? '' };
  const { reviewId } = await app.services.database.prisma.lesson.findUniqueOrThrow({ where });
  expect(review).toEqual({ id: encodeGlobalId('ResultReview', reviewId) });
  expect(changes.map(({ field }: Result) => field as string)).not.toContain('text');
});

describe('changes', () => {
  interface Change {
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
  }
  const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
  /** The changes of every event, with the event as it is in the log. */
  const changes: [LoggedEvent, Change[]][] = [];
  beforeAll(async () => {
    for (let done = 0; done < log.length; done += 100) {
      const after = done === 0 ? '' : `, after: "${writeCursor(recordOrder('Event', [{ position: 'asc' }]), [done])}"`;
      const { viewer } = await get(
        inOrganization(`events(first: 100${after}) { nodes { position changes { field before after } } }`),
      );
      for (const { position, changes: each } of viewer.organization.events.nodes)
        changes.push([log[position - 1] as LoggedEvent, each as Change[]]);
    }
  });

  it('have no ids of rows, no days as instants, and no columns of the tables', () => {
    expect(changes).toHaveLength(log.length);
    for (const [event, each] of changes) {
      const text = JSON.stringify(each);
      expect(text, event.type).not.toMatch(UUID);
      expect(text, event.type).not.toMatch(/T00:00:00\.000Z/);
      const fields = each.map(({ field }) => field);
      expect(fields).not.toContain('organizationId');
      if (event.recordType !== 'Catalog') expect(fields).not.toContain('version');
    }
  });

  it('lead from ids to the records that they name', async () => {
    const found = new Map<string, string>();
    for (const [, each] of changes)
      for (const { field, after } of each)
        for (const id of [after].flat())
          if (/Ids?$|^leads$/.test(field) && typeof id === 'string') found.set(field, id);
    expect([...found.keys()]).toEqual(expect.arrayContaining(['improvementId', 'unitId', 'leads', 'deploymentIds']));
    for (const [field, id] of found) {
      const { node } = await get(`node(id: "${id}") { id __typename }`);
      expect(node, field).toMatchObject({ id });
    }
  });

  it('say the same as the record', async () => {
    const [event, each] = changes.find(([{ type }]) => type === 'DeploymentPlanned') ?? [];
    const of = Object.fromEntries((each ?? []).map(({ field, after }) => [field, after]));
    const deployment = await app.services.database.prisma.deployment.findUniqueOrThrow({
      where: { id: event?.recordId ?? '' },
    });
    expect(of).toMatchObject({
      improvementId: encodeGlobalId('Improvement', deployment.improvementId),
      unitId: encodeGlobalId('Unit', deployment.unitId),
      state: 'PLANNED',
    });
    expect(of['plannedEnd']).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});
