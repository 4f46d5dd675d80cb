/** Too many distinct views are watched: over the whole server, or by one person. */
export class TooManyViewsError extends Error {
  override readonly name = 'TooManyViewsError';

  constructor(
    readonly whose: 'server' | 'person',
    readonly max: number,
  ) {
    super(`The ${whose} watches ${max} distinct views already.`);
  }
}

/** Who watches which views, and how often the same one. */
export class Viewers<View> {
  readonly #views = new Map<string, Map<View, number>>();

  /** Number of distinct views that somebody watches besides one. */
  countOthers(viewer: string, view: View | undefined): number {
    const views = this.#views.get(viewer);
    if (!views) return 0;
    return view !== undefined && views.has(view) ? views.size - 1 : views.size;
  }

  add(viewer: string, view: View): void {
    const views = this.#views.get(viewer) ?? new Map<View, number>();
    views.set(view, (views.get(view) ?? 0) + 1);
    this.#views.set(viewer, views);
  }

  remove(viewer: string, view: View): void {
    const views = this.#views.get(viewer);
    const left = (views?.get(view) ?? 0) - 1;
    if (left > 0) views?.set(view, left);
    else views?.delete(view);
    if (views?.size === 0) this.#views.delete(viewer);
  }
}
