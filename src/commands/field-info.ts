import { z } from 'zod';

/** What a field of an input is, without what is wrapped around it. */
export interface FieldInfo {
  /** The field itself; of a list, one of its items. */
  readonly schema: z.core.$ZodTypes;
  readonly required: boolean;
  readonly list: boolean;
  /** What it means, and its limit. */
  readonly description: string;
  /** Type of the record that an id names. */
  readonly record: string | undefined;
  /** Name of its type in the graph, where that does not follow from the field. */
  readonly graphType: string | undefined;
}

/** Reads what a field is. What is said of an outer layer counts before what is said of one within. */
export function fieldInfo(field: z.core.$ZodType): FieldInfo {
  let [required, list, meta, limit] = [true, false, {} as z.core.GlobalMeta, ''];
  for (let schema = field as z.core.$ZodTypes; ;) {
    meta = { ...z.globalRegistry.get(schema), ...meta };
    limit ||= limitOf(schema);
    const { def } = schema._zod;
    switch (def.type) {
      case 'optional':
      case 'nullable':
      case 'default':
        required = false;
        schema = def.innerType as z.core.$ZodTypes;
        break;
      case 'pipe':
        schema = def.in as z.core.$ZodTypes;
        break;
      case 'array':
        list = true;
        schema = def.element as z.core.$ZodTypes;
        break;
      default: {
        const { record, graphType, description: meaning } = meta;
        const description = [meaning, limit].filter(Boolean).join(' ');
        return { schema, required, list, description, record, graphType };
      }
    }
  }
}

/** The limit of a text, a list or a number in words; empty where it has none. */
function limitOf(schema: z.core.$ZodTypes): string {
  const bound = (kind: string): number | undefined =>
    (schema._zod.def.checks ?? [])
      .map((check) => check._zod.def as { check: string; maximum?: number; value?: number | bigint | Date })
      .filter(({ check }) => check === kind)
      .map(({ maximum, value }) => Number(maximum ?? value))
      .at(-1);
  const most = bound('max_length')?.toLocaleString('en');
  if (schema._zod.def.type === 'string' && most) return `At most ${most} characters.`;
  if (schema._zod.def.type === 'array' && most) return `At most ${most}.`;
  const [least, greatest] = [bound('greater_than'), bound('less_than')];
  if (schema._zod.def.type === 'number' && least !== undefined && greatest !== undefined)
    return `${rounded(least)} to ${rounded(greatest)}.`;
  return '';
}

function rounded(value: number): string {
  return Math.abs(value) >= 1e9 ? value.toExponential().replace('+', '') : value.toLocaleString('en');
}

/** The fields of an input that are global ids, with the type of record that each names; of nested inputs, theirs. */
export interface IdFields {
  readonly [name: string]: string | IdFields | undefined;
}

/** Finds the ids in an input. */
export function idFields(shape: z.core.$ZodShape): IdFields {
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, field]) => {
      const { record, schema } = fieldInfo(field);
      const nested = schema._zod.def.type === 'object' ? idFields(schema._zod.def.shape) : {};
      return record || Object.keys(nested).length > 0 ? [[name, record ?? nested]] : [];
    }),
  );
}
