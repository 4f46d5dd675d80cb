import type { DeploymentState } from '../graphql.js';
import { useAddress } from '../filters/use-address.js';
import type { Narrow, Narrowed } from '../filters/use-address.js';
import { SIGNS, words } from '../ui/words.js';

/** Why a deployment asks for attention, as its cell says; at risk is whatever is not late. */
export type Concern = (typeof CONCERNS)[number];

/** How rows stand in order: the newest first, unless it says otherwise. */
export type RowOrder = (typeof ORDERS)[number];

const CONCERNS = ['LATE', 'AT_RISK', 'BLOCKED', 'DEFERRED', 'NOT_STARTED', 'BEHIND'] as const;
const ORDERS = ['PRIORITY', 'LATENESS'] as const;
const STATES = Object.keys(SIGNS) as DeploymentState[];

/** The options of the filters, each with its words. */
export const OPTIONS = {
  state: STATES.map((state) => [state, words(state)] as const),
  concern: CONCERNS.map((concern) => [concern, words(concern)] as const),
  order: [
    ['PRIORITY', 'by priority'],
    ['LATENESS', 'late first'],
  ] as const satisfies readonly (readonly [RowOrder, string])[],
};

/** What the matrix is narrowed to, and how it is arranged. */
export interface Narrowing {
  /** Part of the title of an improvement. */
  readonly text: string;
  /** Only improvements with a deployment in this state. */
  readonly state: DeploymentState | undefined;
  /** Only improvements with a deployment that asks for attention like this; with a state, the same deployment. */
  readonly concern: Concern | undefined;
  /** Only improvements that address the practice with this reference. */
  readonly practice: string | undefined;
  /** Only the columns that the person with this id leads. */
  readonly lead: string | undefined;
  /** Name of an attribute of projects; columns with the same value stand together. */
  readonly groupBy: string | undefined;
  /** Only the columns of this group. */
  readonly group: string | undefined;
  readonly order: RowOrder | undefined;
}

const NAMES = ['text', 'state', 'concern', 'practice', 'lead', 'by', 'group', 'order', 'cell'] as const;

/** What the address says of the matrix. */
export type Name = (typeof NAMES)[number];

/** Narrows to nothing, and arranges as usual. */
export const ALL: Partial<Narrowed<Name>> = Object.fromEntries(NAMES.map((name) => [name, undefined]));

/** What the address narrows the matrix to, the cell that is open, and how to change them. */
export function useNarrowing(): [Narrowing, cell: string | undefined, Narrow<Name>] {
  const [address, narrow] = useAddress(NAMES);
  return [readNarrowing(address), address.cell, narrow];
}

/** What an address says; what it says that nothing can be is left out. */
export function readNarrowing(address: Narrowed<Exclude<Name, 'cell'>>): Narrowing {
  const { text = '', state, concern, practice, lead, by, group, order } = address;
  return {
    text,
    practice,
    lead,
    group,
    groupBy: by,
    state: STATES.find((each) => each === state),
    concern: CONCERNS.find((each) => each === concern),
    order: ORDERS.find((each) => each === order),
  };
}

/** What is shown, in words, for where there is none of it; empty where all is. */
export function narrowingWords(narrowing: Narrowing, nameOf: (leadId: string) => string | undefined): string {
  const { text, state, concern, practice, lead, groupBy, group } = narrowing;
  const ofDeployments = [state, concern].flatMap((each) => (each ? [words(each)] : []));
  const ofImprovements = [
    ...(practice ? [`for ${practice}`] : []),
    ...(text.trim() ? [`with “${text.trim()}” in their title`] : []),
  ];
  const ofProjects = [
    ...(lead ? [`that ${nameOf(lead) ?? 'this person'} leads`] : []),
    ...(group ? [`with “${group}” as ${groupBy ?? 'group'}`] : []),
  ];
  return [
    ...(ofDeployments.length > 0 ? [`deployments that are ${ofDeployments.join(' and ')}`] : []),
    ...(ofImprovements.length > 0 ? [`improvements ${ofImprovements.join(' ')}`] : []),
    ...(ofProjects.length > 0 ? [`projects ${ofProjects.join(' and ')}`] : []),
  ].join(' in ');
}
