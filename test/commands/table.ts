/** A table as it stands in a test: rows by the first word of a line, columns by the words of the first line. */
export interface Table<Row extends string, Column extends string> {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  cell(row: Row, column: Column): string;
}

/** Reads a table of words. Throws where a line is too short or too long, so that no cell is left out by accident. */
export function table<Row extends string, Column extends string>(text: string): Table<Row, Column> {
  const [header = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ +/));
  const cells = new Map<string, string>();
  for (const [row, ...values] of lines) {
    if (values.length !== header.length) throw new Error(`The row ${row} has ${values.length} cells.`);
    header.forEach((column, index) => cells.set(`${row} ${column}`, values[index] ?? ''));
  }
  return {
    rows: lines.map(([row]) => row as Row),
    columns: header as Column[],
    cell(row, column) {
      const value = cells.get(`${row} ${column}`);
      if (value === undefined) throw new Error(`There is no cell ${row} ${column}.`);
      return value;
    },
  };
}
