import { isoDay } from '../../clock.js';
import type { Actor } from '../../auth/actor.js';
import type { Queryable } from '../../database/database.js';
import { encodeGlobalId } from '../../ids.js';
import type { ModelName } from '../../generated/prisma/internal/prismaNamespace.js';
import { writeCsv } from '../files/csv-writer.js';
import type { Cell } from '../files/csv-writer.js';

/** Records read, and written, at once. */
export const PAGE = 1_000;

/** For whom a list is read, and when that is. */
export interface Reader {
  readonly db: Queryable;
  readonly actor: Actor;
  readonly now: Date;
}

/** A page of a list: the records of an organization after one of them, by their ids. */
export interface Page {
  readonly organizationId: string;
  readonly id: { readonly gt: string };
}

/** How a page is read: oldest records first. */
export const inOrder = { orderBy: { id: 'asc' }, take: PAGE } as const;

/** The columns of a list by their names: what stands in them for a record. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/** A list of an organization, as it is exported. */
export interface List {
  /** Name, as in addresses and commands. */
  readonly name: string;
  /** The model whose records it has. */
  readonly of: ModelName;
  /** Its text in CSV, a header first, page by page: each page shows one moment. Fixed statements for each page. */
  pages(reader: Reader): AsyncGenerator<string>;
}

/** A record with its place in the order of its list. */
type Placed = { readonly id: string } | { readonly position: number };

/** What makes a list, besides its columns. */
interface Definition<Row> {
  readonly name: string;
  readonly of: ModelName;
  /** Reads the records of a page, see `inOrder`; fewer than `PAGE` are the last. */
  readonly read: (page: Page, reader: Reader) => Promise<readonly Row[]>;
}

/** Before the first id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Defines a list, and then its columns, which may depend on the organization. */
export function list<Row extends Placed>({ name, of, read }: Definition<Row>) {
  return (columnsOf: Columns<Row> | ((reader: Reader) => Promise<Columns<Row>>)): List => ({
    name,
    of,
    async *pages(reader) {
      const columns = typeof columnsOf === 'function' ? await columnsOf(reader) : columnsOf;
      yield writeCsv([Object.keys(columns)]);
      const { organizationId } = reader.actor;
      for (let after = FIRST; ;) {
        const rows = await read({ organizationId, id: { gt: after } }, reader);
        if (rows.length > 0) yield writeCsv(rows.map((row) => Object.values(columns).map((cell) => cell(row))));
        const last = rows.at(-1);
        if (!last || rows.length < PAGE) return;
        after = 'id' in last ? last.id : String(last.position);
      }
    },
  });
}

/** The column of a record's own id, as the graph has it. */
export const idOf = (typename: string) => (row: { readonly id: string }) => encodeGlobalId(typename, row.id);

/** A calendar day. */
export const day = (date: Date | null | undefined): Cell => (date ? isoDay(date) : undefined);

/** Several values in one cell. */
export const several = (values: readonly string[]): string => values.join('; ');

/** The columns of every record that can be edited. */
export const stamps = {
  version: (row: { readonly version: number }) => row.version,
  createdAt: (row: { readonly createdAt: Date }) => row.createdAt,
  updatedAt: (row: { readonly updatedAt: Date }) => row.updatedAt,
} as const;

/** What is read of records that others name: what they are called. */
export const title = { select: { title: true } } as const;
export const nameOnly = { select: { name: true } } as const;
export const subject = { select: { subject: true } } as const;

/** The cell with the global id of the record that a row is about, where one of some fields leads to it: by field, the type of each. */
export const recordIn =
  <Field extends string>(types: Readonly<Record<Field, string>>) =>
  (row: Readonly<Record<Field, string | null>>): string | undefined => {
    for (const field of Object.keys(types) as Field[]) {
      const id = row[field];
      if (id !== null) return encodeGlobalId(types[field], id);
    }
    return undefined;
  };
