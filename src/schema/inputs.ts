import type { commandField } from './command-field.js';

/** What the fields of a mutation's input are built with. */
export type InputBuilder = Parameters<Parameters<typeof commandField>[0]['fields']>[0];

/** The version of a record, such as `training item`, that the caller has read. */
export const version = (t: InputBuilder, record: string) => ({
  version: t.int({
    required: true,
    description: `Version of the ${record} that you have read; another one there now is a StaleVersionError.`,
  }),
});

/** Why, where the caller wants to say it. */
export const note = (t: InputBuilder) => ({
  note: t.string({ description: 'Why, or what else is to be said; at most 4,000 characters.' }),
});

/** Why, where it has to be said. */
export const reason = (t: InputBuilder) => ({
  reason: t.string({ required: true, description: 'Why, at most 4,000 characters.' }),
});
