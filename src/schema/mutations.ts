import type { FieldMap, InputRef } from '@pothos/core';
import type { Actor } from '../auth/actor.js';
import { isAllowedSomewhere } from '../auth/allowed.js';
import type { Command } from '../commands/command.js';
import { dryRun, execute } from '../commands/execute.js';
import type { DryRunOutcome, Outcome } from '../commands/outcome.js';
import { recordWords, UserError } from '../user-error.js';
import type { UserErrorData } from '../user-error.js';
import { modelOf } from './any-model.js';
import { builder } from './builder.js';
import type { SchemaTypes } from './builder.js';
import type { Context } from './context.js';
import { decodeIds } from './decode-ids.js';
import { inputFields } from './derived-input.js';
import { DryRun } from './dry-run.js';
import { nodeListOf } from './lists/node-list.js';
import { keyOf } from './record-key.js';
import { recordRefusal } from './record-refusal.js';
import { refusalTypes } from './user-errors.js';

/** A command that was done: the source of its payload. */
export type Done = Extract<Outcome, { done: true }>;

/** What the fields of a payload are built with. */
export type PayloadBuilder = PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Done>;

const commands = new Map<string, Command>();

/** The types of the inputs of all commands, by the name of the command. */
export const commandInputs = new Map<string, InputRef<object>>();

/** The commands of the graph, by name. */
export const allCommands: ReadonlyMap<string, Command> = commands;

/** Names of the commands that an actor and the token with which they act may do, at least on some records. */
export function commandsFor(actor: Pick<Actor, 'role' | 'isServiceAccount' | 'grant'>): string[] {
  return [...commands.values()].filter((command) => isAllowedSomewhere(actor, command)).map(({ name }) => name);
}

/** What the names of the types of a mutation begin with, such as `CloseIssue` of `CloseIssueInput`. */
export function typeNameOf({ name }: Command): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Adds the mutations of commands. */
export function mutations(...added: readonly Command[]): void {
  for (const command of added) mutation(command);
}

/**
 * Adds the mutation of a command: `name(input: NameInput!): NameResult!`, where the result is its payload, a DryRun, or one of
 * the refusals that the command declares. `payload` are the fields besides `position`; default: the record as it is now.
 */
export function mutation(command: Command, payload = (t: PayloadBuilder) => recordPayload(t, command)): void {
  const { name, input, ids } = command;
  commands.set(name, command);
  const typeName = typeNameOf(command);
  // A file that is imported has a dry run of its own, which says more.
  const hasDryRun = !('dryRun' in input.shape);

  const Input = builder.inputType(`${typeName}Input`, {
    description: `Input of \`${name}\`.`,
    fields: (t) => ({
      ...inputFields(t, input.shape),
      ...(hasDryRun
        ? {
            dryRun: t.boolean({
              description:
                'If true, nothing is changed: the result is a DryRun with the events that the command would cause, or the refusal. Default: false.',
            }),
          }
        : {}),
      idempotencyKey: t.string({
        description:
          'Makes retries safe: however often a command is sent with the same key, it is executed once and returns its first outcome. 1 to 200 characters of your choice, kept for 30 days.',
      }),
    }),
  });

  commandInputs.set(name, Input);

  const Payload = builder
    .objectRef<Done>(`${typeName}Payload`)
    .implement({
      description: `Result of \`${name}\`.`,
      fields: (t) => ({
        position: t.exposeInt('position', {
          description: 'Position of its event in the log. Subscriptions deliver the event with the same position.',
        }),
        ...payload(t),
      }),
    });

  const Result = builder.unionType(`${typeName}Result`, {
    description: hasDryRun
      ? `The payload of \`${name}\`, a dry run, or the reason for the refusal.`
      : `The payload of \`${name}\`, or the reason for the refusal.`,
    types: [Payload, ...(hasDryRun ? [DryRun] : []), ...command.refusals.map((kind) => refusalTypes[kind])],
    resolveType: (value) => ('kind' in value ? value.kind : 'events' in value ? 'DryRun' : `${typeName}Payload`),
  });

  builder.mutationField(name, (t) =>
    t.field({
      type: Result,
      description: `${command.description} ${command.allowed.sentence}`,
      complexity: 10,
      args: { input: t.arg({ type: Input, required: true, description: 'The input.' }) },
      resolve: async (_root, args, context): Promise<Done | DryRunOutcome | UserErrorData> => {
        const outcome = await outcomeOf(command, () => decodeIds(args.input, ids), context);
        if (outcome.done !== false) return outcome;
        await recordRefusal(context, name, outcome.userError);
        const { kind } = outcome.userError;
        if (!command.refusals.includes(kind))
          throw new Error(`${name} does not declare that it may refuse by ${kind}.`);
        return outcome.userError;
      },
    }),
  );
}

async function outcomeOf(
  command: Command,
  decode: () => Record<string, unknown>,
  { actor, services }: Context,
): Promise<Outcome | DryRunOutcome> {
  const who = await actor();
  try {
    const input = decode();
    if ('dryRun' in command.input.shape) return await execute(command, services, who, input);
    const { dryRun: isTry, ...fields } = input;
    return await (isTry === true ? dryRun : execute)(command, services, who, fields);
  } catch (error) {
    if (error instanceof UserError) return { done: false, userError: error.userError };
    throw error;
  }
}

/** What payloads call a record, where that is not the name of its type. */
const PAYLOAD_NAMES: Readonly<Record<string, string>> = {
  DeploymentPlan: 'plan',
  MeasureReading: 'reading',
  ResultReview: 'review',
};

/** The payload of a command: its record as it is now, and as an item of its lists where the command created it. */
function recordPayload(t: PayloadBuilder, { record, input, guard }: Command): FieldMap {
  const name = PAYLOAD_NAMES[record] ?? record.charAt(0).toLowerCase() + record.slice(1);
  const words = recordWords(name.charAt(0).toUpperCase() + name.slice(1));
  const list = nodeListOf(record);
  const isNew = !guard && !('version' in input.shape);
  return {
    [name]: t.prismaField({
      // The builder knows models by their names; which one it is, is known when the schema is built.
      type: record as 'Deployment',
      description: `The ${words} as ${record === 'Person' ? 'they are' : 'it is'} now.`,
      resolve: (query, { recordId }, _args, context) =>
        modelOf(context, record).findUniqueOrThrow({
          ...query,
          where: keyOf(record, recordId, context),
        }) as Promise<never>,
    }),
    ...(isNew && list
      ? {
          [`${name}Edge`]: list.edge(
            t,
            `The same record as an edge of lists in their default order.`,
            ({ recordId }) => recordId,
          ),
        }
      : {}),
  };
}
