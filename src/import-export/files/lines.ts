/** Ends of lines as programs write them; the first as some write it twice. */
export const LINE_ENDS = ['\r\r\n', '\r\n', '\n', '\r'];

/** How many lines end within a text. */
export function lineEnds(text: string): number {
  return /[\r\n]/.test(text) ? (text.match(/\r\r\n|\r\n|\n|\r/g)?.length ?? 0) : 0;
}

/** Counts the lines of a text that comes in pieces, which may part the end of one. */
export class LineCounter {
  #ends = 0;
  #held = '';

  add(piece: string): this {
    const text = this.#held + piece;
    this.#held = /\r+$/.exec(text)?.[0] ?? '';
    this.#ends += lineEnds(text.slice(0, text.length - this.#held.length));
    return this;
  }

  /** The line on which the next piece begins: 1 is the first. */
  get line(): number {
    return 1 + this.#ends + lineEnds(this.#held);
  }
}
