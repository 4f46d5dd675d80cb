/** Bounds on distinct views at once. */
export interface ViewLimits {
  /** Over all. */
  readonly maxViews: number;
  /** That one person watches. */
  readonly maxViewsPerPerson: number;
  /** Cost of one result of each view that one person watches, summed. */
  readonly maxViewCostPerPerson: number;
}

/** One view more would be too much. */
export class TooManyViewsError extends Error {
  override readonly name = 'TooManyViewsError';

  constructor(
    readonly bound: keyof ViewLimits,
    readonly max: number,
  ) {
    super(`One view more would exceed ${bound}, which is ${max}.`);
  }
}

/** Who watches which views, how often the same one, and what a result of it costs. */
export class ViewQuota<View> {
  readonly #views = new Map<string, Map<View, { count: number; readonly cost: number }>>();

  /** Number of distinct views that a viewer watches besides one, and the sum of their costs. */
  others(viewer: string, view: View | undefined): { readonly count: number; readonly cost: number } {
    const sum = { count: 0, cost: 0 };
    for (const [watched, { cost }] of this.#views.get(viewer) ?? []) {
      if (watched === view) continue;
      sum.count += 1;
      sum.cost += cost;
    }
    return sum;
  }

  add(viewer: string, view: View, cost: number): void {
    const views = this.#views.get(viewer) ?? new Map<View, { count: number; readonly cost: number }>();
    const known = views.get(view);
    if (known) known.count += 1;
    else views.set(view, { count: 1, cost });
    this.#views.set(viewer, views);
  }

  remove(viewer: string, view: View): void {
    const views = this.#views.get(viewer);
    const known = views?.get(view);
    if (!views || !known) return;
    known.count -= 1;
    if (known.count === 0) views.delete(view);
    if (views.size === 0) this.#views.delete(viewer);
  }
}
