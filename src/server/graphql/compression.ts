import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'graphql-yoga';

const zip = promisify(gzip);
const brotli = promisify(brotliCompress);

/** An encoding that we have. */
export type Encoding = 'br' | 'gzip';

/** Answers below this many characters are sent as they are: compressing them costs more than it spares. */
const LEAST = 4_096;

/** The lowest levels: they spare most of the bytes for a fraction of the time. */
const GZIP = { level: constants.Z_BEST_SPEED };
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** The best encoding that a client takes, by its `Accept-Encoding`; undefined for none. */
export function acceptedEncoding(header: string | null | undefined): Encoding | undefined {
  if (!header) return undefined;
  const accepted = header
    .toLowerCase()
    .split(',')
    .map((each) => each.replaceAll(/\s/g, ''))
    .filter((each) => !/;q=0(\.0*)?$/.test(each))
    .map((each) => each.split(';', 1)[0]);
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding));
}

/** A text compressed, off the event loop; undefined where it is sent as it is. */
export async function compress(text: string, encoding: Encoding | undefined): Promise<Buffer | undefined> {
  if (!encoding || text.length < LEAST) return undefined;
  return encoding === 'br' ? brotli(text, BROTLI) : zip(text, GZIP);
}

/** Compresses answers in JSON; never streams, which must reach their readers at once. */
export const compression: Plugin = {
  async onResponse({ request, response, setResponse, fetchAPI }) {
    const encoding = acceptedEncoding(request.headers.get('accept-encoding'));
    if (!encoding || !/json/.test(response.headers.get('content-type') ?? '')) return;
    const body = await compress(await response.text(), encoding);
    if (!body) return;
    const { status, statusText } = response;
    const headers = {
      ...Object.fromEntries(response.headers),
      'content-encoding': encoding,
      'content-length': String(body.length), // Hazard: the one that is there is that of the text.
    };
    setResponse(new fetchAPI.Response(body as Uint8Array<ArrayBuffer>, { status, statusText, headers }));
  },
};
