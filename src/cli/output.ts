import { escapeControls } from '../text.js';

/** Prints a line, or several with line ends between. Hazard: what people wrote could control the operator's terminal. */
export function print(stream: NodeJS.WritableStream, line: string): void {
  stream.write(`${escapeControls(line)}\n`);
}

/** Called with the progress of some work: how many pieces are done, and of how many, once that is known. */
export type Advance = (done: number, all?: number) => void;

/** Shortest time between two states of a bar on a terminal, and between two lines anywhere else, in milliseconds. */
const PAUSE = { bar: 100, line: 2_000 };

/** Width of a bar, in characters. */
const WIDTH = 30;

/** Returns to the start of the terminal line. */
const ANEW = '\r\u001B[K';

/**
 * Does a long work and shows on standard error how far it has got: as a bar on a terminal, else as a line now and then.
 * `what` says what is done with the pieces, such as `events written`; `total` is their number where it is known.
 */
export async function withProgress<T>(
  what: string,
  total: number | undefined,
  work: (advance: Advance) => Promise<T>,
  stream: NodeJS.WriteStream = process.stderr,
): Promise<T> {
  let shown = performance.now();
  const advance: Advance = (done, all = total) => {
    if (performance.now() - shown < (stream.isTTY ? PAUSE.bar : PAUSE.line)) return;
    shown = performance.now();
    if (stream.isTTY) stream.write(`${ANEW}${bar(done, all)}${count(done, all)} ${what}`);
    else print(stream, `${count(done, all)} ${what}`);
  };
  try {
    return await work(advance);
  } finally {
    if (stream.isTTY) stream.write(ANEW);
  }
}

function bar(done: number, total: number | undefined): string {
  if (!total) return '';
  const share = Math.min(1, done / total);
  const full = Math.round(share * WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.floor(share * 100)).padStart(3)} % `;
}

function count(done: number, total: number | undefined): string {
  return total === undefined ? number(done) : `${number(done)} of ${number(total)}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
