import type { Cell, Column, Row } from './cells.js';
import type { Concern, Narrowing } from './narrowing.js';

/** A column where it is shown, with its place in the rows' cells. */
export interface ShownColumn {
  readonly column: Column;
  readonly index: number;
  /** Whether it is the first of its group. */
  readonly first: boolean;
  /** Value of the attribute that columns are grouped by. */
  readonly group: string | undefined;
}

/** The columns to show, in order: by group, then by name. */
export function arrangeColumns(
  columns: readonly Column[],
  { groupBy, group, lead }: Pick<Narrowing, 'groupBy' | 'group' | 'lead'>,
): ShownColumn[] {
  const wanted = columns
    .map((column, index) => ({ column, index, group: groupOf(column, groupBy) }))
    .filter((each) => group === undefined || each.group === group)
    .filter(({ column }) => lead === undefined || column.leads.some(({ id }) => id === lead));
  const ordered = groupBy ? wanted.toSorted((a, b) => compare(a.group, b.group) || a.index - b.index) : wanted;
  return ordered.map((each, place) => ({
    ...each,
    first: groupBy !== undefined && (place === 0 || ordered[place - 1]?.group !== each.group),
  }));
}

/**
 * The rows to show: those whose title has the text, that address the practice, and that have a deployment of the kind in one of
 * the columns; the newest first, or in the order that is wanted.
 */
export function arrangeRows(
  rows: readonly Row[],
  columns: readonly ShownColumn[],
  { text, state, concern, practice, order }: Pick<Narrowing, 'text' | 'state' | 'concern' | 'practice' | 'order'>,
): readonly Row[] {
  const wanted = text.trim().toLowerCase();
  const isWanted = (cell: Cell): boolean =>
    (!state || cell.state === state) && (!concern || asksForAttention(cell, concern));
  const cellsOf = ({ cells }: Row): Cell[] => columns.flatMap(({ index }) => cells[index] ?? []);
  const shown = rows.filter(
    (row) =>
      (!wanted || row.title.toLowerCase().includes(wanted)) &&
      (!practice || row.practices.some(({ ref }) => ref === practice)) &&
      ((!state && !concern) || cellsOf(row).some(isWanted)),
  );
  switch (order) {
    case 'PRIORITY':
      return shown.toSorted((a, b) => (a.priority ?? NO_PRIORITY) - (b.priority ?? NO_PRIORITY));
    case 'LATENESS':
      return shown
        .map((row) => ({ row, days: daysLate(cellsOf(row)) }))
        .sort((a, b) => b.days - a.days)
        .map(({ row }) => row);
    case undefined:
      return shown;
  }
}

/** Comes after all that there are: 1 is the highest. */
const NO_PRIORITY = Number.MAX_SAFE_INTEGER;

/** Days that deployments are late now, added up. */
function daysLate(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + (cell.concern === 'LATE' ? cell.daysLate : 0), 0);
}

function asksForAttention(cell: Cell, concern: Concern): boolean {
  switch (concern) {
    case 'AT_RISK':
      return cell.concern !== null && cell.concern !== 'LATE';
    // Of what is blocked or deferred the cell says first that it is late, where it is.
    case 'BLOCKED':
    case 'DEFERRED':
      return cell.state === concern;
    case 'LATE':
    case 'NOT_STARTED':
    case 'BEHIND':
      return cell.concern === concern;
  }
}

/** Names of all attributes that projects have. */
export function attributeNames(columns: readonly Column[]): string[] {
  return [...new Set(columns.flatMap(({ attributes }) => attributes.map(({ name }) => name)))].sort();
}

/** All who lead a project, by name. */
export function leadsOf(columns: readonly Column[]): Column['leads'] {
  return once(columns.flatMap(({ leads }) => leads)).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** All practices that improvements address, by reference. */
export function practicesOf(rows: readonly Row[]): Row['practices'] {
  return once(rows.flatMap(({ practices }) => practices)).toSorted((a, b) =>
    a.ref.localeCompare(b.ref, 'en', { numeric: true }),
  );
}

function once<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

function groupOf({ attributes }: Column, groupBy: string | undefined): string | undefined {
  return attributes.find(({ name }) => name === groupBy)?.value;
}

/** Those without a value come last. */
function compare(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a.localeCompare(b);
}
