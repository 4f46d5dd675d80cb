import type { Column, Row } from './cells.js';

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
  /** Part of the title of an improvement or the name of a project. */
  readonly text: string;
}

/** The columns to show, in order: by group, then by name. */
export function arrangeColumns(columns: readonly Column[], { groupBy, group }: Narrowing): ShownColumn[] {
  const grouped = columns.map((column, index) => ({ column, index, group: groupOf(column, groupBy) }));
  const wanted = group === undefined ? grouped : grouped.filter((each) => each.group === group);
  const ordered = groupBy ? wanted.toSorted((a, b) => compare(a.group, b.group) || a.index - b.index) : wanted;
  return ordered.map((each, place) => ({
    ...each,
    first: groupBy !== undefined && (place === 0 || ordered[place - 1]?.group !== each.group),
  }));
}

/** The rows to show: those whose title has the text. */
export function arrangeRows(rows: readonly Row[], { text }: Narrowing): readonly Row[] {
  const wanted = text.trim().toLowerCase();
  return wanted ? rows.filter(({ title }) => title.toLowerCase().includes(wanted)) : rows;
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
