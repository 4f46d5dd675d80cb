import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** What a page is narrowed to, by name; the address has it. */
export type Narrowed<Name extends string> = Readonly<Record<Name, string | undefined>>;

/** Narrows the page otherwise; `replace`: without a step that Back takes back, such as at each letter that is typed. */
export type Narrow<Name extends string> = (
  change: Partial<Narrowed<Name>>,
  options?: { readonly replace: boolean },
) => void;

/**
 * What the address says under these names, and how to change it: a change begins at the first page, without `after`. The
 * function stays the same as long as the page does.
 */
export function useAddress<const Name extends string>(names: readonly Name[]): [Narrowed<Name>, Narrow<Name>] {
  const [search, setSearch] = useSearchParams();
  const now = Object.fromEntries(names.map((name) => [name, search.get(name) ?? undefined])) as Narrowed<Name>;
  const narrow = useCallback<Narrow<Name>>(
    (change, options) =>
      setSearch(
        (before) =>
          Object.entries<string | undefined>({ ...Object.fromEntries(before), after: undefined, ...change }).flatMap(
            ([name, value]) => (value ? [[name, value]] : []),
          ),
        options,
      ),
    [setSearch],
  );
  return [now, narrow];
}
