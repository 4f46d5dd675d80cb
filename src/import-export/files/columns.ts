import { invalidInput } from '../../user-error.js';
import type { InputIssue } from '../../user-error.js';
import type { Diagnostics } from './diagnostics.js';

/** The columns that a file may have. */
export interface TableForm {
  /** Columns that must be there. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Columns with several values, with semicolons between: more than one column of a file may go into one. */
  readonly lists?: readonly string[];
  /** Columns with names of the user's own: what they begin with. */
  readonly prefix?: string;
  /** Columns of an export that are not imported. */
  readonly ignored: readonly string[];
}

/** How a file says what it has, where that is not by our own columns. */
export interface Mapping {
  /** Columns of the file, and what each is here. Those that are not named are then left out. */
  readonly columns: readonly { readonly from: string; readonly to: string }[];
  /** What stands in columns where the file has nothing. */
  readonly defaults: readonly { readonly column: string; readonly value: string }[];
}

/** Where the columns of a form stand in a file, by their numbers. */
export type Layout = ReadonlyMap<string, readonly number[]>;

/** Names of columns that are listed in one sentence. */
const MAX_NAMED = 10;

/**
 * Reads a header: which column is which, whatever their case and the blanks in them; says what is wrong, and what is left
 * out.
 * @throws UserError where the mapping names columns that the form does not have.
 */
export function layoutOf(
  { line, cells }: { readonly line: number; readonly cells: readonly string[] },
  form: TableForm,
  mapping: Mapping,
  mistakes: Diagnostics,
  notes: Diagnostics,
): Layout {
  demandTargets(form, mapping);
  const names = cells.map((cell) => cell.trim());
  const layout = new Map<string, number[]>();
  const put = (column: string, index: number): void => {
    layout.set(column, [...(layout.get(column) ?? []), index]);
  };
  const mapped = new Map(mapping.columns.map(({ from, to }) => [plain(from), columnOf(form, to) ?? to]));
  for (const { from } of mapping.columns)
    if (!names.some((name) => plain(name) === plain(from)))
      mistakes.add({ line, column: from }, `The file has no such column. It has ${listed(names.filter(Boolean))}.`);
  const targets = new Set(mapped.values());
  const left: string[] = [];
  const unknown: string[] = [];
  names.forEach((name, index) => {
    const explicit = mapped.get(plain(name));
    const column = explicit ?? columnOf(form, name);
    if (name === '') return;
    if (column !== undefined && (explicit !== undefined || !targets.has(column))) put(column, index);
    else if (mapped.size > 0 || form.ignored.some((each) => plain(each) === plain(name))) left.push(name);
    else unknown.push(name);
  });
  for (const [column, indexes] of layout)
    if (indexes.length > 1 && !form.lists?.includes(column))
      mistakes.add({ line, column }, 'This column is there twice.');
  if (unknown.length > 0) mistakes.add({ line }, unknownColumns(unknown, form));
  if (left.length > 0) notes.add({ line }, `Not imported: ${listed(left)}.`);
  for (const column of form.required)
    if (!layout.has(column) && !mapping.defaults.some((each) => columnOf(form, each.column) === column))
      mistakes.add({ line, column }, 'This column is missing.');
  return layout;
}

/** The column of a form that a name means; undefined where there is none. */
export function columnOf({ required, optional, prefix }: TableForm, name: string): string | undefined {
  const known = [...required, ...optional].find((column) => plain(column) === plain(name));
  if (known !== undefined || !prefix || !name.toLowerCase().startsWith(prefix)) return known;
  return prefix + name.slice(prefix.length).trim().toLowerCase();
}

function demandTargets(form: TableForm, { columns, defaults }: Mapping): void {
  const issues: InputIssue[] = [
    ...columns.map(({ to }, index) => ({ name: to, path: `columns.${index}.to` })),
    ...defaults.map(({ column }, index) => ({ name: column, path: `defaults.${index}.column` })),
  ]
    .filter(({ name }) => columnOf(form, name) === undefined)
    .map(({ name, path }) => ({ path, message: `There is no column ${JSON.stringify(name)}: ${known(form)}.` }));
  if (issues.length > 0) throw invalidInput(issues);
}

function unknownColumns(unknown: readonly string[], form: TableForm): string {
  const [example = ''] = unknown;
  return (
    `There is no such column as ${listed(unknown)}: ${known(form)}. Say which column of the file is which, such as ` +
    `--map ${JSON.stringify(`${example}=${form.required[0] ?? ''}`)} or the input "columns"; the others are then left out.`
  );
}

function known({ required, optional, prefix }: TableForm): string {
  return `there are ${[...required, ...optional, ...(prefix ? [`${prefix}NAME`] : [])].join(', ')}`;
}

function listed(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, MAX_NAMED).map((name) => JSON.stringify(name.slice(0, 60)));
  return `${shown.join(', ')}${distinct.length > MAX_NAMED ? ` and ${distinct.length - MAX_NAMED} more` : ''}`;
}

/** A name without what people write differently: case, blanks, hyphens and underscores. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]+/g, '');
}
