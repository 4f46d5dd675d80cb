/** What the bench needs of RFC 6455, section 5.2. */

/** A frame of text from a client: masked, as it must be, with zeros. */
export function textFrame(text) {
  const payload = Buffer.from(text);
  const long = payload.length >= 126;
  if (payload.length >= 65_536) throw new Error('Too long for a frame of the bench.');
  const header = Buffer.alloc((long ? 4 : 2) + 4);
  header[0] = 0x81;
  header[1] = 0x80 | (long ? 126 : payload.length);
  if (long) header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}

/**
 * Gives every whole frame of a server to `onFrame`; returns where the rest begins.
 * @param {Buffer} bytes
 * @param {number} from
 * @param {(opcode: number, bytes: Buffer, start: number, end: number) => void} onFrame
 */
export function splitFrames(bytes, from, onFrame) {
  for (;;) {
    if (from + 2 > bytes.length) return from;
    let length = bytes[from + 1];
    let start = from + 2;
    if (length === 126) {
      if (from + 4 > bytes.length) return from;
      length = bytes.readUInt16BE(start);
      start += 2;
    } else if (length === 127) {
      if (from + 10 > bytes.length) return from;
      length = Number(bytes.readBigUInt64BE(start));
      start += 8;
    }
    if (start + length > bytes.length) return from;
    onFrame(bytes[from] & 0x0f, bytes, start, start + length);
    from = start + length;
  }
}

const KEY = Buffer.from('"position":');

/** The first position in a message; undefined where there is none. */
export function readPosition(bytes, start, end) {
  const at = bytes.indexOf(KEY, start);
  if (at < 0 || at >= end) return undefined;
  let position = 0;
  for (let place = at + KEY.length; place < end; place += 1) {
    const digit = bytes[place] - 48;
    if (digit < 0 || digit > 9) break;
    position = position * 10 + digit;
  }
  return position;
}
