import WebSocket from 'ws';
import { createUpliftClient } from '../../client/src/index.js';
import type {
  ConnectionState,
  Anomaly,
  SubscribeOptions,
  TypedDocument,
  UpliftClient,
  UpliftClientOptions,
  UpliftResult,
} from '../../client/src/index.js';
import type { Delivery } from '../support/clients.js';

/** A client for a test, with each state that it has been in. */
export function openClient(options: UpliftClientOptions): UpliftClient & { readonly states: ConnectionState[] } {
  const states: ConnectionState[] = [];
  const client = createUpliftClient({ webSocket: WebSocket, onState: (state) => states.push(state), ...options });
  return Object.defineProperty({ ...client, states }, 'state', { get: () => client.state });
}

/** A subscription that notes all that it gets. */
export interface Collected {
  readonly results: UpliftResult<Record<string, any>>[];
  readonly anomalies: Anomaly[];
  readonly resets: string[];
  readonly position: number;
  /** How it ended: undefined while it runs, `end`, or the error. */
  readonly ended: unknown;
  stop(): Promise<void>;
}

/** Subscribes, and notes all. */
export function collect(
  client: UpliftClient,
  document: string | TypedDocument<Record<string, unknown>, Record<string, unknown>>,
  options: SubscribeOptions<Record<string, unknown>> = {},
): Collected {
  const results: Collected['results'] = [];
  const anomalies: Anomaly[] = [];
  const resets: string[] = [];
  const stopping = new AbortController();
  let ended: unknown;
  const end = client
    .subscribe(
      document,
      {
        signal: stopping.signal,
        onAnomaly: (anomaly) => void anomalies.push(anomaly),
        ...options,
        ...(options.onReset && {
          onReset: (cursor) => {
            resets.push(cursor);
            return options.onReset?.(cursor);
          },
        }),
      },
      (result) => void results.push(result),
    )
    .then(
      () => (ended = 'end'),
      (error: unknown) => (ended = error),
    );
  return {
    results,
    anomalies,
    resets,
    get position() {
      return results.at(-1)?.position ?? 0;
    },
    get ended() {
      return ended;
    },
    async stop() {
      stopping.abort();
      await end;
    },
  };
}

/** Results as the other clients of the tests note them. */
export function asDeliveries(results: Collected['results']): Delivery[] {
  return results.map(({ data, cursor, position }) => ({ data, extensions: { cursor, position } }));
}
