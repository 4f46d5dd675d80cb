import { changed, readSealed } from '../../checksummed-file.js';
import { findUnstorable } from '../../text.js';
import { organizationTables } from '../../database/tables.js';
import type { Table } from '../../database/tables.js';

/** What the first line of a copy says of its form. */
export const FORMAT = { format: 'uplift-organization', version: 1 } as const;

/** First line of a copy of an organization. */
export type CopyHeader = typeof FORMAT & {
  /** Its slug. */
  readonly organization: string;
  readonly organizationId: string;
  /** Position of the newest event of its log. */
  readonly position: number;
  /** Hash over its log up to there, in hexadecimal; null if the log is not chained yet. */
  readonly hash: string | null;
  /** The newest migration of the database that it is from: the form of its rows. */
  readonly migration: string;
  /** How many rows of each table there are, in their order. */
  readonly counts: Readonly<Record<string, number>>;
};

/** A row of a table, as it stands in a copy. */
export interface CopyRow {
  readonly table: Table;
  readonly row: Readonly<Record<string, unknown>>;
  /** The row as text: what it says to the digit. */
  readonly text: string;
}

/** The line of a row. */
export function lineOf(table: Table, row: string): string {
  return `{"${table.name}":${row}}`;
}

/** Reads the header of a copy. */
async function readHeader(file: string): Promise<CopyHeader> {
  for await (const line of readSealed(file)) return headerOf(file, line);
  throw changed(file, 'it is empty');
}

/** Reads the rows of a copy, in their order. */
export async function* readRows(file: string): AsyncGenerator<CopyRow> {
  const tables = new Map(organizationTables().map((table) => [table.name, table]));
  let number = 0;
  for await (const line of readSealed(file)) {
    number += 1;
    if (number === 1) continue;
    const [, name = '', text = ''] = /^\{"(\w+)":(\{.*\})\}$/.exec(line) ?? [];
    const table = tables.get(name);
    if (!table) throw changed(file, `line ${number}`);
    yield { table, text, row: parsed(file, number, text) };
  }
}

/**
 * Checks a copy as a whole, before anything is done with it: that its rows are those that its header counts, in their
 * order, all of one organization, that each leads to rows of the copy only, and that its log has no gap.
 * @throws SealedFileError that says what is wrong.
 */
export async function verifyCopy(file: string): Promise<CopyHeader> {
  const header = await readHeader(file);
  const tables = organizationTables().map(({ name }) => name);
  const counts = new Map(tables.map((name) => [name, 0]));
  const ids = new Map<string, Set<unknown>>(tables.map((name) => [name, new Set()]));
  let archivedThrough = 0;
  let last = 0;
  for await (const { table, row } of readRows(file)) {
    const at = tables.indexOf(table.name);
    if (at < last) throw changed(file, `${table.name} is not where it belongs`);
    last = at;
    const count = (counts.get(table.name) ?? 0) + 1;
    counts.set(table.name, count);
    if (table.referenced) ids.get(table.name)?.add(row['id']);
    const of = table.name === 'Organization' ? row['id'] : row['organizationId'];
    if (of !== undefined && of !== header.organizationId)
      throw changed(file, `a row of ${table.name} is of another organization`);
    for (const { column, to } of table.references) {
      if (row[column] !== null && !ids.get(to)?.has(row[column]))
        throw changed(file, `a row of ${table.name} leads to a ${to} that is not in it`);
    }
    if (table.name === 'EventLog') archivedThrough = Number(row['archivedThrough']);
    if (table.name === 'Event' && row['position'] !== archivedThrough + count)
      throw changed(file, `the event ${archivedThrough + count} is missing`);
  }
  if (JSON.stringify(Object.fromEntries(counts)) !== JSON.stringify(header.counts))
    throw changed(file, 'its number of rows');
  if (archivedThrough + (counts.get('Event') ?? 0) !== header.position) throw changed(file, 'the length of its log');
  return header;
}

function headerOf(file: string, line: string): CopyHeader {
  const header = parsed(file, 1, line) as unknown as CopyHeader;
  const { format, version }: { format: string; version: number } = header;
  if (format !== FORMAT.format) throw changed(file, 'it is no copy of an organization');
  if (version !== FORMAT.version) throw changed(file, `its form is version ${version}, and not ${FORMAT.version}`);
  return header;
}

function parsed(file: string, number: number, text: string): Readonly<Record<string, unknown>> {
  try {
    const row = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (!findUnstorable(row)) return row;
  } catch {
    throw changed(file, `line ${number}`);
  }
  throw changed(file, `line ${number} has a character that cannot be stored`);
}
