import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BoundName } from '../../limits.js';
import type { FaultCode } from '../../schema/faults.js';
import { apiHeaders } from './secure-headers.js';

/** Answers with JSON that is not cached. */
export function answer(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...apiHeaders, ...headers });
  response.end(JSON.stringify(body));
}

/** How a route says what went wrong: with the headers that all of its answers have. */
export const refuser =
  (usual: Readonly<Record<string, string>>) =>
  (response: ServerResponse, status: number, message: string, headers: Record<string, string> = {}): void =>
    answer(response, status, errorBody(status, message), { ...usual, ...headers });

/** The body of an answer that says what went wrong, in the form that GraphQL gives to errors. */
export function errorBody(status: number, message: string, bound?: BoundName): object {
  const code = CODES[status] ?? ('BAD_USER_INPUT' satisfies FaultCode);
  return { errors: [{ message, extensions: bound ? { code, bound } : { code } }] };
}

/** What goes wrong by statuses of HTTP; whatever else does is a mistake of the caller's. */
const CODES: Readonly<Record<number, FaultCode>> = {
  401: 'UNAUTHENTICATED',
  429: 'RATE_LIMITED',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

/** The path of a request, without what is asked of it. */
export function pathOf({ url }: IncomingMessage): string {
  return (url ?? '/').split('?', 1)[0] ?? '/';
}
