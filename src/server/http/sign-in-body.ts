import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { bodyRefusal, parseBody } from '../graphql/body.js';
import { SignInRefusal } from './sign-in.js';

/** Largest body, in bytes: of a choice in JSON, and of a form with a token. */
const MAX_BYTES = { json: 1_024, form: 16_384 };

/**
 * Reads a small body in JSON.
 * @throws SignInRefusal
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const refusal = bodyRefusal(request.headers, MAX_BYTES.json);
  if (refusal) throw new SignInRefusal(refusal.status, refusal.message);
  try {
    return parseBody(await buffer(request));
  } catch (error) {
    throw new SignInRefusal(400, (error as Error).message);
  }
}

/**
 * Reads the fields of a form.
 * @throws SignInRefusal
 */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const { 'content-type': type = '', 'content-length': length } = request.headers;
  if (!/^application\/x-www-form-urlencoded\b/i.test(type))
    throw new SignInRefusal(415, 'Send the body as application/x-www-form-urlencoded.');
  if (!(Number(length) <= MAX_BYTES.form))
    throw new SignInRefusal(413, `Send at most ${MAX_BYTES.form} bytes, with their length.`);
  return new URLSearchParams((await buffer(request)).toString());
}
