import { inTurn } from '../event-loop.js';

/** Does a piece of work of somebody when it is its turn. */
export type FairQueue = <T>(of: unknown, work: () => Promise<T>) => Promise<T>;

/**
 * Makes a queue whose work is done one piece after the other, and whose askers take turns: who asks for hundreds of pieces at
 * once does not hold up who asks for one. Everything else in the process has turns in between.
 */
export function createFairQueue(): FairQueue {
  /** What waits, by who asked for it, in the order of their turns. */
  const waiting = new Map<unknown, (() => void)[]>();
  let isBusy = false;

  const wait = (of: unknown): Promise<void> =>
    new Promise((resolve) => {
      const own = waiting.get(of);
      if (own) own.push(resolve);
      else waiting.set(of, [resolve]);
    });

  const next = (): void => {
    const [turn] = waiting;
    isBusy = turn !== undefined;
    if (!turn) return;
    const [of, [wake, ...others]] = turn;
    waiting.delete(of);
    if (others.length > 0) waiting.set(of, others);
    wake?.();
  };

  return async (of, work) => {
    if (isBusy) await wait(of);
    isBusy = true;
    try {
      await inTurn();
      return await work();
    } finally {
      next();
    }
  };
}
