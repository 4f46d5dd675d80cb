import type { Catalog } from '../process-model/catalog.js';
import { invalidInput } from '../user-error.js';

/** Says that the model has no practice of a name. */
export function noPractice(ref: string): string {
  return `The model has no practice "${ref.slice(0, 40)}".`;
}

/** Practices are named in any writing and kept in the catalog's, each once. `unknown` says which there are not, by index. */
export function lookUpPractices(
  refs: readonly string[],
  catalog: Pick<Catalog, 'practice'>,
): { readonly practices: string[]; readonly unknown: readonly { index: number; message: string }[] } {
  const found = refs.map((ref) => catalog.practice(ref)?.ref);
  return {
    practices: [...new Set(found.flatMap((ref) => ref ?? []))],
    unknown: refs.flatMap((ref, index) => (found[index] === undefined ? [{ index, message: noPractice(ref) }] : [])),
  };
}

/** The practices that some references name, in the catalog's writing. Refuses where there is no such practice. */
export function demandPractices(refs: readonly string[], catalog: Pick<Catalog, 'practice'>): string[] {
  const { practices, unknown } = lookUpPractices(refs, catalog);
  if (unknown.length > 0)
    throw invalidInput(unknown.map(({ index, message }) => ({ path: `practices.${index}`, message })));
  return practices;
}
