import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isInterfaceType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signToken } from '../../../src/auth/tokens.js';
import { DEMO_SLUG, demoAdministrator, demoPeople } from '../../../src/demo/people.js';
import { takeOverOrganization } from '../../../src/import-export/backup/read.js';
import { belongs, keyColumns, organizationTables } from '../../../src/database/tables.js';
import { copyOrganization } from '../../../src/import-export/backup/write.js';
import type { Role } from '../../../src/generated/prisma/enums.js';
import { encodeGlobalId } from '../../../src/ids.js';
import { encodeCursor } from '../../../src/log/cursor.js';
import { schema } from '../../../src/graph/schema.js';
import { until } from '../../live/subscribers.js';
import { SECRET } from '../../support/app.js';
import { putDemo } from '../../support/demo.js';
import { putGroup } from '../../commands/fixtures.js';
import { putToken } from '../../support/put-token.js';
import { useApp } from '../../support/use-app.js';
import { transports } from '../transports.js';
import { openReady, subscribe } from '../raw-socket.js';
import { findPlaces } from './places.js';
import type { Place } from './places.js';

const now = new Date('2026-06-01T12:00:00.000Z');
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Most attempts of one document: aliases are bounded. */
const AT_ONCE = 12;

/** How the other organization calls a record of ours. */
const theirs = (key: string): string =>
  key.replaceAll(UUID, (id) =>
    createHash('md5')
      .update(id)
      .digest('hex')
      .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  );

const nobodys = (key: string): string => key.replaceAll(UUID, () => randomUUID());

/** The whole of an answer, but for the id that was asked for, in the forms in which it may come back. */
const without = (id: string, place: Place, answer: string): string => {
  const globalId = encodeGlobalId(place.typename, id);
  return [id, globalId, globalId.slice(0, 60)].reduce((text, form) => text.replaceAll(form, 'THE ID'), answer);
};

let folder: string;
let places: Place[];
/** One record of ours of each type that has some. */
const ours = new Map<string, string>();
const bearers = {} as Record<Role, string>;

// The whole log can be replayed, however old it is.
const app = useApp({ clock: () => now, parts: { replay: { maxEvents: 100_000, maxAge: Number.MAX_SAFE_INTEGER } } });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uplift-foreign-'));
  await putDemo(app);
  await putWhatIsMissing();
  // The other organization is the same in everything but the ids: whatever we could ask for is there.
  const { prisma } = app.services.database;
  const file = join(folder, 'demo.jsonl');
  await copyOrganization(prisma, DEMO_SLUG, file);
  const body = (await readFile(file, 'utf8'))
    .replace(/\{"sha256":"\w+"\}\n$/, '')
    .replaceAll(UUID, theirs)
    // With other ids, its log is another one, which is yet to be chained.
    .replaceAll(/"(hash|previousHash|salt)": ?"[^"]*"/g, '"$1":null');
  const sum = createHash('sha256').update(body).digest('hex');
  await writeFile(join(folder, 'theirs.jsonl'), `${body}${JSON.stringify({ sha256: sum })}\n`);
  const catalog = app.services.catalogStore.current();
  await takeOverOrganization(prisma, join(folder, 'theirs.jsonl'), { catalog, slug: 'theirs' });

  const namesOf = (type: unknown) =>
    isInterfaceType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
  const [nodeTypes, eventTypes] = [namesOf(schema.getType('Node')), namesOf(schema.getType('Event'))];
  const tables = organizationTables();
  const inTables = nodeTypes.filter((name) => tables.some((table) => table.name === name));
  // The model is everybody's; a viewer is found by nobody else (see test/client/caches.test.ts), nor are tokens, records of
  // access and webhooks (see test/server/tokens.test.ts, test/server/access-records.test.ts and test/webhooks).
  const model = ['Goal', 'MaturityLevel', 'Practice', 'ProcessArea', 'ProcessAreaCategory', 'Reference', 'Subpractice'];
  const outside = [
    ...model,
    'WorkProduct',
    'Viewer',
    'Token',
    'AccessRecord',
    'Webhook',
    'WebhookDelivery',
    ...eventTypes,
  ].sort();
  expect(nodeTypes.filter((name) => !inTables.includes(name)).sort()).toEqual(outside);
  const { id: organizationId } = await prisma.organization.findUniqueOrThrow({ where: { slug: DEMO_SLUG } });
  for (const { name } of tables) {
    const key = keyColumns(name).map((column) => `t."${column}"::text`);
    const sql = `SELECT CONCAT_WS(' ', ${key.join(', ')}) AS key FROM "${name}" t WHERE ${belongs(name)} ORDER BY 1 LIMIT 1`;
    const [row] = await prisma.$queryRawUnsafe<{ key: string }[]>(sql, organizationId);
    if (row) ours.set(name, row.key);
  }
  expect(
    inTables.filter((name) => !ours.has(name)),
    'the demo has some of each',
  ).toEqual([]);
  const administrator = await prisma.person.findFirstOrThrow({ where: { organizationId, role: 'ADMINISTRATOR' } });
  ours.set('Token', (await putToken(app, { organizationId, personId: administrator.id })).id);
  const events = await prisma.event.findMany({ where: { organizationId }, distinct: ['type'] });
  for (const { type, position } of events) ours.set(type, `${organizationId}:${position}`);
  for (const { subject, role } of [demoAdministrator, ...demoPeople])
    bearers[role] = `Bearer ${await signToken(SECRET, subject, DEMO_SLUG, '1h')}`;

  places = findPlaces(schema, [...inTables, ...events.map(({ type }) => type)]);
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The kinds of record that the demo has none of. */
async function putWhatIsMissing(): Promise<void> {
  const { prisma } = app.services.database;
  const { id: organizationId } = await prisma.organization.findUniqueOrThrow({ where: { slug: DEMO_SLUG } });
  const where = { organizationId };
  const [item, unit, person, plan] = await Promise.all([
    prisma.trainingItem.findFirstOrThrow({ where }),
    prisma.unit.findFirstOrThrow({ where }),
    prisma.person.findFirstOrThrow({ where }),
    prisma.deploymentPlan.findFirstOrThrow({ where }),
  ]);
  const own = { name: 'Their provider', address: 'https://id.example.org', clientId: 'uplift' };
  await prisma.issuer.create({ data: { organizationId, ...own, createdAt: now, updatedAt: now } });
  const accepted = { reason: 'They know it.', acceptedById: person.id };
  const waiver = { organizationId, itemId: item.id, unitId: unit.id, createdAt: now, updatedAt: now };
  await prisma.trainingWaiver.create({ data: { ...waiver, ...accepted } });
  await prisma.acceptedDeviation.create({
    data: { planId: plan.id, deviation: 'It is late.', acceptedAt: now, ...accepted },
  });
  await putGroup(app, organizationId, { members: [person.id], unitId: unit.id });
}

/** A field of a query on the way that leads to the type that has it. */
function fromRoot({ parent }: Place, field: string): string {
  if (parent === 'Query' || parent === 'Subscription') return field;
  if (parent === 'DeploymentProgress') return `deploymentProgress { ${field} }`;
  if (parent === 'WaitingWorkState') return `waitingWork { ${field} }`;
  if (parent === 'Viewer') return `viewer { ${field} }`;
  if (parent === 'Organization') return `viewer { organization { ${field} } }`;
  if (parent === 'Practice') return `practice(ref: "OPM SP 3.2") { ${field} }`;
  const id = ours.get(parent);
  if (id === undefined) throw new Error(`Say in fromRoot how to get to a ${parent}.`);
  return `node(id: "${encodeGlobalId(parent, id)}") { ... on ${parent} { ${field} } }`;
}

interface Attempt {
  readonly place: Place;
  readonly write: (id: string) => string;
  readonly own: string;
}

const attemptsOf = (place: Place): Attempt[] => {
  const own = ours.get(place.typename) ?? '';
  const { several } = place;
  return [
    { place, own, write: place.text },
    ...(several ? [{ place, own, write: (id: string) => several(id, own) }] : []),
  ];
};

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  items.length === 0 ? [] : [items.slice(0, size), ...chunks(items.slice(size), size)];

describe.each<[Role, keyof typeof transports]>([
  ['VIEWER', 'HTTP'],
  ['PROJECT_LEAD', 'WebSocket'],
  ['DEPLOYMENT_LEAD', 'SSE'],
  ['SPONSOR', 'HTTP'],
  ['ADMINISTRATOR', 'WebSocket'],
])('ids of another organization in queries, as %s over %s', (role, transport) => {
  const ask = (attempts: readonly Attempt[], idOf: (attempt: Attempt) => string) => {
    const fields = attempts.map((attempt, n) =>
      fromRoot(attempt.place, attempt.write(idOf(attempt))).replace(/^(\w+)/, `a${n}: $1`),
    );
    return transports[transport](app.url, { query: `{ ${fields.join(' ')} }`, bearer: bearers[role] });
  };
  /** Asks for all at once, and for each by itself where one of them fails and hides the others. */
  const answers = async (attempts: readonly Attempt[], idOf: (attempt: Attempt) => string): Promise<string[]> => {
    const together = await ask(attempts, idOf);
    if (!together.errors) return attempts.map((_, n) => JSON.stringify(together.data?.[`a${n}`]));
    if (attempts.length === 1) return [JSON.stringify(together)];
    return (await Promise.all(attempts.map((attempt) => answers([attempt], idOf)))).flat();
  };

  it('are answered as ids that exist nowhere, byte for byte, in every argument', { timeout: 60_000 }, async () => {
    // Records of access are refused to all but administrators, whatever the ids.
    const isRefused = ({ name }: Place) => role !== 'ADMINISTRATOR' && name.startsWith('Query.accessRecords ');
    const tried = places.filter((place) => place.root === 'query' && !isRefused(place));
    const attempts = tried.flatMap(attemptsOf);
    expect(attempts.length).toBeGreaterThan(100);
    const different: string[] = [];
    const meaningful = new Set<Place>();
    for (const some of chunks(attempts, AT_ONCE)) {
      const nowhere = new Map(some.map((attempt) => [attempt, nobodys(attempt.own)]));
      const [own, foreign, none] = [
        await answers(some, (attempt) => attempt.own),
        await answers(some, (attempt) => theirs(attempt.own)),
        await answers(some, (attempt) => nowhere.get(attempt) ?? ''),
      ];
      for (const [n, attempt] of some.entries()) {
        const { place } = attempt;
        const to = (id: string, answer = ''): string => without(id, place, answer);
        // With one of ours there is no error: the argument means what we take it for.
        expect(own[n], `${place.name}: ${attempt.write(attempt.own)}`).not.toContain('"errors"');
        if (to(attempt.own, own[n]) !== to(nowhere.get(attempt) ?? '', none[n])) meaningful.add(place);
        if (to(theirs(attempt.own), foreign[n]) !== to(nowhere.get(attempt) ?? '', none[n]))
          different.push(`${place.name}:\n  ${foreign[n]?.slice(0, 300)}\n  ${none[n]?.slice(0, 300)}`);
      }
    }
    expect(different).toEqual([]);
    expect(meaningful.size, 'an id of ours makes a difference').toBeGreaterThan(tried.length * 0.5);
  });
});

describe('ids of another organization in subscriptions', () => {
  it.each<Role>(['VIEWER', 'PROJECT_LEAD', 'DEPLOYMENT_LEAD', 'SPONSOR', 'ADMINISTRATOR'])(
    'bring what ids that exist nowhere bring, as %s',
    async (role) => {
      const { prisma } = app.services.database;
      const log = await prisma.eventLog.findFirstOrThrow({ where: { organization: { slug: DEMO_SLUG } } });
      const after = encodeCursor({ epoch: log.epoch, position: 0 });
      const raw = await openReady(app.url, bearers[role]);
      const attempts = places.filter(({ root }) => root === 'subscription').flatMap(attemptsOf);
      expect(attempts.length).toBeGreaterThan(8);
      for (const [n, { place, own, write }] of attempts.entries()) {
        const ids = { own, foreign: theirs(own), nowhere: nobodys(own) };
        for (const [kind, id] of Object.entries(ids))
          raw.send(subscribe(`${n} ${kind}`, asSubscription(fromRoot(place, write(id))), { after }));
        const isAnswered = (kind: keyof typeof ids): boolean => raw.of(`${n} ${kind}`).length > 0;
        await until(() => isAnswered('own'), `${place.name} with an id of ours`);
        // A state is told in any case; of events there are none with such ids.
        if (fromRoot(place, write(own)).startsWith('events')) await sleep(50);
        else await until(() => isAnswered('foreign') && isAnswered('nowhere'), `${place.name} with other ids`);
        const of = (kind: keyof typeof ids): string =>
          without(ids[kind], place, JSON.stringify(raw.of(`${n} ${kind}`).map(({ payload }) => payload)));
        expect(of('own')).not.toMatch(/"errors"|"Reset"/);
        expect(of('foreign'), place.name).toBe(of('nowhere'));
        for (const kind of Object.keys(ids)) raw.send({ id: `${n} ${kind}`, type: 'complete' });
      }
      raw.socket.terminate();
    },
  );
});

/** The log is read from its beginning. */
function asSubscription(field: string): string {
  if (!field.startsWith('events')) return `subscription { ${field} }`;
  return `subscription ($after: LogCursor) { ${field.replace('(', '(after: $after, ')} }`;
}
