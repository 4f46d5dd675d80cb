type Value = string | number | boolean;
type Row = Readonly<Record<string, Value>>;

/** What is read of a value: its own cells, and the lists in it, as rows. */
interface Cells {
  readonly own: Row;
  readonly lists: readonly (readonly Row[])[];
}

/** What a connection has around its items. */
const WRAPPERS = new Set(['nodes', 'edges', 'node']);

const SEPARATOR = '; ';

/**
 * The data of a response as CSV: a line for each item of its innermost lists, with what stands around them repeated, and a
 * column for each path. A list of single values is one cell. Excel reads it as UTF-8 because of its mark. Undefined where
 * there is nothing in it.
 */
export function toCsv(response: string, guarded: (text: string) => string): string | undefined {
  const written = (value: Value): string => (typeof value === 'string' ? guarded(value) : String(value));
  const rows = rowsOf(cellsOf(dataOf(response), '', false));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (columns.length === 0) return undefined;
  const lines = [columns, ...rows.map((row) => columns.map((column) => written(row[column] ?? '')))];
  return `\ufeff${lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`;
}

function dataOf(response: string): unknown {
  try {
    return (JSON.parse(response) as { data?: unknown } | null)?.data;
  } catch {
    return undefined;
  }
}

function cellsOf(value: unknown, path: string, isItem: boolean): Cells {
  if (value === null || value === undefined) return { own: {}, lists: [] };
  if (typeof value !== 'object') return { own: { [path]: value as Value }, lists: [] };
  if (Array.isArray(value)) {
    if (value.length === 0) return { own: {}, lists: [] };
    if (value.every((item) => typeof item !== 'object')) return { own: { [path]: value.join(SEPARATOR) }, lists: [] };
    return { own: {}, lists: [value.flatMap((item) => rowsOf(cellsOf(item, path, true)))] };
  }
  const parts = Object.entries(value).map(([key, part]) => cellsOf(part, pathTo(path, key), false));
  const lists = parts.flatMap((part) => part.lists);
  const own: Row = Object.assign({}, ...parts.map((part) => part.own));
  const [long, short] = [lists.filter(hasSeveralColumns), lists.filter((list) => !hasSeveralColumns(list))];
  if (!isItem && lists.length < 2) return { own, lists };
  return { own: { ...own, ...Object.assign({}, ...short.map(inOneCell)) }, lists: long };
}

function rowsOf({ own, lists }: Cells): Row[] {
  const rows = lists.flat();
  return rows.length === 0 ? [own] : rows.map((row) => ({ ...own, ...row }));
}

function hasSeveralColumns(rows: readonly Row[]): boolean {
  return new Set(rows.flatMap((row) => Object.keys(row))).size > 1;
}

function inOneCell(rows: readonly Row[]): Row {
  const [column] = rows.flatMap((row) => Object.keys(row));
  return column === undefined ? {} : { [column]: rows.map((row) => row[column] ?? '').join(SEPARATOR) };
}

function pathTo(path: string, key: string): string {
  if (path === '') return key;
  return WRAPPERS.has(key) ? path : `${path}.${key}`;
}

/** Quotes also what only another separator would cut. */
function quoted(cell: string): string {
  return /[",;|\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
