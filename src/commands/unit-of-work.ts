import { demandAllowed, demandUnit } from '../auth/allowed.js';
import type { Allowed } from '../auth/allowed.js';
import type { Actor } from '../auth/actor.js';
import type { IssuerOutlet } from '../auth/issuer-outlet.js';
import type { Queryable } from '../database/database.js';
import type { EventSignIn, FieldValues, NewEvent } from '../log/event.js';
import { stageEvents } from '../log/append.js';
import type { Cause } from '../log/append.js';
import { jsonFields } from '../log/event-log.js';
import { readCalendar } from '../time/calendar.js';
import type { Days } from '../time/calendar.js';
import type { Catalog } from '../process-model/catalog.js';
import { invalidInput, recordWords, UserError } from '../user-error.js';

/** Another transaction changed the record between our read and our write. The command is done again, from the start. */
export class ConcurrentWriteError extends Error {
  override readonly name = 'ConcurrentWriteError';
}

/** A record that can be edited. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** What a change is called in the log, and what it concerns. */
export type EventHeader = Omit<NewEvent, 'recordId' | 'recordVersion' | 'before' | 'after'>;

/** As many records as were asked for, in their order. */
export type Each<Asked extends readonly unknown[], Found> = { -readonly [Index in keyof Asked]: Found };

/** The one way in which a table of editable records is written. */
interface Table {
  updateMany(args: { where: { id: string; version: number }; data: object }): PromiseLike<{ count: number }>;
}

/**
 * What one command does, in one transaction: it writes records and notes the event of each change. The events are
 * appended to the log when the command has done its part, as the last write before commit.
 */
export class UnitOfWork {
  readonly events: NewEvent[] = [];
  /** What is left to do once the events are in the log: it needs the lock of the log, which is taken last. */
  readonly afterAppend: (() => Promise<void>)[] = [];
  /** The fresh sign-in for which the organization asked before the command; null where it asked for none. */
  signIn: EventSignIn | null = null;
  #staged = 0;
  #days: Promise<Days> | undefined;

  constructor(
    readonly db: Queryable,
    readonly actor: Actor,
    /** Name of the command. */
    readonly command: string,
    readonly now: Date,
    /** The process model in force. */
    readonly catalog: Catalog,
    /** How issuers are managed; absent where they are not. */
    readonly issuers?: IssuerOutlet,
  ) {}

  /** Who causes the events, with what, and when. */
  get cause(): Cause {
    const { organizationId, personId, grant } = this.actor;
    return { organizationId, actorId: personId, viaTokenId: grant?.tokenId ?? null, at: this.now };
  }

  /** Today in a unit; without one, in the organization. As midnight UTC: the form in which days are stored. */
  async today(unitId: string | null): Promise<Date> {
    return (await this.days()).in(unitId);
  }

  /** What day it is in the organization and its units. */
  days(): Promise<Days> {
    this.#days ??= readCalendar(this.db, this.actor.organizationId).then((calendar) => calendar.at(this.now));
    return this.#days;
  }

  /** How many events are set aside in the database. */
  get staged(): number {
    return this.#staged;
  }

  /** Sets the events so far aside in the database: a long work must not hold all of them in memory. */
  async stage(): Promise<void> {
    const events = this.events.splice(0);
    await stageEvents(this.db, this.cause, this.#staged, events);
    this.#staged += events.length;
  }

  /** Notes the event of a record that was just created: all of its fields. */
  created(record: Versioned, header: EventHeader): void {
    this.note({ ...header, recordId: record.id, recordVersion: record.version, after: jsonFields({ ...record }) });
  }

  /** Notes an event. Refuses one outside of the units for which the actor's token is. */
  note(event: NewEvent): void {
    demandUnit(this.actor, this.command, event.unitId ?? null);
    this.events.push(this.signIn ? { ...event, signIn: this.signIn } : event);
  }

  /**
   * Writes fields of a record, with its next version, and notes the event with those fields before and after.
   * `relatedFields` go into the event with them: what belongs to the record but is stored in rows of its own, already written.
   * @throws ConcurrentWriteError when the record is no longer the one that was read.
   */
  async change<Row extends Versioned, Field extends keyof Row>(
    table: Table,
    current: Row,
    patch: Partial<Pick<Row, Field>>,
    header: EventHeader,
    relatedFields: { before?: FieldValues; after?: FieldValues } = {},
  ): Promise<void> {
    const version = current.version + 1;
    const { count } = await table.updateMany({
      where: { id: current.id, version: current.version },
      data: { ...patch, version, updatedAt: this.now },
    });
    if (count !== 1) throw new ConcurrentWriteError(`${header.recordType} ${current.id}`);
    this.changed(current, patch, header, relatedFields);
  }

  /** Notes the event of a change that is in the row already, such as one that was made together with the record. */
  changed<Row extends Versioned, Field extends keyof Row>(
    current: Row,
    patch: Partial<Pick<Row, Field>>,
    header: EventHeader,
    relatedFields: { before?: FieldValues; after?: FieldValues } = {},
  ): void {
    const before: Record<string, unknown> = {};
    for (const field of Object.keys(patch)) before[field] = current[field as keyof Row];
    this.note({
      ...header,
      recordId: current.id,
      recordVersion: current.version + 1,
      before: jsonFields({ ...before, ...relatedFields.before }),
      after: jsonFields({ ...patch, ...relatedFields.after }),
    });
  }

  /** Refuses where the actor may not do the command on what it concerns. `allowed` is that of the command. */
  demandAllowed<Subject>(allowed: Allowed<Subject>, subject: Subject): void {
    demandAllowed(this.actor, { name: this.command, allowed }, subject);
  }

  /** Refuses a write that was decided on another version of the record than the one that is there. */
  demandVersion(record: Versioned, readVersion: number, recordType: string): void {
    if (record.version === readVersion) return;
    if (readVersion > record.version) {
      const message = `The ${recordWords(recordType)} is at version ${record.version}; a later one cannot have been read.`;
      throw invalidInput([{ path: 'version', message }]);
    }
    throw new UserError({
      kind: 'StaleVersionError',
      recordId: record.id,
      readVersion,
      currentVersion: record.version,
      message: `The ${recordWords(recordType)} has changed since you read it: you read version ${readVersion}, it is at ${record.version}.`,
    });
  }
}
