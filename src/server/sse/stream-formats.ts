import type { Payload } from '../../live/payload.js';
import type { Transport } from '../limits/connections.js';

/** How results are written to a response that stays open. */
export interface StreamFormat {
  readonly transport: Transport;
  readonly contentType: string;
  /** What comes first; `cursor` is where a client goes on that is cut before its first result, absent where it cannot. */
  opening(cursor: string | undefined): string;
  frame(payload: Payload): Buffer;
  /** Shows that the connection lives. */
  readonly heartbeat: Buffer;
  /** Ends a subscription that is over. */
  readonly completion: string;
  /** Ends one that is not, for a reason and with a close code of WebSocket: its client may come back. */
  closing(code: number, reason: string): string;
}

/**
 * Server-Sent Events, by the protocol of "distinct connections" of graphql-sse: `next` with each result, `complete` at the end.
 * `withIds`: only where a client that sends one back goes on behind it.
 */
const serverSentEvents = (withIds: boolean): StreamFormat => ({
  transport: 'event-stream',
  contentType: 'text/event-stream',
  // An event without data is not dispatched, but its id counts.
  opening: (cursor) => (withIds && cursor !== undefined ? `:\n\nid: ${cursor}\n\n` : ':\n\n'),
  frame: (payload) => payload.event(withIds),
  heartbeat: Buffer.from(':\n\n'),
  completion: 'event: complete\ndata:\n\n',
  closing: (code, reason) => `: ${code} ${reason}\n\n`,
});

/** Parts in JSON. Clients read one only once they see the boundary behind it. */
const part = (body: object): string => `\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(body)}\r\n--graphql`;

/** Apollo's protocol of multipart subscriptions over HTTP: https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol */
const multipart: StreamFormat = {
  transport: 'multipart',
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
  opening: () => `\r\n--graphql${part({})}`,
  frame: (payload) => payload.part,
  heartbeat: Buffer.from(part({})),
  completion: '--\r\n',
  closing(code, message) {
    const extensions = { code: code === 4403 ? 'UNAUTHENTICATED' : 'SUBSCRIPTION_CLOSED', closeCode: code };
    return `${part({ payload: null, errors: [{ message, extensions }] })}--\r\n`;
  },
};

const EVENTS = serverSentEvents(false);
const EVENTS_WITH_IDS = serverSentEvents(true);

/** The format in which a client takes the results of a subscription, by its `Accept`: the first of ours; undefined for none. */
export function streamFormat(accept = '*/*', withIds = false): StreamFormat | undefined {
  for (const range of accept.toLowerCase().replaceAll(' ', '').split(',')) {
    const [type, ...parameters] = range.split(';');
    if (type === '*/*' || type === 'text/*' || type === 'text/event-stream') return withIds ? EVENTS_WITH_IDS : EVENTS;
    if (type === 'multipart/mixed' && parameters.some((each) => /^subscriptionspec="?1\.0"?$/.test(each)))
      return multipart;
  }
  return undefined;
}
