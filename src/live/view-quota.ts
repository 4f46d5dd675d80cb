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

/** The views of one person, how often they watch each and what a result of it costs, and the sum of these costs. */
interface Watched<View> {
  readonly views: Map<View, { count: number; readonly cost: number }>;
  cost: number;
}

/** Who watches which views. Hazard: one person may watch thousands, so that nothing here goes through them. */
export class ViewQuota<View> {
  readonly #viewers = new Map<string, Watched<View>>();

  /** Number of distinct views that a viewer watches besides one, and the sum of their costs. */
  others(viewer: string, view: View | undefined): { readonly count: number; readonly cost: number } {
    const watched = this.#viewers.get(viewer);
    if (!watched) return { count: 0, cost: 0 };
    const known = view === undefined ? undefined : watched.views.get(view);
    return { count: watched.views.size - (known ? 1 : 0), cost: watched.cost - (known?.cost ?? 0) };
  }

  add(viewer: string, view: View, cost: number): void {
    const watched: Watched<View> = this.#viewers.get(viewer) ?? { views: new Map(), cost: 0 };
    this.#viewers.set(viewer, watched);
    const known = watched.views.get(view);
    if (known) {
      known.count += 1;
      return;
    }
    watched.views.set(view, { count: 1, cost });
    watched.cost += cost;
  }

  remove(viewer: string, view: View): void {
    const watched = this.#viewers.get(viewer);
    const known = watched?.views.get(view);
    if (!watched || !known) return;
    known.count -= 1;
    if (known.count > 0) return;
    watched.views.delete(view);
    watched.cost -= known.cost;
    if (watched.views.size === 0) this.#viewers.delete(viewer);
  }
}
