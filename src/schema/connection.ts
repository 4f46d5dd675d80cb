import { limits } from '../limits.js';

/** Cost of a connection that goes through all records of an organization, whatever page is asked for. */
export const reportCost =
  (field: number) =>
  (args: Record<string, unknown>): { field: number; multiplier: number } => ({ ...connectionCost(args), field });

/** Cost of a connection: what is below it, times the items of the page that is asked for. */
export function connectionCost(args: Record<string, unknown>): { field: number; multiplier: number } {
  const { first, last } = args;
  const size = typeof first === 'number' ? first : typeof last === 'number' ? last : limits.defaultPageSize;
  return { field: 1, multiplier: Math.min(Math.max(size, 1), limits.maxPageSize) };
}
