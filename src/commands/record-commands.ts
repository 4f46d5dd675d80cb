import type { z } from 'zod';
import { demandAllowed } from '../auth/allowed.js';
import type { Allowed } from '../auth/allowed.js';
import type { Actor } from '../auth/actor.js';
import { command } from './command.js';
import type { Command, OwnRefusal } from './command.js';
import { fieldInfo } from './field-info.js';
import type { UnitOfWork, Versioned } from './unit-of-work.js';

/** The fields of an input besides those that name the record. */
type Fields<Shape extends z.core.$ZodShape> = z.output<z.ZodObject<Shape>>;

/**
 * What the commands on one type of record have in common. `Row` is the record as it is loaded; `Judged` the part of it on
 * which permission and state depend, which a query of the graph can load as well; `Change` what a command decides.
 */
export interface RecordKind<Row extends Versioned, Judged, Change, Verb extends string, Event extends string, Target> {
  readonly record: string;
  /** The fields that name the record: its id, and `version` where the one that was read must be the one that is there. */
  readonly target: Target;
  /** Finds it in the actor's organization and locks it against changes by others. */
  load(work: UnitOfWork, id: string): Promise<Row>;
  /** Refuses where the verb does not apply to the state of the record. */
  guard?(verb: Verb, record: Judged): void;
  /** Writes what was decided, with the event. */
  write(work: UnitOfWork, record: Row, change: Change | undefined, event: EventOf<Verb, Event>): Promise<unknown>;
}

/** The event of a command, by the name of the command. */
export interface EventOf<Verb, Event> {
  readonly verb: Verb;
  readonly type: Event;
  readonly note: string | null;
}

/** A command on a record, without what all commands on its type have in common. */
export interface RecordCommand<Row, Judged, Change, Verb, Event, Shape extends z.core.$ZodShape> {
  readonly name: Verb;
  readonly description: string;
  readonly allowed: Allowed<Judged>;
  readonly event: Event;
  /** The fields besides those that name the record. */
  readonly input: Shape;
  /** The field whose text the event takes as its note. Default: `note`, where there is one. */
  readonly noteFrom?: keyof Shape & string;
  /** Default: rules alone. */
  readonly refusals?: readonly OwnRefusal[];
  readonly timeout?: number;
  /** Before the record is loaded: refuses an input that contradicts itself, or takes the locks that come before its own. */
  prepare?(work: UnitOfWork, input: Fields<Shape>): void | Promise<void>;
  /** Refuses before the state is looked at, where that says more. */
  guardFirst?(work: UnitOfWork, record: Row): void | Promise<void>;
  /** Refuses for what actor and record decide besides the state. */
  guard?(actor: Actor, record: Judged): void;
  /** Decides what changes besides the state; may write what belongs to the record, and refuse. */
  change?(work: UnitOfWork, record: Row, input: Fields<Shape>): Change | Promise<Change>;
}

/**
 * The one way in which records of a type change: prepare, load and lock, who may, version, state, rules, change, write with
 * event. Returns the function that describes a command on such a record.
 */
export function recordCommands<
  Row extends Versioned & Judged,
  Judged,
  Change,
  Verb extends string,
  Event extends string,
  Target extends z.core.$ZodShape,
>(kind: RecordKind<Row, Judged, Change, Verb, Event, Target>) {
  const idField = Object.entries(kind.target).find(([, field]) => fieldInfo(field).record !== undefined)?.[0];
  if (idField === undefined) throw new Error(`The commands on a ${kind.record} have no id.`);
  return <Shape extends z.core.$ZodShape>(
    definition: RecordCommand<Row, Judged, Change, Verb, Event, Shape>,
  ): Command<Target & Shape> => {
    const { name, description, allowed, event, noteFrom = 'note', refusals, timeout } = definition;
    const guard = (actor: Actor, record: Judged): void => {
      demandAllowed(actor, definition, record);
      kind.guard?.(name, record);
      definition.guard?.(actor, record);
    };
    return command<Target & Shape>({
      name,
      description,
      allowed,
      record: kind.record,
      event,
      guard,
      ...(refusals ? { refusals } : {}),
      ...(timeout === undefined ? {} : { timeout }),
      input: { ...kind.target, ...definition.input },
      async perform(work, whole) {
        // Hazard: what names the record is taken out, or a command that spreads its input would write it into the record.
        const { [idField]: id, version, ...rest } = whole as Readonly<Record<string, unknown>>;
        const input = rest as Fields<Shape>;
        await definition.prepare?.(work, input);
        const record = await kind.load(work, String(id));
        demandAllowed(work.actor, definition, record);
        if ('version' in kind.target) work.demandVersion(record, Number(version), kind.record);
        await definition.guardFirst?.(work, record);
        guard(work.actor, record);
        const change = await definition.change?.(work, record, input);
        const note = (rest[noteFrom] as string | null | undefined) ?? null;
        await kind.write(work, record, change, { verb: name, type: event, note });
        return record;
      },
    });
  };
}
