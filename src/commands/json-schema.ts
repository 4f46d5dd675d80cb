import { z } from 'zod';

/**
 * The input of a command as JSON Schema, as clients send it: days such as 2026-11-29, ids opaque, absent fields left out.
 * Strict about unknown fields, as the graph is.
 */
export function jsonSchemaOf(input: z.core.$ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(input, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const { def } = zodSchema._zod;
      if (def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date' });
      if (def.type === 'object') jsonSchema.additionalProperties = false;
      const [only, nothing] = jsonSchema.anyOf ?? [];
      if (only && nothing?.type === 'null') {
        delete jsonSchema.anyOf;
        Object.assign(jsonSchema, only);
      }
      // The id of a row has the form of a UUID; the id that clients know is opaque.
      if (jsonSchema['record'] !== undefined) {
        delete jsonSchema.format;
        delete jsonSchema.pattern;
        jsonSchema['x-record'] = jsonSchema['record'];
        delete jsonSchema['record'];
      }
      delete jsonSchema['graphType'];
    },
  });
}
