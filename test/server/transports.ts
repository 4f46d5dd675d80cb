import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** A result as a client gets it, over whichever transport. */
export interface Result {
  readonly data?: Record<string, unknown> | null;
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
    readonly path?: readonly (string | number)[];
  }[];
}

/** What an operation is asked with. */
export interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
  readonly bearer?: string | undefined;
  /** Headers besides, such as those of a browser. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Slug of the organization that is asked for. */
  readonly organization?: string | undefined;
}

/** The transports by name, each a way to ask for the first result of an operation. */
export const transports: Readonly<
  Record<'HTTP' | 'HTTP by Yoga' | 'WebSocket' | 'SSE', (url: string, asked: Asked) => Promise<Result>>
> = {
  HTTP: async (url, asked) => (await post(url, asked, 'application/json')).json() as Promise<Result>,

  // What plain requests skip: they name no charset.
  'HTTP by Yoga': async (url, asked) =>
    (await post(url, asked, 'application/json; charset=utf-8')).json() as Promise<Result>,

  WebSocket: (url, { bearer, organization, headers = {}, ...payload }) =>
    new Promise((resolve, reject) => {
      const client = createClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: class extends WebSocket {
          constructor(address: string, protocol: string) {
            super(address, protocol, { headers });
          }
        },
        retryAttempts: 0,
        connectionParams: { ...(bearer ? { Authorization: bearer } : {}), ...(organization ? { organization } : {}) },
      });
      const settle = (result: Result): void => {
        resolve(result);
        void client.dispose();
      };
      client.subscribe(payload, {
        next: (result) => settle(result as Result),
        error: (error) =>
          Array.isArray(error) ? settle({ errors: error as NonNullable<Result['errors']> }) : reject(error),
        complete: () => reject(new Error('The operation ended without a result.')),
      });
    }),

  SSE: async (url, asked) => {
    const response = await post(url, asked, 'text/event-stream');
    const text = response.headers.get('content-type')?.startsWith('text/event-stream')
      ? await firstEvent(response)
      : await response.text();
    return JSON.parse(text) as Result;
  },
};

function post(
  url: string,
  { bearer, organization, headers = {}, ...payload }: Asked,
  accept: string,
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      accept,
      'content-type': 'application/json',
      ...(bearer ? { authorization: bearer } : {}),
      ...(organization ? { 'uplift-organization': organization } : {}),
      ...headers,
    },
    body: JSON.stringify(payload),
  });
}

/** The data of the first event `next` of a stream; what follows is not waited for. */
async function firstEvent(response: Response): Promise<string> {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const data = /^event: ?next\ndata: ?(.*)\n\n/m.exec(text)?.[1];
    if (data !== undefined) return data;
  }
  throw new Error(`The stream ended without a result: ${text}`);
}

/** Those over which results come as they happen. */
export const liveTransports = Object.entries(transports).filter(([name]) => !name.startsWith('HTTP'));
