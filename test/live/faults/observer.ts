import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { encodeCursor } from '../../../src/log/cursor.js';
import { CatchUp } from './catch-up.js';
import { Checker } from './checker.js';
import { RESET_SUM, ROW } from './clients/messages.js';
import type { Report } from './clients/messages.js';
import { Histogram } from './histogram.js';
import { LogFollower } from './log-follower.js';
import type { CommittedEvent } from './log-follower.js';
import { markOf } from './mark.js';
import type { View } from './views.js';
import { commandOf } from './writers.js';

type Row = [id: number, position: number, mark: number, sum: number, arrival: number];

/** Pause between two looks at the log, in milliseconds. */
const PAUSE = 100;

/** Where the log goes on. */
export interface Move {
  /** Where the log can be read to the end that it had, if it has lost something since. */
  readonly before?: string;
  readonly now: string;
}

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
  /** Commands of events that were lost, and how many events that were. */
  readonly lostCommands = new Set<string>();
  lostEvents = 0;
  /** Times that clients were told to begin anew, because of something that was lost and otherwise; and were refused. */
  dueResets = 0;
  resets = 0;
  refused = 0;
  readonly flaws: string[] = [];
  #calmSince = Number.POSITIVE_INFINITY;
  readonly #views: readonly View[];
  readonly #epoch: string;
  readonly #follower: LogFollower;
  readonly #queue: Report[] = [];
  /** By position. */
  readonly #commits: number[] = [];
  readonly #hashes: string[] = [];
  readonly #times: number[] = [];
  #stopped = false;
  #looks = 0;
  #isLooking = false;
  #isHeld = false;
  #mayLose = false;
  readonly #looking: Promise<void>;

  constructor(views: readonly View[], epoch: string, databaseUrl: string, organizationId: string) {
    this.#views = views;
    this.#epoch = epoch;
    this.checker = new Checker(views.map(({ kind }) => kind));
    this.catchUp = new CatchUp(this.checker);
    this.reopened = new CatchUp(this.checker);
    this.#follower = new LogFollower(databaseUrl, organizationId, {
      onEvent: (event) => this.#committed(event),
      onLoss: (kept) => this.#lost(kept),
    });
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

  /**
   * Has the log go on elsewhere. Nothing is looked at meanwhile: what was lost must be known in full before anything is
   * judged by the log that comes in its place.
   */
  async followTo(takeOver: () => Promise<Move>): Promise<void> {
    this.#isHeld = true;
    while (this.#isLooking) await sleep(5);
    const { before, now } = await takeOver();
    if (before !== undefined) {
      await this.#follower.moveTo(before);
      while (!(await this.#follower.read())) await sleep(PAUSE);
    }
    await this.#follower.moveTo(now);
    this.#mayLose = before !== undefined;
    while (!(await this.#follower.read())) await sleep(PAUSE);
    this.#mayLose = false;
    this.#isHeld = false;
  }

  /** Cursor of a place in the log as it is known. */
  cursorAt(position: number): string {
    return encodeCursor({ epoch: this.#epoch, position, hash: this.#hashes[position] });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#looking;
    await this.#follower.close();
  }

  async #look(): Promise<void> {
    while (!this.#stopped) {
      if (this.#isHeld) {
        await sleep(PAUSE / 4);
        continue;
      }
      this.#isLooking = true;
      // What was reported before the log was read must be in the log.
      const reported = this.#queue.length;
      if (await this.#follower.read()) {
        for (const report of this.#queue.splice(0, reported)) this.#check(report);
        this.#looks += 1;
      }
      this.#isLooking = false;
      await sleep(PAUSE);
    }
  }

  #committed(event: CommittedEvent): void {
    const { position, committedAt, note, hash } = event;
    if (position !== this.checker.head + 1) this.flaws.push(`the log jumps from ${this.checker.head} to ${position}`);
    const time = event.occurredAt.getTime();
    if (time < (this.#times[position - 1] ?? 0)) this.flaws.push(`time runs backwards in the log at ${position}`);
    this.#times[position] = time;
    this.#commits[position] = committedAt;
    this.#hashes[position] = hash ?? '';
    const sums = new Map<number, number | undefined>();
    for (const [index, view] of this.#views.entries()) {
      if (!view.passes(event)) continue;
      const text = view.text(event, this.#epoch);
      sums.set(index, text === undefined ? undefined : crc32(text));
    }
    this.checker.append({ position, mark: markOf(hash ?? ''), sums });
    const command = commandOf(note);
    if (command !== undefined) this.logged.set(command, [...(this.logged.get(command) ?? []), position]);
  }

  #lost(kept: number): void {
    const { head } = this.checker;
    if (!this.#mayLose) this.flaws.push(`the log has lost what came after ${kept}, up to ${head}`);
    this.lostEvents += head - kept;
    this.checker.loseTail(kept);
    for (const list of [this.#commits, this.#hashes, this.#times]) list.length = kept + 1;
    for (const [command, positions] of this.logged) {
      const left = positions.filter((position) => position <= kept);
      if (left.length === positions.length) continue;
      if (left.length > 0) this.logged.set(command, left);
      else this.logged.delete(command);
      this.lostCommands.add(command);
    }
  }

  #check(report: Report): void {
    switch (report.report) {
      case 'deliveries':
        for (let row = 0; row < report.rows.length; row += ROW) {
          const [id, position, mark, sum, arrival] = report.rows.subarray(row, row + ROW) as unknown as Row;
          if (sum === RESET_SUM) this.#reset(id, position, mark);
          else this.#update(id, position, mark, sum, arrival);
        }
        break;
      case 'refused':
        this.refused += 1;
        this.#flaw(`refused: client ${report.id}: ${report.what}`);
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

  #flaw(what: string): void {
    if (this.flaws.length < 50) this.flaws.push(what);
  }

  #reset(id: number, position: number, mark: number): void {
    if (this.checker.reset(id, position, mark)) {
      this.dueResets += 1;
    } else {
      this.resets += 1;
      this.#flaw(`reset: ${this.checker.nameOf(id)} at ${position}, and nothing was lost`);
    }
  }

  #update(id: number, position: number, mark: number, sum: number, arrival: number): void {
    this.checker.apply(id, position, mark, sum);
    this.catchUp.applied(id, arrival);
    this.reopened.applied(id, arrival);
    const committedAt = this.#commits[position];
    if (committedAt === undefined) return;
    const lag = Math.max(arrival - committedAt, 0);
    this.lag.add(lag);
    if (committedAt > this.#calmSince) this.calmLag.add(lag);
  }
}
