import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedLarge } from '../../src/demo/large/seed.js';
import type { LargeProgress } from '../../src/demo/large/seed.js';
import type { Event } from '../../src/generated/prisma/client.js';
import { fold, json } from '../commands/fold.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

const now = new Date('2026-11-25T10:00:00.000Z');
const progress: LargeProgress[] = [];
const options = { slug: 'large', improvements: 4, projects: 25, seed: 7, now };
/** An embedded database takes its time. */
const LONG = 300_000;
let app: TestApp;
let organizationId: string;
let events: Event[];

beforeAll(async () => {
  app = await startApp({ clock: () => now });
  ({ organizationId } = await seedLarge(app.services.database, options, (each) => void progress.push(each)));
  events = await app.services.database.prisma.event.findMany({ orderBy: { position: 'asc' } });
}, LONG);
afterAll(() => app.stop());

/** Tables of records that events tell of, and what their first event tells besides their own fields. */
const RECORDS = {
  person: [],
  unit: ['leads'],
  improvement: [],
  deployment: ['blocker'],
  deploymentPlan: ['content', 'agreements', 'agreement', 'deviations'],
  increment: ['conditions', 'deploymentIds'],
  definedProcess: ['latest'],
  tailoring: [],
  trainingItem: ['draft', 'published'],
  trainingDelivery: ['attendeeIds'],
  consultingSession: [],
  issue: [],
  measure: ['baselines'],
  measureReading: [],
  resultReview: ['decisions'],
  lesson: [],
} as const;

it.each(Object.entries<readonly string[]>(RECORDS))('tells each %s by its events', async (table, relatedFields) => {
  const { prisma } = app.services.database;
  const rows = await (prisma[table as 'person'].findMany() as Promise<{ id: string }[]>);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    const own = (fields: Event['before']): Event['before'] =>
      fields &&
      (Object.fromEntries(Object.entries(fields).filter(([name]) => !relatedFields.includes(name))) as Event['after']);
    const ofRow = events.filter(({ recordId }) => recordId === row.id);
    expect(
      fold(ofRow.map((event) => ({ ...event, before: own(event.before), after: own(event.after) as Event['after'] }))),
    ).toEqual(json(row));
  }
});

it('has a log without gaps, in the order of time, up to its head', async () => {
  const head = await app.services.database.prisma.eventLog.findUniqueOrThrow({ where: { organizationId } });
  expect(events.map(({ position }) => position)).toEqual(Array.from({ length: head.position }, (_, at) => at + 1));
  const times = events.map(({ occurredAt }) => occurredAt.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)).toBeLessThan(now.getTime());
});

it('has a deployment of each improvement in each project, and some in each state of importance', async () => {
  const states = await app.services.database.prisma.deployment.groupBy({ by: ['state'], _count: true });
  expect(states.reduce((sum, { _count }) => sum + _count, 0)).toBe(100);
  expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['IN_PROGRESS', 'CONFIRMED']));
});

it('says how far it has got', () => {
  expect(progress.at(-1)).toEqual({ done: 900, total: 900, events: events.length });
});

it('is the same for the same seed on the same day', { timeout: LONG }, async () => {
  const again = await seedLarge(app.services.database, { ...options, slug: 'again' }, () => undefined);
  const others = await app.services.database.prisma.event.findMany({
    where: { organizationId: again.organizationId },
    orderBy: { position: 'asc' },
  });
  const gist = ({ position, type, occurredAt, recordVersion }: Event) => ({
    position,
    type,
    occurredAt,
    recordVersion,
  });
  expect(others.map(gist)).toEqual(events.map(gist));
});
