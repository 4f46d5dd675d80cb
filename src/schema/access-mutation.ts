import type { FieldMap } from '@pothos/core';
import { z } from 'zod';
import type { Actor } from '../auth/actor.js';
import { demandSignedIn } from '../auth/allowed.js';
import { idFields } from '../commands/field-info.js';
import { parse } from '../commands/execute.js';
import { UserError } from '../user-error.js';
import type { UserErrorData } from '../user-error.js';
import { builder } from './builder.js';
import type { SchemaTypes } from './builder.js';
import type { Context } from './context.js';
import { decodeIds } from './decode-ids.js';
import { inputFields } from './derived-input.js';
import { recordRefusal } from './record-refusal.js';
import { refusalTypes } from './user-errors.js';

/** What the fields of a payload are built with. */
export type PayloadBuilder<Answer> = PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Answer>;

/** A mutation on credentials. `Answer` is the source of its payload. */
interface AccessMutation<Shape extends z.core.$ZodShape, Answer> {
  readonly name: string;
  /** What it does, and who may do it. */
  readonly description: string;
  /** Form of the input, with the meaning and limit of each field. */
  readonly input: Shape;
  /** What it can be refused for, besides its input, permission, and what is not there. Default: nothing. */
  readonly refusals?: readonly UserErrorData['kind'][];
  readonly payload: (t: PayloadBuilder<Answer>) => FieldMap;
  /** Does it; refuses by throwing `UserError`. */
  perform(context: Context, actor: Actor, input: z.output<z.ZodObject<Shape>>): Promise<Answer>;
}

/**
 * Adds a mutation that changes who has access. It is not a command: it changes no record, is no event of the log, and no
 * scope of a token allows it.
 */
export function accessMutation<Shape extends z.core.$ZodShape, Answer extends object>({
  name,
  description,
  input: shape,
  refusals = [],
  payload,
  perform,
}: AccessMutation<Shape, Answer>): void {
  const typeName = name.charAt(0).toUpperCase() + name.slice(1);
  const form = z.object(shape);
  const ids = idFields(shape);
  const kinds = ['InvalidInputError', 'ForbiddenError', 'NotFoundError', ...refusals] as const;

  const Input = builder.inputType(`${typeName}Input`, {
    description: `Input of \`${name}\`.`,
    fields: (t) => inputFields(t, shape),
  });

  const Payload = builder
    .objectRef<Answer>(`${typeName}Payload`)
    .implement({ description: `Result of \`${name}\`.`, fields: payload });

  const Result = builder.unionType(`${typeName}Result`, {
    description: `The payload of \`${name}\`, or the reason for the refusal.`,
    types: [Payload, ...kinds.map((kind) => refusalTypes[kind])],
    resolveType: (value) => ('kind' in value ? value.kind : `${typeName}Payload`),
  });

  const outcomeOf = async (input: object, context: Context): Promise<Answer | UserErrorData> => {
    const actor = await context.actor();
    try {
      demandSignedIn(actor, name);
      return await perform(context, actor, parse(form, decodeIds({ ...input }, ids)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      await recordRefusal(context, name, error.userError);
      return error.userError;
    }
  };

  builder.mutationField(name, (t) =>
    t.field({
      type: Result,
      description,
      complexity: 10,
      args: { input: t.arg({ type: Input, required: true, description: 'The input.' }) },
      // The builder cannot tell what a generic answer is.
      resolve: (_root, { input }, context) => outcomeOf(input, context) as never,
    }),
  );
}
