import type { DocumentNode, GraphQLFormattedError } from 'graphql';

/** A document of whatever types. */
export type AnyDocument = string | TypedDocument<unknown, never>;

/** How to reach a server. */
export interface UpliftClientOptions {
  /** Address of the GraphQL endpoint, absolute; `http` and `https` stand for `ws` and `wss`. */
  readonly url: string;
  /**
   * The bearer token, or how to get one: asked at each connection, so that a fresh one follows one that has expired. When
   * asking fails, the client tries again later. Absent where visitors are welcome.
   */
  readonly token?: string | (() => string | Promise<string>);
  /** The `WebSocket` class, where there is no global one: in Node 20, that of the package `ws`. */
  readonly webSocket?: unknown;
  /**
   * The hash by which the server may know a document; undefined sends its text. By default `__meta__.hash`, where GraphQL Code
   * Generator puts it.
   */
  readonly documentId?: (document: AnyDocument) => string | undefined;
  /** Called on each change of the connection, such as to show it on the screen. */
  readonly onState?: (state: ConnectionState) => void;
}

/** How the connection stands. */
export interface ConnectionState {
  /**
   * `idle`: there are no subscriptions. `connecting`: an attempt is under way. `live`: the server has let us in. `waiting`: a
   * pause before the next attempt.
   */
  readonly status: 'idle' | 'connecting' | 'live' | 'waiting';
  /** Since when it is so, in milliseconds since 1970. */
  readonly since: number;
  /** Attempts in a row that did not last; 0 while all is well. */
  readonly attempt: number;
  /** Why the last connection ended, such as `1012 Service restart`; absent where none did. */
  readonly reason?: string;
}

/**
 * A document with the types of its result and its variables, as code generators write them (TypedDocumentNode or string). One
 * that carries its hash is sent by that, and by its text only to a server that does not know the hash.
 */
export type TypedDocument<Data, Variables> = (DocumentNode | { toString(): string }) & {
  readonly __apiType?: (variables: Variables) => Data;
  readonly __meta__?: Readonly<Record<string, unknown>> | undefined;
};

/** One result of a subscription. */
export interface UpliftResult<Data> {
  /** Null where all of it went wrong. */
  readonly data: Data | null;
  /** What went wrong, in all of the result or in parts, where `data` has null then. */
  readonly errors?: readonly GraphQLFormattedError[];
  /** The position in the log: keep it to resume from here later, by `after`. */
  readonly cursor: string;
  /** Position in the organization's log, from 1. */
  readonly position: number;
}

/** Something that should not happen, and was put right. */
export type Anomaly =
  /** Positions are missing before `position`: the client goes back to the last one that it has. */
  | { readonly kind: 'gap'; readonly expected: number; readonly position: number }
  /** A position came again: the client drops it. */
  | { readonly kind: 'duplicate'; readonly position: number };

/** What a subscription asks for. */
export interface SubscribeOptions<Variables> {
  /** All variables but `after`. */
  readonly variables?: Omit<Variables, 'after'>;
  /** Cursor to go on from; absent: from now on. */
  readonly after?: string | undefined;
  /** The view shows every event of the log, so that a missing position is a gap. */
  readonly expectContiguous?: boolean;
  /** Ends the subscription, which is no error. */
  readonly signal?: AbortSignal;
  /**
   * The server does not have the history after our cursor: refetch the state. What comes after `cursor` follows when the
   * promise resolves. Without this callback the `Reset` is a result like any other.
   */
  readonly onReset?: (cursor: string) => void | Promise<void>;
  /** Called for each gap and duplicate. */
  readonly onAnomaly?: (anomaly: Anomaly) => void;
}

/** A client of one server: one connection, and any number of subscriptions on it. */
export interface UpliftClient {
  readonly state: ConnectionState;
  /** Gaps and duplicates since the start, over all subscriptions. */
  readonly anomalies: { readonly gaps: number; readonly duplicates: number };
  /**
   * Calls back with each result. Resolves when the subscription has ended by its signal or by the server.
   * @throws UpliftClientError what cannot be cured by trying again; also what a callback throws.
   */
  subscribe<Data = Record<string, unknown>, Variables = Record<string, unknown>>(
    document: string | TypedDocument<Data, Variables>,
    options: SubscribeOptions<Variables>,
    onResult: (result: UpliftResult<Data>) => void,
  ): Promise<void>;
  /**
   * The results one by one; begins at the first `next`. A slow reader costs bounded memory: what is not kept is asked for
   * again, from the cursor.
   * @throws UpliftClientError from `next`, as `subscribe`.
   */
  iterate<Data = Record<string, unknown>, Variables = Record<string, unknown>>(
    document: string | TypedDocument<Data, Variables>,
    options?: SubscribeOptions<Variables>,
  ): AsyncIterableIterator<UpliftResult<Data>, undefined>;
}

/** The server refused, for a reason that trying again does not cure. */
export class UpliftClientError extends Error {
  override readonly name = 'UpliftClientError';
  /** Close code of the socket, where that was the answer. */
  readonly code: number | undefined;
  /** What GraphQL says is wrong with the operation, where that was the answer. */
  readonly errors: readonly GraphQLFormattedError[];

  constructor(
    message: string,
    { code, errors = [] }: { code?: number; errors?: readonly GraphQLFormattedError[] },
    cause?: unknown,
  ) {
    super(message, { cause });
    this.code = code;
    this.errors = errors;
  }
}
