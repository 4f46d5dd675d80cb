import { AsyncLocalStorage } from 'node:async_hooks';

/** What the statements of some work have in common. */
interface Scope {
  /** Cancels them; absent for never. */
  readonly signal?: AbortSignal | undefined;
  /** How long the work may take, in milliseconds; absent for no time of its own. */
  readonly timeout?: number;
  /** Whether they run on the connections that are kept for what must always go on. */
  readonly isVital?: boolean;
}

const scopes = new AsyncLocalStorage<Scope>();

/** The caller has left, or the time of the work is up: its statements are cancelled, and no more begin. */
export class CanceledError extends Error {
  override readonly name = 'CanceledError';

  constructor() {
    super('The statement was canceled.');
  }
}

/**
 * Does work whose statements are canceled when the signal aborts: those under way, and those that would follow. An embedded
 * database runs to its end what it has begun: it does nothing else while it runs a statement.
 */
export function cancelable<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return within({ signal }, work);
}

/** Does work that is to take so long at most, in milliseconds: then its statements are canceled. */
export async function limited<T>(timeout: number, work: () => Promise<T>): Promise<T> {
  const aborting = new AbortController();
  const timer = setTimeout(() => aborting.abort(), timeout).unref();
  try {
    return await within({ signal: aborting.signal, timeout }, work);
  } finally {
    clearTimeout(timer);
  }
}

/** Does work on the connections that are kept for what must go on while all others are taken; it is never canceled. */
export function vital<T>(work: () => Promise<T>): Promise<T> {
  return within({ isVital: true }, work);
}

/** Hazard: a query of Prisma begins when it is awaited, not when it is made. */
function within<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
  return scopes.run(scope, async () => await work());
}

/** What the statements that are asked for here have in common. */
export function scopeHere(): Scope | undefined {
  return scopes.getStore();
}
