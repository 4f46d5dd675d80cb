import type { z } from 'zod';
import type { CommandName } from '../auth/permissions.js';
import type { Details } from './outcome.js';
import type { UnitOfWork } from './unit-of-work.js';

/** A kind of refusal that some commands have and others do not, whatever their input is. */
export type OwnRefusal = 'AlreadyExistsError' | 'RuleViolationError' | 'FileRejectedError';

/** A command: its name, the form of its input, and what it does. */
export interface Command<Input extends z.ZodType = z.ZodType> {
  readonly name: CommandName;
  readonly input: Input;
  /** Kinds of refusal besides those that all commands have and those that follow from the input. Default: rules alone. */
  readonly refusals?: readonly OwnRefusal[] | undefined;
  /** How long it may take, in milliseconds; absent for as long as the database allows. */
  readonly timeout?: number | undefined;
  /** Decides and writes; returns the record that it was about. Refuses by throwing `UserError`. */
  perform(work: UnitOfWork, input: z.output<Input>): Promise<{ id: string; facts?: Details }>;
}

/** Defines a command; a function only so that the type of the input is inferred. */
export function command<Input extends z.ZodType>(definition: Command<Input>): Command<Input> {
  return definition;
}
