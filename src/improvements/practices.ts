import type { Catalog } from '../process-model/catalog.js';

/** Practices are named in any writing and kept in the catalog's, each once. `unknown` says which there are not, by index. */
export function lookUpPractices(
  refs: readonly string[],
  catalog: Pick<Catalog, 'practice'>,
): { readonly practices: string[]; readonly unknown: readonly { index: number; message: string }[] } {
  const found = refs.map((ref) => catalog.practice(ref)?.ref);
  return {
    practices: [...new Set(found.flatMap((ref) => ref ?? []))],
    unknown: refs.flatMap((ref, index) =>
      found[index] === undefined ? [{ index, message: `The model has no practice "${ref.slice(0, 40)}".` }] : [],
    ),
  };
}
