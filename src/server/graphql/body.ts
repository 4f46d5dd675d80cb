import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { BoundName } from '../../limits.js';

/** Why a body is not even read: a status of HTTP, and what is wrong. */
export interface BodyRefusal {
  readonly status: 400 | 411 | 413 | 415;
  readonly message: string;
  readonly bound?: BoundName;
}

/**
 * Why a body with these headers is refused before any of it is read; undefined for one that is JSON in UTF-8, uncompressed and
 * no longer than `maxBytes`. A plain HTML form cannot send one of the `types`, so no page can be tricked into sending one.
 */
export function bodyRefusal(
  headers: IncomingHttpHeaders,
  maxBytes: number,
  types: readonly [string, ...string[]] = ['application/json'],
): BodyRefusal | undefined {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (!types.includes(type.trim())) {
    return { status: 415, message: `Send the body as ${types[0]}.` };
  }
  if (parameters.some(isOtherCharset)) return { status: 415, message: 'Send the body in UTF-8.' };
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    return { status: 415, message: 'Send the body uncompressed, without Content-Encoding.' };
  }
  const length = headers['content-length'];
  if (length === undefined) return { status: 411, message: 'Content-Length is required.' };
  if (Number(length) > maxBytes) {
    return { status: 413, message: `The body may have at most ${maxBytes} bytes.`, bound: 'maxBodyBytes' };
  }
  return undefined;
}

function isOtherCharset(parameter: string): boolean {
  const [name = '', value = ''] = parameter.split('=');
  return name.trim() === 'charset' && !/^"?utf-?8"?$/.test(value.trim());
}

/**
 * Reads a body as JSON.
 * @throws Error that says what is wrong with it, and nothing of what it holds.
 */
export function parseBody(bytes: Buffer): unknown {
  // Hazard: decoding puts U+FFFD in place of whatever is not UTF-8, which would then be stored.
  if (!isUtf8(bytes)) throw new Error('The request body is not valid UTF-8.');
  const text = bytes.toString();
  try {
    return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  } catch {
    throw new Error('The request body is not valid JSON.');
  }
}

const BYTE_ORDER_MARK = '\uFEFF';
