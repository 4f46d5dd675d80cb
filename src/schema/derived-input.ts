import type { InputFieldMap } from '@pothos/core';
import type { z } from 'zod';
import { fieldInfo } from '../commands/field-info.js';
import type { FieldInfo } from '../commands/field-info.js';
import { builder } from './builder.js';

/** What the fields of an input are built with. */
export type InputBuilder = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

/** The nested inputs made so far, by name. */
const nestedInputs = new Map<string, object>();

/** The fields of an input in the graph, derived from those of a command. */
export function inputFields(t: InputBuilder, shape: z.core.$ZodShape): InputFieldMap {
  return Object.fromEntries(
    Object.entries(shape).map(([name, field]) => {
      const info = fieldInfo(field);
      const type = typeOf(name, info);
      // The builder finds types by name, also those that are defined later; its own types know of scalars only.
      const options = { type: (info.list ? [type] : type) as 'String', required: info.required };
      return [name, t.field({ ...options, description: info.description })];
    }),
  );
}

/** Name of the type of a field in the graph. */
function typeOf(name: string, { schema, record, graphType }: FieldInfo): string {
  const { def } = schema._zod;
  if (def.type === 'object') return nestedInput(name, graphType, schema, def.shape);
  if (graphType !== undefined) return graphType;
  if (def.type === 'string') return record === undefined ? 'String' : 'ID';
  if (def.type === 'number') return 'format' in def ? 'Int' : 'Float';
  if (def.type === 'boolean') return 'Boolean';
  if (def.type === 'date') return 'Date';
  throw new Error(`The field ${name} has no type in the graph: it is of the type ${def.type}.`);
}

function nestedInput(
  field: string,
  name: string | undefined,
  schema: z.core.$ZodType,
  shape: z.core.$ZodShape,
): string {
  if (name === undefined) throw new Error(`The type of the nested input ${field} has no name.`);
  const known = nestedInputs.get(name);
  if (known && known !== schema) throw new Error(`There are two inputs called ${name}.`);
  if (!known) {
    nestedInputs.set(name, schema);
    builder.inputType(name, {
      description: fieldInfo(schema).description,
      fields: (t) => inputFields(t, shape) as never,
    });
  }
  return name;
}
