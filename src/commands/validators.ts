import { z } from 'zod';
import { isEmail, localeOf, timeZoneOf } from '../contact.js';
import { complaintOfLine, complaintOfText, isStorable } from '../text.js';
import { invalidInput } from '../user-error.js';

/** Identity of a record, as the operations know it (the opaque global id is decoded before). */
export const recordId = z.guid('This is not the id of such a record.');

/** The version of a record that the writer has read. */
export const recordVersion = z.int().min(1);

/** Text that can be stored: without the character NUL and without half a pair of surrogates. */
export const storable = z.string().refine(isStorable, 'Has a character that cannot be stored.');

/** A text without blanks around it that a rule has no complaint about. */
const checked = (complaintOf: (text: string) => string | undefined, toText = (value: string) => value) =>
  z
    .string()
    .overwrite((value) => toText(value).trim())
    .superRefine((value, context) => {
      const message = complaintOf(value);
      if (message) context.addIssue({ code: 'custom', message });
    });

/** A short line: a name or a title, 1 to 200 characters, none of them a control character. */
export const line = checked(complaintOfLine).max(200, 'At most 200 characters.');

/** A longer text, 1 to 4,000 characters; line ends become `\n`, and it has no other control characters but tabs. */
export const text = checked(complaintOfText, (value) => value.replaceAll(/\r\n?/g, '\n')).max(
  4_000,
  'At most 4,000 characters.',
);

/** Where something is to be found: an http or https address, at most 2,000 characters. */
export const link = z
  .string()
  .trim()
  .max(2_000, 'At most 2,000 characters.')
  .refine(
    (value) => !complaintOfLine(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'Must be an http or https address.',
  );

/** An e-mail address, at most 254 characters; in lower case, so that one mailbox is one text. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'At most 254 characters.')
  .refine(isEmail, 'Must be an e-mail address such as ada@example.org.');

/** A locale as its canonical BCP 47 tag: `de-ch` becomes `de-CH`. */
export const locale = z
  .string()
  .trim()
  .max(100, 'At most 100 characters.')
  .refine((value) => localeOf(value) !== undefined, 'Must be a BCP 47 tag such as de-CH.')
  .overwrite((value) => localeOf(value) ?? value);

/** A time zone by its IANA name: `europe/zurich` becomes `Europe/Zurich`. */
export const timeZone = z
  .string()
  .trim()
  .max(100, 'At most 100 characters.')
  .refine((value) => timeZoneOf(value) !== undefined, 'Must be an IANA name such as Europe/Zurich.')
  .overwrite((value) => timeZoneOf(value) ?? value);

/** A calendar day, as midnight UTC. */
export const day = z.date().min(new Date('0001-01-01'), 'The first day is 0001-01-01.');

/** A field that may be left out or null; both mean absent. */
export function optional<Form extends z.ZodType>(form: Form) {
  return form.nullish().transform((value) => value ?? null);
}

/** A field of a change: left out it stays as it is, and null clears it. */
export function clearable<Form extends z.ZodType>(form: Form) {
  return form.nullish();
}

/** Refuses a day after today. `path` is the field of the input. */
export function demandNotInFuture(day: Date, today: Date, path: string): void {
  if (day > today) throw invalidInput([{ path, message: 'Must not be in the future.' }]);
}
