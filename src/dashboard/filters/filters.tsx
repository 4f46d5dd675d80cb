import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { ImprovementsDocument, UnitsDocument } from '../graphql.js';
import { sentence } from '../ui/words.js';

/** What a list is narrowed to; the address has it. */
export interface Filters {
  readonly improvement: string | undefined;
  readonly unit: string | undefined;
  readonly kind: string | undefined;
  readonly person: string | undefined;
  /** Cursor after which the page begins. */
  readonly after: string | undefined;
}

const NAMES = ['improvement', 'unit', 'kind', 'person', 'after'] as const;

/** The filters of the address, and how to change them: a change begins at the first page. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(NAMES.map((name) => [name, search.get(name) ?? undefined])) as unknown as Filters;
  return [
    filters,
    (change) =>
      setSearch(
        Object.entries({ ...filters, after: undefined, ...change }).flatMap(([name, value]) =>
          value ? [[name, value]] : [],
        ),
      ),
  ];
}

/** Whether a list is narrowed at all. */
export function isNarrowed({ improvement, unit, kind, person }: Filters): boolean {
  return [improvement, unit, kind, person].some((value) => value !== undefined);
}

interface FilterBarProps {
  readonly filters: Filters;
  /** Words of each kind. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly children?: ReactNode;
  onChange(change: Partial<Filters>): void;
}

/** By improvement, project and kind. */
export function FilterBar({ filters, kinds, children, onChange }: FilterBarProps) {
  const [{ data: improvements }] = useQuery({ query: ImprovementsDocument, variables: {} });
  const [{ data: units }] = useQuery({ query: UnitsDocument, variables: {} });
  const ofNodes = (nodes: readonly { readonly id: string; readonly name: string }[] = []) =>
    nodes.map(({ id, name }) => [id, name] as const);
  return (
    <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
      <Filter
        name="improvement"
        value={filters.improvement}
        options={ofNodes(improvements?.options.nodes)}
        onChange={(improvement) => onChange({ improvement })}
      />
      <Filter
        name="project"
        value={filters.unit}
        options={ofNodes(units?.options.nodes)}
        onChange={(unit) => onChange({ unit })}
      />
      <Filter
        name="kind"
        value={filters.kind}
        options={Object.entries(kinds)}
        onChange={(kind) => onChange({ kind })}
      />
      {children}
    </form>
  );
}

interface FilterProps {
  readonly name: string;
  readonly value: string | undefined;
  /** Value and words of each. */
  readonly options: readonly (readonly [string, string])[];
  onChange(value: string | undefined): void;
}

/** One of the options, or all. */
export function Filter({ name, value, options, onChange }: FilterProps) {
  return (
    <label>
      {sentence(name)}
      <select value={value ?? ''} onChange={({ target }) => onChange(target.value || undefined)}>
        <option value="">all</option>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
