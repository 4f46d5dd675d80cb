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
}
