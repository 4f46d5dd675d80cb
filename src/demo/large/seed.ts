import { Chance } from '../../chance.js';
import { dayOf } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { admitDeletion } from '../../log/archive.js';
import { BEGINNING } from '../../log/chain.js';
import { readHead } from '../../log/event-log.js';
import { createOrganization } from '../../organization/operations/organization.js';
import { Calendar } from './calendar.js';
import { runIdea, runImprovement } from './improvement.js';
import { Ledger } from './ledger.js';
import { populate, runProcesses } from './world.js';

/** What a large organization is to be like. */
export interface LargeOptions {
  readonly slug: string;
  /** Improvements that are deployed in all projects; one in ten more has come no further than its analysis. */
  readonly improvements: number;
  readonly projects: number;
  /** The same seed on the same day gives the same organization, but for its ids. */
  readonly seed: number;
  /** The history ends on the day before. */
  readonly now: Date;
}

/** How far the work has got: a part of the history, in days, and what has come of it. */
export interface LargeProgress {
  readonly done: number;
  readonly total: number;
  readonly events: number;
}

/** Days of the history. */
export const HISTORY = 900;
/** Days before its end on which the last improvement is suggested. */
const LAST_SUGGESTION = 120;
/** How long it may take in all, in milliseconds. */
const TIMEOUT = 3_600_000;
const DAY = 86_400_000;

/**
 * Makes an organization with a history of two years and a half: with the defaults of the command, 100,000 deployments and
 * a million events. Records and events are written straight into the tables, in the form that commands give them, and all
 * or nothing. Its people are `administrator`, `sponsor-1`, `deployment-lead-1`, `project-lead-1`, `viewer-1` …
 */
export async function seedLarge(
  database: Database,
  { slug, improvements, projects, seed, now }: LargeOptions,
  onProgress: (progress: LargeProgress) => void,
): Promise<{ organizationId: string; events: number }> {
  const calendar = new Calendar(new Date(dayOf(now).getTime() - HISTORY * DAY), HISTORY);
  const { organization, administrator } = await createOrganization(database, () => calendar.beginning, {
    slug,
    name: 'A large organization',
    administrator: { name: 'Ada Administrator', subject: 'administrator' },
  });
  const { id: organizationId } = organization;
  const head = await readHead(database.prisma, organizationId);
  const start = { now: calendar.beginning, actorId: administrator.id, position: 1, hash: head?.hash ?? BEGINNING };
  const ledger = new Ledger(organizationId, new Chance(seed), start);
  try {
    const fill = async (db: Parameters<Ledger['close']>[0]): Promise<void> => {
      const world = populate(ledger, calendar, projects);
      for (const table of ['Person', 'Unit', 'UnitLead'] as const) await ledger.flushTable(db, table);
      runProcesses(world);
      const ideas = Math.floor(improvements / 10);
      const total = improvements + ideas;
      const pace = (HISTORY - LAST_SUGGESTION) / improvements;
      for (let number = 1; number <= total; number += 1) {
        const idea = number > improvements;
        const day = idea ? HISTORY - 1 - (number - improvements) * 2 : Math.floor((number - 1) * pace);
        calendar.on(day, () => (idea ? runIdea : runImprovement)(world, number));
      }
      await calendar.run(
        (at) => (ledger.now = at),
        async () => {
          await ledger.flushEvents(db);
          onProgress({ done: calendar.today + 1, total: HISTORY, events: ledger.position });
        },
      );
      await ledger.close(db);
    };
    await database.prisma.$transaction(fill, { timeout: TIMEOUT });
  } catch (error) {
    await database.prisma.$transaction(async (db) => {
      await admitDeletion(db, organizationId);
      await db.organization.delete({ where: { id: organizationId } });
    });
    throw error;
  }
  return { organizationId, events: ledger.position };
}
