import { atomicBatch, executeEach, refusedBy, resultsOf } from '../commands/batch.js';
import type { BatchItem, BatchResult } from '../commands/batch.js';
import { dryRun, execute } from '../commands/execute.js';
import type { DryRunOutcome } from '../commands/outcome.js';
import { encodeGlobalId } from '../ids.js';
import { limits } from '../limits.js';
import { invalidInput, UserError as Refusal } from '../user-error.js';
import type { UserErrorData } from '../user-error.js';
import { builder } from './builder.js';
import { decodeIds } from './decode-ids.js';
import { DryRun } from './dry-run.js';
import { allCommands, commandInputs } from './mutations.js';
import { recordRefusal } from './record-refusal.js';
import { refusalTypes, UserError } from './user-errors.js';

/** Commands that are whole files, with a bound and a dry run of their own. */
const FILES: readonly string[] = ['importCatalog', 'importRecords'];

/** What a batch as a whole is refused for. */
const REFUSALS: readonly UserErrorData['kind'][] = [
  'BatchRefusedError',
  'InvalidInputError',
  'IdempotencyKeyReusedError',
];

/** Cost of each command, as of its own mutation. */
const COST = 10;

const BatchItemResult = builder
  .objectRef<BatchResult>('BatchItemResult')
  .implement({
    description: 'Outcome of one command of a batch.',
    fields: (t) => ({
      command: t.exposeString('command', { description: 'Name of the mutation.' }),
      position: t.int({
        nullable: true,
        description: 'Position of its last event in the log; null if it was refused.',
        resolve: ({ outcome }) => (outcome.done ? outcome.position : null),
      }),
      record: t.node({
        description: 'The record as it is now; null if the command was refused.',
        id: ({ command, outcome }) =>
          outcome.done ? encodeGlobalId(allCommands.get(command)?.record ?? '', outcome.recordId) : null,
      }),
      refusal: t.field({
        type: UserError,
        nullable: true,
        description: 'Why it was refused; null if it was executed.',
        resolve: ({ outcome }) => (outcome.done ? null : outcome.userError),
      }),
    }),
  });

const BatchPayload = builder
  .objectRef<{ results: readonly BatchResult[] }>('BatchPayload')
  .implement({
    description: 'Result of `batch`.',
    fields: (t) => ({
      results: t.field({
        type: [BatchItemResult],
        description: 'One for each command, in the same order.',
        resolve: ({ results }) => [...results],
      }),
    }),
  });

/** Adds the mutation `batch`, once every feature has added its own. */
export function defineBatch(): void {
  const commands = [...commandInputs].filter(([name]) => !FILES.includes(name));

  const Command = builder.inputType('BatchCommandInput', {
    description: 'A command of a batch: the input of one mutation, without `dryRun` and `idempotencyKey`.',
    isOneOf: true,
    fields: (t) =>
      Object.fromEntries(
        commands.map(([name, type]) => [name, t.field({ type, description: `The input of \`${name}\`.` })]),
      ),
  });

  const Input = builder.inputType('BatchInput', {
    description: 'Input of `batch`.',
    fields: (t) => ({
      commands: t.field({
        type: [Command],
        required: true,
        description: `The commands, in order. 1 to ${limits.maxBatchCommands}.`,
      }),
      atomic: t.boolean({
        defaultValue: true,
        description:
          'If true, either all commands are executed, in one transaction, or none is. If false, each is executed or refused on its own.',
      }),
      dryRun: t.boolean({
        description: 'If true, all commands are tried together and nothing is changed. Default: false.',
      }),
      idempotencyKey: t.string({
        description:
          'Makes retries of the batch safe, as for a single mutation. 1 to 190 characters, kept for 30 days.',
      }),
    }),
  });

  const Result = builder.unionType('BatchResult', {
    description: 'The payload of `batch`, a dry run, or the reason for the refusal.',
    types: [BatchPayload, DryRun, ...REFUSALS.map((kind) => refusalTypes[kind])],
    resolveType: (value) => ('kind' in value ? value.kind : 'events' in value ? 'DryRun' : 'BatchPayload'),
  });

  builder.mutationField('batch', (t) =>
    t.field({
      type: Result,
      description:
        'Executes several commands in one request, such as new dates for many deployments. Each command needs the same permissions as its own mutation.',
      complexity: ({ input }) => COST * Math.max(1, input.commands.length),
      args: { input: t.arg({ type: Input, required: true, description: 'The input.' }) },
      resolve: async (
        _root,
        { input },
        context,
      ): Promise<{ results: readonly BatchResult[] } | DryRunOutcome | UserErrorData> => {
        const { services } = context;
        const who = await context.actor();
        try {
          const items = await itemsOf(input.commands);
          const key = keyOf(input.idempotencyKey);
          if (input.dryRun !== true && input.atomic === false) {
            const results = await executeEach(items, services, who, key);
            for (const { command, outcome } of results)
              if (!outcome.done) await recordRefusal(context, command, outcome.userError);
            return { results };
          }
          const [command, fields] = atomicBatch(items, key);
          const outcome = await (input.dryRun === true ? dryRun : execute)(command, services, who, fields);
          if (outcome.done === 'dryRun') return outcome;
          if (outcome.done) return { results: resultsOf(outcome) };
          await recordRefusal(context, 'batch', outcome.userError);
          return outcome.userError;
        } catch (error) {
          if (error instanceof Refusal) return error.userError;
          throw error;
        }
      },
    }),
  );
}

/** Longest key: those of the single commands are made from it. */
const MAX_KEY = 190;

function keyOf(key: string | null | undefined): string | null {
  if (key !== null && key !== undefined && (key.length === 0 || key.length > MAX_KEY))
    throw invalidInput([{ path: 'idempotencyKey', message: `Must have 1 to ${MAX_KEY} characters.` }]);
  return key ?? null;
}

/** The commands of a batch with what they are given, ids decoded. */
async function itemsOf(commands: readonly object[]): Promise<BatchItem[]> {
  if (commands.length === 0 || commands.length > limits.maxBatchCommands)
    throw invalidInput([{ path: 'commands', message: `Must be 1 to ${limits.maxBatchCommands} commands.` }]);
  return Promise.all(
    commands.map(async (each, index) => {
      // One of them, as the type of the input is @oneOf.
      const [[name, given] = ['', {}]] = Object.entries(each) as [string, Record<string, unknown>][];
      const command = allCommands.get(name);
      if (!command) throw new Error(`There is no command ${name}.`);
      return refusedBy(index, command, () => {
        for (const field of ['dryRun', 'idempotencyKey'])
          if (given[field] !== undefined && given[field] !== null)
            throw invalidInput([{ path: field, message: 'Set this on the batch instead.' }]);
        const { dryRun: _dryRun, idempotencyKey: _key, ...fields } = given;
        return { command, input: decodeIds(fields, command.ids) };
      });
    }),
  );
}
