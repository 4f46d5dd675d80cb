/** One thing wrong with a document. */
export interface CatalogProblem {
  /** Where, such as `processAreas[3].specificGoals[0].practices[2].number`; empty for the document as a whole. */
  readonly path: string;
  /** What, in plain words; reads on after the path. */
  readonly message: string;
}

/** A way into a document: keys and positions, outermost first. */
export type Path = readonly (string | number)[];

/** Writes a path: `processAreas[3].code`. */
export function sayPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, step) => {
    if (typeof step === 'number') return `${before}[${step}]`;
    return before === '' ? String(step) : `${before}.${String(step)}`;
  }, '');
}

/** The problems found so far; starts with those of the form. */
export class Problems {
  readonly list: CatalogProblem[];
  readonly #badForm: ReadonlySet<string>;

  constructor(form: readonly CatalogProblem[]) {
    this.list = [...form];
    this.#badForm = new Set(form.map((problem) => problem.path));
  }

  /** Adds a problem, unless the form of that very value is wrong already: then it would be said twice. */
  add(path: Path, message: string): void {
    const where = sayPath(path);
    if (!this.#badForm.has(where)) this.list.push({ path: where, message });
  }

  /**
   * Adds a problem for each entry whose value was there before, such as "is used twice: first at categories[0].code".
   * `path` says where the value of the nth entry stands.
   */
  addRepeats(values: readonly (string | number)[], path: (index: number) => Path): void {
    const first = new Map<string | number, number>();
    values.forEach((value, index) => {
      const earlier = first.get(value);
      if (earlier === undefined) first.set(value, index);
      else this.add(path(index), `is used twice: "${value}" stands at ${sayPath(path(earlier))} already`);
    });
  }
}
