/** Bounds on what one operation may ask for, the same over HTTP, WebSocket and SSE. */
export const limits = {
  /** Items of a page where the caller says nothing. */
  defaultPageSize: 20,
  /** Items of a page at most. */
  maxPageSize: 100,
  /** Depth of nested fields. */
  maxDepth: 15,
  /** Number of fields, fragments counted where they are used. */
  maxBreadth: 500,
  /** Cost: one for each field, times the page sizes above it. A matrix of 100 improvements by 100 projects fits. */
  maxComplexity: 250_000,
  /** Fields under another name. */
  maxAliases: 50,
  /** Tokens of a document. */
  maxTokens: 2_000,
} as const;
