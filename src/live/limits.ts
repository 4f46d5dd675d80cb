/** Bounds of the live delivery of one server, over all of its groups. */
export const liveLimits = {
  /** Reads and executions at once for those who begin or are behind; the head of a group never waits for them. */
  catchUps: 8,
  /** How long one of them counts, in milliseconds: what takes longer waits for something, and must not hold up the rest. */
  catchUpTurn: 1_000,
  /** Pages of old events that are kept. */
  logPages: 32,
  /** Memory of the results that are kept for those who are behind, in bytes. */
  payloadBytes: 64 * 1024 * 1024,
} as const;
