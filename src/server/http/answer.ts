import type { IncomingMessage, ServerResponse } from 'node:http';
import { apiHeaders } from './secure-headers.js';

/** Answers with JSON, which nobody keeps. */
export function answer(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...apiHeaders, ...headers });
  response.end(JSON.stringify(body));
}

/** The body of an answer that says what went wrong, in the form that GraphQL gives to errors. */
export function errorBody(message: string): object {
  return { errors: [{ message }] };
}

/** The path of a request, without what is asked of it. */
export function pathOf({ url }: IncomingMessage): string {
  return (url ?? '/').split('?', 1)[0] ?? '/';
}
