import { z } from 'zod';
import { demandPermission } from '../auth/allowed.js';
import type { Actor } from '../auth/actor.js';
import { UserError } from '../user-error.js';
import type { Command } from './command.js';
import { begin, execute, parse } from './execute.js';
import type { CommandEnvironment, Executable } from './execute.js';
import type { Outcome } from './outcome.js';
import { UnitOfWork } from './unit-of-work.js';

/** A command of a batch, and what it is given. */
export interface BatchItem {
  readonly command: Command;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What became of one command of a batch. */
export interface BatchResult {
  readonly command: string;
  readonly outcome: Outcome;
}

/** How long commands on many records may take together, in milliseconds. */
export const BATCH_TIMEOUT = 60_000;

/** What an atomic batch keeps of each command that it did: its record, and the number of events up to its last one. */
const done = z.object({ command: z.string(), recordId: z.string(), events: z.int() });

const input = z.object({ commands: z.array(z.unknown()) });

/** The commands of a batch as one: all of them are done in one transaction, or none. */
function together(items: readonly BatchItem[]): Executable<typeof input> {
  return {
    name: 'batch',
    input,
    allowed: { minimumRole: 'VIEWER', sentence: '', inParts: true },
    timeout: BATCH_TIMEOUT,
    async before(environment, actor) {
      for (const [index, { command, input }] of items.entries()) {
        if (!command.before) continue;
        await refusedBy(index, command, async () => {
          demandPermission(actor, command);
          await command.before?.(environment, actor, parse(command.input, input));
        });
      }
    },
    async perform(work) {
      const results: z.output<typeof done>[] = [];
      for (const [index, { command, input }] of items.entries()) {
        const { id: recordId } = await refusedBy(index, command, () =>
          performPart(work, command, (part) => command.perform(part, parse(command.input, input))),
        );
        results.push({ command: command.name, recordId, events: work.events.length });
      }
      return { id: work.actor.organizationId, facts: { results } };
    },
  };
}

/** Does a part of some work as a command, with its name and its permission. */
export async function performPart<T>(
  work: UnitOfWork,
  command: Pick<Command, 'name' | 'allowed'>,
  perform: (part: UnitOfWork) => Promise<T>,
): Promise<T> {
  demandPermission(work.actor, command);
  const part = new UnitOfWork(work.db, work.actor, command.name, work.now, work.catalog, work.issuers);
  await begin(command, part);
  const result = await perform(part);
  work.events.push(...part.events);
  work.afterAppend.push(...part.afterAppend);
  return result;
}

/** Says which command of a batch a refusal is of. */
export async function refusedBy<T>(index: number, { name }: Command, perform: () => Promise<T> | T): Promise<T> {
  try {
    return await perform();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { userError } = error;
    const message = `commands.${index}.${name}: ${userError.message}`;
    throw new UserError({ kind: 'BatchRefusedError', index, command: name, refusal: userError, message });
  }
}

/** A batch as the input of one command: what its idempotency key stands for, and what it does. */
export function atomicBatch(items: readonly BatchItem[], idempotencyKey: string | null) {
  const commands = items.map(({ command, input }) => ({ [command.name]: input }));
  return [together(items), { commands, idempotencyKey }] as const;
}

/** The results of an atomic batch that was done. */
export function resultsOf({ position, facts }: Extract<Outcome, { done: true }>): BatchResult[] {
  const results = z.array(done).parse(facts?.['results']);
  const all = results.at(-1)?.events ?? 0;
  return results.map(({ command, recordId, events }) => ({
    command,
    outcome: { done: true, recordId, position: position - all + events },
  }));
}

/** Does each command of a batch for itself, in order, whatever becomes of the others. Its key makes one for each. */
export async function executeEach(
  items: readonly BatchItem[],
  environment: CommandEnvironment,
  actor: Actor,
  idempotencyKey: string | null,
): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  for (const [index, { command, input }] of items.entries()) {
    const key = idempotencyKey === null ? {} : { idempotencyKey: `${idempotencyKey}#${index}` };
    const outcome = await execute(command, environment, actor, { ...input, ...key });
    results.push({ command: command.name, outcome });
  }
  return results;
}
