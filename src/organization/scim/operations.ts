import { z } from 'zod';
import { ScimError } from './error.js';
import { withLowerCaseKeys } from './keys.js';

const body = z.object({
  operations: z
    .array(
      z.object({
        op: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['add', 'remove', 'replace'])),
        path: z.string().nullish(),
        value: z.unknown().optional(),
      }),
    )
    .min(1),
});

/** An operation of a PATCH (RFC 7644, section 3.5.2) on one attribute; its path is in lower case but for what is in quotes. */
export interface Operation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value: unknown;
}

/**
 * The operations of a PATCH as Entra and Okta send them: in any case, and those on a whole resource as one on each of its attributes.
 * `most` is how many there may be, and `schema` what paths may begin with.
 * @throws ScimError
 */
export function operationsOf(request: unknown, schema: string, most: number): Operation[] {
  const parsed = body.safeParse(withLowerCaseKeys(request));
  if (!parsed.success) throw new ScimError(400, 'Send Operations: add, remove or replace.', 'invalidSyntax');
  const { operations } = parsed.data;
  if (operations.length > most) {
    throw new ScimError(400, `Send at most ${most.toLocaleString('en')} Operations.`, 'invalidSyntax');
  }
  return operations.flatMap(({ op, path, value }) => {
    if (path) return [{ op, path: withoutSchema(lowerOutsideQuotes(path), schema), value }];
    if (typeof value !== 'object' || value === null)
      throw new ScimError(400, 'An operation without a path needs an object as its value.', 'invalidValue');
    return Object.entries(value).map(([key, each]) => ({
      op,
      path: withoutSchema(key, schema),
      value: each as unknown,
    }));
  });
}

/** The attribute that a path begins with. */
export function attributeOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? '';
}

function withoutSchema(path: string, schema: string): string {
  const prefix = `${schema}:`.toLowerCase();
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

function lowerOutsideQuotes(path: string): string {
  return path.replaceAll(/"[^"]*"|[^"]+/g, (part) => (part.startsWith('"') ? part : part.toLowerCase()));
}
