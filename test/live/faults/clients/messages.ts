/** A client of a run. */
export interface ClientSpec {
  readonly id: number;
  readonly transport: 'raw' | 'stock' | 'SSE';
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where it starts; absent for now, and for states. */
  readonly after?: string | undefined;
  readonly bearer: string;
  /** How long it may wait at most before it comes back for the first time, in milliseconds; soon where absent. */
  readonly pause?: number;
}

/** What a process of clients is told. Times in milliseconds. */
export type Order =
  | { readonly order: 'servers'; readonly urls: readonly string[] }
  | { readonly order: 'join'; readonly clients: readonly ClientSpec[] }
  | { readonly order: 'leave'; readonly ids: readonly number[] }
  /** Break connections, and come back after a random time up to this. */
  | { readonly order: 'cut'; readonly ids: readonly number[]; readonly offline: readonly [number, number] }
  | { readonly order: 'stall'; readonly ids: readonly number[] }
  | { readonly order: 'go on'; readonly ids: readonly number[] };

/** Numbers that are told of one delivery: client, position, its mark, checksum of the result, arrival in ms since 1970. */
export const ROW = 5;

/** Stands for the checksum of a `Reset`. */
export const RESET_SUM = -1;

/** What a process of clients tells. */
export type Report =
  | { readonly report: 'deliveries'; readonly rows: Float64Array }
  /** A client got what no client should, and what. */
  | { readonly report: 'refused'; readonly id: number; readonly what: string }
  /** Clients that are back: when, in ms since 1970, and how long after the loss of the connection before. */
  | { readonly report: 'reconnects'; readonly clients: readonly { id: number; at: number; took: number }[] }
  | { readonly report: 'left'; readonly ids: readonly number[] };
