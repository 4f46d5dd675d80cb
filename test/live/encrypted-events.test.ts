import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendEvents } from '../../src/log/append.js';
import { readLog } from '../../src/log/event-log.js';
import type { Addition, NewEvent } from '../../src/log/event.js';
import { MAX_SEALED, openSealed, sealEvents } from '../../src/live/encrypted-events.js';
import { openHint, readHint, sealHint } from '../../src/live/sealed-hint.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { createWatched } from './views.js';

const header = { type: 'ImprovementRevised', recordType: 'Improvement', recordVersion: 2 };
const AWKWARD: Omit<NewEvent, 'recordId'>[] = [
  { ...header, after: {} },
  {
    ...header,
    note: 'note "\\ \u2028\u2029\u0085 𝄞 \r\n',
    before: { title: null, percent: 1.5, b: 1, a: 2, tiny: 1e-7, large: 1e21, on: '2026-01-01' },
    after: { title: 'é', deep: [{ a: 1 }, []], at: '2026-01-01T00:00:00.000Z' },
  },
];

/** Appends events; returns what the writer has of them, and what others read. */
async function append(app: TestApp): Promise<{ added: Addition; logged: unknown }> {
  const { prisma } = app.services.database;
  const { organization, improvement } = await createWatched(app);
  const cause = { organizationId: organization.id, actorId: organization.people.VIEWER.id, at: new Date() };
  const events = AWKWARD.map((event) => ({ ...event, recordId: organization.id }));
  const added = await prisma.$transaction((db) => appendEvents(db, cause, events));
  expect(improvement).toBeDefined();
  return { added, logged: await readLog(prisma, organization.id, added.position - events.length) };
}

const byteEqual = (left: unknown, right: unknown): void => {
  expect(left).toStrictEqual(right);
  expect(JSON.stringify(left)).toBe(JSON.stringify(right));
};

function suite(open: () => Promise<TestApp>) {
  let app: TestApp;
  beforeAll(async () => {
    app = await open();
  });
  afterAll(() => app.stop());

  test('what a writer hands over, and what comes out of a seal, is what the log says, byte for byte', async () => {
    const { added, logged } = await append(app);
    byteEqual(added.events, logged);
    const sealed = sealEvents(added, 'test') ?? '';
    expect(sealed.length).toBeLessThanOrEqual(MAX_SEALED);
    byteEqual(openSealed(sealed, added, added, 'test')?.events, logged);
  });

  test('a seal holds for one namespace, log, epoch and position, unchanged', async () => {
    const { added } = await append(app);
    const sealed = sealEvents(added, 'test') ?? '';
    const { organizationId, position } = added;
    const elsewhere = '00000000-0000-4000-8000-000000000001';
    expect(openSealed(sealed, { organizationId: elsewhere, position }, added, 'test')).toBeUndefined();
    expect(openSealed(sealed, { organizationId, position: position + 1 }, added, 'test')).toBeUndefined();
    expect(openSealed(sealed, added, { ...added, epoch: 'another' }, 'test')).toBeUndefined();
    expect(openSealed(sealed, added, { ...added, hintKey: '0'.repeat(64) }, 'test')).toBeUndefined();
    expect(openSealed(sealed, added, added, 'another')).toBeUndefined();
    const bytes = Buffer.from(sealed, 'base64');
    for (let index = 0; index < bytes.length; index += 7) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(openSealed(changed.toString('base64'), added, added, 'test')).toBeUndefined();
    }
    for (const junk of ['', 'x', bytes.subarray(0, 27).toString('base64'), bytes.subarray(0, -1).toString('base64')])
      expect(openSealed(junk, added, added, 'test')).toBeUndefined();
  });

  test('a hint goes over the wire sealed and without its key, and opens only for a listener with the key', async () => {
    const { added, logged } = await append(app);
    const { organizationId, position } = added;
    const sent = sealHint({ topic: 'log', organizationId, position, added }, 'test');
    expect(Object.keys(JSON.parse(sent) as object)).toEqual(['topic', 'organizationId', 'position', 'sealed']);
    expect(sent).not.toContain(added.hintKey);
    expect(sent).not.toContain('percent');
    const head = { topic: 'log', organizationId, position } as const;
    expect(openHint(sent, 'test', { keysOf: () => undefined })).toEqual({ ...head, added: undefined });
    expect(openHint(sent, 'test', {})).toEqual({ ...head, added: undefined });
    expect(openHint(sent, 'another', { keysOf: () => added })).toEqual({ ...head, added: undefined });
    const opened = openHint(sent, 'test', { keysOf: (asked) => (asked.position === position ? added : undefined) });
    expect(opened).toMatchObject(head);
    byteEqual(opened?.topic === 'log' && opened.added?.events, logged);
    expect(sealHint({ topic: 'catalog' }, 'test')).toBe('{"topic":"catalog"}');
    expect(readHint(JSON.stringify({ ...head, sealed: 'x'.repeat(MAX_SEALED + 1) }))).toEqual(head);
  });

  test('what is too large is not sealed', async () => {
    const { added } = await append(app);
    const [event] = added.events;
    const large = (length: number) => ({ ...added, events: [{ ...event!, note: 'x'.repeat(length) }] });
    expect(sealEvents(large(MAX_SEALED), 'test')).toBeUndefined();
    expect(sealEvents(large(4_000), 'test')?.length).toBeLessThanOrEqual(MAX_SEALED);
  });

  test('each log has a key of its own', async () => {
    const [one, two] = [await append(app), await append(app)];
    expect(one.added.hintKey).toMatch(/^[0-9a-f]{64}$/);
    expect(one.added.hintKey).not.toBe(two.added.hintKey);
  });
}

suite(() => startApp());

describeWithServices('on Postgres', ({ postgresUrl }) => {
  let databaseUrl: string;
  suite(async () => startApp({ databaseUrl: (databaseUrl = await createDatabase(postgresUrl)) }));
  afterAll(() => dropDatabase(databaseUrl));
});
