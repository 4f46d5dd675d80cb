import type { KeyValue, Slice } from '../../database/keyset.js';
import { beyond } from '../faults.js';
import { limits } from '../../limits.js';
import { readCursor, writeCursor } from './cursor.js';
import type { ListOrder } from './cursor.js';

/** Arguments of a page. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** A page of a list: the slice to read, which is one longer so that it shows whether there is more, and its sizes. */
export interface Page extends Slice {
  readonly size: number;
  /** How many of these, counted from the end: fewer where both `first` and `last` are given. */
  readonly lastOf: number;
}

/** Sizes of pages: the usual one, and the largest. */
export interface Sizes {
  readonly usual: number;
  readonly most: number;
}

const SIZES: Sizes = { usual: limits.defaultPageSize, most: limits.maxPageSize };

/** Description of an argument that says how many items to return. */
export const SIZE = `Number of items, 1 to ${SIZES.most}. Default ${SIZES.usual}.`;

/**
 * The number of items that a caller asks for by an argument, or the usual one.
 * @throws BAD_USER_INPUT for a number that is out of range.
 */
export function countOf(name: string, count: number | null | undefined, { usual, most }: Sizes = SIZES): number {
  if (count === null || count === undefined) return usual;
  if (count >= 1 && count <= most) return count;
  throw beyond('maxPageSize', `${name} must be between 1 and ${most}.`);
}

/** How many items a page may have, for its cost. A size that is out of range is refused later. */
export function sizeOf({ first, last }: Record<string, unknown>, { usual, most }: Sizes = SIZES): number {
  const size = typeof first === 'number' ? first : typeof last === 'number' ? last : usual;
  return Math.min(Math.max(size, 1), most);
}

/**
 * The page that a caller asks for, by the pagination algorithm of Relay's specification: bounds first, then `first`, then
 * `last`. Without a size it is as long as usual, and the last before a cursor where only `before` is given.
 * @throws BAD_USER_INPUT for a size that is out of range, or a cursor of another list.
 */
export function pageOf(args: PageArguments, order: ListOrder, sizes: Sizes = SIZES): Page {
  const [first, last] = [countOf('first', args.first, sizes), countOf('last', args.last, sizes)];
  const isForward = typeof args.first === 'number';
  const isBackward = !isForward && typeof args.last === 'number';
  const after = typeof args.after === 'string' ? readCursor(order, args.after) : undefined;
  const before = typeof args.before === 'string' ? readCursor(order, args.before) : undefined;
  const fromEnd = isBackward || (!isForward && before !== undefined && after === undefined);
  const size = isBackward ? last : first;
  const lastOf = typeof args.last === 'number' ? last : size;
  return { after, before, fromEnd, size, lastOf, limit: size + 1 };
}

/** A page, as the graph shows it. */
export interface Connection<Item> {
  readonly edges: { readonly cursor: string; readonly node: Item }[];
  readonly pageInfo: {
    readonly startCursor: string | null;
    readonly endCursor: string | null;
    readonly hasPreviousPage: boolean;
    readonly hasNextPage: boolean;
  };
  /** How many items the list has, or how to count them. */
  readonly totalCount: number | (() => number | Promise<number>);
}

/** Makes a page of the items of its slice. */
export function connectionOf<Item>(
  page: Page,
  order: ListOrder,
  items: readonly Item[],
  valuesOf: (item: Item) => readonly KeyValue[],
  totalCount: Connection<Item>['totalCount'],
): Connection<Item> {
  const { size, lastOf, fromEnd } = page;
  const isMore = items.length > size;
  const within = fromEnd ? items.slice(-size) : items.slice(0, size);
  const shown = within.slice(-lastOf);
  // Written when they are asked for: most callers ask for two, or none.
  const edges = shown.map((node) => ({
    node,
    get cursor() {
      return writeCursor(order, valuesOf(node));
    },
  }));
  return {
    edges,
    pageInfo: {
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
      // Beyond a cursor there was an item when it was handed out.
      hasPreviousPage: page.after !== undefined || (fromEnd && isMore) || shown.length < within.length,
      hasNextPage: page.before !== undefined || (!fromEnd && isMore),
    },
    totalCount,
  };
}
