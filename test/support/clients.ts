import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** An answer of the server. */
export interface Answer<Data = Record<string, any>> {
  readonly status: number;
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Record<string, unknown>;
    readonly path?: readonly (string | number)[];
  }[];
}

/** Asks over HTTP. `bearer` is the whole header; without it nobody asks. */
export async function ask<Data = Record<string, any>>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  bearer?: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(bearer ? { authorization: bearer } : {}), ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer<Data>, 'status'>) };
}

/** One result of a subscription. */
export interface Delivery {
  readonly data?: Record<string, any> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
  readonly extensions?: { readonly cursor: string; readonly position: number };
}

/** A subscription whose results queue up until they are asked for. */
export interface Subscription {
  /** The next result; rejects when none comes in time. */
  next(timeout?: number): Promise<Delivery>;
  /** All results so far that have not been asked for. */
  readonly queued: readonly Delivery[];
  /** How it ended: undefined while it runs; `complete`, `cut` for a response that just ended, or an error. */
  readonly ended: unknown;
  /** Waits until it has ended. */
  end(timeout?: number): Promise<unknown>;
  /** Ends it. */
  stop(): Promise<void>;
}

/** Subscribes over a WebSocket of its own, by the stock client, without coming back after a cut. */
export function subscribeWs(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  bearer?: string,
  headers: Readonly<Record<string, string>> = {},
): Subscription {
  const queue = createQueue();
  const client = createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocol: string) {
        super(address, protocol, { headers });
      }
    },
    retryAttempts: 0,
    connectionParams: bearer ? { Authorization: bearer } : {},
  });
  client.subscribe(
    { query, variables },
    {
      next: (result) => queue.push(result as Delivery),
      error: (error) => queue.end(error),
      complete: () => queue.end('complete'),
    },
  );
  return {
    ...queue.reader,
    get queued() {
      return queue.reader.queued;
    },
    get ended() {
      return queue.reader.ended;
    },
    stop: async () => client.dispose(),
  };
}

/** Subscribes over Server-Sent Events, by POST. */
export function subscribeSse(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  bearer?: string,
  headers: Readonly<Record<string, string>> = {},
): Subscription {
  const queue = createQueue();
  const abort = new AbortController();
  const read = async (): Promise<void> => {
    const response = await fetch(url, {
      method: 'POST',
      signal: abort.signal,
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        ...(bearer ? { authorization: bearer } : {}),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const message = text.slice(0, end);
        text = text.slice(end + 2);
        const event = /^event: ?(.*)$/m.exec(message)?.[1];
        const data = /^data: ?(.*)$/m.exec(message)?.[1];
        if (event === 'next' && data) queue.push(JSON.parse(data) as Delivery);
        if (event === 'complete') queue.end('complete');
      }
    }
    queue.end('cut');
  };
  read().catch((error: unknown) => queue.end(error));
  return {
    ...queue.reader,
    get queued() {
      return queue.reader.queued;
    },
    get ended() {
      return queue.reader.ended;
    },
    stop: async () => abort.abort(),
  };
}

function createQueue() {
  const queued: Delivery[] = [];
  let ended: unknown;
  let wake: (() => void) | undefined;
  const changed = (): void => wake?.();
  const wait = (timeout: number, what: string) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No ${what} within ${timeout} ms.`)), timeout);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    push(delivery: Delivery) {
      queued.push(delivery);
      changed();
    },
    end(how: unknown) {
      ended ??= how;
      changed();
    },
    reader: {
      async next(timeout = 5_000): Promise<Delivery> {
        for (;;) {
          const delivery = queued.shift();
          if (delivery) return delivery;
          if (ended !== undefined) throw new Error(`The subscription has ended: ${JSON.stringify(ended)}`);
          await wait(timeout, 'result');
        }
      },
      async end(timeout = 5_000): Promise<unknown> {
        while (ended === undefined) await wait(timeout, 'end');
        return ended;
      },
      get queued(): readonly Delivery[] {
        return queued;
      },
      get ended(): unknown {
        return ended;
      },
    },
  };
}
