/** Memory of a result besides its text, in bytes: what it takes to keep it. */
const OVERHEAD = 500;

/** A result as it goes out, to however many: written as JSON once, and as bytes once. */
export class Payload {
  readonly text: string;
  #bytes: Buffer | undefined;

  /** `text` is the result as JSON. */
  constructor(text: string) {
    this.text = text;
  }

  /** The text in UTF-8. */
  get bytes(): Buffer {
    return (this.#bytes ??= Buffer.from(this.text));
  }

  /** Memory that it takes at most, in bytes: as text, where one letter beyond Latin 1 makes all take two, and in UTF-8. */
  get size(): number {
    const { length } = this.text;
    const bytes = Buffer.byteLength(this.text);
    return OVERHEAD + bytes + (bytes === length ? length : 2 * length);
  }
}
