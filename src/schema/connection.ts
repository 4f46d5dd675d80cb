import { limits } from '../limits.js';

/** Cost of a connection: what is below it, times the items of the page that is asked for. */
export function connectionCost(args: Record<string, unknown>): { field: number; multiplier: number } {
  const { first, last } = args;
  const size = typeof first === 'number' ? first : typeof last === 'number' ? last : limits.defaultPageSize;
  return { field: 1, multiplier: Math.min(Math.max(size, 1), limits.maxPageSize) };
}
