import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../auth/access-audit.js';

/** From where a request comes. */
export function callerOf(request: IncomingMessage): Caller {
  return { address: addressOf(request), agent: request.headers['user-agent'] };
}

/** The address of a client, as the nearest proxy reports it. It is for people to read; nothing is decided by it. */
export function addressOf({ headers, socket }: IncomingMessage): string | undefined {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return forwarded || socket.remoteAddress;
}
