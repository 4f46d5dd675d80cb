import { count, facts, inWords, moment } from './document.js';
import type { Block } from './document.js';

/** What every document asks for: who reads it, and which improvement it is of. To be spread into the selection of a query. */
export const HEAD = `viewer { role person { name } organization { name position hash } }`;

/** What every document asks of its improvement. */
export const IMPROVEMENT = `title description kind scale origin state priority practices { ref title }`;

/** A person or thing by its name; null if there is none. */
export type Named = { readonly name: string } | null;

/** Who reads a document, as the graph returns it. */
export interface Viewer {
  readonly role: string;
  readonly person: { readonly name: string };
  readonly organization: { readonly name: string; readonly position: number; readonly hash: string | null };
}

/** The improvement of a document, as the graph returns it. */
export interface ImprovementHead {
  readonly title: string;
  readonly description: string;
  readonly kind: string;
  readonly scale: string;
  readonly origin: string;
  readonly state: string;
  readonly priority: number | null;
  readonly practices: readonly { readonly ref: string; readonly title: string }[];
}

/** What is said of the improvement before anything else. */
export function about(improvement: ImprovementHead, organization: string): Block {
  const { kind, scale, origin, state, priority, practices } = improvement;
  return facts(
    ['Organization', organization],
    [
      'Improvement',
      `${inWords(scale)} ${inWords(kind).toLowerCase()} improvement, ${ORIGINS[origin] ?? inWords(origin)}`,
    ],
    ['State', inWords(state)],
    ['Priority', priority === null ? null : `${priority} of 5, where 1 comes first`],
    ['Practices', practices.map(({ ref, title }) => `${ref} ${title}`).join('\n')],
  );
}

const ORIGINS: Readonly<Record<string, string>> = {
  SUGGESTION: 'from a suggestion',
  CAR_ACTION_PROPOSAL: 'from an action proposal of causal analysis (CAR SP 2.1)',
  APPRAISAL_FINDING: 'from a finding of an appraisal',
  PILOT: 'from a pilot',
};

/** From when a document is, and for whom it was made. */
export function colophon({ role, person, organization }: Viewer, now: Date): string {
  const { position, hash } = organization;
  const place = `position ${count(position)} of its log${hash === null ? '' : ` (hash ${hash})`}`;
  return (
    `Made from the records of ${organization.name} on ${moment(now.toISOString())}, ` +
    `at ${place}, as ${person.name} may read them (${inWords(role).toLowerCase()}).`
  );
}

/** A name, or nothing. */
export const nameOf = (named: Named): string => named?.name ?? '';
