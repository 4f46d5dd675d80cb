import { crc32 } from 'node:zlib';
import { markOfCursor } from '../mark.js';
import { RESET_SUM, ROW } from './messages.js';
import type { Report } from './messages.js';

/** How often deliveries are told, in milliseconds. */
const INTERVAL = 100;

/** The end of every result: where in the log it stands. Errors would follow it. */
const PLACE = /"extensions":\{"cursor":"([^"]+)","position":(\d+)\}(,"errors":.*)?\}$/;
const RESET = '{"data":{"events":{"__typename":"Reset"';

/** Cursors whose marks are kept: neighbors get the same ones. */
const MAX_MARKS = 10_000;

/** Collects what the clients of this process see, and tells it in batches. */
export class Reporter {
  readonly #tell: (report: Report) => void;
  #rows = new Float64Array(1024 * ROW);
  #length = 0;
  readonly #marks = new Map<string, number>();
  #reconnects: { id: number; at: number; took: number }[] = [];

  constructor(tell: (report: Report) => void) {
    this.#tell = tell;
    setInterval(() => this.flush(), INTERVAL).unref();
  }

  /** A result came, as JSON in UTF-8; returns its cursor, from which the client goes on. */
  update(id: number, payload: Buffer): string | undefined {
    const [, cursor, position, errors] =
      PLACE.exec(payload.toString('latin1', Math.max(0, payload.length - 200))) ?? [];
    if (cursor === undefined || errors !== undefined) {
      this.refused(id, payload.toString('utf8', 0, 1_000));
      return cursor;
    }
    if (this.#length + ROW > this.#rows.length) this.flush();
    const sum = payload.toString('latin1', 0, RESET.length) === RESET ? RESET_SUM : crc32(payload);
    this.#rows.set([id, Number(position), this.#markOf(cursor), sum, now()], this.#length);
    this.#length += ROW;
    return cursor;
  }

  refused(id: number, what: string): void {
    this.#tell({ report: 'refused', id, what });
  }

  reconnected(id: number, took: number): void {
    this.#reconnects.push({ id, at: now(), took });
  }

  flush(): void {
    // Who is back before what they got since: it is from then on that they catch up.
    if (this.#reconnects.length > 0) this.#tell({ report: 'reconnects', clients: this.#reconnects });
    this.#reconnects = [];
    if (this.#length > 0) this.#tell({ report: 'deliveries', rows: this.#rows.slice(0, this.#length) });
    this.#length = 0;
  }

  #markOf(cursor: string): number {
    let mark = this.#marks.get(cursor);
    if (mark === undefined) {
      if (this.#marks.size >= MAX_MARKS) this.#marks.clear();
      this.#marks.set(cursor, (mark = markOfCursor(cursor)));
    }
    return mark;
  }
}

/** Now, in ms since 1970 and parts of them. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
