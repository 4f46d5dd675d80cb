import { words } from '../ui/words.js';
import type { SearchQuery } from './graphql.js';

/** A record that was found. */
export interface Hit {
  readonly id: string;
  readonly name: string;
  /** What it is. */
  readonly kind: string;
  readonly address: string;
}

/** Issues that are shown at most. The server looks for no text in them: those whose titles have it are picked out here. */
const MOST_ISSUES = 8;

/** What a search has found, each with the page that shows it. */
export function hitsOf({ improvements, units, people, issues, searchCatalog }: SearchQuery, text: string): Hit[] {
  const wanted = text.toLowerCase();
  return [
    ...improvements.nodes.flatMap(({ id, title, state, plan }) => [
      { id, name: title, kind: `improvement, ${words(state)}`, address: `/improvements/${id}` },
      ...(plan
        ? [{ id: plan.id, name: title, kind: `plan, ${words(plan.state)}`, address: `/improvements/${id}/plan` }]
        : []),
    ]),
    ...units.nodes.map(({ id, name, kind }) => ({ id, name, kind: words(kind), address: `/projects/${id}` })),
    ...people.nodes.map(({ id, name, role }) => ({ id, name, kind: words(role), address: `/people/${id}` })),
    ...issues.nodes
      .filter(({ title }) => title.toLowerCase().includes(wanted))
      .slice(0, MOST_ISSUES)
      .map(({ id, title, state, improvement }) => ({
        id,
        name: title,
        kind: `issue of ${improvement.title}, ${words(state)}`,
        address: `/improvements/${improvement.id}/issues`,
      })),
    ...searchCatalog.flatMap((item): Hit[] => {
      switch (item.__typename) {
        case 'ProcessArea':
          return [{ id: item.id, name: item.name, kind: `process area ${item.code}`, address: practices(item.code) }];
        case 'Practice':
          return [{ id: item.id, name: item.title, kind: `practice ${item.ref}`, address: practices(item.ref) }];
        case 'Goal':
          return [];
      }
    }),
  ];
}

function practices(ref: string): string {
  return `/practices/${encodeURIComponent(ref)}`;
}
