/** Bounds on connections, and on what their clients may do. What one operation may ask for is in `schema/limits.ts`. */
export interface ServerLimits {
  /** WebSockets and event streams of this server at once. */
  readonly maxConnections: number;
  /** Distinct views that are executed at once for subscribers: of this server, and of one person. */
  readonly maxViews: number;
  readonly maxViewsPerPerson: number;
  /** Operations at once on one socket. */
  readonly maxOperations: number;
  /** Largest message of a socket's client, in bytes. */
  readonly maxMessageBytes: number;
  /** Messages of a socket's client: so many at once, and then so many a second. */
  readonly messageBurst: number;
  readonly messagesPerSecond: number;
  /** After so many messages too many, faster than they are forgiven, a socket is closed for good. */
  readonly maxExcess: number;
  /** How long a socket's client may take to say who it is, in milliseconds. */
  readonly initTimeout: number;
  /** How long a socket's client may take to agree to an end, in milliseconds. */
  readonly closeTimeout: number;
  /** Largest body of a request over HTTP, in bytes: room for a catalog. */
  readonly maxBodyBytes: number;
  /** How long the head of a request may take to arrive, in milliseconds; the whole of it: `requestTimeout`. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** Pause between signs of life, in milliseconds: a socket that has not answered one before the next is gone. */
  readonly keepAlive: number;
  /** Above this, in bytes, nothing more is written to a connection until all is sent. */
  readonly maxUnsent: number;
  /** Above this, in bytes over all connections, each may have only as much unsent as its stream takes without a pause. */
  readonly maxUnsentInAll: number;
  /** How long a connection may take to make room, in milliseconds. */
  readonly maxStall: number;
}

/** What holds unless somebody says otherwise. */
export const serverLimits: ServerLimits = {
  maxConnections: 20_000,
  maxViews: 20_000,
  maxViewsPerPerson: 1_000,
  maxOperations: 100,
  maxMessageBytes: 128 * 1024,
  messageBurst: 400,
  messagesPerSecond: 100,
  maxExcess: 1_000,
  initTimeout: 5_000,
  closeTimeout: 5_000,
  maxBodyBytes: 1024 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAlive: 12_000,
  maxUnsent: 64 * 1024,
  maxUnsentInAll: 128 * 1024 * 1024,
  maxStall: 30_000,
};
