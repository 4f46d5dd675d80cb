import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, test, vi } from 'vitest';
import { createAccessAudit } from '../../src/auth/access-audit.js';
import { verifyAccessRecords } from '../../src/auth/access-chain.js';
import { signToken } from '../../src/auth/tokens.js';
import type { Database } from '../../src/database/database.js';
import { appendEvents } from '../../src/log/append.js';
import { verifyChain } from '../../src/log/verification.js';
import { createLogger } from '../../src/logger.js';
import { act } from '../commands/act.js';
import { everything, putImprovement, putPerson } from '../commands/fixtures.js';
import { putIssue } from '../issues/fixtures.js';
import { importFile } from '../import-export/import-file.js';
import { unchain } from '../log/a-log.js';
import { createTestOrganization, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { describeOnBothEngines } from '../support/engines.js';
import { putToken } from '../support/put-token.js';
import { signIn } from '../support/signed-in.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

/** Everything that a person is and was known by: with characters that JSON and patterns have to escape. */
const NAMES = ['Quirin "Q." O\'Neil-Vogelsang', 'Quirina Vogelsang (formerly)'] as const;
const SUBJECTS = ['idp|quirin+1', 'idp|quirin\\2'] as const;
const EMAIL = 'quirin@vogelsang.example';
const ADDRESS = '2001:db8::203.0.113.77';
const TEXTS = [...NAMES, ...SUBJECTS, EMAIL, 'gsw-LI', 'Europe/Vaduz'];

/** Where texts and JSON of the whole database say something, whatever the case, by table and column. */
async function placesOf({ prisma }: Database, text: string): Promise<string[]> {
  const columns = await prisma.$queryRaw<{ table: string; column: string }[]>`
    SELECT table_name::text AS table, column_name::text AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND (data_type LIKE 'json%' OR data_type LIKE 'character%' OR data_type = 'text')`;
  expect(columns.length).toBeGreaterThan(100);
  const escaped = JSON.stringify(text).slice(1, -1);
  const found: string[] = [];
  for (const { table, column } of columns) {
    const [row] = await prisma.$queryRawUnsafe<{ count: number }[]>(
      `SELECT COUNT(*)::int AS count FROM "${table}"
        WHERE position(lower($1::text) IN lower("${column}"::text)) > 0 OR position(lower($2::text) IN lower("${column}"::text)) > 0`,
      text,
      escaped,
    );
    if (row && row.count > 0) found.push(`${table}.${column}`);
  }
  return found;
}

describeOnBothEngines('a person who is erased', (database) => {
  let app: TestApp;
  let own: TestOrganization;
  let administrator: string;
  beforeAll(async () => {
    app = await startApp({ parts: { database: database() } });
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    own = await createTestOrganization(app);
    administrator = own.people.ADMINISTRATOR.bearer;
  });

  const done = async (name: string, input: Record<string, unknown>, bearer = administrator) => {
    const result = await act(app.url, name, input, bearer, 'id version');
    expect(result).toHaveProperty('record');
    return result['record'] as { id: string; version: number };
  };
  const refused = async (name: string, input: Record<string, unknown>, kind: string) =>
    expect(await act(app.url, name, input, administrator)).toMatchObject({ __typename: kind });

  /** A person with a past: names, subjects, sessions, work, and outcomes of commands that say who they are. */
  async function quirin() {
    const [subject, later] = SUBJECTS;
    const input = {
      name: NAMES[1],
      subject,
      role: 'DEPLOYMENT_LEAD',
      email: EMAIL,
      locale: 'gsw-li',
      timeZone: 'europe/vaduz',
    };
    const { id: personId } = await done('addPerson', input);
    await done('revisePerson', { personId, version: 1, name: NAMES[0] });
    await done('changeSubject', { personId, version: 2, subject: later });
    const { id } = await app.services.database.prisma.person.findFirstOrThrow({
      where: { organizationId: own.id, subject: later },
    });
    const bearer = `Bearer ${await signToken(SECRET, later, own.slug, '1h')}`;
    const { globalId: improvementId } = await putImprovement(app, own.id, { state: 'ANALYZED' });
    await done('selectImprovement', { improvementId, version: 1 }, bearer);
    await done('assignUnitLead', { unitId: own.otherUnit.globalId, version: 1, personId });
    // As versions before this one wrote it.
    await app.services.database.prisma.$transaction((db) =>
      appendEvents(db, { organizationId: own.id, actorId: own.people.ADMINISTRATOR.id, at: new Date() }, [
        {
          type: 'UnitLeadRemoved',
          recordType: 'Unit',
          recordId: own.otherUnit.id,
          recordVersion: 3,
          note: NAMES[0],
          before: { leads: [id] },
          after: { leads: [] },
        },
      ]),
    );
    const keyed = () => ({ idempotencyKey: randomUUID() });
    await refused('addPerson', { ...input, subject: later, email: null, ...keyed() }, 'AlreadyExistsError');
    await refused('addPerson', { ...input, subject: randomUUID(), ...keyed() }, 'AlreadyExistsError');
    const csv = `subject,name,role,email\n${later},"${NAMES[0].replaceAll('"', '""')}",viewer,${EMAIL.toUpperCase()}\n`;
    expect(await importFile(app, administrator, 'PEOPLE', csv, keyed())).toHaveProperty('mistakes');
    await done('deactivatePerson', { personId, version: 3 });
    const { globalId: issueId } = await putIssue(app, own);
    await refused('assignIssue', { issueId, version: 1, ownerId: personId, ...keyed() }, 'RuleViolationError');
    await done('reactivatePerson', { personId, version: 4 });
    const session = await signIn(app, own, { id });
    const { prisma } = app.services.database;
    const audit = createAccessAudit(prisma, app.services.clock, createLogger('silent'), 365);
    const access = { organizationId: own.id, personId: id, caller: { address: ADDRESS, agent: 'A browser' } };
    for (const about of ['demo', 'link']) await audit.record({ kind: 'SIGN_IN', about, ...access });
    const token = await putToken(app, { organizationId: own.id, personId: id });
    await prisma.token.update({ where: { id: token.id }, data: { lastUsedFrom: ADDRESS } });
    return { id, personId, bearer, session, version: 5 };
  }

  const PLACES = [
    ...['name', 'subject', 'email', 'locale', 'timeZone'].map((kind) => ({ table: 'Person', kind, count: 1 })),
    { table: 'Event', kind: 'PersonAdded', count: 5 },
    { table: 'Event', kind: 'PersonRevised', count: 8 },
    { table: 'Event', kind: 'PersonSubjectChanged', count: 2 },
    { table: 'Event', kind: 'UnitLeadRemoved', count: 1 },
    { table: 'Session', kind: 'session', count: 1 },
    { table: 'AccessRecord', kind: 'access', count: 2 },
    { table: 'Token', kind: 'token', count: 1 },
    ...['addPerson', 'assignIssue', 'importRecords'].map((kind) => ({
      table: 'CommandOutcome',
      kind,
      count: kind === 'addPerson' ? 2 : 1,
    })),
  ];

  test('is nowhere in the database any more, and the chain of the log is whole', async () => {
    const { personId, version, bearer, session } = await quirin();
    for (const text of TEXTS) expect(await placesOf(database(), text), text).not.toEqual([]);

    const before = await everything(app);
    const query = `mutation ($input: ErasePersonInput!) { erasePerson(input: $input) {
      ... on DryRun { events { type changes { field after } } } } }`;
    const { data } = await ask(app.url, query, { input: { personId, version, dryRun: true } }, administrator);
    const [planned] = data?.['erasePerson'].events;
    const change = (field: string) => planned.changes.find((each: { field: string }) => each.field === field)?.after;
    expect(planned.type).toBe('PERSON_ERASED');
    expect(change('name')).toBe('Former member 1');
    expect([...change('places')].sort(byPlace)).toEqual([...PLACES].sort(byPlace));
    expect(await everything(app)).toEqual(before);

    const details = 'name subject email locale timeZone active erasedAt role';
    const erased = await act(app.url, 'erasePerson', { personId, version }, administrator, details);
    expect(erased['record']).toEqual({
      name: 'Former member 1',
      subject: 'Former member 1',
      email: null,
      locale: null,
      timeZone: null,
      active: false,
      erasedAt: expect.any(String) as string,
      role: 'DEPLOYMENT_LEAD',
    });
    for (const text of [...TEXTS, 'A browser', ADDRESS]) expect(await placesOf(database(), text), text).toEqual([]);
    const chain = await verifyChain(database().prisma, own.id);
    expect(chain.broken).toBeUndefined();
    expect(chain.erased).toBe(4);
    const accesses = await verifyAccessRecords(database().prisma, own.id);
    expect([accesses.broken, accesses.erased]).toEqual([undefined, 2]);

    const headers = session.headersFor(app);
    const codeFor = async (credentials: string | undefined, more = {}) =>
      (await ask(app.url, '{ viewer { role } }', {}, credentials, more)).errors?.[0]?.extensions?.['code'];
    expect(await codeFor(bearer)).toBe('UNAUTHENTICATED');
    expect(await codeFor(undefined, headers)).toBe('UNAUTHENTICATED');
  });

  test('is told apart from others in the log, by a name that nobody has', async () => {
    const { personId, version } = await quirin();
    await done('addPerson', { name: 'former member 9', subject: 'Former member 41', role: 'VIEWER' });
    await done('erasePerson', { personId, version });
    const other = await putPerson(app, own.id, 'VIEWER');
    await done('erasePerson', { personId: other.globalId, version: 1 });
    const query = `{ viewer { organization { events(first: 100) { nodes {
      type: __typename note actor { name }
      ... on PersonAdded { person { name } changes { field after } }
      ... on UnitLeadRemoved { person { name } }
      ... on PersonErased { person { name } places { table kind count } } } } } } }`;
    const { data, errors } = await ask(app.url, query, {}, administrator);
    expect(errors).toBeUndefined();
    const events = data?.['viewer'].organization.events.nodes as Record<string, any>[];
    const of = (type: string) => events.filter((event) => event['type'] === type);
    expect(of('PersonAdded')[1]).toMatchObject({ person: { name: 'Former member 42' } });
    expect(of('PersonAdded')[1]?.['changes']).toContainEqual({ field: 'name', after: null });
    expect(of('ImprovementSelected')).toMatchObject([{ actor: { name: 'Former member 42' } }]);
    expect(of('UnitLeadRemoved')).toMatchObject([{ note: null, person: { name: 'Former member 42' } }]);
    expect(of('PersonErased').map(({ person }) => person)).toEqual([
      { name: 'Former member 42' },
      { name: 'Former member 43' },
    ]);
    expect(of('PersonErased')[1]?.['places']).toEqual(
      ['name', 'subject'].map((kind) => ({ table: 'Person', kind, count: 1 })),
    );
  });

  test('leaves what others wrote in free text, and other people of a similar name', async () => {
    const { personId, version } = await quirin();
    const namesake = await done('addPerson', { name: NAMES[0], subject: 'another', role: 'VIEWER' });
    const { globalId: improvementId } = await putImprovement(app, own.id);
    const words = { description: `As ${NAMES[0]} proposed.` };
    await done('reviseImprovement', { improvementId, version: 1, ...words });
    await done('erasePerson', { personId, version });
    const found = await app.services.database.prisma.person.findFirst({
      where: { subject: 'another', name: NAMES[0] },
    });
    expect(found).not.toBeNull();
    expect(await placesOf(database(), NAMES[0])).toEqual(
      expect.arrayContaining(['Improvement.description', 'Event.after', 'Person.name']),
    );
    expect(namesake.version).toBe(1);
  });

  test('in the batch in which they are revised is gone from the events of the batch as well', async () => {
    const { globalId: personId } = await putPerson(app, own.id, 'VIEWER');
    const commands = [
      { revisePerson: { personId, version: 1, name: 'Only for a moment' } },
      { erasePerson: { personId, version: 2 } },
    ];
    const query = 'mutation ($input: BatchInput!) { batch(input: $input) { __typename } }';
    const { data } = await ask(app.url, query, { input: { commands } }, administrator);
    expect(data?.['batch']).toEqual({ __typename: 'BatchPayload' });
    expect(await placesOf(database(), 'Only for a moment')).toEqual([]);
    expect((await verifyChain(database().prisma, own.id)).broken).toBeUndefined();
  });

  test('does not come back, and the subject is free', async () => {
    const { personId, version } = await quirin();
    await done('erasePerson', { personId, version });
    const again = {
      revisePerson: { name: 'Back' },
      changeSubject: { subject: 'back' },
      changePersonRole: { role: 'VIEWER' },
      reactivatePerson: {},
      deactivatePerson: {},
      erasePerson: {},
    };
    for (const [command, more] of Object.entries(again))
      expect(
        await act(app.url, command, { personId, version: version + 1, ...more }, administrator),
        command,
      ).toMatchObject({ rule: 'person-is-not-erased', message: 'Former member 1 was erased.' });
    await done('addPerson', { name: 'New', subject: SUBJECTS[1], role: 'VIEWER', email: EMAIL });
  });

  it('is another one than the administrator who erases', async () => {
    await putPerson(app, own.id, 'ADMINISTRATOR');
    const input = { personId: own.people.ADMINISTRATOR.globalId, version: 1 };
    expect(await act(app.url, 'erasePerson', input, administrator)).toMatchObject({ rule: 'erased-by-another-person' });
  });

  it('is not erased before the log is chained', async () => {
    const { globalId: personId } = await putPerson(app, own.id, 'VIEWER');
    await unchain(database(), own.id);
    const input = { personId, version: 1 };
    expect(await act(app.url, 'erasePerson', input, administrator)).toMatchObject({ rule: 'log-is-chained' });
  });
});

interface Place {
  readonly table: string;
  readonly kind: string;
}

function byPlace(one: Place, other: Place): number {
  return `${one.table} ${one.kind}` < `${other.table} ${other.kind}` ? -1 : 1;
}
