import type { Chance } from '../../chance.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Queryable } from '../../database/database.js';
import { hashAfter, newSalt } from '../../log/chain.js';
import type { FieldValues } from '../../log/event.js';
import { idFor } from './id.js';

/** Tables with what a large organization holds, in an order in which their rows can be written. */
const TABLES = [
  'Improvement',
  'DeploymentPlan',
  'PlanVersion',
  'PlanTarget',
  'PlanAgreement',
  'Increment',
  'IncrementCondition',
  'DefinedProcess',
  'ProcessVersion',
  'Tailoring',
  'Deployment',
  'Blocker',
  'IncrementDeployment',
  'TrainingItem',
  'TrainingVersion',
  'TrainingDelivery',
  'ConsultingSession',
  'Issue',
  'Measure',
  'MeasureBaseline',
  'MeasureReading',
  'ResultReview',
  'ReviewDecision',
  'Lesson',
] as const;

/** A table that a ledger writes. */
export type TableName = (typeof TABLES)[number] | 'Person' | 'Unit' | 'UnitLead';

/** A row as JSON: days and instants as text in UTC. All columns are there, for defaults of the database do not apply. */
export type Row = Record<string, unknown>;

/** A record that has events. */
export interface LedgerRecord extends Row {
  readonly id: string;
  version: number;
}

/** What an event is called, and what it concerns. */
export interface LedgerHeader {
  readonly type: string;
  readonly recordType: TableName;
  readonly improvementId?: string;
  readonly planId?: string;
  readonly deploymentId?: string;
  readonly unitId?: string | null;
  readonly note?: string | null;
}

/** Rows and events written in one statement. */
const BATCH = 2_000;

/**
 * Writes down a history: the records as they end up, and the event of each change, in the form that commands give them.
 * Events go to the database as they come; rows once they change no more.
 */
export class Ledger {
  /** When, and by whom, what comes next is done. */
  now: Date;
  actorId: string;
  position: number;
  #hash: string;
  readonly #events: Row[] = [];
  readonly #tables = new Map<TableName, Row[]>();
  /** The plan of each improvement that is not over. */
  readonly openPlans = new Map<string, string>();

  constructor(
    readonly organizationId: string,
    readonly chance: Chance,
    start: { readonly now: Date; readonly actorId: string; readonly position: number; readonly hash: string },
  ) {
    this.now = start.now;
    this.actorId = start.actorId;
    this.position = start.position;
    this.#hash = start.hash;
  }

  id(): string {
    return idFor(this.now);
  }

  /** Adds a row without an event of its own. */
  add<Added extends Row>(table: TableName, row: Added): Added {
    const rows = this.#tables.get(table);
    if (rows) rows.push(row);
    else this.#tables.set(table, [row]);
    return row;
  }

  /** Adds a record and its event; `relatedFields` go into it. */
  create(header: LedgerHeader, fields: Row, relatedFields: FieldValues = {}): LedgerRecord {
    const { organizationId, now } = this;
    const at = now.toISOString();
    const record: LedgerRecord = { id: this.id(), organizationId, ...fields, version: 1, createdAt: at, updatedAt: at };
    this.add(header.recordType, record);
    this.#note(header, record, null, { ...record, ...relatedFields });
    return record;
  }

  /** Changes fields of a record, with its next version, and notes the event with them before and after. */
  change(
    record: LedgerRecord,
    patch: Row,
    header: LedgerHeader,
    relatedFields: { before?: FieldValues; after?: FieldValues } = {},
  ): void {
    const before: Row = {};
    for (const field of Object.keys(patch)) before[field] = record[field];
    Object.assign(record, patch, { version: record.version + 1, updatedAt: this.now.toISOString() });
    this.#note(header, record, { ...before, ...relatedFields.before }, { ...patch, ...relatedFields.after });
  }

  #note(header: LedgerHeader, { id, version }: LedgerRecord, before: Row | null, after: Row): void {
    const { improvementId = null, deploymentId = null, unitId = null, note = null } = header;
    const planId = header.planId ?? this.openPlans.get(improvementId ?? '') ?? null;
    this.position += 1;
    const event = {
      organizationId: this.organizationId,
      position: this.position,
      type: header.type,
      occurredAt: this.now,
      actorId: this.actorId,
      viaTokenId: null,
      viaService: null,
      signIn: null,
      recordType: header.recordType,
      recordId: id,
      recordVersion: version,
      improvementId,
      planId,
      deploymentId,
      unitId,
      note,
      before,
      after,
      salt: newSalt(),
      proof: null,
    };
    this.#hash = hashAfter(this.#hash, event);
    this.#events.push({ ...event, salt: `\\x${event.salt}`, hash: `\\x${this.#hash}` });
  }

  /** Writes the events that have come up since, once there are enough of them, or in any case. */
  async flushEvents(db: Queryable, inAnyCase = false): Promise<void> {
    if (this.#events.length === 0 || (this.#events.length < BATCH && !inAnyCase)) return;
    await insert(db, 'Event', this.#events.splice(0));
  }

  /** Writes the rows of a table as they are now, and forgets them. */
  async flushTable(db: Queryable, table: TableName): Promise<void> {
    const { organizationId } = this;
    const rows = (this.#tables.get(table) ?? []).map((row) => ({ organizationId, ...row }));
    this.#tables.delete(table);
    for (let start = 0; start < rows.length; start += BATCH) await insert(db, table, rows.slice(start, start + BATCH));
  }

  /** Writes all rows as they are now, and the head of the log. */
  async close(db: Queryable): Promise<void> {
    await this.flushEvents(db, true);
    for (const table of TABLES) await this.flushTable(db, table);
    const { organizationId, position, now: occurredAt } = this;
    const hash = Buffer.from(this.#hash, 'hex');
    await db.eventLog.update({ where: { organizationId }, data: { position, occurredAt, hash } });
  }
}

async function insert(db: Queryable, table: string, rows: readonly Row[]): Promise<void> {
  const name = Prisma.raw(`"${table}"`);
  await db.$executeRaw`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, ${JSON.stringify(rows)}::json)`;
}
