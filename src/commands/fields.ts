import { z } from 'zod';
import { recordWords } from '../user-error.js';
import * as validators from './validators.js';

declare module 'zod' {
  interface GlobalMeta {
    /** Of an id: the type of the record that it names. Clients know it as an opaque global id. */
    record?: string;
    /** Of an enum or a nested input: the name of its type in the graph. */
    graphType?: string;
  }
}

// The fields of which inputs are made. Hazard: metadata stays on the schema that it was given to, so wrap a field last:
// `optional(line('…'))`.

/** A short line, 1 to 200 characters. */
export const line = (description: string) => validators.line.meta({ description });

/** A longer text, 1 to 4,000 characters. */
export const text = (description: string) => validators.text.meta({ description });

/** An http or https address, at most 2,000 characters. */
export const link = (description: string) => validators.link.meta({ description });

/** An e-mail address, at most 254 characters. */
export const email = (description: string) => validators.email.meta({ description });

/** A locale as a BCP 47 tag. */
export const locale = (description: string) => validators.locale.meta({ description });

/** A time zone by its IANA name. */
export const timeZone = (description: string) => validators.timeZone.meta({ description });

/** A calendar day. */
export const day = (description: string) => validators.day.meta({ description });

/** A whole number. */
export const integer = (min: number, max: number, description: string) =>
  z.int().min(min).max(max).meta({ description });

/** True or false. */
export const boolean = (description: string) => z.boolean().meta({ description });

/** The id of a record. */
export const id = (record: string, description: string) => validators.recordId.meta({ description, record });

/** Ids of records, at most `max`. */
export const ids = (record: string, max: number, description: string) =>
  list(validators.recordId.meta({ record }), max, description);

/** A value of an enum, which is called `graphType` in the graph. */
export const enumOf = <const Values extends z.core.util.EnumLike>(
  values: Values,
  graphType: string,
  description: string,
) => z.enum(values).meta({ description, graphType });

/** At most `max` items. */
export const list = <Item extends z.ZodType>(item: Item, max: number, description: string) =>
  z
    .array(item)
    .max(max, `At most ${max.toLocaleString('en')}.`)
    .meta({ description });

/** A nested input, which is called `graphType` in the graph. `description` says what one is, wherever it is used. */
export const object = <Shape extends z.core.$ZodLooseShape>(graphType: string, description: string, shape: Shape) =>
  z.object(shape).meta({ description, graphType });

/** The version of the record that the caller has read. */
export const version = (record: string) =>
  validators.recordVersion.meta({
    description: `Version of the ${recordWords(record)} that you read. If it has changed since, the result is a StaleVersionError.`,
  });

/** An optional note. */
export const note = validators.optional(text('A note, such as the reason.'));

/** A mandatory reason. */
export const reason = text('The reason.');

export { clearable, optional } from './validators.js';
