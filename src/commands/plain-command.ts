import type { z } from 'zod';
import type { CommandName } from '../auth/permissions.js';
import type { OwnRefusal } from './command.js';
import type { Details } from './outcome.js';
import type { UnitOfWork } from './unit-of-work.js';

/** A command that is not described yet. */
export interface PlainCommand<Input extends z.ZodType = z.ZodType> {
  readonly name: CommandName;
  readonly input: Input;
  readonly refusals?: readonly OwnRefusal[] | undefined;
  readonly timeout?: number | undefined;
  perform(work: UnitOfWork, input: z.output<Input>): Promise<{ id: string; facts?: Details }>;
}

/** Defines one. */
export function plainCommand<Input extends z.ZodType>(definition: PlainCommand<Input>): PlainCommand<Input> {
  return definition;
}
