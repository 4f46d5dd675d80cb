import { isUtf8 } from 'node:buffer';
import { MessageType, validateMessage } from 'graphql-ws';
import type { Message } from 'graphql-ws';
import { documentIdOf } from '../graphql/persisted-operations.js';
import type { AskedDocument } from '../graphql/persisted-operations.js';

/**
 * Reads a message of a socket's client. Beyond the protocol, the text of a document may be absent where its id is there: clients
 * leave it out over every transport.
 * @throws Error for what is no message of the protocol.
 */
export function readMessage(data: Buffer): Message {
  // Hazard: only text frames have been checked; decoding would put U+FFFD in place of what is not UTF-8.
  if (!isUtf8(data)) throw new Error('The message is not valid UTF-8.');
  const message = JSON.parse(data.toString()) as { type?: unknown; payload?: AskedDocument } | null;
  if (message?.type !== MessageType.Subscribe) return validateMessage(message);
  const { payload } = message;
  const isById = typeof payload === 'object' && payload !== null && documentIdOf(payload) !== undefined;
  return validateMessage(isById ? { ...message, payload: { ...payload, query: payload.query ?? '' } } : message);
}
