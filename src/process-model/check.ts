import { checkAreas } from './check-areas.js';
import { formProblems, type Form } from './check-form.js';
import { checkParts } from './check-parts.js';
import { checkReferences } from './check-references.js';
import type { CatalogDocument } from './document.js';
import { Problems, type CatalogProblem } from './problems.js';

/** How many problems are listed: enough to work through in one go. */
const LISTED_PROBLEMS = 200;

/** The outcome of a check: the document, or everything that is wrong with it. */
export type CatalogCheck =
  | { readonly ok: true; readonly document: CatalogDocument }
  | { readonly ok: false; readonly problems: readonly CatalogProblem[] };

/**
 * Checks a would-be process model in the JSON form of the import: its form, and whether its parts agree with each
 * other. All problems are reported at once, up to 200; if there are more, a last entry with an empty path says how
 * many. Where a part is missing or of the wrong type, the parts are not compared yet: half a document would look full
 * of dangling references.
 */
export function checkCatalog(value: unknown): CatalogCheck {
  const form = formProblems(value);
  const problems = new Problems(form.problems);
  if (form.comparable) compareParts(form.comparable, problems);
  if (form.document && problems.list.length === 0) return { ok: true, document: form.document };
  return { ok: false, problems: capped(problems.list) };
}

function compareParts(document: NonNullable<Form['comparable']>, problems: Problems): void {
  const known = checkParts(document, problems);
  checkAreas(document, problems);
  checkReferences(document, known, problems);
}

function capped(problems: readonly CatalogProblem[]): readonly CatalogProblem[] {
  const unlisted = problems.length - LISTED_PROBLEMS;
  if (unlisted <= 0) return problems;
  const more = { path: '', message: `and ${unlisted} more problem${unlisted === 1 ? '' : 's'}` };
  return [...problems.slice(0, LISTED_PROBLEMS), more];
}
