import { createConnection } from './connection.js';
import { operationOf } from './operation.js';
import { iterate } from './iterate.js';
import { subscribe } from './subscription.js';
import type { Subscription } from './subscription.js';
import type { SubscribeOptions, TypedDocument, UpliftClient, UpliftClientOptions, UpliftResult } from './types.js';

export { UpliftClientError } from './types.js';
export type * from './types.js';

/**
 * Makes a client of a server, which connects at the first subscription and reconnects by itself, for as long as it takes.
 * A subscription with `$after: LogCursor` goes on from the last result: nothing is lost or doubled in between.
 * @throws TypeError for an address that is none, or where there is no `WebSocket`.
 */
export function createUpliftClient(clientOptions: UpliftClientOptions): UpliftClient {
  const connection = createConnection(clientOptions);
  const anomalies = { gaps: 0, duplicates: 0 };

  const begin = <Data, Variables>(
    document: string | TypedDocument<Data, Variables>,
    options: SubscribeOptions<Variables>,
    onResult: (result: UpliftResult<Data>) => void,
  ): Subscription =>
    subscribe(connection, operationOf(document, clientOptions.documentId), options, onResult, (anomaly) => {
      anomalies[anomaly.kind === 'gap' ? 'gaps' : 'duplicates'] += 1;
      options.onAnomaly?.(anomaly);
    });

  return {
    get state() {
      return connection.state;
    },
    anomalies,
    subscribe: async (document, options, onResult) => begin(document, options, onResult).ended,
    iterate(document, options = {}) {
      const stopping = new AbortController();
      const { signal } = options;
      const stop = (): void => stopping.abort();
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted) stop();
      return iterate(
        (onResult) => begin(document, { ...options, signal: stopping.signal }, onResult),
        () => {
          signal?.removeEventListener('abort', stop);
          stop();
        },
      );
    },
  };
}
