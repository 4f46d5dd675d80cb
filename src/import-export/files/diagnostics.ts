import { UserError } from '../../user-error.js';
import type { FileDiagnostic } from '../../user-error.js';

/** Most diagnostics of a file, most lines named with one, and the longest value shown with one, in characters. */
const MAX_DIAGNOSTICS = 100;
const MAX_LINES = 10;
const MAX_VALUE = 100;

/** A place in a file: a line, and perhaps a column with what stands there. */
export interface Place {
  readonly line: number;
  readonly column?: string | null | undefined;
  readonly value?: string | null | undefined;
}

type Gathered = { -readonly [Field in keyof FileDiagnostic]: FileDiagnostic[Field] } & { lines: number[] };

/**
 * What is wrong with a file, or else to be said of it: once for each column and sentence, with the lines. Of one place the
 * first word counts.
 */
export class Diagnostics {
  readonly #diagnostics = new Map<string, Gathered>();
  readonly #places = new Set<string>();
  #count = 0;

  /** How many places there are that something is said of. */
  get count(): number {
    return this.#count;
  }

  add({ line, column = null, value = null }: Place, message: string): void {
    const place = `${line} ${column ?? ''}`;
    if (this.#places.has(place)) return;
    this.#places.add(place);
    this.#count += 1;
    const key = JSON.stringify([column, message]);
    const known = this.#diagnostics.get(key);
    if (known) return gather(known, line, shown(value));
    const diagnostic = { line, column: shown(column), value: shown(value), message, count: 1, lines: [line] };
    this.#diagnostics.set(key, diagnostic);
    // Mistakes are found check by check: the first lines are wanted, whichever check found them.
    if (this.#diagnostics.size >= 2 * MAX_DIAGNOSTICS) this.first();
  }

  /** Forgets the places so far, which are not looked at again: memory must not grow with the file. */
  endOfRows(): void {
    this.#places.clear();
  }

  /** The first of them, in the order of their lines. */
  first(): readonly FileDiagnostic[] {
    const sorted = [...this.#diagnostics].sort(([, one], [, other]) => one.line - other.line);
    for (const [key] of sorted.splice(MAX_DIAGNOSTICS)) this.#diagnostics.delete(key);
    return sorted.map(([, diagnostic]) => ({ ...diagnostic, lines: [...diagnostic.lines] }));
  }

  /** Takes what a rule refuses as a mistake of the place. Other errors go through. */
  attempt(place: Place, rule: () => void): void {
    try {
      rule();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { userError } = error;
      this.add(
        place,
        userError.kind === 'InvalidInputError' ? (userError.issues[0]?.message ?? '') : userError.message,
      );
    }
  }

  /** @throws UserError where there is any: the file is rejected, with all that is wrong. */
  reject(): void {
    if (this.count === 0) return;
    const mistakes = this.first();
    const [first] = mistakes;
    const where = first
      ? `line ${first.line}${first.column === null ? '' : `, ${first.column}`}: ${first.message}`
      : '';
    throw new UserError({
      kind: 'FileRejectedError',
      message: `The file has ${this.count === 1 ? 'a mistake' : `${this.count} mistakes, the first of them`}, in ${where}`,
      mistakes,
      more: this.count - mistakes.reduce((sum, { count }) => sum + count, 0),
    });
  }
}

function gather(diagnostic: Gathered, line: number, value: string | null): void {
  diagnostic.count += 1;
  if (diagnostic.lines.length === MAX_LINES && line > (diagnostic.lines.at(-1) ?? 0)) return;
  diagnostic.lines = [...new Set([...diagnostic.lines, line])].sort((one, other) => one - other).slice(0, MAX_LINES);
  if (line < diagnostic.line) Object.assign(diagnostic, { line, value });
}

/** Hazard: outcomes of commands are kept, and Postgres keeps neither NUL nor half a pair of surrogates. */
function shown(value: string | null): string | null {
  if (value === null) return null;
  const short = value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE - 1)}…` : value;
  return Buffer.from(short.replaceAll('\0', '\ufffd')).toString();
}
