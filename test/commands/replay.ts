import { isDeepStrictEqual } from 'node:util';
import { Prisma } from '../../src/generated/prisma/client.js';
import type { Event, PrismaClient } from '../../src/generated/prisma/client.js';
import { canonicalJson } from '../../src/json.js';

/** A row of a table, as JSON; without the time of its last change, which is that of its last event. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows of a table, by what tells them apart. */
export type Rows = ReadonlyMap<string, Row>;

/** What belongs to a record and stands in rows of its own, as an event tells it. */
interface Told {
  readonly table: Prisma.ModelName;
  /** Fields of the rows that the event leaves out: whose they are. */
  readonly of: Row;
  readonly rows: readonly unknown[];
  /** Whether these are all rows of the record, so that no others are left. */
  readonly all?: boolean;
  /** Whether a row that was there before, and is not told of after, is gone. */
  readonly mayGo?: boolean;
  /** The field of a row that is told alone, as its value. */
  readonly field?: string;
}

type Teller = (value: unknown, record: Row) => readonly Told[];

/** The event tells all rows of the record. */
const all =
  (table: Prisma.ModelName, owner: string, field?: string): Teller =>
  (value, record) => [
    { table, of: { [owner]: record['id'] }, rows: value as unknown[], all: true, ...(field ? { field } : {}) },
  ];

/** The event tells the rows that it adds or changes: one, several, or none. */
const some =
  (table: Prisma.ModelName, owner: string, more: readonly string[] = []): Teller =>
  (value, record) => [
    {
      table,
      of: Object.fromEntries([[owner, record['id']], ...more.map((field) => [field, record[field]])]),
      rows: [value].flat().filter((row) => row !== null && row !== undefined),
    },
  ];

/** The event tells one row, which is there before it, after it or both. */
const one =
  (table: Prisma.ModelName, owner: string): Teller =>
  (value, record) => [{ table, of: { [owner]: record['id'] }, rows: value === null ? [] : [value], mayGo: true }];

/** The event tells all leads and, once there are such, those by groups. */
const leads: Teller = (value, unit) => [
  {
    table: 'UnitLead',
    of: { unitId: unit['id'] },
    rows: (value as string[]).map((personId) => ({
      personId,
      managedBy: ((unit['leadsByGroups'] ?? []) as string[]).includes(personId) ? 'GROUPS' : 'HAND',
    })),
    all: true,
  },
];

const content: Teller = (value, plan) => {
  const { targetUnitIds, exclusions, ...version } = value as Record<string, unknown>;
  const of = { versionId: version['id'] };
  return [
    { table: 'PlanVersion', of: { planId: plan['id'] }, rows: [version] },
    { table: 'PlanTarget', of, rows: targetUnitIds as unknown[], all: true, field: 'unitId' },
    { table: 'PlanExclusion', of, rows: exclusions as unknown[], all: true },
  ];
};

/** Words are said to the version of the plan that is told of last. */
const agreements: Teller = (value, plan) => [
  { table: 'PlanAgreement', of: { versionId: (plan['content'] as Row)['id'] }, rows: value as unknown[], all: true },
];

const agreement: Teller = (value, plan) => [
  {
    table: 'PlanAgreement',
    of: { versionId: (plan['content'] as Row)['id'] },
    rows: [value].flat().filter((row) => row !== null && row !== undefined),
  },
];

/** How the events of each kind of record tell what belongs to it, by field. */
const BELONGINGS: Readonly<Record<string, Readonly<Record<string, Teller>>>> = {
  Person: { places: () => [] }, // Where texts were erased: no part of the record.
  Unit: { leads, leadsByGroups: () => [] }, // The leads by groups are among the leads.
  Comment: { mentionIds: all('CommentMention', 'commentId', 'personId') },
  Group: { member: one('GroupMember', 'groupId'), mapping: one('GroupMapping', 'groupId') },
  Improvement: { relations: all('ImprovementRelation', 'fromId') },
  Deployment: { blocker: some('Blocker', 'deploymentId'), blockers: some('Blocker', 'deploymentId') },
  DeploymentPlan: { content, agreements, agreement, deviations: all('AcceptedDeviation', 'planId') },
  Increment: {
    conditions: all('IncrementCondition', 'incrementId'),
    deploymentIds: all('IncrementDeployment', 'incrementId', 'deploymentId'),
  },
  Measure: { baselines: all('MeasureBaseline', 'measureId') },
  ResultReview: { decisions: all('ReviewDecision', 'reviewId') },
  TrainingItem: {
    draft: some('TrainingVersion', 'itemId'),
    published: some('TrainingVersion', 'itemId'),
    superseded: some('TrainingVersion', 'itemId'),
  },
  TrainingDelivery: { attendeeIds: all('TrainingAttendee', 'deliveryId', 'personId') },
  DefinedProcess: { latest: some('ProcessVersion', 'processId', ['organizationId']) },
  CoordinationActivity: {
    relatedImprovementIds: all('CoordinationImprovement', 'activityId', 'improvementId'),
    shares: all('CoordinationShare', 'activityId'),
  },
};

/** Tables that the log of an organization does not tell of: what is above it, and the log itself. */
const BESIDES: readonly string[] = [
  'Organization',
  'CatalogImport',
  'Installation',
  'CommandOutcome',
  'ErasedSubject',
  'Event',
  'EventLog',
];

/** Tables whose rows have no version: they are told once, or with what they belong to. */
const WITHOUT_VERSION: readonly string[] = ['Revision'];

const TABLES = Object.values(Prisma.ModelName).filter((name) => !BESIDES.includes(name));

const identity = (row: Row): string => {
  if (typeof row['id'] === 'string') return row['id'];
  // Rows without an identity of their own are told all at once: they need not be known again.
  return canonicalJson(row);
};

/** What belongs to a record is of its organization. */
const owned = (told: Told, { organizationId }: Row): Told => ({ ...told, of: { ...told.of, organizationId } });

/** The tables of an organization as its events tell them, one event after the other. */
export class Replay {
  private readonly tables = new Map<string, Map<string, Row>>();
  /** Records with all that their events have told of them. */
  private readonly records = new Map<string, Record<string, unknown>>();
  position = 0;

  /** The rows of a table so far. */
  rows(table: Prisma.ModelName): Rows {
    return this.table(table);
  }

  /** The records of a kind so far, as a list. */
  // oxlint-disable-next-line typescript/no-explicit-any -- rows of any table
  list(table: Prisma.ModelName): any[] {
    return [...this.table(table).values()];
  }

  /** Takes the next event in. Throws where it does not fit to what the ones before it told. */
  apply(event: Event): void {
    const { position, recordType, recordId, recordVersion } = event;
    const misfit = (what: string, ...values: unknown[]): Error =>
      new Error(
        `${event.type} at ${position}: ${what} ${values.map((value) => JSON.stringify(value)).join(' is not ')}`,
      );
    if (position !== this.position + 1) throw misfit('position', position, this.position + 1);
    const known = this.records.get(recordId);
    const version = known ? (known['version'] as number) + 1 : 1;
    if (recordVersion !== version) throw misfit('version', recordVersion, version);
    const [before, after] = [event.before as Row | null, event.after as Row];
    if ((before === null) !== (known === undefined)) throw misfit('what was before', before, known);

    const tellers = BELONGINGS[recordType] ?? {};
    if (event.type === 'PersonErased' && known) this.forget(known);
    // Erased with who wrote it, in earlier events as well.
    if (event.type === 'CommentRemoved' && known && before?.['body'] === null) known['body'] = null;
    if (known && before) {
      for (const field of Object.keys(after)) {
        if (!(field in tellers) && !isDeepStrictEqual(before[field], known[field]))
          throw misfit(`${field} before`, before[field], known[field]);
      }
      for (const [field, value] of Object.entries(before))
        for (const told of tellers[field]?.(value, known) ?? []) {
          this.demandThere(owned(told, known), misfit);
          if (told.mayGo) for (const row of this.rowsOf(told)) this.table(told.table).delete(identity(row));
        }
    }
    const record = { ...known, ...after, id: recordId, version };
    this.records.set(recordId, record);
    const columns = Object.entries(record).filter(([field]) => !(field in tellers) && field !== 'updatedAt');
    const row: Record<string, unknown> = Object.fromEntries(columns);
    if (WITHOUT_VERSION.includes(recordType)) delete row['version'];
    this.table(recordType).set(recordId, row);
    for (const [field, teller] of Object.entries(tellers))
      if (field in after) for (const told of teller(after[field], record)) this.write(owned(told, record));
    this.position = position;
  }

  /** What earlier events told of a person was erased from them meanwhile. */
  private forget(person: Record<string, unknown>): void {
    for (const field of ['name', 'subject', 'email', 'locale', 'timeZone']) person[field] = null;
  }

  /** All tables, in an order of their own, to be compared. */
  snapshot(): Record<string, Row[]> {
    return Object.fromEntries(TABLES.map((table) => [table, sorted(this.list(table) as Row[])]));
  }

  private table(name: string): Map<string, Row> {
    const table = this.tables.get(name) ?? new Map<string, Row>();
    this.tables.set(name, table);
    return table;
  }

  private rowsOf({ of, rows, field }: Told): Row[] {
    return rows.map((row) => ({ ...(field ? { [field]: row } : (row as Row)), ...of }));
  }

  private write(told: Told): void {
    const table = this.table(told.table);
    if (told.all) {
      const owned = [...table].filter(([, row]) =>
        Object.entries(told.of).every(([field, value]) => row[field] === value),
      );
      for (const [key] of owned) table.delete(key);
    }
    for (const row of this.rowsOf(told)) table.set(identity(row), row);
  }

  private demandThere(told: Told, misfit: (what: string, ...values: unknown[]) => Error): void {
    const table = this.table(told.table);
    for (const row of this.rowsOf(told))
      if (!isDeepStrictEqual(table.get(identity(row)), row))
        throw misfit(`a ${told.table} before`, row, table.get(identity(row)));
  }
}

/** All rows of all tables as they are, in the form of `Replay.snapshot`; of all organizations that there are. */
export async function snapshotOf(prisma: PrismaClient): Promise<Record<string, Row[]>> {
  const tables: Record<string, Row[]> = {};
  for (const name of TABLES) {
    const delegate = prisma[(name[0]?.toLowerCase() + name.slice(1)) as 'unit'];
    tables[name] = sorted(plain(await delegate.findMany()));
  }
  return tables;
}

/** Rows as JSON, without the time of the last change. */
export function plain(rows: readonly object[]): Row[] {
  return JSON.parse(JSON.stringify(rows, (key, value: unknown) => (key === 'updatedAt' ? undefined : value))) as Row[];
}

export function sorted(rows: readonly Row[]): Row[] {
  const keyed = rows.map((row) => [identity(row), row] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
