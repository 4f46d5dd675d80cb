/**
 * What stands in a cell: words, or words that lead to an http or https address, or to another page of the same set by its relative
 * path. Words are as people wrote them, in no markup.
 */
export type Cell =
  string | { readonly text: string; readonly href: string } | { readonly text: string; readonly page: string };

/** A part of a document. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  /** Text that a person wrote, with its lines. */
  | { readonly kind: 'words'; readonly text: string }
  /** What we say ourselves, such as that there is nothing. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
    };

/** Something by its name. */
export type Fact = readonly [name: string, value: Cell];

/** A document, before it has a form: the Markdown and the HTML of it say the same. */
export interface Document {
  /** What it is about: the title of the improvement. */
  readonly title: string;
  /** What it is. */
  readonly product: string;
  readonly blocks: readonly Block[];
  /** From when it is, and for whom it was made. */
  readonly colophon: string;
}

/** A heading of a part. */
export const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });

/** A heading within a part. */
export const subheading = (text: string): Block => ({ kind: 'heading', level: 3, text });

/** What we say ourselves. */
export const note = (text: string): Block => ({ kind: 'note', text });

/** Text that a person wrote. Nothing if it is empty. */
export const words = (text: string | null): Block[] => (text?.trim() ? [{ kind: 'words', text }] : []);

/** Facts, without those whose value is empty. */
export const facts = (...all: readonly (readonly [name: string, value: Cell | null])[]): Block => ({
  kind: 'facts',
  facts: all.filter((fact): fact is Fact => fact[1] !== null && fact[1] !== ''),
});

/** A table, or that there is nothing to put into it. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Block {
  return rows.length > 0 ? { kind: 'table', caption, columns, rows } : note(`${caption}: none.`);
}

/** Only so many are listed: says it, where there are more. */
export function notAll(listed: number, total: number): Block[] {
  return total > listed ? [note(`${count(listed)} of ${count(total)} are listed; the graph has the others.`)] : [];
}

/** A name of the graph in words: `IN_PROGRESS` is “In progress”. */
export function inWords(name: string): string {
  const lower = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

/** A moment, given in ISO 8601, to the minute. */
export const moment = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

/** A moment by its day, or nothing. */
export const day = (instant: string | null): string => instant?.slice(0, 10) ?? '';

/** A period; open where it has not ended. */
export const period = (start: string | null, end: string | null): string =>
  start === null && end === null ? '' : `${start ?? ''} – ${end ?? ''}`;

const counts = new Intl.NumberFormat('en-US');
const values = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const smallValues = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** How many. */
export const count = (number: number): string => counts.format(number);

/** A value that was measured or reckoned; nothing where there is none. */
export function value(number: number | null): string {
  if (number === null) return '';
  return (Math.abs(number) < 1 ? smallValues : values).format(number);
}

/**
 * What people wrote, without what cannot be seen: control characters, and those that turn the direction of what comes
 * after them, by which a text could pretend to say something else. Lines end by `\n`.
 */
export function visible(text: string): string {
  return (
    text
      .replace(/\r\n?|\u2028|\u2029/g, '\n')
      .replace(/\t/g, ' ')
      // oxlint-disable-next-line no-control-regex -- they are what is taken out
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
  );
}

/** The address of a cell that leads somewhere; undefined for words alone, and for an address that is none of the web. */
export function addressOf(cell: Cell): string | undefined {
  if (typeof cell === 'string') return undefined;
  if ('page' in cell) return cell.page;
  if (!URL.canParse(cell.href)) return undefined;
  const { protocol, href } = new URL(cell.href);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
