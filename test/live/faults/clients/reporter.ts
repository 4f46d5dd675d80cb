import { crc32 } from 'node:zlib';
import { ROW } from './messages.js';
import type { Report } from './messages.js';

/** How often deliveries are told, in milliseconds. */
const INTERVAL = 100;

/** The end of every result: where in the log it stands. Errors would follow it. */
const PLACE = /"extensions":\{"cursor":"([^"]+)","position":(\d+)\}(,"errors":.*)?\}$/;
const RESET = '{"data":{"events":{"__typename":"Reset"';

/** Collects what the clients of this process see, and tells it in batches. */
export class Reporter {
  readonly #tell: (report: Report) => void;
  #rows = new Float64Array(1024 * ROW);
  #length = 0;
  #reconnects: { id: number; at: number; took: number }[] = [];

  constructor(tell: (report: Report) => void) {
    this.#tell = tell;
    setInterval(() => this.flush(), INTERVAL).unref();
  }

  /** A result came, as JSON in UTF-8; returns its cursor, from which the client goes on. */
  update(id: number, payload: Buffer): string | undefined {
    const [, cursor, position, errors] =
      PLACE.exec(payload.toString('latin1', Math.max(0, payload.length - 200))) ?? [];
    if (payload.toString('latin1', 0, RESET.length) === RESET) this.flaw(id, 'reset', payload.toString());
    if (cursor === undefined || errors !== undefined) {
      this.flaw(id, 'refused', payload.toString('utf8', 0, 1_000));
      return cursor;
    }
    if (this.#length + ROW > this.#rows.length) this.flush();
    this.#rows.set([id, Number(position), crc32(payload), now()], this.#length);
    this.#length += ROW;
    return cursor;
  }

  flaw(id: number, kind: 'reset' | 'refused', what: string): void {
    this.#tell({ report: 'flaw', id, kind, what });
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
}

/** Now, in ms since 1970 and parts of them. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
