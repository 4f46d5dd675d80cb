import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { CatchUp } from './catch-up.js';
import { Checker } from './checker.js';
import { ROW } from './clients/messages.js';
import type { Report } from './clients/messages.js';
import { Histogram } from './histogram.js';
import { LogFollower } from './log-follower.js';
import type { CommittedEvent } from './log-follower.js';
import type { View } from './views.js';
import { commandOf } from './writers.js';

/** Pause between two looks at the log, in milliseconds. */
const PAUSE = 100;

/** Follows the committed log and what the clients report, and compares the two as they grow. */
export class Observer {
  readonly checker: Checker;
  readonly catchUp: CatchUp;
  /** Positions of each command in the log, by its name. */
  readonly logged = new Map<string, number[]>();
  /** Commit to client, in milliseconds: since the last look of whoever prints, and while nothing was wrong. */
  lag = new Histogram();
  readonly calmLag = new Histogram();
  /** Loss of a connection to the acknowledgement of the next. */
  readonly reconnects = new Histogram();
  /** From there until a client has what was committed by then. */
  readonly reopened: CatchUp;
  /** Times that clients were told to begin anew, and were refused. */
  resets = 0;
  refused = 0;
  readonly flaws: string[] = [];
  #calmSince = Number.POSITIVE_INFINITY;
  readonly #views: readonly View[];
  readonly #epoch: string;
  readonly #follower: LogFollower;
  readonly #queue: Report[] = [];
  readonly #commits: number[] = [];
  #lastTime = 0;
  #stopped = false;
  #looks = 0;
  readonly #looking: Promise<void>;

  constructor(views: readonly View[], epoch: string, databaseUrl: string, organizationId: string) {
    this.#views = views;
    this.#epoch = epoch;
    this.checker = new Checker(views.map(({ kind }) => kind));
    this.catchUp = new CatchUp(this.checker);
    this.reopened = new CatchUp(this.checker);
    this.#follower = new LogFollower(databaseUrl, organizationId, (event) => this.#committed(event));
    this.#looking = this.#look();
  }

  /** Whether nothing is wrong, from now on: what is committed then and comes then counts for `calmLag`. */
  set calm(calm: boolean) {
    this.#calmSince = calm ? performance.timeOrigin + performance.now() : Number.POSITIVE_INFINITY;
  }

  /** Takes what a process of clients tells. */
  report(report: Report): void {
    this.#queue.push(report);
  }

  /** Waits until the log has been read and all that was reported before has been checked. */
  async settle(): Promise<void> {
    const wanted = this.#looks + 2;
    while (this.#looks < wanted) await sleep(PAUSE / 4);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#looking;
    await this.#follower.close();
  }

  async #look(): Promise<void> {
    while (!this.#stopped) {
      // What was reported before the log was read must be in the log.
      const reported = this.#queue.length;
      if (await this.#follower.read()) {
        for (const report of this.#queue.splice(0, reported)) this.#check(report);
        this.#looks += 1;
      }
      await sleep(PAUSE);
    }
  }

  #committed(event: CommittedEvent): void {
    const { position, committedAt, note } = event;
    if (position !== this.checker.head + 1) this.flaws.push(`the log jumps from ${this.checker.head} to ${position}`);
    const time = event.occurredAt.getTime();
    if (time < this.#lastTime) this.flaws.push(`time runs backwards in the log at ${position}`);
    this.#lastTime = time;
    this.#commits[position] = committedAt;
    const sums = new Map<number, number | undefined>();
    for (const [index, view] of this.#views.entries()) {
      if (!view.passes(event)) continue;
      const text = view.text(event, this.#epoch);
      sums.set(index, text === undefined ? undefined : crc32(text));
    }
    this.checker.append({ position, sums });
    const command = commandOf(note);
    if (command !== undefined) this.logged.set(command, [...(this.logged.get(command) ?? []), position]);
  }

  #check(report: Report): void {
    switch (report.report) {
      case 'deliveries':
        for (let row = 0; row < report.rows.length; row += ROW) {
          const [id, position, sum, arrival] = report.rows.subarray(row, row + ROW) as unknown as number[];
          this.#update(id as number, position as number, sum as number, arrival as number);
        }
        break;
      case 'flaw':
        if (report.kind === 'reset') this.resets += 1;
        else this.refused += 1;
        if (this.flaws.length < 50) this.flaws.push(`${report.kind}: client ${report.id}: ${report.what}`);
        break;
      case 'reconnects':
        for (const { id, at, took } of report.clients) {
          this.reconnects.add(took);
          this.reopened.expect(id, this.#headAt(at), at);
        }
        break;
      case 'left':
        for (const id of report.ids) this.checker.leave(id);
    }
  }

  /** Position of the newest event that was committed by a moment. */
  #headAt(moment: number): number {
    let position = this.checker.head;
    while ((this.#commits[position] ?? 0) > moment) position -= 1;
    return position;
  }

  #update(id: number, position: number, sum: number, arrival: number): void {
    this.checker.apply(id, position, sum);
    this.catchUp.applied(id, arrival);
    this.reopened.applied(id, arrival);
    const committedAt = this.#commits[position];
    if (committedAt === undefined) return;
    const lag = Math.max(arrival - committedAt, 0);
    this.lag.add(lag);
    if (committedAt > this.#calmSince) this.calmLag.add(lag);
  }
}
