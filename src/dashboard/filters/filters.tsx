import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { ImprovementsDocument, UnitsDocument } from '../graphql.js';
import { sentence } from '../ui/words.js';
import { useAddress } from './use-address.js';
import type { Narrowed } from './use-address.js';

const NAMES = ['improvement', 'unit', 'kind', 'person', 'after'] as const;

/** What a list is narrowed to; `after` is the cursor after which the page begins. */
export type Filters = Narrowed<(typeof NAMES)[number]>;

/** The filters of the address, and how to change them: a change begins at the first page. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  return useAddress(NAMES);
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
  /** What is said where none of the options is chosen. */
  readonly none?: string;
  readonly value: string | undefined;
  /** Value and words of each. */
  readonly options: readonly (readonly [string, string])[];
  onChange(value: string | undefined): void;
}

/** One of the options, or none of them. */
export function Filter({ name, none = 'all', value, options, onChange }: FilterProps) {
  return (
    <label>
      {sentence(name)}
      <select value={value ?? ''} onChange={({ target }) => onChange(target.value || undefined)}>
        <option value="">{none}</option>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
