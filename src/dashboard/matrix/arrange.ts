import type { DeploymentState } from '../graphql.js';
import { SIGNS, words } from '../ui/words.js';
import type { Cell, Column, Row } from './cells.js';

/** A column where it is shown, with its place in the rows' cells. */
export interface ShownColumn {
  readonly column: Column;
  readonly index: number;
  /** Whether it is the first of its group. */
  readonly first: boolean;
  /** Value of the attribute that columns are grouped by. */
  readonly group: string | undefined;
}

/** What the matrix is narrowed to. */
export interface Narrowing {
  /** Name of an attribute of projects; columns with the same value stand together. */
  readonly groupBy: string | undefined;
  /** Only the columns of this group. */
  readonly group: string | undefined;
  /** Part of the title of an improvement. */
  readonly text: string;
  /** Only improvements with a deployment like this. */
  readonly show: Shown | undefined;
}

/** A deployment that the matrix can be narrowed to: one that is late, one that asks for attention otherwise, or one in a state. */
export type Shown = 'LATE' | 'AT_RISK' | DeploymentState;

/** All of these, with their words. */
export const SHOWN: readonly (readonly [Shown, string])[] = [
  ['LATE', 'late'],
  ['AT_RISK', 'at risk'],
  ...(Object.keys(SIGNS) as DeploymentState[]).map((state) => [state, words(state)] as const),
];

/** What a text names of these; undefined for anything else. */
export function readShown(text: string | null): Shown | undefined {
  return SHOWN.find(([shown]) => shown === text)?.[0];
}

function isLike({ state, concern }: Cell, show: Shown): boolean {
  if (show === 'LATE') return concern === 'LATE';
  return show === 'AT_RISK' ? concern !== null && concern !== 'LATE' : state === show;
}

/** The columns to show, in order: by group, then by name. */
export function arrangeColumns(
  columns: readonly Column[],
  { groupBy, group }: Pick<Narrowing, 'groupBy' | 'group'>,
): ShownColumn[] {
  const grouped = columns.map((column, index) => ({ column, index, group: groupOf(column, groupBy) }));
  const wanted = group === undefined ? grouped : grouped.filter((each) => each.group === group);
  const ordered = groupBy ? wanted.toSorted((a, b) => compare(a.group, b.group) || a.index - b.index) : wanted;
  return ordered.map((each, place) => ({
    ...each,
    first: groupBy !== undefined && (place === 0 || ordered[place - 1]?.group !== each.group),
  }));
}

/** The rows to show: those whose title has the text, and that have a deployment of the kind in one of the columns. */
export function arrangeRows(
  rows: readonly Row[],
  columns: readonly ShownColumn[],
  { text, show }: Pick<Narrowing, 'text' | 'show'>,
): readonly Row[] {
  const wanted = text.trim().toLowerCase();
  const named = wanted ? rows.filter(({ title }) => title.toLowerCase().includes(wanted)) : rows;
  if (!show) return named;
  return named.filter(({ cells }) =>
    columns.some(({ index }) => {
      const cell = cells[index];
      return cell && isLike(cell, show);
    }),
  );
}

/** Names of all attributes that projects have. */
export function attributeNames(columns: readonly Column[]): string[] {
  return [...new Set(columns.flatMap(({ attributes }) => attributes.map(({ name }) => name)))].sort();
}

function groupOf({ attributes }: Column, groupBy: string | undefined): string | undefined {
  return attributes.find(({ name }) => name === groupBy)?.value;
}

/** Those without a value come last. */
function compare(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a.localeCompare(b);
}
