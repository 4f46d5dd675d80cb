import type { Queryable } from '../database/database.js';
import { LEFT_OUT_STATES } from '../deployments/rules.js';
import { Prisma } from '../generated/prisma/client.js';
import { encodeGlobalId } from '../ids.js';
import { workerOf } from '../reports/operations/responsible.js';
import { WAITING_KINDS } from '../reports/operations/waiting-kinds.js';
import { waiting } from '../reports/operations/waiting.js';
import type { Waiting } from '../reports/operations/waiting.js';
import type { Days } from '../time/calendar.js';
import { inWords } from '../work-products/document.js';

/** What a calendar is about: what a person leads, owns and is waited for, a unit, or an improvement. */
export type FeedSubject =
  | { readonly of: 'person'; readonly id: string; readonly leads: readonly string[] }
  | { readonly of: 'unit'; readonly id: string }
  | { readonly of: 'improvement'; readonly id: string };

/** Something planned for one day or several. */
export interface FeedEntry {
  /** Stays the same however the entry changes. */
  readonly uid: string;
  /** Grows with each change of the entry. */
  readonly sequence: number;
  readonly summary: string;
  readonly description: string;
  readonly firstDay: Date;
  readonly lastDay: Date;
  readonly isCanceled: boolean;
  readonly changedAt: Date;
  /** The path of its page in the dashboard. */
  readonly path: string;
}

/** How many entries of a kind a calendar has at most: those that end last. */
const MOST = 1_000;

/** What is planned for a subject, in the order of its days. */
export async function entriesOf(
  db: Queryable,
  organizationId: string,
  subject: FeedSubject,
  days: Days,
): Promise<FeedEntry[]> {
  const scope = scopeOf(organizationId, subject);
  const lists = [await deployments(db, scope), await increments(db, scope), await coordination(db, scope, subject)];
  if (subject.of === 'person') lists.push(await dueWork(db, organizationId, subject.id, days));
  return lists
    .flat()
    .toSorted((one, other) => Number(one.firstDay) - Number(other.firstDay) || one.uid.localeCompare(other.uid));
}

/** Which records belong to a subject. */
interface Scope {
  readonly deployment: Prisma.DeploymentWhereInput;
  readonly increment: Prisma.IncrementWhereInput;
  readonly coordination: Prisma.CoordinationActivityWhereInput;
}

function scopeOf(organizationId: string, subject: FeedSubject): Scope {
  if (subject.of === 'improvement') {
    const improvementId = subject.id;
    return {
      deployment: { organizationId, improvementId },
      increment: { organizationId, plan: { improvementId } },
      coordination: { organizationId, improvementId },
    };
  }
  const unitId = { in: subject.of === 'unit' ? [subject.id] : [...subject.leads] };
  const inUnits = { shares: { some: { unitId } } };
  return {
    deployment: { organizationId, unitId },
    increment: { organizationId, deployments: { some: { deployment: { unitId } } } },
    coordination: { organizationId, ...(subject.of === 'unit' ? inUnits : { OR: [{ ownerId: subject.id }, inUnits] }) },
  };
}

const named = { select: { title: true, state: true } } as const;

async function deployments(db: Queryable, { deployment }: Scope): Promise<FeedEntry[]> {
  const rows = await db.deployment.findMany({
    where: deployment,
    include: { improvement: named, unit: { select: { name: true } } },
    orderBy: [{ plannedEnd: 'desc' }, { id: 'desc' }],
    take: MOST,
  });
  return rows.map(({ improvement, unit, state, percent, plannedStart, plannedEnd, unitId, ...row }) => ({
    ...entry('Deployment', row),
    summary: `${improvement.title}: ${unit.name}`,
    description: `${inWords(state)}, ${percent} %`,
    firstDay: plannedStart,
    lastDay: plannedEnd,
    isCanceled: LEFT_OUT_STATES.includes(state) || improvement.state === 'REJECTED',
    path: `/projects/${encodeGlobalId('Unit', unitId)}`,
  }));
}

async function increments(db: Queryable, { increment }: Scope): Promise<FeedEntry[]> {
  const rows = await db.increment.findMany({
    where: increment,
    include: { plan: { select: { state: true, improvementId: true, improvement: named } } },
    orderBy: [{ plannedEnd: 'desc' }, { id: 'desc' }],
    take: MOST,
  });
  return rows.map(({ plan, ordinal, title, state, plannedStart, plannedEnd, ...row }) => ({
    ...entry('Increment', row),
    summary: `${plan.improvement.title}: increment ${ordinal}, ${title}`,
    description: inWords(state),
    firstDay: plannedStart,
    lastDay: plannedEnd,
    isCanceled: plan.state === 'CANCELED' || plan.improvement.state === 'REJECTED',
    path: `/improvements/${encodeGlobalId('Improvement', plan.improvementId)}`,
  }));
}

async function coordination(db: Queryable, scope: Scope, { of }: FeedSubject): Promise<FeedEntry[]> {
  const rows = await db.coordinationActivity.findMany({
    where: scope.coordination,
    include: { improvement: named },
    orderBy: [{ dueOn: 'desc' }, { id: 'desc' }],
    take: MOST,
  });
  return rows.map(({ improvement, improvementId, title, state, dueOn, ...row }) => ({
    ...entry('CoordinationActivity', row),
    summary: `Due: ${of === 'improvement' ? '' : `${improvement.title}, `}${title}`,
    description: inWords(state),
    firstDay: dueOn,
    lastDay: dueOn,
    isCanceled: state === 'DROPPED',
    path: `/improvements/${encodeGlobalId('Improvement', improvementId)}/support`,
  }));
}

/** Work that waits for a person and is due on some day: it is gone once it is done. */
async function dueWork(db: Queryable, organizationId: string, personId: string, days: Days): Promise<FeedEntry[]> {
  const worker = await workerOf(db, organizationId, personId);
  if (!worker) return [];
  const { items } = await waiting(db, organizationId, { worker }, days, { limit: MOST, fromEnd: false });
  const due = items.filter((item): item is Waiting & { dueOn: Date } => item.dueOn !== null);
  const titles = await db.improvement.findMany({
    where: { organizationId, id: { in: [...new Set(due.map(({ improvementId }) => improvementId))] } },
    select: { id: true, title: true },
  });
  const titleOf = new Map(titles.map(({ id, title }) => [id, title]));
  const states = await versionsOf(db, organizationId, due);
  return due.flatMap(({ kind, recordType, recordId, improvementId, unitId, dueOn }) => {
    const state = states.get(recordId);
    if (!state) return [];
    return {
      uid: `${kind}-${recordId}${unitId ? `-${unitId}` : ''}`,
      sequence: state.version,
      summary: `Due: ${titleOf.get(improvementId) ?? ''}, ${inWords(kind).toLowerCase()}`,
      description: `${WAITING_KINDS[kind].description} ${inWords(recordType)}.`,
      firstDay: dueOn,
      lastDay: dueOn,
      isCanceled: false,
      changedAt: state.updatedAt,
      path: '/work',
    };
  });
}

/** Version and last change of some records: a statement for each type of them. */
async function versionsOf(
  db: Queryable,
  organizationId: string,
  items: readonly Waiting[],
): Promise<Map<string, { version: number; updatedAt: Date }>> {
  const versions = new Map<string, { version: number; updatedAt: Date }>();
  for (const type of new Set(items.map(({ recordType }) => recordType))) {
    const ids = items.filter(({ recordType }) => recordType === type).map(({ recordId }) => recordId);
    const rows = await db.$queryRaw<{ id: string; version: number; updatedAt: Date }[]>`
      SELECT "id"::text AS id, "version", "updatedAt" FROM ${Prisma.raw(`"${type}"`)}
       WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${ids}::uuid[])`;
    for (const { id, ...state } of rows) versions.set(id, state);
  }
  return versions;
}

function entry(type: string, { id, version, updatedAt }: { id: string; version: number; updatedAt: Date }) {
  return { uid: `${type}-${id}`, sequence: version, changedAt: updatedAt };
}
