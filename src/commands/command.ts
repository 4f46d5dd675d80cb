import { z } from 'zod';
import type { Actor } from '../auth/actor.js';
import type { Allowed } from '../auth/allowed.js';
import type { UserErrorData } from '../user-error.js';
import { idFields } from './field-info.js';
import type { IdFields } from './field-info.js';
import type { CommandEnvironment } from './execute.js';
import type { Details } from './outcome.js';
import type { UnitOfWork } from './unit-of-work.js';

/** A kind of refusal that does not follow from the fields of a command's input; the versions of several records are within one. */
export type OwnRefusal =
  'AlreadyExistsError' | 'RuleViolationError' | 'StaleVersionError' | 'FileRejectedError' | 'FreshSignInRequiredError';

/**
 * All that is known of a command, said once: the mutation with its input, payload and result, permissions, `viewerCan`,
 * JSON Schema and the table of permissions in the docs are derived from it.
 */
export interface Command<Shape extends z.core.$ZodShape = z.core.$ZodShape> {
  /** Name of the mutation. */
  readonly name: string;
  /** What it does, in sentences; who may do it is said after them. */
  readonly description: string;
  readonly allowed: Allowed<never>;
  /** Type of the record that it answers with. */
  readonly record: string;
  /** Type of its event; null where that depends on the input. */
  readonly event: string | null;
  /** Form of the input, with the meaning and limit of each field. */
  readonly input: z.ZodObject<Shape>;
  /** The fields of the input that are ids. */
  readonly ids: IdFields;
  /** Everything that it can be refused for. */
  readonly refusals: readonly UserErrorData['kind'][];
  /** How long it may take, in milliseconds; absent for as long as the database allows. */
  readonly timeout?: number | undefined;
  /** Of a command on a record that is there: refuses as far as actor and record decide it, whatever the input is. */
  readonly guard?: ((actor: Actor, record: never) => void) | undefined;
  /** Of a command that asks the outside world: does that before the transaction begins, and refuses by throwing `UserError`. */
  before?(environment: CommandEnvironment, actor: Actor, input: z.output<z.ZodObject<Shape>>): Promise<void>;
  /** Decides and writes; returns the record that it was about. Refuses by throwing `UserError`. */
  perform(work: UnitOfWork, input: z.output<z.ZodObject<Shape>>): Promise<{ id: string; facts?: Details }>;
}

/** What the author of a command says of it. Kinds of refusal that follow from the input are added. */
interface Definition<Shape extends z.core.$ZodShape> extends Omit<
  Command,
  'input' | 'ids' | 'refusals' | 'before' | 'perform'
> {
  readonly input: Shape;
  /** Default: rules alone. */
  readonly refusals?: readonly OwnRefusal[];
  before?(environment: CommandEnvironment, actor: Actor, input: z.output<z.ZodObject<Shape>>): Promise<void>;
  perform(work: UnitOfWork, input: z.output<z.ZodObject<Shape>>): Promise<{ id: string; facts?: Details }>;
}

/** Describes a command that creates a record, or that differs from the others on its record: see `recordCommands`. */
export function command<Shape extends z.core.$ZodShape>({
  input: shape,
  refusals = ['RuleViolationError'],
  ...definition
}: Definition<Shape>): Command<Shape> {
  const ids = idFields(shape);
  return { ...definition, input: z.object(shape), ids, refusals: refusalsOf(shape, ids, definition.allowed, refusals) };
}

/** Hazard: a refusal that is missing here is an internal error when it happens. */
function refusalsOf(
  shape: z.core.$ZodShape,
  ids: IdFields,
  { freshSignIn }: Allowed<never>,
  own: readonly OwnRefusal[],
): UserErrorData['kind'][] {
  return [
    'InvalidInputError',
    'ForbiddenError',
    ...(freshSignIn === undefined ? [] : (['FreshSignInRequiredError'] as const)),
    ...(Object.keys(ids).length > 0 ? (['NotFoundError'] as const) : []),
    ...('version' in shape ? (['StaleVersionError'] as const) : []),
    ...own,
    'IdempotencyKeyReusedError',
  ];
}
