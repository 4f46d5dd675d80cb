import type { FieldMap, InputFieldMap, InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { execute } from '../commands/execute.js';
import type { PlainCommand } from '../commands/plain-command.js';
import type { Outcome } from '../commands/outcome.js';
import { decodeGlobalId, isUuid } from '../ids.js';
import type { InputIssue, UserErrorData } from '../user-error.js';
import { builder } from './builder.js';
import type { SchemaTypes } from './builder.js';
import type { Context } from './context.js';
import { refusalTypes } from './user-errors.js';

type InputBuilder = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

/** What came of a command that was done: the source of its payload. */
export type Done = Extract<Outcome, { done: true }>;

/** What the fields of a payload are built with. */
export type PayloadBuilder = PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Done>;

/** Fields of an input within the input, that are global ids, and the type that each must be of. */
export interface IdFields {
  readonly [name: string]: string | IdFields | undefined;
}

/** What the graph says of a command. */
export interface CommandField<Fields extends InputFieldMap> {
  readonly command: Pick<PlainCommand, 'name' | 'refusals'> & Partial<Pick<PlainCommand, 'input'>>;
  /** Makes the command, where it depends on the model in force; absent where `command` is whole. */
  readonly commandFor?: (context: Context) => PlainCommand;
  readonly description: string;
  /** Fields of the payload besides `position`: the record as it is now. */
  readonly payload: (t: PayloadBuilder) => FieldMap;
  /** Fields of the input besides `idempotencyKey`. */
  readonly fields: (t: InputBuilder) => Fields;
  /** Fields of the input that are global ids or lists of them, and the type that each must be of. */
  readonly ids?: { readonly [Name in keyof Fields]?: string | IdFields };
  /** Last translation before the command: looks up natural keys. May return what is wrong instead. */
  readonly translate?: (
    input: InputShapeFromFields<Fields>,
    context: Context,
  ) => Record<string, unknown> | readonly InputIssue[];
}

/**
 * Adds a mutation: `name(input: NameInput!): NameResult!`, where the result is its payload or one of the refusals. The
 * resolver translates; what is decided is decided by the command.
 */
export function commandField<Fields extends InputFieldMap>(definition: CommandField<Fields>): void {
  const { command, description, ids = {} } = definition;
  const typeName = command.name[0]?.toUpperCase() + command.name.slice(1);

  const Input = builder.inputType(`${typeName}Input`, {
    description: `Input of \`${command.name}\`.`,
    fields: (t) => ({
      ...definition.fields(t),
      idempotencyKey: t.string({
        description:
          'Your own key for this command, 1 to 200 characters: sent again with it, the command is done once and answers with the first outcome. Kept for 30 days.',
      }),
    }),
  });

  const Payload = builder
    .objectRef<Done>(`${typeName}Payload`)
    .implement({
      description: `Result of \`${command.name}\`.`,
      fields: (t) => ({
        position: t.exposeInt('position', {
          description: 'Position of its event in the log: subscriptions deliver it under the same number.',
        }),
        ...definition.payload(t),
      }),
    });

  const Result = builder.unionType(`${typeName}Result`, {
    description: `The payload of \`${command.name}\`, or why it was refused.`,
    types: [Payload, ...refusalsOf(definition).map((kind) => refusalTypes[kind])],
    resolveType: (value) => ('kind' in value ? value.kind : `${typeName}Payload`),
  });

  builder.mutationField(command.name, (t) =>
    t.field({
      type: Result,
      description,
      complexity: 10,
      args: { input: t.arg({ type: Input, required: true, description: 'The input.' }) },
      resolve: async (_root, args, context): Promise<Done | UserErrorData> => {
        const actor = await context.actor();
        const { input } = args as unknown as { input: Record<string, unknown> };
        const decoded = decodeIds(input, ids);
        if (Array.isArray(decoded)) return invalid(decoded);
        const translated = definition.translate?.(decoded as InputShapeFromFields<Fields>, context) ?? decoded;
        if (Array.isArray(translated)) return invalid(translated as InputIssue[]);
        const whole = definition.commandFor?.(context) ?? (command as PlainCommand);
        const outcome = await execute(whole, context.services, actor, translated as Record<string, unknown>);
        return outcome.done ? outcome : outcome.userError;
      },
    }),
  );
}

/** What a command can be refused for. Hazard: one that is missing here is an internal error when it happens. */
function refusalsOf<Fields extends InputFieldMap>({ command, ids }: CommandField<Fields>): UserErrorData['kind'][] {
  const takesVersion = command.input instanceof z.ZodObject && 'version' in command.input.shape;
  return [
    'InvalidInputError',
    'ForbiddenError',
    ...(ids ? (['NotFoundError'] as const) : []),
    ...(takesVersion ? (['StaleVersionError'] as const) : []),
    ...(command.refusals ?? (['RuleViolationError'] as const)),
    'IdempotencyKeyReusedError',
  ];
}

function decodeIds(input: Record<string, unknown>, ids: IdFields): Record<string, unknown> | InputIssue[] {
  const issues: InputIssue[] = [];
  const decode = (value: unknown, type: string | IdFields | undefined, path: string): unknown => {
    if (value === null || value === undefined || type === undefined) return value;
    if (Array.isArray(value)) return value.map((each, index) => decode(each, type, `${path}.${index}`));
    if (typeof type === 'object') return decodeFields(value as Record<string, unknown>, type, `${path}.`);
    const id = typeof value === 'string' ? decodeGlobalId(value) : undefined;
    if (id && id.typename === type && isUuid(id.id)) return id.id;
    issues.push({ path, message: `This is not the id of a ${type}.` });
    return value;
  };
  const decodeFields = (fields: Record<string, unknown>, types: IdFields, prefix: string): Record<string, unknown> => {
    const decoded = { ...fields };
    for (const [name, type] of Object.entries(types)) {
      if (name in fields) decoded[name] = decode(fields[name], type, `${prefix}${name}`);
    }
    return decoded;
  };
  const decoded = decodeFields(input, ids, '');
  return issues.length > 0 ? issues : decoded;
}

function invalid(issues: readonly InputIssue[]): UserErrorData {
  const message = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
  return { kind: 'InvalidInputError', message, issues };
}
