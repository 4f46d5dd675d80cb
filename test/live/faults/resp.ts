const CRLF = '\r\n';
/** Types whose first line is a length, and what follows are that many bytes. */
const BULKS = '$!=';
/** Types whose first line is a count, and what follows are that many values; of maps, twice as many. */
const LISTS = '*~>';
const MAPS = '%|';

/** End of the value of Redis' protocol (RESP 2 and 3) that begins at an index; -1 while it is not complete. */
export function endOfValue(bytes: Buffer, start: number): number {
  const line = bytes.indexOf(CRLF, start);
  if (line < 0) return -1;
  const type = String.fromCharCode(bytes[start] as number);
  const count = Number(bytes.toString('latin1', start + 1, line));
  let end = line + CRLF.length;
  if (BULKS.includes(type)) {
    if (count >= 0) end += count + CRLF.length;
    return end <= bytes.length ? end : -1;
  }
  const values = LISTS.includes(type) ? count : MAPS.includes(type) ? 2 * count : 0;
  for (let index = 0; index < values; index += 1) {
    end = endOfValue(bytes, end);
    if (end < 0) return -1;
  }
  return end;
}

/** The payload of a value that is a message of pub/sub; undefined for any other value. */
export function publishedIn(value: Buffer): string | undefined {
  return /^[*>]3\r\n\$7\r\nmessage\r\n\$\d+\r\n[^\r]*\r\n\$\d+\r\n(.*)\r\n$/s.exec(value.toString('utf8'))?.[1];
}

/** A message of pub/sub with another payload, of the same channel and version of the protocol. */
export function publish(like: Buffer, payload: string): Buffer {
  const text = like.toString('utf8');
  const [head] = /^[*>]3\r\n\$7\r\nmessage\r\n\$\d+\r\n[^\r]*\r\n/.exec(text) ?? [''];
  return Buffer.from(`${head}$${Buffer.byteLength(payload)}${CRLF}${payload}${CRLF}`);
}
