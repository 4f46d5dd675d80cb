/** Memory of a result besides its text, in bytes: what it takes to keep it. */
const OVERHEAD = 500;

/** A result as it goes out, to however many: written as JSON once, and as bytes once. */
export class Payload {
  readonly text: string;
  /** Where a client that has this one goes on; absent where the results before it do not matter. */
  readonly cursor: string | undefined;
  #bytes: Buffer | undefined;
  #event: Buffer | undefined;
  #part: Buffer | undefined;

  /** `text` is the result as JSON. */
  constructor(text: string, cursor?: string) {
    this.text = text;
    this.cursor = cursor;
  }

  /** The text in UTF-8. */
  get bytes(): Buffer {
    return (this.#bytes ??= Buffer.from(this.text));
  }

  /** A whole event of Server-Sent Events, with the cursor as its id, or without an id. JSON has no line breaks of its own. */
  event(withId: boolean): Buffer {
    const id = this.cursor === undefined ? '' : `id: ${this.cursor}\n`;
    this.#event ??= Buffer.from(`${id}event: next\ndata: ${this.text}\n\n`);
    return withId ? this.#event : this.#event.subarray(id.length);
  }

  /** A whole part of Apollo's multipart protocol, with the boundary behind it. */
  get part(): Buffer {
    const head = '\r\ncontent-type: application/json\r\n\r\n';
    return (this.#part ??= Buffer.from(`${head}{"payload":${this.text}}\r\n--graphql`));
  }

  /** Memory that it takes at most, in bytes: as text, where one letter beyond Latin 1 makes all take two, and in UTF-8. */
  get size(): number {
    const { length } = this.text;
    const bytes = Buffer.byteLength(this.text);
    return OVERHEAD + bytes + (bytes === length ? length : 2 * length);
  }
}
