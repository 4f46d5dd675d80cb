import { RefusalError } from '../../refusal.js';
import type { FileRemark } from '../../refusal.js';

/** Most mistakes of a file that are told, and longest value that is shown with one, in characters. */
const MAX_TOLD = 100;
const MAX_VALUE = 100;

/** A place in a file: a line, and perhaps a column with what stands there. */
export interface Place {
  readonly line: number;
  readonly column?: string | null | undefined;
  readonly value?: string | null | undefined;
}

/** What is wrong with a file, or else to be said of it. Of one place the first word counts. */
export class Remarks {
  readonly #told: FileRemark[] = [];
  readonly #places = new Set<string>();

  /** How many there are. */
  get count(): number {
    return this.#places.size;
  }

  add({ line, column = null, value = null }: Place, message: string): void {
    const place = `${line} ${column ?? ''}`;
    if (this.#places.has(place)) return;
    this.#places.add(place);
    this.#told.push({ line, column: shown(column), value: shown(value), message });
    // Mistakes are found check by check: the first lines are wanted, whichever check found them.
    if (this.#told.length >= 2 * MAX_TOLD) this.first();
  }

  /** The first of them, in the order of their lines. */
  first(): readonly FileRemark[] {
    this.#told.sort((one, other) => one.line - other.line);
    this.#told.length = Math.min(this.#told.length, MAX_TOLD);
    return [...this.#told];
  }

  /** Takes what a rule refuses as a mistake of the place. Other errors go through. */
  attempt(place: Place, rule: () => void): void {
    try {
      rule();
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      const { refusal } = error;
      this.add(place, refusal.kind === 'InvalidInputError' ? (refusal.issues[0]?.message ?? '') : refusal.message);
    }
  }

  /** @throws RefusalError where there is any: the file is rejected, with all that is wrong. */
  reject(): void {
    if (this.count === 0) return;
    const mistakes = this.first();
    const [first] = mistakes;
    const where = first
      ? `line ${first.line}${first.column === null ? '' : `, ${first.column}`}: ${first.message}`
      : '';
    throw new RefusalError({
      kind: 'FileRejectedError',
      message: `The file has ${this.count === 1 ? 'a mistake' : `${this.count} mistakes, the first of them`}, in ${where}`,
      mistakes,
      more: this.count - mistakes.length,
    });
  }
}

/** Hazard: outcomes of commands are kept, and Postgres keeps neither NUL nor half a pair of surrogates. */
function shown(value: string | null): string | null {
  if (value === null) return null;
  const short = value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE - 1)}…` : value;
  return Buffer.from(short.replaceAll('\0', '\ufffd')).toString();
}
