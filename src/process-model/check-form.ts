import type { z } from 'zod';

import { catalogDocumentSchema, type CatalogDocument } from './document.js';
import { sayPath, type CatalogProblem } from './problems.js';

/** What the form of a value allows to be done with it. */
export interface Form {
  readonly problems: readonly CatalogProblem[];
  /** The document, if its form is right. */
  readonly document: CatalogDocument | undefined;
  /** The document to compare the parts of: there also if single values have the wrong form, but every type is right. */
  readonly comparable: CatalogDocument | undefined;
}

type Issue = z.core.$ZodIssue;

/** Issues that leave every part where it belongs; a wrong choice from a list is only ever compared, so it is one. */
const HARMLESS: ReadonlySet<Issue['code']> = new Set([
  'too_small',
  'too_big',
  'invalid_format',
  'invalid_value',
  'unrecognized_keys',
]);

/** Checks the form of a value against the schema and says what is wrong in plain words. */
export function formProblems(value: unknown): Form {
  const parsed = catalogDocumentSchema.safeParse(value, { reportInput: true });
  if (parsed.success) return { problems: [], document: parsed.data, comparable: parsed.data };
  const issues = parsed.error.issues;
  const comparable = issues.every(({ code }) => HARMLESS.has(code)) ? (value as CatalogDocument) : undefined;
  return { problems: issues.flatMap(sayIssue), document: undefined, comparable };
}

function sayIssue(issue: Issue): CatalogProblem[] {
  const path = sayPath(issue.path);
  if (issue.code !== 'unrecognized_keys') return [{ path, message: saySingle(issue) }];
  return issue.keys.map((key) => ({ path: sayPath([...issue.path, key]), message: 'is not a known key' }));
}

function saySingle(issue: Exclude<Issue, { code: 'unrecognized_keys' }>): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `must be one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
